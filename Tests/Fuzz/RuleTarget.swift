import Engine
import Glibc

/// Parses the bytes as an update rule, and takes steps of a valid one.
///
/// The canonical text of a rule parses as the same rule, and a rule has the same bits on lanes as on
/// scalars. An error has an offset within the rule.
func fuzzRule(_ bytes: [UInt8]) {
  let text = String(decoding: bytes, as: UTF8.self)
  ruleStatistics.inputs += 1
  do throws(RuleError) {
    let start = threadSeconds()
    let rule = try Rule(text)
    ruleStatistics.rules += 1
    ruleStatistics.reading.record(threadSeconds() - start, text)
    step(rule)
    // A sweep takes as long as 100 steps of a run.
    guard ruleStatistics.rules.isMultiple(of: 16) else { return }
    require(isPrintable(rule.canonicalText), "a rule contains control characters")
    requireSameBits(rule)
  } catch {
    require((0...text.count).contains(error.offset), "an error offset is outside the rule")
    require(isPrintable(error.caretText), "an error contains control characters")
    require(error.caretText.count < 600, "an error is too long")
  }
}

private let surface = Himmelblau { $0.defaultValue }

/// Takes steps from an ordinary and from an extreme start.
private func step(_ rule: Rule) {
  let optimizer = TypedRule<Point<Double>>(rule) { $0.defaultValue }
  let objective = SurfaceObjective(surface, on: Double.self)
  for start in [Point(1, 0.5), Point(1e300, -0x1p-1030)] {
    var (w, memory) = (start, optimizer.initialMemory(at: start, seed: 7))
    let begin = threadSeconds()
    for _ in 0..<12 { _ = optimizer.step(&w, &memory, on: objective) }
    ruleStatistics.stepping.record((threadSeconds() - begin) / 12, rule.text)
  }
}

/// Requires the last iterates of a sweep to be those of its runs.
private func requireSameBits(_ rule: Rule) {
  let run = Run(
    surface: .formula("(x^2 + y - 11)^2 + (x + y^2 - 7)^2"), optimizer: .rule(rule.text),
    start: Point(1, 0.5), steps: 40, seed: 7)
  let sweep = Sweep(run, x: Axis(.startX, -2, 2, count: 5), y: Axis(.startY, 0, 1, count: 2))
  let indices = Array(0..<sweep.count)
  guard let points = (try? SweepPlan(sweep))?.finalPoints(indices) else { return }
  for (index, point) in zip(indices, points) {
    guard let recording = try? Catalog.record(sweep.run(index)) else { continue }
    let expected = recording.trajectory.points[recording.lastStep]
    require(
      same(point.x, expected.x) && same(point.y, expected.y),
      "\(point) on lanes, not \(expected): \(rule.text.debugDescription)")
  }
}

/// Counts of inputs and the longest times of reading and stepping.
struct RuleStatistics {
  var inputs = 0
  var rules = 0
  var reading = FormulaStatistics.Longest()
  var stepping = FormulaStatistics.Longest()

  var summary: String {
    """
    \(inputs) inputs, \(rules) rules, \(inputs - rules) rejected
    longest reading, \(reading.summary)
    longest step, \(stepping.summary)
    """
  }
}

nonisolated(unsafe) var ruleStatistics: RuleStatistics = {
  atexit { print(ruleStatistics.summary) }
  return RuleStatistics()
}()
