import Vectors

/// A validated sweep, ready to compute.
public struct SweepPlan: Sendable {
  /// The sweep.
  public let sweep: Sweep
  private let optimizer: OptimizerEntry
  /// The surface; nil if it varies from cell to cell.
  private let surface: AnySurface?
  private let isOnProblem: Bool
  /// The simulation on lanes; nil if the runs are simulated one at a time.
  ///
  /// The lane kernels require runs with neither noise nor schedules on one surface.
  private let laneKernel: LaneKernel?
  /// The values along both axes.
  private let xs, ys: [Double]

  /// Validates a sweep at the four corners of the map, which bound all its values.
  ///
  /// - Throws: `EngineError` if a surface, optimizer or parameter is unknown or out of range.
  public init(_ sweep: Sweep) throws(EngineError) {
    try self.init(sweep, by: Catalog.optimizer(sweep.base.optimizer))
  }

  /// Validates a sweep of an optimizer that need not be in the catalog.
  init(_ sweep: Sweep, by optimizer: OptimizerEntry) throws(EngineError) {
    self.sweep = sweep
    self.optimizer = optimizer
    xs = (0..<sweep.x.count).map(sweep.x.value)
    ys = (0..<sweep.y.count).map(sweep.y.value)
    let knobs = try optimizer.knobValues(sweep.base.optimizer)
    let isTimeInvariant = sweep.base.noise == .none && !knobs.hasSchedules
    let last = sweep.count - 1
    for corner in [0, sweep.x.count - 1, last - sweep.x.count + 1, last] {
      let run = sweep.run(corner)
      _ = try optimizer.knobValues(run.optimizer)
      _ = try Catalog.surface(run.surface)
    }
    isOnProblem = sweep.base.surface.source.problem != nil
    let varies = [sweep.x, sweep.y].contains { [isOnProblem] axis in
      if case .surface = axis.parameter { return true }
      // The seed decides the data of a problem.
      return isOnProblem && axis.parameter == .seed
    }
    surface = varies ? nil : try Catalog.surface(sweep.base.surface)
    let hasLanes = isTimeInvariant && !isOnProblem
    laneKernel = hasLanes ? surface?.laneKernel(of: optimizer) : nil
  }

  /// Computes the cells `indices`, in any order.
  ///
  /// - Parameters:
  ///   - indices: The cells, counted row by row.
  ///   - cores: The number of threads.
  ///   - isCancelled: Called every few thousand steps; true cancels the computation.
  ///   - onProgress: Called from any thread with the number of cells done since the last call.
  /// - Returns: The cells in the order of `indices`, or nil if cancelled.
  public func cells(
    _ indices: [Int], cores: Int = availableCores,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    onProgress: @escaping @Sendable (Int) -> Void = { _ in }
  ) -> [SweepCell]? {
    let blocks = isOnProblem ? indices.map { [$0] } : Self.blocks(indices)
    let results = parallelMap(blocks.count, on: cores, LaneWorkspace.init) {
      piece, memory -> [SweepCell]? in
      guard !isCancelled(), let cells = blockCells(blocks[piece], memory, isCancelled) else {
        return nil
      }
      onProgress(cells.count)
      return cells
    }
    return results.contains(nil) ? nil : results.flatMap { $0 ?? [] }
  }

  /// Computes the whole map from coarse to fine.
  ///
  /// - Parameters:
  ///   - first: The maximum number of cells of the first pass.
  ///   - cores: The number of threads.
  ///   - isCancelled: Called every few thousand steps; true cancels the computation.
  ///   - onPass: Called with the cells of each part of a pass and their results.
  /// - Returns: Whether the map is complete.
  @discardableResult
  public func refine(
    first: Int = 1024, cores: Int = availableCores,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    onPass: (_ indices: [Int], _ cells: [SweepCell]) -> Void
  ) -> Bool {
    // Large passes are delivered in parts, for the screen to update early.
    let most = isOnProblem ? Self.problemCells : 1 << 14
    for pass in sweep.passes(first: isOnProblem ? min(first, 4 * most) : first) {
      for start in stride(from: 0, to: pass.count, by: most) {
        let piece = Array(pass[start..<min(start + most, pass.count)])
        guard let cells = cells(piece, cores: cores, isCancelled: isCancelled) else { return false }
        onPass(piece, cells)
      }
    }
    return true
  }

  /// Simulates cells in lanes without classification, as a baseline for benchmarks.
  ///
  /// - Returns: The last iterate of each cell; nil without a lane kernel.
  package func finalPoints(_ indices: [Int]) -> [Point<Double>]? {
    guard let kernel = laneKernel else { return nil }
    var points: [Point<Double>] = []
    let memory = LaneWorkspace()
    for block in Self.blocks(indices) {
      guard let results = kernel(laneBatch(block, memory) { false }) else { return nil }
      points += block.indices.map { results[$0 / Lanes.count].finalPoint(of: $0 % Lanes.count) }
    }
    return points
  }

  /// The cells of each lane batch; consecutive cells, which have similar runs, share a batch.
  private static func blocks(_ indices: [Int]) -> [[Int]] {
    stride(from: 0, to: indices.count, by: LaneBatch.count).map {
      Array(indices[$0..<min($0 + LaneBatch.count, indices.count)])
    }
  }

  private func blockCells(
    _ indices: [Int], _ memory: LaneWorkspace, _ isCancelled: @escaping @Sendable () -> Bool
  ) -> [SweepCell]? {
    guard let surface, let kernel = laneKernel, let lanes = optimizer.lanes else {
      return sequentialCells(indices, isCancelled)
    }
    let batch = laneBatch(indices, memory, isCancelled)
    guard let results = kernel(batch) else { return nil }
    let stepSizes = lanes.effectiveStepSizes(batch)
    var cells: [SweepCell] = []
    cells.reserveCapacity(indices.count)
    for vector in 0..<Triple<Lanes>.count {
      let result = results[vector]
      let part = indices.dropFirst(vector * Lanes.count).prefix(Lanes.count)
      let motions =
        sweep.variesStart
        ? result.tail.flatMap {
          EndMotion.ofLanes(PointBuffer($0.points), steps: sweep.base.steps)
        } : nil
      let classifier = LaneClassifier(
        result, from: batch.start[vector], steps: sweep.base.steps, surface, memory,
        isRandom: optimizer.drawsRandomNumbers)
      let states = classifier?.states(
        of: part.count, stepSizes: stepSizes[vector])
      for (lane, index) in part.enumerated() {
        cells.append(
          laneCell(result, states?[lane], motions?[lane], lane, surface)
            ?? cell(recording(sweep.run(index))))
      }
    }
    return cells
  }

  private func laneBatch(
    _ indices: [Int], _ memory: LaneWorkspace, _ isCancelled: @escaping @Sendable () -> Bool
  ) -> LaneBatch {
    // Lanes without a cell repeat the first.
    func lanes(_ parameter: Axis.Parameter, _ fixed: Double, _ vector: Int) -> Lanes {
      let (isX, isY) = (sweep.x.parameter == parameter, sweep.y.parameter == parameter)
      guard isX || isY else { return Lanes(fixed) }
      return Lanes { lane in
        let position = vector * Lanes.count + lane
        let index = indices[position < indices.count ? position : 0]
        return isY ? ys[index / xs.count] : xs[index % xs.count]
      }
    }
    let given = sweep.base.optimizer.knobs
    func knobs(_ vector: Int) -> (Knob) -> Lanes {
      { lanes(.knob($0.id), given[$0.id] ?? $0.defaultValue, vector) }
    }
    let start = sweep.base.start
    return LaneBatch(
      knobs: Triple(knobs),
      start: Triple { Point(lanes(.startX, start.x, $0), lanes(.startY, start.y, $0)) },
      steps: sweep.base.steps, seeds: seeds(indices), workspace: memory, isCancelled: isCancelled)
  }

  /// The seed of all cells, or that of each lane of a batch.
  private func seeds(_ indices: [Int]) -> [UInt64] {
    let variesSeed = [sweep.x, sweep.y].contains { $0.parameter == .seed }
    guard optimizer.drawsRandomNumbers, variesSeed else { return [sweep.base.seed] }
    return (0..<LaneBatch.count).map { position in
      sweep.run(indices[position < indices.count ? position : 0]).seed
    }
  }

  /// Computes cells without a lane kernel, one after the other.
  private func sequentialCells(_ indices: [Int], _ isCancelled: @escaping @Sendable () -> Bool)
    -> [SweepCell]?
  {
    var cells: [SweepCell] = []
    for index in indices {
      if isCancelled() { return nil }
      if isOnProblem {
        let run = sweep.run(index)
        guard let projection = (surface ?? (try? Catalog.surface(run.surface)))?.projection,
          let cell = problemCell(run, on: projection, isCancelled: isCancelled)
        else { return nil }
        cells.append(cell)
        continue
      }
      cells.append(cell(recording(sweep.run(index))))
    }
    return cells
  }

  private func recording(_ run: Run) -> Recording? {
    do throws(EngineError) {
      if let surface { return try Catalog.record(run, on: surface, by: optimizer) }
      return try Catalog.record(run, on: Catalog.surface(run.surface), by: optimizer)
    } catch {
      return nil
    }
  }

  private func cell(_ recording: Recording?) -> SweepCell {
    guard let recording else {
      // The corners are valid; only values between the corners can fail here.
      return SweepCell(
        state: .descending, steps: 0, point: Point(.nan, .nan), loss: .nan, sharpness: .nan)
    }
    let (points, steps) = (recording.trajectory.points, recording.lastStep)
    return cell(
      recording.stateInMap, steps: steps, points[steps], recording.surface,
      sweep.variesStart ? motion(of: recording) : nil)
  }

  /// The motion at the end of a recorded run; the last finite iterate if the last is not finite.
  private func motion(of recording: Recording) -> EndMotion? {
    let points = recording.trajectory.points
    guard recording.trajectory.divergedAt == nil else {
      guard let last = points.last, !last.isFinite else { return nil }
      return points.dropLast().last.map(EndMotion.init(atRest:))
    }
    return points.withUnsafeBufferPointer { EndMotion($0, steps: recording.lastStep) }
  }

  private func cell(
    _ state: State, steps: Int, _ point: Point<Double>, _ surface: AnySurface,
    _ motion: EndMotion?
  ) -> SweepCell {
    SweepCell(
      state: state, steps: steps, point: point, loss: surface.value(point),
      sharpness: surface.hessian(point).maxEigenvalue, motion: motion)
  }

  /// The cell of a lane; nil if it depends on iterates that were not stored.
  ///
  /// Nil also where an iterate is not a number: the run may have left the domain of the loss.
  private func laneCell(
    _ result: LaneResult, _ state: State?, _ motion: EndMotion?, _ lane: Int, _ surface: AnySurface
  ) -> SweepCell? {
    let diverged = result.divergedAt[lane]
    if diverged >= 0 {
      let point = result.finalPoint(of: lane)
      guard !point.x.isNaN, !point.y.isNaN else { return nil }
      // The lanes do not store the iterate before.
      if sweep.variesStart, !point.isFinite { return nil }
      return cell(.diverged(step: diverged), steps: diverged, point, surface, nil)
    }
    guard let state else { return nil }
    return cell(state, steps: sweep.base.steps, result.finalPoint(of: lane), surface, motion)
  }
}
