import Vectors

/// Simulates a batch in all lanes; nil if cancelled.
///
/// Only the last iterates are stored. The sum of |w|² over a chunk bounds every norm in the chunk;
/// only if the sum is too large are the steps of the chunk repeated, to find the lanes that
/// diverged and at which step. A diverged lane would spoil later sums: it repeats the run of a lane
/// that has not diverged, or with a memory keeps its iterate. If a chunk ends with the iterates and
/// memories with which it began, every lane is at rest or on a cycle that divides the chunk, and the
/// remaining chunks are skipped.
@inline(__always)
func simulate<R: LaneRule>(
  _ batch: LaneBatch, _ makeRule: (LaneRuleInput) -> R
) -> Triple<LaneResult>? {
  var rule = makeRule(LaneRuleInput(knobs: batch.knobs, activeMasks: Triple { _ in Lanes(1) }))
  var memory = rule.initialMemory(at: batch.start)
  var formerMemory = memory
  let results = Triple { [rule] vector in LaneResult { rule.ascentPoint(from: $0, in: vector) } }
  let isComplete = simulate(
    batch, hasMemory: R.hasMemory, results,
    runSteps: { iterates, count in
      formerMemory = memory
      return Engine.runSteps(rule, &iterates, &memory, count: count)
    },
    recordLastSteps: { iterates, tails in
      _ = Engine.recordSteps(rule, from: iterates, &formerMemory, tails, nil)
    },
    recordSteps: { iterates, tails, ascentTails in
      Engine.recordSteps(rule, from: iterates, &memory, tails, ascentTails)
    },
    replaceRule: { rule = makeRule($0) },
    isPeriodic: { !R.hasMemory || haveSameBytes(memory, formerMemory) })
  return isComplete ? results : nil
}

/// Simulates a batch of a typed rule; nil if cancelled.
func simulate(_ batch: LaneBatch, _ program: RuleLaneProgram) -> Triple<LaneResult>? {
  let run = RuleLaneRun(program, batch)
  // The tails contain all ascent points that are asked for.
  let results = Triple { _ in LaneResult { $0 } }
  let isComplete = simulate(
    batch, hasMemory: true, results,
    runSteps: { run.runSteps(&$0, count: $1) },
    recordLastSteps: { run.recordLastSteps(from: $0, $1) },
    recordSteps: { run.recordSteps(from: $0, $1, $2) },
    replaceRule: { run.mask($0.activeMasks) },
    isPeriodic: { run.isPeriodic })
  return isComplete ? results : nil
}

/// Whether two values without references have the same bytes.
private func haveSameBytes<Value>(_ a: Value, _ b: Value) -> Bool {
  guard _isPOD(Value.self) else { return false }
  return withUnsafeBytes(of: a) { a in withUnsafeBytes(of: b) { a.elementsEqual($0) } }
}

/// Simulates a batch by the loops over the steps of a rule.
///
/// Compiled once for all rules, since only the loops need the types of surface and optimizer.
///
/// - Parameters:
///   - batch: The runs.
///   - hasMemory: Whether the rule has a memory.
///   - results: The ends of the runs, which this function fills.
///   - runSteps: Takes a number of steps and returns the sum of |w|² over all iterates, first and
///     last included.
///   - recordLastSteps: Repeats the steps of the last `runSteps`, from the same iterates, and stores
///     the iterates.
///   - recordSteps: Stores consecutive iterates, the given ones first, and the ascent points if there
///     are buffers; returns the sum of |w|² over all stored iterates and one more.
///   - replaceRule: Continues with the rule of another input; the memory persists.
///   - isPeriodic: Returns whether the memory is that before the last `runSteps`, and decides with
///     the iterates all later steps.
/// - Returns: Whether the batch is complete; false if cancelled.
@inline(never)
private func simulate(
  _ batch: LaneBatch, hasMemory: Bool, _ results: Triple<LaneResult>,
  runSteps: (inout Triple<Point<Lanes>>, _ count: Int) -> Lanes,
  recordLastSteps: (Triple<Point<Lanes>>, Triple<IterateBuffer>) -> Void,
  recordSteps: (Triple<Point<Lanes>>, Triple<IterateBuffer>, Triple<IterateBuffer>?) -> Lanes,
  replaceRule: (LaneRuleInput) -> Void,
  isPeriodic: () -> Bool
) -> Bool {
  let chunk = LaneResult.chunkLength
  var monitors = Triple { _ in DivergenceMonitor() }
  var iterates = batch.start
  var step = 0
  let end = max(0, batch.steps + 1 - LaneResult.tailLength)
  var chunksUntilCheck = 0
  while step + chunk <= end {
    chunksUntilCheck -= 1
    if chunksUntilCheck <= 0 {
      if batch.isCancelled() { return false }
      chunksUntilCheck = 256
    }
    let before = iterates
    if DivergenceMonitor.mayHaveDiverged(runSteps(&iterates, chunk)) {
      let chunks = batch.workspace.chunks.resize(chunk)
      recordLastSteps(before, chunks)
      for vector in 0..<Triple<Lanes>.count {
        monitors[vector].check(chunks[vector], from: step, results[vector])
      }
      guard let source = DivergenceMonitor.firstActiveLane(monitors) else { return true }
      for vector in 0..<Triple<Lanes>.count {
        iterates[vector] = monitors[vector].replacingDiverged(
          iterates[vector], by: iterates[source.vector][source.lane])
      }
      let knobs = batch.knobs
      replaceRule(
        LaneRuleInput(
          knobs: .zip(monitors, knobs) { monitor, own in
            { monitor.replacingDiverged(own($0), by: knobs[source.vector]($0)[source.lane]) }
          }, activeMasks: monitors.map(\.activeMask)))
    }
    step += chunk
    if monitors.first.isUnchanged(before.first, iterates.first),
      monitors.second.isUnchanged(before.second, iterates.second),
      monitors.third.isUnchanged(before.third, iterates.third), isPeriodic()
    {
      step += (end - step) / chunk * chunk
    }
  }
  let tails = batch.workspace.tails.resize(batch.steps - step + 1)
  let ascentTails =
    hasMemory ? batch.workspace.ascentTails.resize(batch.steps - step + 1) : nil
  let mayHaveDiverged = DivergenceMonitor.mayHaveDiverged(
    recordSteps(iterates, tails, ascentTails))
  for vector in 0..<Triple<Lanes>.count {
    results[vector].firstKeptStep = step
    results[vector].tail = tails[vector]
    results[vector].ascentTail = ascentTails?[vector]
    if mayHaveDiverged { monitors[vector].check(tails[vector], from: step, results[vector]) }
  }
  return true
}

// Out of line: inside another function the compiler calls the square root instead of inlining it.

/// Takes `count` steps and returns the sum of |w|² over all iterates, first and last included.
@inline(never)
private func runSteps<R: LaneRule>(
  _ rule: R, _ iterates: inout Triple<Point<Lanes>>, _ memory: inout R.Memory, count: Int
) -> Lanes {
  var p = iterates
  var squaredNormSum = Lanes.addingSquares(p, added: 0)
  for _ in 0..<count { rule.step(&p, &memory, &squaredNormSum) }
  iterates = p
  return squaredNormSum
}

/// Stores consecutive iterates, the given ones first.
///
/// Stores the ascent point of each iterate too if the rule has a memory and there are buffers.
/// Returns the sum of |w|² over all stored iterates and one more.
@inline(never)
private func recordSteps<R: LaneRule>(
  _ rule: R, from iterates: Triple<Point<Lanes>>, _ memory: inout R.Memory,
  _ tails: Triple<IterateBuffer>, _ ascentTails: Triple<IterateBuffer>?
) -> Lanes {
  var p = iterates
  var squaredNormSum = Lanes.addingSquares(p, added: 0)
  let points = tails.map(\.points)
  for index in points.first.indices {
    points.first[index] = p.first
    points.second[index] = p.second
    points.third[index] = p.third
    let ascent = rule.step(&p, &memory, &squaredNormSum)
    if R.hasMemory, let ascentTails {
      for vector in 0..<Triple<Lanes>.count { ascentTails[vector].points[index] = ascent[vector] }
    }
  }
  return squaredNormSum
}
