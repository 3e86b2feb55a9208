/// Where a start's run ends.
public enum BasinOutcome: Sendable, Hashable {
  /// At, or humming round, this one of the minima.
  case minimum(Int)
  case saddle
  /// At rest where the slope at w + ε vanishes and the slope at w does not.
  case hallucinated
  case infinity
  /// Nowhere yet, or at a minimum that is not among those known.
  case elsewhere

  public var name: String {
    switch self {
    case .minimum(let number): "minimum \(number + 1)"
    case .saddle: "saddle"
    case .hallucinated: "hallucinated"
    case .infinity: "infinity"
    case .elsewhere: "elsewhere"
    }
  }
}

/// The minima that starts may lead to, numbered from left to right, then from below.
public struct Basins: Sendable, Hashable {
  public let minima: [Point<Double>]

  /// Those known of the surface in closed form, and those that Newton's method finds from a grid
  /// of points over a part of the plane.
  ///
  /// They depend on the surface and the part alone, so that shares of a map number them alike.
  /// Those that are known already keep their numbers.
  public init(_ surface: AnySurface, in frame: Region, after known: Basins? = nil) {
    let reached = (0..<Self.gridSize * Self.gridSize).map {
      surface.newtonMinimum(near: frame.gridPoint($0))
    }
    self.init(surface, reached, after: known)
  }

  /// The minima among what was reached from the starts, in the order of these.
  fileprivate init(_ surface: AnySurface, _ reached: [Point<Double>?], after known: Basins?) {
    let known = known?.minima ?? []
    var found = known + surface.landmarks.minima.filter { !known.contains($0) }
    for case let minimum? in reached
    where !found.contains(where: { ($0 - minimum).norm < 1e-6 * (1 + minimum.norm) }) {
      found.append(minimum)
    }
    minima = known + found.dropFirst(known.count).sorted { ($0.x, $0.y) < ($1.x, $1.y) }
  }

  /// Starts along each side of the grid.
  fileprivate static let gridSize = 25

  /// Where the run of a cell ended.
  public func outcome(of cell: SweepCell) -> BasinOutcome {
    switch cell.state {
    case .diverged, .climbing: return .infinity
    case .atSaddle: return .saddle
    case .hallucinating: return .hallucinated
    case .settled, .cycling, .drifting, .descending, .chaotic:
      let near = minima.indices.min {
        (minima[$0] - cell.point).norm < (minima[$1] - cell.point).norm
      }
      guard let near, Self.isConverged(cell.state) || Self.isNear(cell, minima[near]) else {
        return .elsewhere
      }
      return .minimum(near)
    }
  }

  private static func isConverged(_ state: State) -> Bool {
    switch state {
    case .settled, .cycling: true
    default: false
    }
  }

  private static func isNear(_ cell: SweepCell, _ minimum: Point<Double>) -> Bool {
    (cell.point - minimum).norm < 0.2 * (1 + minimum.norm)
  }
}

/// A search for `Basins` that takes its time.
public struct BasinSearch: Sendable, Hashable {
  public let surface: SurfaceChoice
  public let frame: Region
  /// These keep their numbers.
  public let known: Basins?

  public init(_ surface: SurfaceChoice, in frame: Region, after known: Basins? = nil) {
    self.surface = surface
    self.frame = frame
    self.known = known
  }

  /// Searches from coarse to fine.
  ///
  /// - Parameters:
  ///   - isCancelled: Asked before every start; true ends the work.
  ///   - onPass: Told what is found after each pass, and whether that is all.
  /// - Throws: `EngineError` if the catalogue does not have the surface.
  public func refine(
    isCancelled: () -> Bool = { false }, onPass: (_ found: Basins, _ isComplete: Bool) -> Void
  ) throws(EngineError) {
    let surface = try Catalog.surface(surface)
    let side = Basins.gridSize
    var reached: [Point<Double>?] = Array(repeating: nil, count: side * side)
    for stride in [8, 4, 2, 1] {
      for index in reached.indices {
        let (row, column) = (index / side, index % side)
        let isNew = stride == 8 || row % (2 * stride) != 0 || column % (2 * stride) != 0
        guard row % stride == 0, column % stride == 0, isNew else { continue }
        if isCancelled() { return }
        reached[index] = surface.newtonMinimum(near: frame.gridPoint(index))
      }
      onPass(Basins(surface, reached, after: known), stride == 1)
    }
  }
}

extension Region {
  /// A point of the grid of starts, row by row from below.
  fileprivate func gridPoint(_ index: Int) -> Point<Double> {
    let (row, column) = (index / Basins.gridSize, index % Basins.gridSize)
    return point(
      Double(column) / Double(Basins.gridSize - 1), Double(row) / Double(Basins.gridSize - 1))
  }
}

extension AnySurface {
  /// The minimum that Newton's method reaches from here, if it is one.
  fileprivate func newtonMinimum(near start: Point<Double>) -> Point<Double>? {
    var p = start
    for _ in 0..<50 {
      let step = hessian(p).solve(for: gradient(p))
      guard step.isFinite else { return nil }
      p = p - step
      if step.norm <= 1e-14 * (1 + p.norm) { break }
    }
    guard gradient(p).norm <= 1e-9, hessian(p).minEigenvalue > 0, (p - start).norm < 1 + start.norm
    else { return nil }
    return p
  }
}
