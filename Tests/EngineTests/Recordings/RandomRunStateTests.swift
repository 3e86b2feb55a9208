import TestSupport
import Testing

@testable import Engine

/// Compares the states with an independent classification of random runs.
///
/// With `RAVINE_THOROUGH=10`, 1000 runs of the catalog, 1000 on formulas, and 400 runs of which the
/// changes are counted. Runs that do not agree are printed.
@Suite(.randomCases) struct `The states of random runs` {
  private static let steps = 8000
  /// The runs go on, because the classification from long windows looks at both sides.
  private static let recordedSteps = steps + LongWindowClassifier.reach

  /// Surfaces that no lesson uses.
  private static let formulas = [
    "(x^2+y-2)^2+(x+y^2-2)^2", "0.5*x^2+log(1+exp(-3*y))+0.1*y^2", "(sin(x)-y)^2+0.1*x^2",
    "1-exp(-(x*y-1)^2)+0.02*(x^2+y^2)", "x^4/4-x^2/2+y^4/4-x*y",
    "sqrt(1+(x-y)^2)+0.2*(x+y)^2", "(x^2+y^2-1)^2+0.3*x", "log(cosh(3*x))+0.5*(y-x^2)^2",
    "(x*y-1)^2+(x-y)^2/10", "x^2*(1+y^2)+0.1*cos(4*y)+0.05*y^2",
  ]
  /// Surfaces on which more runs are at the edge of stability, between regular and chaotic.
  private static let bentFormulas = [
    "x^2+3*y^2+sin(3*x)*cos(2*y)", "(x^2-y)^2+0.1*(x-1)^2", "log(1+x^2+10*y^2)",
    "cos(x)+cos(y)+0.05*(x^2+y^2)", "(x*y-1)^2+0.01*(x^2+y^2)", "x^4-2*x^2+0.5*y^2+0.3*x*y",
    "sqrt(1+x^2)+2*sqrt(1+4*y^2)", "-2*exp(-x^2-y^2)+0.1*x^2+0.2*y^2", "(x*y^2-1)^2+0.05*x^2",
    "x^2*y^2+0.1*(x+y-1)^2",
  ]

  @Test func `agree with a classification from long windows`() {
    var agreement = StateAgreement()
    forEachRandomCase(100) { generator in
      let setting = try RandomSetting(&generator, nearMinimum: 0.4)
      try agreement.add(Self.run(setting, &generator), at: Self.steps)
    }
    agreement.expect(0.99)
  }

  @Test(arguments: [(formulas, 0.99), (bentFormulas, 0.98)])
  func `agree with a classification from long windows on formulas`(
    _ formulas: [String], _ share: Double
  ) {
    var agreement = StateAgreement()
    for formula in formulas {
      forEachRandomCase(10) { generator in
        let setting = try RandomSetting(&generator, on: formula)
        try agreement.add(Self.run(setting, &generator), at: Self.steps)
      }
    }
    agreement.expect(share)
  }

  /// More than three changes are right only if the long windows show each of them too.
  @Test func `hardly change after the first tenth of the run`() {
    forEachRandomCase(40) { generator in
      let setting = try RandomSetting(&generator, nearMinimum: 0.4)
      let recording = try Catalog.record(Self.run(setting, &generator))
      let changes = recording.stateChanges().filter { $0.step <= Self.steps }
      let late = changes.filter { $0.step > Self.steps / 10 }
      guard late.count > 3 else { return }
      let ends = late.dropFirst().map(\.step) + [Self.steps]
      for (change, end) in zip(late, ends) {
        let long = LongWindowClassifier(recording: recording, step: (change.step + end) / 2)
        let word = try long.word()
        #expect(word == change.state.label, "\(changes): \(recording.run)")
      }
    }
  }

  private static func run(_ setting: RandomSetting, _ generator: inout SeededGenerator) -> Run {
    var knobs = [
      "eta": setting.eta, "rho": generator.logarithmicNumber(1e-3, 1),
      "beta": generator.number(in: 0...0.95), "mu": generator.number(in: 0...1),
    ]
    knobs = knobs.filter { id, _ in setting.optimizer.info.knobs.contains { $0.id == id } }
    return Run(
      surface: setting.surface, optimizer: OptimizerChoice(setting.optimizer.info.id, knobs: knobs),
      start: setting.start, steps: recordedSteps)
  }
}

/// How many random runs agree with the classification from long windows, by state.
private struct StateAgreement {
  private var counts: [String: (agreed: Int, disagreed: Int)] = [:]

  mutating func add(_ run: Run, at step: Int) throws {
    let recording = try Catalog.record(run)
    let state = recording.state(at: step)
    let long = try LongWindowClassifier(recording: recording, step: step).word()
    let agrees = long == state.name || long == state.label
    counts[state.name, default: (0, 0)].agreed += agrees ? 1 : 0
    counts[state.name, default: (0, 0)].disagreed += agrees ? 0 : 1
    if !agrees { print("state \(state), by long windows \(long): \(run)") }
  }

  /// Expects a share of the runs to agree, but allows one disagreement.
  func expect(_ share: Double, _ location: SourceLocation = #_sourceLocation) {
    for (name, count) in counts.sorted(by: { $0.key < $1.key }) {
      print("\(name): \(count.agreed) agreed, \(count.disagreed) disagreed")
    }
    let agreed = counts.values.reduce(0) { $0 + $1.agreed }
    let disagreed = counts.values.reduce(0) { $0 + $1.disagreed }
    let allowed = max(1, (1 - share) * Double(agreed + disagreed))
    #expect(Double(disagreed) <= allowed, "\(agreed) agreed", sourceLocation: location)
  }
}
