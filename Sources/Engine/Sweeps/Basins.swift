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
  init(
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
  static let passes: [[Int]] = [8, 4, 2, 1].map { stride in
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
    return parallelMap((cells.count + size - 1) / size, on: cores, {}) { part, _ in
      cells[part * size..<min((part + 1) * size, cells.count)].map(outcome)
    }.flatMap(\.self)
  }

  /// The attractor that the run of a cell reached.
  public func outcome(of cell: SweepCell) -> BasinOutcome {
    if cell.point.isFinite, cell.loss.isNaN { return surface.undefinedLoss(cell.point).outcome }
    let motion = cell.motion ?? EndMotion(atRest: cell.point)
    switch cell.state {
    case .diverged: return outcomeOfDivergence(at: motion.center)
    case .atSaddle where isAtSaddle(motion): return .saddle
    case .hallucinating: return .hallucinated
    case .climbing: return .moving
    case .undefined: return .undefined
    case .leftData: return .leftData
    case .hole: return .hole
    default: break
    }
    if motion.isGrowing { return .moving }
    switch enclosedAttractors(motion) {
    case .one(let index): return outcome(index)
    case .several: return .cycle(period: cell.state.cyclePeriod)
    case .none: break
    }
    if let index = restingAttractor(cell, motion) ?? approachedAttractor(cell, motion) {
      return outcome(index)
    }
    if isAtSaddle(motion) { return .saddle }
    let isAtRest = motion.radius <= 1e-9 * (1 + motion.center.norm)
    switch cell.state {
    case .cycling, .quasiPeriodic, .chaotic, .aperiodic, .fluctuating:
      return isAtRest ? .elsewhere : .cycle(period: cell.state.cyclePeriod)
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
    if loss.isNaN { return surface.undefinedLoss(last).outcome }
    let cell = SweepCell(
      state: .settled, steps: 0, point: last, loss: loss, sharpness: .nan)
    if let index = restingAttractor(cell, EndMotion(atRest: last)) { return outcome(index) }
    return surface.gradient(last).isNaN ? .undefined : .infinity
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
    guard newtonStep.norm <= motion.radius + 1e-4 * diagonal else { return false }
    // Where kinks cross, the Hessian of one side has a negative eigenvalue at a minimum too.
    let saddle = motion.center + newtonStep
    let (loss, down) = (surface.value(saddle), hessian.bottomEigenvector)
    return [1, 0.1, 0.01].contains { (fraction: Double) in
      let step = fraction * radius * down
      return surface.value(saddle + step) < loss || surface.value(saddle - step) < loss
    }
  }

  /// Whether a run rests at a point with losses both higher and lower around it, and no slope.
  private func isAtDegenerateSaddle(_ motion: EndMotion) -> Bool {
    let (p, radius) = (motion.center, 1e-3 * diagonal)
    let loss = surface.value(p)
    let losses = unitDirections.map { surface.value(p + radius * $0) - loss }
    let rounding = 8 * loss.ulp
    guard let low = losses.min(), let high = losses.max(), low < -rounding, high > rounding else {
      return false
    }
    // The norm of a small gradient would underflow.
    let gradient = surface.gradient(p)
    return max(abs(gradient.x), abs(gradient.y)) * radius <= 1e-3 * min(-low, high)
  }
}

extension Region {
  /// A point of the grid of starts, counted row by row from below.
  func gridPoint(_ index: Int) -> Point<Double> {
    let (row, column) = (index / Basins.gridSize, index % Basins.gridSize)
    return point(
      Double(column) / Double(Basins.gridSize - 1), Double(row) / Double(Basins.gridSize - 1))
  }
}
