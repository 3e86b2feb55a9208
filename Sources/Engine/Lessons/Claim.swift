/// A number, or a state, that a lesson claims; checked whenever the tests run.
public struct Claim: Sendable, Equatable {
  /// The run whose quantities the expression means by their bare names.
  public var run: String?
  public var sampling: Sampling
  public var assertion: Assertion
  /// Why it should be so.
  public var because: String?
  /// The settings that it is made for, where they are not those with which the lesson begins.
  public var changes: [KnobChange]
  /// The seeds for each of which it is to hold, in the place of the runs' own.
  public var seeds: ClosedRange<UInt64>?

  public enum Sampling: Sendable, Equatable {
    case at(Moment)
    /// All steps of the range, clamped to those taken, folded into one number.
    case over(ClosedRange<Int>, Fold)
  }

  public enum Fold: String, Sendable, CaseIterable { case largest, smallest, mean }

  public enum Assertion: Sendable, Equatable {
    case value(Expression, Test)
    /// The step of the moment itself.
    case step(Test)
    case state(word: String)
  }

  /// What a number is held to; NaN fails every test.
  public enum Test: Sendable, Equatable {
    case equals(Double, within: Double)
    case below(Double)
    case above(Double)
  }

  public init(
    run: String?, sampling: Sampling, assertion: Assertion, because: String? = nil,
    changes: [KnobChange] = [],
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

extension Claim.Test {
  /// How much of the tolerance is left: 1 right on the number, 0 at the edge, less if it fails.
  ///
  /// Of a bound: how far off the number is, as a share of the larger of the two.
  public func margin(_ value: Double) -> Double {
    func beyond(_ bound: Double, _ distance: Double) -> Double {
      let size = Swift.max(value.magnitude, bound.magnitude)
      return size == 0 ? 0 : distance / size
    }
    switch self {
    case .equals(let claimed, let within):
      let off = (value - claimed).magnitude
      return within == 0 ? (off == 0 ? 1 : -.infinity) : 1 - off / within
    case .below(let bound): return beyond(bound, bound - value)
    case .above(let bound): return beyond(bound, value - bound)
    }
  }

  /// Whether the number passes.
  public func holds(_ value: Double) -> Bool {
    switch self {
    case .equals(let claimed, let within): (value - claimed).magnitude <= within
    case .below(let bound): value < bound
    case .above(let bound): value > bound
    }
  }
}

extension Claim: CustomStringConvertible {
  /// The claim as a sentence: “sam: sharpness at 1000 = 4.195 ± 0.05”.
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
      let subject = run.map { "\($0) is " } ?? ""
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
    case .at(.step(let step)): "at \(step)"
    case .at(.end): "at the end"
    case .at(.state(let name, let word)):
      name == run ? "when first \(word)" : "when \(name) is first \(word)"
    case .at(.holds(let expression)): "when first \(expression.text)"
    case .over(let range, _): "over \(range.lowerBound)–\(range.upperBound)"
    }
  }
}

extension Claim.Test: CustomStringConvertible {
  public var description: String {
    switch self {
    case .equals(let value, let within): "= \(shortestText(value)) ± \(shortestText(within))"
    case .below(let bound): "< \(shortestText(bound))"
    case .above(let bound): "> \(shortestText(bound))"
    }
  }
}

extension [KnobChange] {
  /// Each as “sam.rho = 0.3”; a knob that is turned in several runs alike once, as “rho = 0.3”.
  public var descriptions: [String] {
    var seen: Set<String> = []
    return compactMap { change in
      let alike = count { $0.knob == change.knob && $0.value == change.value }
      let words = alike > 1 ? change.assignmentText : change.description
      return seen.insert(words).inserted ? words : nil
    }
  }
}

extension KnobChange: CustomStringConvertible {
  /// “sam.rho = 0.3”; of the surface, “b = 20”.
  public var description: String {
    switch target {
    case .run(let name): "\(name).\(assignmentText)"
    case .surface: assignmentText
    }
  }

  fileprivate var assignmentText: String { "\(knob) = \(shortestText(value))" }
}

/// A number in its shortest form that reads back the same, without a trailing “.0”.
private func shortestText(_ value: Double) -> String {
  let text = "\(value)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
