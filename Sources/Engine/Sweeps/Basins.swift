/// The attractor that the run from a start reaches.
public enum BasinOutcome: Sendable, Hashable {
  /// The minimum with this index in `Basins.minima`, at rest or on a cycle around it.
  case minimum(Int)
  /// A saddle.
  case saddle
  /// A hallucinated minimizer: ∇f vanishes at w + ε but not at w.
  case hallucinated
  /// The run diverged or is diverging.
  case infinity
  /// No attractor yet, or an unknown minimum.
  case elsewhere

  /// The name in legends and tables; minima are counted from 1.
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

/// The minima of a surface, numbered from left to right, then from below.
public struct Basins: Sendable, Hashable {
  /// The minima in the order of their numbers.
  public let minima: [Point<Double>]

  /// The surface's closed-form minima and those that Newton's method finds from a grid in `frame`.
  ///
  /// The result depends on surface and frame only, so all parts of a split map number minima alike.
  /// Known minima keep their numbers.
  public init(_ surface: AnySurface, in frame: Region, after known: Basins? = nil) {
    let reached = (0..<Self.gridSize * Self.gridSize).map {
      surface.newtonMinimum(near: frame.gridPoint($0))
    }
    self.init(surface, reached, after: known)
  }

  /// The known minima, those of the surface, and the distinct points in `reached`.
  fileprivate init(_ surface: AnySurface, _ reached: [Point<Double>?], after known: Basins?) {
    let known = known?.minima ?? []
    var found = known + surface.landmarks.minima.filter { !known.contains($0) }
    for case let minimum? in reached
    where !found.contains(where: { ($0 - minimum).norm < 1e-6 * (1 + minimum.norm) }) {
      found.append(minimum)
    }
    minima = known + found.dropFirst(known.count).sorted { ($0.x, $0.y) < ($1.x, $1.y) }
  }

  /// The number of starts along each side of the grid.
  fileprivate static let gridSize = 25

  /// The attractor that the run of a cell reached.
  public func outcome(of cell: SweepCell) -> BasinOutcome {
    switch cell.state {
    case .diverged, .climbing: return .infinity
    case .atSaddle: return .saddle
    case .hallucinating: return .hallucinated
    case .settled, .cycling, .drifting, .descending, .chaotic:
      let nearest = minima.indices.min {
        (minima[$0] - cell.point).norm < (minima[$1] - cell.point).norm
      }
      guard let nearest, Self.isConverged(cell.state) || Self.isNear(cell, minima[nearest]) else {
        return .elsewhere
      }
      return .minimum(nearest)
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

/// A search for `Basins` in passes, which can be cancelled.
public struct BasinSearch: Sendable, Hashable {
  /// The surface to search.
  public let surface: SurfaceChoice
  /// The region that contains the grid of starts.
  public let frame: Region
  /// Minima found before, which keep their numbers.
  public let known: Basins?

  /// A search on a surface in a region.
  public init(_ surface: SurfaceChoice, in frame: Region, after known: Basins? = nil) {
    self.surface = surface
    self.frame = frame
    self.known = known
  }

  /// Searches from coarse to fine.
  ///
  /// - Parameters:
  ///   - isCancelled: Called before every start; true stops the search.
  ///   - onPass: Called after each pass with the minima found so far.
  /// - Throws: `EngineError` if the catalog has no such surface.
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
  /// A point of the grid of starts, counted row by row from below.
  fileprivate func gridPoint(_ index: Int) -> Point<Double> {
    let (row, column) = (index / Basins.gridSize, index % Basins.gridSize)
    return point(
      Double(column) / Double(Basins.gridSize - 1), Double(row) / Double(Basins.gridSize - 1))
  }
}

extension AnySurface {
  /// The minimum that Newton's method reaches from `start`; nil without convergence to a minimum.
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
