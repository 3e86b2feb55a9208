public import Engine

/// A number or a state that a lesson claims; the tests check every claim.
public struct Claim: Sendable, Equatable {
  /// The default run, to which names without a run refer.
  public var run: String?
  /// The steps at which the claim is measured.
  public var sampling: Sampling
  /// The claimed number or state.
  public var assertion: Assertion
  /// The explanation of the claim.
  public var because: String?
  /// The changes to the parameters with which the lesson begins.
  public var changes: [SettingChange]
  /// The seeds for which the claim must hold, instead of the seeds of the runs.
  public var seeds: ClosedRange<UInt64>?

  /// The steps at which a claim is measured.
  public enum Sampling: Sendable, Equatable {
    /// A single moment.
    case at(Moment)
    /// All steps of the range, clamped to the steps taken, folded into one number.
    case over(ClosedRange<Int>, Fold)
  }

  /// The fold of many values into one.
  public enum Fold: String, Sendable, CaseIterable {
    /// The maximum, the minimum or the arithmetic mean.
    case largest, smallest, mean
  }

  /// The claimed number or state.
  public enum Assertion: Sendable, Equatable {
    /// The value of the expression passes the test.
    case value(Expression, Test)
    /// The step of the moment passes the test.
    case step(Test)
    /// The run is in the state with this name.
    case state(word: String)
  }

  /// A test of a number; NaN fails every test.
  public enum Test: Sendable, Equatable {
    /// The number differs from the claimed value by at most `within`.
    case equals(Double, within: Double)
    /// The number is less than the bound.
    case below(Double)
    /// The number is greater than the bound.
    case above(Double)
  }

  /// The quantities that the claim reads, without the names of their runs.
  var quantities: Set<String> {
    var names: Set<String> = []
    if case .value(let expression, _) = assertion { names = expression.names }
    if case .at(.holds(let expression)) = sampling { names.formUnion(expression.names) }
    return Set(names.map(Quantity.idWithoutRun))
  }

  /// A claim with this assertion.
  public init(
    run: String?, sampling: Sampling, assertion: Assertion, because: String? = nil,
    changes: [SettingChange] = [],
    seeds: ClosedRange<UInt64>? = nil
  ) {
    self.run = run
    self.sampling = sampling
    self.assertion = assertion
    self.because = because
    self.changes = changes
    self.seeds = seeds
  }
}

extension Quantity {
  /// Returns the id of a quantity in a name such as `sam.loss`.
  static func idWithoutRun(_ name: String) -> String {
    name.split(separator: ".").last.map(String.init) ?? name
  }
}

extension Claim.Test {
  /// The unused fraction of the tolerance: 1 for an exact value, 0 at the limit, then negative.
  ///
  /// For a bound, the distance relative to the larger of value and bound.
  public func margin(_ value: Double) -> Double {
    func relative(_ distance: Double, to bound: Double) -> Double {
      let size = Swift.max(value.magnitude, bound.magnitude)
      return size == 0 ? 0 : distance / size
    }
    switch self {
    case .equals(let claimed, let within):
      let error = (value - claimed).magnitude
      return within == 0 ? (error == 0 ? 1 : -.infinity) : 1 - error / within
    case .below(let bound): return relative(bound - value, to: bound)
    case .above(let bound): return relative(value - bound, to: bound)
    }
  }

  /// Whether the value passes the test.
  public func holds(_ value: Double) -> Bool {
    switch self {
    case .equals(let claimed, let within): (value - claimed).magnitude <= within
    case .below(let bound): value < bound
    case .above(let bound): value > bound
    }
  }
}

extension Claim: CustomStringConvertible {
  /// The claim as a sentence: “sam: sharpness at step 1000 = 4.195 ± 0.05”.
  public var description: String {
    let conditions =
      changes.descriptions.map { "with \($0)" }
      + (seeds.map { ["for seeds \($0.lowerBound)–\($0.upperBound)"] } ?? [])
    return conditions.isEmpty ? sentence : "\(conditions.joined(separator: ", ")): \(sentence)"
  }

  private var sentence: String {
    let subject = run.map { "\($0): " } ?? ""
    switch assertion {
    case .value(let expression, let test):
      return "\(subject)\(folded(expression.text)) \(sampling.text(run)) \(test)"
    case .step(let test):
      return "\(subject)step \(sampling.text(run)) \(test)"
    case .state(let word):
      return "\(subject)\(word) \(sampling.text(run))"
    }
  }

  private func folded(_ text: String) -> String {
    guard case .over(_, let fold) = sampling else { return text }
    return "\(fold.rawValue) \(text)"
  }
}

extension Claim.Sampling {
  fileprivate func text(_ run: String?) -> String {
    switch self {
    case .at(.step(let step)): "at step \(step)"
    case .at(.end): "at the end"
    case .at(.state(let name, let word)):
      name == run ? "when first \(word)" : "when \(name) is first \(word)"
    case .at(.holds(let expression)): "when first \(expression.text)"
    case .over(let range, _): "over steps \(range.lowerBound)–\(range.upperBound)"
    }
  }
}

extension Claim.Test: CustomStringConvertible {
  /// The test as text: “= 4.195 ± 0.05”, “< 2”, “> 0”.
  public var description: String {
    switch self {
    case .equals(let value, let within): "= \(value.shortestText) ± \(within.shortestText)"
    case .below(let bound): "< \(bound.shortestText)"
    case .above(let bound): "> \(bound.shortestText)"
    }
  }
}

extension [SettingChange] {
  /// Each change as “sam.rho = 0.3”; an equal change of several runs once, as “rho = 0.3”.
  public var descriptions: [String] {
    var seen: Set<String> = []
    return compactMap { change in
      let alike = count { $0.setting == change.setting }
      let text = alike > 1 ? change.assignmentText : change.description
      return seen.insert(text).inserted ? text : nil
    }
  }
}

extension SettingChange: CustomStringConvertible {
  /// The change as “sam.rho = 0.3”, “sam.optimizer = usam”, or “b = 20” for the surface.
  public var description: String {
    switch target {
    case .run(let name): "\(name).\(assignmentText)"
    case .surface: assignmentText
    }
  }

  fileprivate var assignmentText: String {
    switch setting {
    case .knob(let knob, let value): "\(knob) = \(value.shortestText)"
    case .optimizer(let source): "optimizer = \(source.text)"
    }
  }
}
