public import Drawing
import Engine
import Integers

extension SampledField {
  /// The map at any resolution, with the colours of these samples.
  ///
  /// A pixel has the level of the field at its centre. The scale is that of the samples, so cells
  /// and pixels of equal values have equal colours. Nil if only these samples are known.
  public var mapSource: PictureSource? {
    guard let sampler else { return nil }
    return PictureSource { [self] columns, rows, isCancelled in
      let levels = LevelThresholds(scaleMap, scale)
      var pixels: [UInt8] = []
      pixels.reserveCapacity(columns * rows)
      let isComplete = sampler.forEachRow(
        .centers, columns, rows, over: region, isCancelled: isCancelled
      ) { row in
        for value in row { pixels.append(levels.level(of: value)) }
      }
      guard isComplete else { return nil }
      return PixelImage(
        columns: columns, rows: rows, pixels: pixels, paints: PixelImage.heatPaints)
    }
  }

  /// Returns the same field at the nodes of a finer grid, with the scale of these samples.
  ///
  /// Nil if cancelled, which is checked for each row, or if only these samples are known.
  func refined(side: Int, isCancelled: () -> Bool) -> [Double]? {
    guard let sampler else { return nil }
    let shading = scaleMap.shading(scale)
    var shades: [Double] = []
    shades.reserveCapacity(side * side)
    let isComplete = sampler.forEachRow(
      .nodes, side, side, over: region, isCancelled: isCancelled
    ) { row in
      for value in row { shades.append(value.isNaN ? .nan : shading(value)) }
    }
    return isComplete ? shades : nil
  }
}

/// The heights of a relief at the nodes of a fine grid, sampled once for all viewpoints.
public final class ReliefHeights: Sendable {
  private let field: SampledField
  private let stored = RecentValues<Int, [Double]>(capacity: 1, ==)

  /// The number of nodes along each side: with fewer, a valley has teeth.
  private static let side = 160

  /// Creates heights with the scale of a field at the nodes of a coarser grid.
  ///
  /// Nil if only the samples of the field are known.
  public init?(_ field: SampledField) {
    guard field.sampler != nil else { return nil }
    self.field = field
  }

  /// Returns the relief from a viewpoint, with angles in degrees, over a number of cells.
  public func source(yaw: Double, pitch: Double, zoom: Double, cells: Size) -> PictureSource {
    PictureSource { [self] columns, rows, isCancelled in
      guard let heights = try? heights(isCancelled) else { return nil }
      return ReliefImage(
        heights, side: Self.side, yaw: yaw, pitch: pitch, zoom: zoom, cells: cells
      ).image(columns: columns, rows: rows, isCancelled: isCancelled)
    }
  }

  private struct Cancelled: Error {}

  private func heights(_ isCancelled: () -> Bool) throws(Cancelled) -> [Double] {
    try stored.value(for: Self.side) { () throws(Cancelled) in
      guard let heights = field.refined(side: Self.side, isCancelled: isCancelled) else {
        throw Cancelled()
      }
      return heights
    }
  }
}
