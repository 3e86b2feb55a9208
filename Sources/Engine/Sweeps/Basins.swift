import Synchronization

/// The attractor that the run from a start reaches.
public enum BasinOutcome: Sendable, Hashable {
  /// The attractor with this index in `Basins.attractors`, at rest or on a cycle around it.
  case attractor(Attractor.Kind, Int)
  /// A saddle.
  case saddle
  /// A hallucinated minimizer: ∇f vanishes at w + ε but not at w.
  case hallucinated
  /// A bounded motion around several attractors, or around no known one.
  case cycle
  /// At rest at a point that is no known attractor, as on a plateau.
  case elsewhere
  /// Still moving at the last step.
  case moving
  /// The run diverged.
  case infinity
  /// The loss at the end is NaN.
  case undefined

  /// The name in legends and tables, such as “minimum 3” or “valley 1”; counted from 1.
  public var name: String {
    switch self {
    case .attractor(let kind, let index): "\(kind.rawValue) \(index + 1)"
    case .saddle: "saddle"
    case .hallucinated: "hallucinated"
    case .cycle: "cycle"
    case .elsewhere: "elsewhere"
    case .moving: "still moving"
    case .infinity: "infinity"
    case .undefined: "undefined"
    }
  }
}

extension BasinOutcome {
  /// The number of attractors with a mark of their own.
  public static let markCount = attractorMarks.count
  private static let attractorMarks = Array(
    "123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")

  /// The character of the outcome on maps.
  ///
  /// Attractors have the digits from 1, then the letters from a and from A; `&` after the 61st.
  public var mark: Character {
    switch self {
    case .attractor(_, let index): Self.mark(ofAttractor: index)
    case .saddle: "+"
    case .hallucinated: "?"
    case .cycle: "@"
    case .elsewhere: "-"
    case .moving: "~"
    case .infinity: "#"
    case .undefined: "!"
    }
  }

  /// The mark of the attractor with an index from 0.
  public static func mark(ofAttractor index: Int) -> Character {
    attractorMarks.indices.contains(index) ? attractorMarks[index] : "&"
  }

  /// The outcomes that are no attractors, in the order of legends.
  public static let others: [BasinOutcome] = [
    .saddle, .hallucinated, .cycle, .elsewhere, .moving, .infinity, .undefined,
  ]

  /// The outcome with a name, such as “minimum 3” or “saddle”; nil for other texts.
  public init?(name: some StringProtocol) {
    if let other = Self.others.first(where: { $0.name == name }) {
      self = other
      return
    }
    let words = name.split(separator: " ")
    guard words.count == 2, let kind = Attractor.Kind(rawValue: String(words[0])),
      let number = Int(words[1]), number > 0
    else { return nil }
    self = .attractor(kind, number - 1)
  }
}

/// The attractors of a surface, numbered from left to right, then from below.
///
/// A run belongs to an attractor if the end of the run proves it, at whatever distance other
/// attractors are:
///
/// - The motion over the last steps encloses the attractor: the distance from its mean is below
///   its radius. Noise shifts that mean: within the attractor's own radius (`Attractor.radius`),
///   four times the scale of the motion suffice.
/// - The run is at rest within 10⁻⁴ of the attractor's own radius, or with an
///   excess loss below 10⁻⁸ of the loss at that radius.
/// - The run approaches the attractor from within that radius, and at its present speed arrives
///   within ten times the steps taken.
///
/// ```swift
/// let surface = try Catalog.surface(.named("double-well"))
/// let basins = Basins(surface, in: Region(x: -2...2, y: -1...1))
/// print(basins.minima)  // (−1, 0) and (1, 0)
/// ```
public struct Basins: Sendable {
  /// The attractors in the order of their numbers.
  public let attractors: [Attractor]
  private let surface: AnySurface
  private let diagonal: Double

  /// The isolated minima and kinks, and one point of each manifold, in the order of their numbers.
  public var minima: [Point<Double>] { attractors.map(\.point) }

  /// The attractors that descents from a grid of starts in `frame` reach.
  ///
  /// The result depends on surface and frame only, so all parts of a split map number attractors
  /// alike. Known attractors keep their numbers.
  public init(_ surface: AnySurface, in frame: Region, after known: Basins? = nil) {
    var search = AttractorSearch(surface, in: frame)
    for pass in Self.passes {
      for index in pass { search.addAttractor(below: frame.gridPoint(index)) }
    }
    self.init(surface, search, in: frame, after: known)
  }

  /// The known attractors, then the others that were found.
  fileprivate init(
    _ surface: AnySurface, _ search: AttractorSearch, in frame: Region, after known: Basins?
  ) {
    var search = search
    for minimum in surface.landmarks.minima { search.addLandmark(minimum) }
    var numbered = known?.attractors ?? []
    var others: [Attractor] = []
    let limit = 1e-5 * frame.diagonal
    for attractor in search.found {
      let index = numbered.firstIndex {
        $0.isManifold == attractor.isManifold
          && ($0.distance(to: attractor.point, limit: limit).isFinite
            || attractor.distance(to: $0.point, limit: limit).isFinite)
      }
      // A manifold is traced through the present frame; its point and number stay.
      if let index {
        numbered[index].curves = attractor.curves
      } else {
        others.append(attractor)
      }
    }
    // Coordinates that differ by rounding errors only count as equal.
    func rank(_ p: Point<Double>) -> (Double, Double) {
      ((p.x / (0.1 * limit)).rounded(), (p.y / (0.1 * limit)).rounded())
    }
    attractors = numbered + others.sorted { rank($0.point) < rank($1.point) }
    self.surface = surface
    diagonal = frame.diagonal
  }

  /// The number of starts along each side of the grid.
  fileprivate static let gridSize = 25

  /// The starts of the grid in passes from coarse to fine.
  fileprivate static let passes: [[Int]] = [8, 4, 2, 1].map { stride in
    (0..<gridSize * gridSize).filter { index in
      let (row, column) = (index / gridSize, index % gridSize)
      let isNew = stride == 8 || row % (2 * stride) != 0 || column % (2 * stride) != 0
      return row % stride == 0 && column % stride == 0 && isNew
    }
  }
}

extension Basins: Hashable {
  /// Whether the attractors are equal.
  public static func == (a: Basins, b: Basins) -> Bool { a.attractors == b.attractors }

  /// Hashes the attractors.
  public func hash(into hasher: inout Hasher) { hasher.combine(attractors) }
}

extension Basins {
  /// Returns the outcomes of cells in their order, computed on up to `cores` threads.
  public func outcomes(of cells: [SweepCell], cores: Int = availableCores) -> [BasinOutcome] {
    let size = 1 << 10
    let parts = Mutex(
      [[BasinOutcome]](repeating: [], count: (cells.count + size - 1) / size))
    parallelForEach(parts.withLock(\.count), on: cores, {}) { part, _ in
      let range = part * size..<min((part + 1) * size, cells.count)
      let outcomes = cells[range].map(outcome)
      parts.withLock { $0[part] = outcomes }
    }
    return parts.withLock { $0.flatMap(\.self) }
  }

  /// The attractor that the run of a cell reached.
  public func outcome(of cell: SweepCell) -> BasinOutcome {
    if cell.point.isFinite, cell.loss.isNaN { return .undefined }
    let motion = cell.motion ?? EndMotion(atRest: cell.point)
    switch cell.state {
    case .diverged: return outcomeOfDivergence(at: motion.center)
    case .atSaddle where isAtSaddle(motion): return .saddle
    case .hallucinating: return .hallucinated
    case .climbing: return .moving
    case .undefined: return .undefined
    default: break
    }
    if motion.isGrowing { return .moving }
    switch enclosedAttractors(motion) {
    case .one(let index): return outcome(index)
    case .several: return .cycle
    case .none: break
    }
    if let index = restingAttractor(cell, motion) ?? approachedAttractor(cell, motion) {
      return outcome(index)
    }
    if isAtSaddle(motion) { return .saddle }
    let isAtRest = motion.radius <= 1e-9 * (1 + motion.center.norm)
    switch cell.state {
    case .cycling, .quasiPeriodic, .chaotic, .aperiodic, .fluctuating:
      return isAtRest ? .elsewhere : .cycle
    case .settled, .stalled: return .elsewhere
    default: return isAtRest ? .elsewhere : .moving
    }
  }

  private func outcome(_ index: Int) -> BasinOutcome { .attractor(attractors[index].kind, index) }

  /// The outcome of a run that diverged, from its last finite iterate.
  ///
  /// If that iterate is not at a minimum with an undefined gradient, the loss is undefined there or
  /// the gradient overflows.
  private func outcomeOfDivergence(at last: Point<Double>) -> BasinOutcome {
    guard last.isFinite, last.norm <= Trajectory.divergenceNorm else { return .infinity }
    let loss = surface.value(last)
    if loss.isNaN { return .undefined }
    let cell = SweepCell(
      state: .settled, steps: 0, point: last, loss: loss, sharpness: .nan)
    if let index = restingAttractor(cell, EndMotion(atRest: last)) { return outcome(index) }
    let gradient = surface.gradient(last)
    return gradient.x.isNaN || gradient.y.isNaN ? .undefined : .infinity
  }

  private enum Enclosed {
    case none
    case one(Int)
    case several
  }

  /// The attractors within the radius of the motion.
  ///
  /// One if the motion is centred on the nearest of several.
  private func enclosedAttractors(_ motion: EndMotion) -> Enclosed {
    guard motion.radius > 0 else { return .none }
    var (nearest, count) = ((index: -1, distance: Double.infinity), 0)
    for (index, attractor) in attractors.enumerated() {
      let distance = attractor.distance(to: motion.center, limit: motion.radius)
      guard distance.isFinite else { continue }
      count += 1
      if distance < nearest.distance { nearest = (index, distance) }
    }
    guard count > 0 else { return .none }
    return count == 1 || nearest.distance <= 0.25 * motion.radius ? .one(nearest.index) : .several
  }

  /// The attractor at which a run rests, or around which it moves off centre.
  private func restingAttractor(_ cell: SweepCell, _ motion: EndMotion) -> Int? {
    attractors.firstIndex { attractor in
      let distance = attractor.distance(to: motion.center, limit: attractor.radius)
      guard distance.isFinite else { return false }
      return distance <= 4 * motion.scale + 1e-4 * attractor.radius
        || abs(cell.loss - attractor.loss) <= 1e-8 * attractor.lossScale
    }
  }

  /// The attractor that a run approaches from within the attractor's radius.
  private func approachedAttractor(_ cell: SweepCell, _ motion: EndMotion) -> Int? {
    let reach = 10 * motion.speed * Double(cell.steps)
    guard reach > 0 else { return nil }
    return attractors.firstIndex { attractor in
      let limit = min(reach, attractor.radius)
      let distance = attractor.distance(to: motion.center, limit: limit)
      return distance.isFinite
        && attractor.distance(to: motion.earlierCenter, limit: distance) == .infinity
    }
  }

  /// Whether a run rests or cycles at a saddle: a Newton step reaches the saddle.
  private func isAtSaddle(_ motion: EndMotion) -> Bool {
    guard
      (motion.center - motion.earlierCenter).norm <= 0.5 * motion.radius + 1e-9 * diagonal
    else { return false }
    let hessian = surface.hessian(motion.center)
    let (high, low) = (hessian.maxEigenvalue, hessian.minEigenvalue)
    guard high > 0, low < -1e-6 * high else { return isAtDegenerateSaddle(motion) }
    // The loss must fall by more than its rounding errors.
    let radius = 1e-3 * diagonal
    guard -low * radius * radius > 8 * surface.value(motion.center).ulp else { return false }
    let newtonStep = hessian.solve(for: surface.gradient(motion.center))
    return newtonStep.norm <= motion.radius + 1e-4 * diagonal
  }

  /// Whether a run rests at a point with losses both higher and lower around it, and no slope.
  private func isAtDegenerateSaddle(_ motion: EndMotion) -> Bool {
    let (p, radius) = (motion.center, 1e-3 * diagonal)
    let loss = surface.value(p)
    let losses = (0..<32).map { index in
      let angle = (Double(index) + 0.5) / 16 * Double.pi
      return surface.value(p + radius * Point(Double.cos(angle), Double.sin(angle))) - loss
    }
    let rounding = 8 * loss.ulp
    guard let low = losses.min(), let high = losses.max(), low < -rounding, high > rounding else {
      return false
    }
    // The norm of a small gradient would underflow.
    let gradient = surface.gradient(p)
    return max(abs(gradient.x), abs(gradient.y)) * radius <= 1e-3 * min(-low, high)
  }
}

/// A search for `Basins` in passes, which can be cancelled.
public struct BasinSearch: Sendable, Hashable {
  /// The surface to search.
  public let surface: SurfaceChoice
  /// The region that contains the grid of starts.
  public let frame: Region
  /// Attractors found before, which keep their numbers.
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
  ///   - onPass: Called after each pass with the attractors found so far.
  /// - Throws: `EngineError` if the catalog has no such surface.
  public func refine(
    isCancelled: () -> Bool = { false }, onPass: (_ found: Basins, _ isComplete: Bool) -> Void
  ) throws(EngineError) {
    let surface = try Catalog.surface(surface)
    var search = AttractorSearch(surface, in: frame)
    for (number, pass) in Basins.passes.enumerated() {
      for index in pass {
        if isCancelled() { return }
        search.addAttractor(below: frame.gridPoint(index))
      }
      onPass(
        Basins(surface, search, in: frame, after: known), number == Basins.passes.count - 1)
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
