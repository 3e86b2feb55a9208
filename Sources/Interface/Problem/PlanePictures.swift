import Drawing
import Engine
import Integers
import Scenes

/// A picture of the loss on a plane.
public struct PlanePicture: Sendable, Hashable {
  /// The surface of the plane.
  let surface: AnySurface
  let region: Region
  let columns, rows: Int
  let grid: SampledField.Grid

  /// Returns whether both pictures are equal.
  public static func == (a: Self, b: Self) -> Bool {
    a.surface === b.surface && a.region == b.region && a.columns == b.columns && a.rows == b.rows
      && a.grid == b.grid
  }

  /// Hashes the region and the size.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(region)
    hasher.combine(columns)
    hasher.combine(rows)
  }

  /// The operations of a picture that is computed within a frame.
  private static let immediateCost = 4e6

  /// Whether the picture takes a fraction of a frame.
  var isImmediate: Bool {
    Double(columns * rows) * (surface.projection?.pictureCost ?? 0) <= Self.immediateCost
  }

  /// Returns the losses, row by row from the top; each sample stands for `every` × `every`.
  ///
  /// Nil if cancelled.
  func values(every: Int, isCancelled: () -> Bool) -> [Double]? {
    guard let projection = surface.projection else { return nil }
    let (x, y) = (
      grid.positions(columns, in: region.x), Array(grid.positions(rows, in: region.y).reversed())
    )
    let xs = stride(from: every / 2, to: columns + every / 2, by: every).map {
      x[min($0, columns - 1)]
    }
    var values: [Double] = []
    values.reserveCapacity(columns * rows)
    // A band of several rows shares the products of the first layer of a network.
    let band = every == 1 ? 8 : 4
    for first in stride(from: 0, to: rows, by: every * band) {
      if isCancelled() { return nil }
      let samples = stride(from: first, to: min(first + every * band, rows), by: every)
      let ys = samples.map { y[min($0 + every / 2, rows - 1)] }
      let losses = projection.losses(xs, ys)
      for (index, sample) in samples.enumerated() {
        let row = (0..<columns).map { losses[index * xs.count + $0 / every] }
        for _ in sample..<min(sample + every, rows) { values += row }
      }
    }
    return values
  }

  /// Computes the picture from coarse to fine; returns once cancelled.
  public func compute(
    isCancelled: () -> Bool, onResult: (PlanePicture, [Double]) -> Void
  ) {
    for every in rows == 1 ? [1] : [4, 2, 1] {
      guard let values = values(every: every, isCancelled: isCancelled) else { return }
      onResult(self, values)
    }
  }
}

/// The pictures of a plane that take longer than a frame, as far as they are computed.
struct PlanePictures: Sendable {
  /// The pictures of the screen.
  private(set) var wanted: [PlanePicture] = []
  /// The losses of the pictures in `wanted`.
  private var values: [PlanePicture: [Double]] = [:]
  /// The number of changes of `values`.
  private(set) var version = 0

  /// Replaces the pictures of the screen.
  mutating func want(_ pictures: [PlanePicture]) {
    wanted = pictures
    values = values.filter { pictures.contains($0.key) }
  }

  /// Stores the losses of a picture of the screen.
  mutating func receive(_ picture: PlanePicture, _ losses: [Double]) {
    guard wanted.contains(picture) else { return }
    values[picture] = losses
    version += 1
  }

  /// Returns the losses of a picture of one row; before they are computed, a few of them.
  func curve(of picture: PlanePicture) -> [(x: Double, loss: Double)] {
    let x = Array(picture.grid.positions(picture.columns, in: picture.region.x))
    if let known = values[picture] { return Array(zip(x, known)) }
    let every = picture.isImmediate ? 1 : max(1, picture.columns / 16)
    let some = x.enumerated().filter { $0.offset.isMultiple(of: every) }.map(\.element)
    return Array(zip(some, picture.surface.projection?.losses(some, [0]) ?? []))
  }

  /// Returns the losses of a picture; before they are computed, those of a few samples.
  func losses(of picture: PlanePicture) -> [Double]? {
    if let known = values[picture] { return known }
    let every = picture.isImmediate ? 1 : max(picture.columns, picture.rows) / 6
    return picture.values(every: max(every, 1)) { false }
  }
}
