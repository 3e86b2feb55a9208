import Synchronization

/// A sweep made ready: its surface and optimizer found, its settings checked.
public struct SweepPlan: Sendable {
  public let sweep: Sweep
  private let optimizer: OptimizerEntry
  /// The surface, unless it varies from cell to cell.
  private let surface: AnySurface?
  /// Whether every step is alike, so that the kernels on lanes apply.
  private let isTimeInvariant: Bool
  /// The values along the two sides.
  private let xs, ys: [Double]

  /// Checks the four corners of the map, between which every value lies.
  ///
  /// - Throws: `EngineError` if surface, optimizer or a knob is not what the catalogue knows.
  public init(_ sweep: Sweep) throws(EngineError) {
    self.sweep = sweep
    xs = (0..<sweep.x.count).map(sweep.x.value)
    ys = (0..<sweep.y.count).map(sweep.y.value)
    optimizer = try Catalog.optimizer(sweep.base.optimizer.id)
    let knobs = try optimizer.knobValues(sweep.base.optimizer)
    isTimeInvariant = sweep.base.noise == .none && !knobs.hasSchedules
    let last = sweep.count - 1
    for corner in [0, sweep.x.count - 1, last - sweep.x.count + 1, last] {
      let run = sweep.run(corner)
      _ = try optimizer.knobValues(run.optimizer)
      _ = try Catalog.surface(run.surface)
    }
    let varies = [sweep.x, sweep.y].contains {
      if case .surface = $0.parameter { return true }
      return false
    }
    surface = varies ? nil : try Catalog.surface(sweep.base.surface)
  }

  /// Computes some cells, in any order, on so many cores.
  ///
  /// - Parameters:
  ///   - indices: The cells, counted row by row.
  ///   - cores: Threads to compute with.
  ///   - isCancelled: Asked every few thousand steps; true ends the work.
  ///   - onProgress: Told from any thread how many more cells are done.
  /// - Returns: The cells in the order of `indices`, or nil if cancelled.
  public func cells(
    _ indices: [Int], cores: Int = availableCores,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    onProgress: @escaping @Sendable (Int) -> Void = { _ in }
  ) -> [SweepCell]? {
    let blocks = Self.blocks(indices)
    let results = Mutex([[SweepCell]](repeating: [], count: blocks.count))
    parallelForEach(blocks.count, on: cores, LaneWorkspace.init) { piece, memory in
      guard !isCancelled(), let cells = blockCells(blocks[piece], memory, isCancelled) else {
        return
      }
      results.withLock { $0[piece] = cells }
      onProgress(cells.count)
    }
    let cells = results.withLock { $0 }
    let isWhole = zip(cells, blocks).allSatisfy { $0.count == $1.count }
    return isWhole ? cells.flatMap(\.self) : nil
  }

  /// Computes the whole map from coarse to fine.
  ///
  /// - Parameters:
  ///   - first: The most cells of the first pass.
  ///   - cores: Threads to compute with.
  ///   - isCancelled: Asked every few thousand steps; true ends the work.
  ///   - onPass: Told the cells of each pass and what became of them.
  /// - Returns: Whether the map is complete.
  @discardableResult
  public func refine(
    first: Int = 1024, cores: Int = availableCores,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    onPass: (_ indices: [Int], _ cells: [SweepCell]) -> Void
  ) -> Bool {
    for pass in sweep.passes(first: first) {
      // A map that is wanted for the screen is shown piece by piece.
      for start in stride(from: 0, to: pass.count, by: 1 << 14) {
        let piece = Array(pass[start..<min(start + 1 << 14, pass.count)])
        guard let cells = cells(piece, cores: cores, isCancelled: isCancelled) else { return false }
        onPass(piece, cells)
      }
    }
    return true
  }

  /// Simulates some cells side by side and judges none: what a benchmark holds the rest to.
  ///
  /// - Returns: The last iterate of each cell; nil without a kernel.
  package func finalPoints(_ indices: [Int]) -> [Point<Double>]? {
    guard isTimeInvariant, let kernel = surface?.laneKernels[sweep.base.optimizer.id] else {
      return nil
    }
    var points: [Point<Double>] = []
    let memory = LaneWorkspace()
    for block in Self.blocks(indices) {
      guard let finish = kernel(laneBatch(block, memory) { false }) else { return nil }
      points += block.indices.map { finish[$0 / Lanes.count].finalPoint(of: $0 % Lanes.count) }
    }
    return points
  }

  /// The cells of each course, filled row by row, so neighbours, which end alike, share one.
  private static func blocks(_ indices: [Int]) -> [[Int]] {
    stride(from: 0, to: indices.count, by: LaneBatch.count).map {
      Array(indices[$0..<min($0 + LaneBatch.count, indices.count)])
    }
  }

  private func blockCells(
    _ indices: [Int], _ memory: LaneWorkspace, _ isCancelled: @escaping @Sendable () -> Bool
  ) -> [SweepCell]? {
    guard isTimeInvariant, let surface, let kernel = surface.laneKernels[sweep.base.optimizer.id]
    else {
      return sequentialCells(indices, isCancelled)
    }
    let course = laneBatch(indices, memory, isCancelled)
    guard let finish = kernel(course) else { return nil }
    var cells: [SweepCell] = []
    cells.reserveCapacity(indices.count)
    for vector in 0..<Triple<Lanes>.count {
      let finish = finish[vector]
      let part = indices.dropFirst(vector * Lanes.count).prefix(Lanes.count)
      let states = LaneClassifier(finish, steps: sweep.base.steps, surface, memory)?
        .states(of: part.count, rates: course.knobs[vector](.eta))
      for (lane, index) in part.enumerated() {
        cells.append(
          laneCell(finish, states?[lane], lane, surface)
            ?? cell(Self.recording(sweep.run(index), on: surface)))
      }
    }
    return cells
  }

  private func laneBatch(
    _ indices: [Int], _ memory: LaneWorkspace, _ isCancelled: @escaping @Sendable () -> Bool
  ) -> LaneBatch {
    // Lanes without a cell repeat the first.
    func lanes(_ quantity: Axis.Parameter, _ fixed: Double, _ vector: Int) -> Lanes {
      let (isX, isY) = (sweep.x.parameter == quantity, sweep.y.parameter == quantity)
      var lanes = Lanes(fixed)
      for lane in 0..<Lanes.count where isX || isY {
        let place = vector * Lanes.count + lane
        let index = indices[place < indices.count ? place : 0]
        lanes[lane] = isY ? ys[index / xs.count] : xs[index % xs.count]
      }
      return lanes
    }
    let given = sweep.base.optimizer.knobs
    func knobs(_ vector: Int) -> (Knob) -> Lanes {
      { lanes(.knob($0.id), given[$0.id] ?? $0.defaultValue, vector) }
    }
    let start = sweep.base.start
    return LaneBatch(
      knobs: Triple(knobs),
      start: Triple { Point(lanes(.startX, start.x, $0), lanes(.startY, start.y, $0)) },
      steps: sweep.base.steps, workspace: memory, isCancelled: isCancelled)
  }

  /// Runs that have no kernel on lanes, one after the other.
  private func sequentialCells(_ indices: [Int], _ isCancelled: @escaping @Sendable () -> Bool)
    -> [SweepCell]?
  {
    var cells: [SweepCell] = []
    for index in indices {
      if isCancelled() { return nil }
      cells.append(cell(Self.recording(sweep.run(index), on: surface)))
    }
    return cells
  }

  private static func recording(_ run: Run, on surface: AnySurface?) -> Recording? {
    do throws(EngineError) {
      if let surface { return try Catalog.record(run, on: surface) }
      return try Catalog.record(run)
    } catch {
      return nil
    }
  }

  private func cell(_ recording: Recording?) -> SweepCell {
    guard let recording else {
      // The corners were checked, so this is for settings that are wrong only in between.
      return SweepCell(
        state: .descending, steps: 0, point: Point(.nan, .nan), loss: .nan, sharpness: .nan)
    }
    return cell(
      recording.state(at: recording.lastStep), steps: recording.lastStep,
      recording.trajectory.points[recording.lastStep], recording.surface)
  }

  private func cell(
    _ state: State, steps: Int, _ point: Point<Double>, _ surface: AnySurface
  ) -> SweepCell {
    SweepCell(
      state: state, steps: steps, point: point, loss: surface.value(point),
      sharpness: surface.hessian(point).maxEigenvalue)
  }

  /// The cell of a lane, or nil if its state depends on more than the iterates that were kept.
  private func laneCell(
    _ finish: LaneResult, _ state: State?, _ lane: Int, _ surface: AnySurface
  ) -> SweepCell? {
    let diverged = finish.divergedAt[lane]
    if diverged >= 0 {
      return cell(.diverged(step: diverged), steps: diverged, finish.finalPoint(of: lane), surface)
    }
    guard let state else { return nil }
    return cell(state, steps: sweep.base.steps, finish.finalPoint(of: lane), surface)
  }
}
