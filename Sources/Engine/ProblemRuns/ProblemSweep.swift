import Integers

/// A map of runs on a problem: one run per cell of a grid over one or two parameters.
///
/// An axis varies a hyperparameter, a setting of the problem or the seed. A cell has the same bits as
/// its run alone, on any number of threads.
///
/// ```swift
/// let sweep = ProblemSweep(run, x: Axis(.knob("eta"), 0.01, 0.2, count: 32))
/// let cells = try sweep.cells(Array(0..<sweep.count))
/// ```
public struct ProblemSweep: Sendable, Hashable {
  /// The run whose parameters vary.
  public let base: ProblemRun
  /// The horizontal axis.
  public let x: Axis
  /// The vertical axis; `Axis.fixed` for a map over one parameter.
  public let y: Axis

  /// The last state of the run of a cell.
  public struct Cell: Sendable, Equatable {
    /// The quantities at the last step.
    public let row: ProblemRow
    /// Whether the run diverged, at the step of the row.
    public let hasDiverged: Bool

    /// The outcome in tables: `diverged` or `finite`.
    public var outcome: String { hasDiverged ? "diverged" : "finite" }
  }

  /// A sweep of a run; a hyperparameter that the optimizer lacks, such as ρ of GD, has no effect.
  public init(_ base: ProblemRun, x: Axis, y: Axis = .fixed) {
    let knobs = (try? Catalog.optimizer(base.optimizer))?.info.knobs ?? []
    func effective(_ axis: Axis) -> Axis {
      guard case .knob(let id) = axis.parameter, !knobs.contains(where: { $0.id == id }) else {
        return axis
      }
      return .fixed
    }
    (self.base, self.x, self.y) = (base, effective(x), effective(y))
  }

  /// The number of cells, indexed row by row from the lowest value of `y`.
  public var count: Int { x.count * y.count }

  /// Returns the run of a cell.
  public func run(_ index: Int) -> ProblemRun {
    var run = base
    for (axis, position) in [(x, index % x.count), (y, index / x.count)] {
      let value = axis.value(position)
      switch axis.parameter {
      case .knob(let id): run.optimizer.knobs[id] = value
      case .surface(let id): run.settings[id] = value
      case .seed: run.seed = UInt64(clamping: max(value, 0))
      case .startX, .startY, .fixed: break
      }
    }
    return run
  }

  /// Validates the runs of all values of both axes.
  ///
  /// - Throws: `EngineError` if a value is invalid, or if the run is.
  public func validate() throws(EngineError) {
    let problem = try base.makeProblem()
    for index in Array(0..<x.count) + (0..<y.count).map({ $0 * x.count }) {
      let run = run(index)
      let entry = try Catalog.problem(run.problem)
      _ = try entry.info.settings.validated(run.settings, of: .problem(run.problem))
      _ = try ProblemSimulation(run, on: problem)
    }
  }

  /// Computes cells on several threads.
  ///
  /// - Parameters:
  ///   - indices: The cells.
  ///   - cores: The number of threads.
  ///   - isCancelled: Called every few steps; true cancels the computation.
  ///   - onProgress: Called from any thread with the number of cells done since the last call.
  /// - Returns: The cells in the order of `indices`; nil if cancelled.
  /// - Throws: `EngineError` if a run is invalid; see `validate()`.
  public func cells(
    _ indices: [Int], cores: Int = availableCores,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    onProgress: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws(EngineError) -> [Cell]? {
    let shared = try base.makeProblem()
    let results = parallelMap(indices.count, on: cores, {}) {
      piece, _ -> Result<Cell, EngineError>? in
      let result = Result { () throws(EngineError) in
        let run = run(indices[piece])
        let problem: any Problem =
          if run.sharesProblem(with: base) { shared } else { try run.makeProblem() }
        return try cell(ProblemSimulation(run, on: problem), isCancelled)
      }
      onProgress(1)
      switch result {
      case .success(let cell): return cell.map { .success($0) }
      case .failure(let error): return .failure(error)
      }
    }
    var cells: [Cell] = []
    for result in results {
      guard let result else { return nil }
      cells.append(try result.get())
    }
    return cells
  }

  private func cell(_ start: ProblemSimulation, _ isCancelled: () -> Bool) -> Cell? {
    var simulation = start
    var meter = ProblemMeter(start)
    while !simulation.isFinished {
      if isCancelled() { return nil }
      simulation.advance(to: simulation.step + 16)
    }
    return Cell(row: meter.row(of: &simulation), hasDiverged: simulation.divergedAt != nil)
  }

  /// The cells in passes from coarse to fine; see `Sweep.passes(first:)`.
  public func passes(first: Int = 64) -> [[Int]] { Sweep.passes(x, y, first: first) }
}
