extension Claim {
  /// A claim beside what was measured.
  public struct Verdict: Sendable, Equatable {
    /// The scenario's id.
    public let scenario: String
    /// The claim as a sentence.
    public let claim: String
    /// What is claimed, without of what: “= 4.195 ± 0.05”, “< 2”, “settled”.
    public let claimed: String
    public let measured: Measured
    /// The tolerance, where the claim has one.
    public let within: Double?
    public let holds: Bool
    /// How much of the tolerance is left, from 1 down to 0, or less if it fails; nil of a state.
    public let margin: Double?
    /// Why nothing could be measured, or what to know about the measurement.
    public let note: String?
    /// Why it should be so, in the lesson's words.
    public let because: String?

    public enum Measured: Sendable, Equatable {
      case number(Double)
      case state(State)
      case nothing
    }
  }
}

extension Claim {
  /// Measures the claim in recordings, by the names of the runs.
  ///
  /// NaN never holds. A run that diverged before the step asked for keeps its last row; the note
  /// says so. A moment that never comes leaves nothing to measure, and the claim does not hold.
  public func verdict(in recordings: [String: Recording], of scenario: String) -> Verdict {
    let measurement = measure(recordings)
    return Verdict(
      scenario: scenario, claim: description, claimed: assertion.claimed,
      measured: measurement.value, within: assertion.within, holds: holds(measurement.value),
      margin: margin(measurement.value), note: measurement.note, because: because)
  }

  /// The verdict of several recordings of the experiment: the one that is nearest to failing.
  ///
  /// There is at least one.
  public func verdict(in all: [[String: Recording]], of scenario: String) -> Verdict {
    let verdicts = all.map { verdict(in: $0, of: scenario) }
    if let failed = verdicts.first(where: { !$0.holds }) { return failed }
    return verdicts.min { ($0.margin ?? 0) < ($1.margin ?? 0) }
      ?? verdict(in: [:], of: scenario)
  }

  private func margin(_ measured: Verdict.Measured) -> Double? {
    switch (assertion, measured) {
    case (.value(_, let test), .number(let value)), (.step(let test), .number(let value)):
      value.isNaN ? nil : test.margin(value)
    default: nil
    }
  }

  private typealias Measurement = (value: Verdict.Measured, note: String?)

  private func holds(_ measured: Verdict.Measured) -> Bool {
    switch (assertion, measured) {
    case (.value(_, let test), .number(let value)), (.step(let test), .number(let value)):
      test.holds(value)
    case (.state(let word), .state(let state)): state.matches(word)
    default: false
    }
  }

  private func measure(_ recordings: [String: Recording]) -> Measurement {
    switch sampling {
    case .at(let moment):
      guard let step = moment.step(in: recordings, run: run) else {
        return (.nothing, "it never comes to that")
      }
      return measure(recordings, at: step)
    case .over(let range, let fold):
      guard case .value(let expression, _) = assertion else { return (.nothing, "nothing to fold") }
      let reader = BoundExpression(expression, in: recordings, run: run)
      let range = range.clamped(to: 0...reader.lastStep)
      return (.number(fold.value(of: range.lazy.map { reader.value(at: $0) })), nil)
    }
  }

  private func measure(_ recordings: [String: Recording], at step: Int) -> Measurement {
    switch assertion {
    case .step:
      return (.number(Double(step)), nil)
    case .state:
      guard let run, let recording = recordings[run] else {
        return (.nothing, "there is no such run")
      }
      return (.state(recording.state(at: step)), nil)
    case .value(let expression, _):
      let reader = BoundExpression(expression, in: recordings, run: run)
      let value = reader.value(at: step)
      if value.isNaN { return (.number(value), "not a number here") }
      return (.number(value), note(expression, in: recordings, at: step))
    }
  }

  /// Which of the runs spoken of had diverged before the step.
  private func note(
    _ expression: Expression, in recordings: [String: Recording], at step: Int
  ) -> String? {
    let spoken = Set(
      expression.names.compactMap { name in
        name.firstIndex(of: ".").map { String(name[..<$0]) } ?? run
      })
    let notes = spoken.sorted().compactMap { name -> String? in
      guard let diverged = recordings[name]?.trajectory.divergedAt, diverged < step else {
        return nil
      }
      return "\(name) diverged at step \(diverged); this is its last row"
    }
    return notes.isEmpty ? nil : notes.joined(separator: "; ")
  }
}

extension Claim.Assertion {
  fileprivate var claimed: String {
    switch self {
    case .value(_, let test), .step(let test): "\(test)"
    case .state(let word): word
    }
  }

  fileprivate var within: Double? {
    switch self {
    case .value(_, .equals(_, let within)), .step(.equals(_, let within)): within
    default: nil
    }
  }
}

extension Claim.Fold {
  /// The values folded into one; NaN if any is, or if there are none.
  func value(of values: some Sequence<Double>) -> Double {
    var count = 0.0
    var folded = Double.nan
    for value in values {
      if value.isNaN { return .nan }
      count += 1
      switch self {
      case .largest: folded = count == 1 ? value : Swift.max(folded, value)
      case .smallest: folded = count == 1 ? value : Swift.min(folded, value)
      // Welford's form, which cannot overflow where the mean itself does not.
      case .mean: folded = count == 1 ? value : folded + (value - folded) / count
      }
    }
    return folded
  }
}
