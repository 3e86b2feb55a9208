import Vectors

/// A rule on the lanes of a batch.
///
/// Owns the registers; the iterates are in them between the steps.
final class RuleLaneRun {
  private let lanes: RuleLaneProgram
  private var registers: LaneRegisters
  private var capacity: Int32
  private var code: RuleLaneCode
  private var branches: UInt64?
  private var recordsAscentPoints = false
  /// The values that are alike in all lanes; nil if there are none or if lanes disagree.
  private let clock: RuleLaneClock?
  private let usesClock: Bool
  private var draws: RuleLaneDraws
  /// The number of steps taken.
  private var step = 0
  /// Whether some lanes have diverged, which keep their iterate.
  private var isMasked = false
  /// The memories, the step and the generators before the last steps.
  private var former: (memories: [Lanes], step: Int, draws: RuleLaneDraws)

  init(_ lanes: RuleLaneProgram, _ batch: LaneBatch) {
    self.lanes = lanes
    let layout = lanes.layout
    usesClock = lanes.usesClock
    let isUniform = lanes.clockKnobs.allSatisfy { knob in
      let values = batch.knobs.map { $0(knob) }
      let first = values.first[0].bitPattern
      return (0..<3).allSatisfy { vector in
        (0..<Lanes.count).allSatisfy { values[vector][$0].bitPattern == first }
      }
    }
    clock = usesClock && isUniform ? RuleLaneClock(lanes) { batch.knobs.first($0)[0] } : nil
    branches = usesClock && !isUniform ? nil : 0
    code = lanes.stepCode(branches, recordsAscentPoints: false)
    capacity = max(code.registerCount, lanes.runCode.registerCount)
    registers = LaneRegisters(count: capacity)
    draws = RuleLaneDraws(lanes, seeds: batch.seeds)
    former = ([], 0, draws)
    for (offset, value) in layout.constants { registers.fill(offset, Lanes(value)) }
    loadKnobs(batch.knobs)
    loadMemories(batch)
    lanes.runCode.execute(registers, lanes, times: 1, isMasked: false)
  }

  deinit { registers.base.deallocate() }

  private func loadKnobs(_ knobs: LaneKnobs) {
    let rule = lanes.program.rule
    for (value, offset) in lanes.layout.offsets {
      guard case .knob(let index) = rule.graph[value].operation,
        let knob = rule.knobs.first(where: { $0.id == rule.graphKnobs[index] })
      else { continue }
      for vector in 0..<3 { registers.lanes(offset)[vector] = knobs[vector](knob) }
    }
  }

  private func loadMemories(_ batch: LaneBatch) {
    guard !lanes.layout.memories.isEmpty else { return }
    for vector in 0..<3 {
      let rule = TypedRule<Point<Lanes>>(lanes.program) { batch.knobs[vector]($0) }
      let memory = rule.initialMemory(at: batch.start[vector], seed: 0)
      for (place, own) in zip(lanes.layout.memories, lanes.program.memories) {
        if own.register.isVector {
          registers.store(memory.vectors[own.register.index], at: place.offset, vector)
        } else {
          registers.lanes(place.offset)[vector] = memory.numbers[own.register.index]
        }
      }
    }
  }

  // MARK: - Steps

  /// The memories, of `lanes.memorySize` vectors.
  private var memories: UnsafeMutableBufferPointer<Lanes> {
    UnsafeMutableBufferPointer(
      start: registers.lanes(lanes.layout.memories.first?.offset ?? 0), count: lanes.memorySize)
  }

  private var iterates: Triple<Point<Lanes>> {
    get { Triple { registers.point(lanes.layout.iterate, $0) } }
    set {
      for vector in 0..<3 { registers.store(newValue[vector], at: lanes.layout.iterate, vector) }
    }
  }

  /// Computes what the next step needs before its instructions.
  private func prepareStep() {
    if let clock {
      let bits = clock.advance(to: step + 1, registers)
      if bits != branches {
        branches = bits
        loadCode()
      }
    } else if usesClock, let offset = lanes.stepOffset {
      registers.fill(offset, Lanes(Double(step + 1)))
    }
    if !draws.isEmpty { draws.fill(registers) }
  }

  private func loadCode() {
    code = lanes.stepCode(branches, recordsAscentPoints: recordsAscentPoints)
    reserve(code.registerCount)
  }

  private func reserve(_ count: Int32) {
    guard count > capacity else { return }
    let larger = LaneRegisters(count: count)
    larger.base.copyMemory(
      from: registers.base, byteCount: Int(capacity) * LaneRegisters.stride)
    registers.base.deallocate()
    (registers, capacity) = (larger, count)
  }

  private func takeSteps(_ count: Int) {
    code.execute(registers, lanes, times: count, isMasked: isMasked)
    step += count
    if lanes.flushesMemories, step.isMultiple(of: MemoryFlush.interval) {
      for index in memories.indices { memories[index] = MemoryFlush.flushed(memories[index]) }
    }
  }

  private func beginSum(from iterates: Triple<Point<Lanes>>) {
    self.iterates = iterates
    registers.fill(lanes.layout.squaredNormSums, 0)
    registers.lanes(lanes.layout.squaredNormSums)[0] = Lanes.addingSquares(iterates, added: 0)
  }

  private var squaredNormSum: Lanes {
    let sums = registers.lanes(lanes.layout.squaredNormSums)
    return sums[0] + sums[1] + sums[2]
  }

  /// Takes a number of steps and returns the sum of |w|² over all iterates.
  func runSteps(_ iterates: inout Triple<Point<Lanes>>, count: Int) -> Lanes {
    former = (Array(memories), step, draws)
    beginSum(from: iterates)
    let isPrepared = !usesClock && draws.isEmpty
    var left = count
    while left > 0 {
      if !isPrepared { prepareStep() }
      let interval = MemoryFlush.interval
      let steps = isPrepared ? min(left, interval - step % interval) : 1
      takeSteps(steps)
      left -= steps
    }
    iterates = self.iterates
    return squaredNormSum
  }

  /// Repeats the steps of the last `runSteps`, and stores the iterates.
  func recordLastSteps(from iterates: Triple<Point<Lanes>>, _ tails: Triple<IterateBuffer>) {
    _ = memories.update(fromContentsOf: former.memories)
    (step, draws) = (former.step, former.draws)
    _ = recordSteps(from: iterates, tails, nil)
  }

  /// Stores consecutive iterates, the given ones first, and their ascent points.
  ///
  /// Returns the sum of |w|² over all stored iterates and one more.
  func recordSteps(
    from iterates: Triple<Point<Lanes>>, _ tails: Triple<IterateBuffer>,
    _ ascentTails: Triple<IterateBuffer>?
  ) -> Lanes {
    beginSum(from: iterates)
    recordsAscentPoints = ascentTails != nil
    loadCode()
    let points = tails.map(\.points)
    for index in points.first.indices {
      for vector in 0..<3 {
        points[vector][index] = registers.point(lanes.layout.iterate, vector)
      }
      if usesClock || !draws.isEmpty { prepareStep() }
      takeSteps(1)
      guard let ascentTails else { continue }
      for vector in 0..<3 {
        let place = ascentTails[vector].points.baseAddress.unsafelyUnwrapped + index
        switch code.ascentPoint {
        case .iterate: place.pointee = points[vector][index]
        case .register(let offset): place.pointee = registers.point(offset, vector)
        case .lastGradient:
          place.pointee = ascentPoint(vector, from: points[vector][index])
        }
      }
    }
    return squaredNormSum
  }

  /// Keeps the iterates of the lanes whose mask is 0.
  func mask(_ activeMasks: Triple<Lanes>) {
    isMasked = true
    let target = registers.lanes(lanes.layout.activeMask)
    for vector in 0..<3 { target[vector] = activeMasks[vector] }
  }

  /// Whether the memories are those before the last steps and decide all later steps.
  var isPeriodic: Bool {
    guard !lanes.dependsOnStep, draws.isEmpty else { return false }
    return zip(memories, former.memories).allSatisfy { a, b in
      (0..<Lanes.count).allSatisfy { a[$0].bitPattern == b[$0].bitPattern }
    }
  }

  // MARK: - Ascent points

  /// Returns the points of the last gradient that each lane of a vector needs.
  private func ascentPoint(_ vector: Int, from before: Point<Lanes>) -> Point<Lanes> {
    var ascent = before
    for lane in 0..<Lanes.count {
      guard case .register(let offset) = lastGradientPoint(vector, lane) else { continue }
      let point = registers.point(offset, vector)[lane]
      (ascent.x[lane], ascent.y[lane]) = (point.x, point.y)
    }
    return ascent
  }

  /// The points of the last gradient, by the conditions of a lane.
  private var gradientPoints: [UInt64: RuleLaneCode.AscentPoint] = [:]

  private func lastGradientPoint(_ vector: Int, _ lane: Int) -> RuleLaneCode.AscentPoint {
    var bits: UInt64 = 0
    for (bit, offset) in code.conditions.enumerated()
    where registers.lanes(offset)[vector][lane] > 0 { bits |= 1 << UInt64(bit) }
    if let point = gradientPoints[bits] { return point }
    let rule = lanes.program.rule
    let isNeeded = rule.graph.neededValues(of: rule.results) { condition in
      lanes.layout.conditions.firstIndex(of: condition).map { bits >> UInt64($0) & 1 == 1 }
    }
    let last = code.gradientPoints.keys.filter { isNeeded[$0] }.max()
    let point = last.flatMap { code.gradientPoints[$0] } ?? .iterate
    gradientPoints[bits] = point
    return point
  }
}

extension LaneRegisters {
  /// Allocates registers of zeros.
  fileprivate init(count: Int32) {
    let size = Int(count) * Self.stride
    // C aligns a vector to its size, Swift does not.
    base = .allocate(byteCount: size, alignment: MemoryLayout<Lanes>.size)
    base.initializeMemory(as: UInt8.self, repeating: 0, count: size)
  }

  /// Fills a register with one vector.
  fileprivate func fill(_ offset: Int32, _ value: Lanes) {
    for vector in 0..<3 { lanes(offset)[vector] = value }
  }
}
