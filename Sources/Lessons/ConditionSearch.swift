import Engine

/// A search for the first step at which each of several conditions holds.
///
/// Evaluates blocks of steps. All conditions share the columns of a block; a column is skipped if
/// cheaper conjuncts fail on the whole block. A lesson of 10⁵ steps takes a few milliseconds.
struct ConditionSearch {
  /// The first step of each condition that holds at some step.
  private(set) var firstSteps: [Expression: Int] = [:]
  private let recordings: [String: Recording]
  private let defaultRun: String?
  private let startStep: Int
  private var conditions: [Condition] = []

  private static let blockSize = 256

  private struct Condition {
    let expression: Expression
    /// The conjuncts of the condition, the cheapest first.
    let conjuncts: [Expression.Conjunct]
    /// The last step at which a referenced quantity still changes.
    let lastStep: Int
  }

  init(_ recordings: [String: Recording], run: String?, from: Int) {
    self.recordings = recordings
    defaultRun = run
    self.startStep = from
  }

  /// Adds a condition to search for.
  mutating func add(_ expression: Expression) {
    let cost = { (conjunct: Expression.Conjunct) in
      conjunct.names.reduce(0) { $0 + Self.cost($1) }
    }
    conditions.append(
      Condition(
        expression: expression, conjuncts: expression.conjuncts.sorted { cost($0) < cost($1) },
        lastStep: max(
          startStep, BoundExpression(expression, in: recordings, run: defaultRun).lastStep)))
  }

  /// Runs the search and fills `firstSteps`.
  mutating func run() {
    var columns = ColumnBlock(recordings, run: defaultRun)
    var start = startStep
    while !conditions.isEmpty {
      columns.steps = start..<start + Self.blockSize
      conditions.removeAll { condition in
        guard let step = columns.firstMatch(condition.conjuncts) else {
          return condition.lastStep < columns.steps.upperBound
        }
        // Beyond `lastStep` the condition is constant, so a first match there is impossible.
        if step <= condition.lastStep { firstSteps[condition.expression] = step }
        return true
      }
      start += Self.blockSize
    }
  }

  /// The approximate cost of a quantity.
  private static func cost(_ name: String) -> Int {
    switch name.split(separator: ".").last ?? "" {
    case "step": 0
    case "x", "y", "norm": 1
    case "loss", "gradient_norm": 3
    case "sharpness": 5
    default: 10
    }
  }
}

/// The columns of the variables of conditions, for one block of steps.
private struct ColumnBlock {
  var steps = 0..<0 { didSet { cache.removeAll(keepingCapacity: true) } }
  private let recordings: [String: Recording]
  private let defaultRun: String?
  private var cache: [String: [Double]] = [:]
  private var timeSeries: [String: (Int) -> Double] = [:]
  private var scratch: [Double] = []

  init(_ recordings: [String: Recording], run: String?) {
    self.recordings = recordings
    defaultRun = run
  }

  /// The first step of the block at which all conjuncts hold.
  mutating func firstMatch(_ conjuncts: [Expression.Conjunct]) -> Int? {
    var holds = [Bool](repeating: true, count: steps.count)
    for conjunct in conjuncts {
      let columns = conjunct.names.map { column($0) }
      conjunct.restrict(&holds, toRowsOf: columns, scratch: &scratch)
      guard holds.contains(true) else { return nil }
    }
    return holds.firstIndex(of: true).map { steps.lowerBound + $0 }
  }

  private mutating func column(_ name: String) -> [Double] {
    if let column = cache[name] { return column }
    let series = timeSeries[name] ?? recordings.timeSeries(of: name, run: defaultRun)
    timeSeries[name] = series
    let column = steps.map(series)
    cache[name] = column
    return column
  }
}
