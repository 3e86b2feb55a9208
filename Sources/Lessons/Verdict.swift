public import Engine

extension Claim {
  /// The result of measuring a claim.
  public struct Verdict: Sendable, Equatable {
    /// The lesson's id.
    public let scenario: String
    /// The claim as a sentence.
    public let claim: String
    /// The claimed value or state: “= 4.195 ± 0.05”, “< 2”, “settled”.
    public let claimed: String
    /// The measured value or state.
    public let measured: Measured
    /// The tolerance; nil for bounds and states.
    public let within: Double?
    /// Whether the claim holds.
    public let holds: Bool
    /// The unused fraction of the tolerance, 1 to 0, negative on failure; nil for a state.
    public let margin: Double?
    /// The reason for a missing measurement, or a remark on the measurement.
    public let note: String?
    /// The lesson's explanation of the claim.
    public let because: String?

    /// A measured number or state.
    public enum Measured: Sendable, Equatable {
      /// A number, possibly NaN.
      case number(Double)
      /// The state of a run.
      case state(State)
      /// No measurement was possible.
      case nothing
    }
  }
}

extension Claim.Verdict {
  /// Returns the first verdict that does not hold, or that with the least margin; nil of no verdicts.
  static func closestToFailure(_ verdicts: [Claim.Verdict]) -> Claim.Verdict? {
    verdicts.first { !$0.holds } ?? verdicts.min { ($0.margin ?? 0) < ($1.margin ?? 0) }
  }
}

extension Claim {
  /// Measures the claim in recordings by run name.
  ///
  /// NaN never holds. A run that diverged before the measured step keeps its last row, with a note.
  /// If the moment never occurs, the claim does not hold.
  public func verdict(in recordings: [String: Recording], of scenario: String) -> Verdict {
    let measurement = measure(recordings)
    return Verdict(
      scenario: scenario, claim: description, claimed: assertion.claimed,
      measured: measurement.value, within: assertion.within, holds: holds(measurement.value),
      margin: margin(measurement.value), note: measurement.note, because: because)
  }

  /// The verdict closest to failure over several recordings of the experiment.
  ///
  /// `all` has at least one element.
  public func verdict(in all: [[String: Recording]], of scenario: String) -> Verdict {
    .closestToFailure(all.map { verdict(in: $0, of: scenario) })
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
        return (.nothing, "the moment never occurs")
      }
      return measure(recordings, at: step)
    case .over(let range, let fold):
      guard case .value(let expression, _) = assertion else {
        return (.nothing, "only a value can be folded")
      }
      let bound = BoundExpression(expression, in: recordings, run: run)
      let range = range.clamped(to: 0...bound.lastStep)
      return (.number(fold.value(of: range.lazy.map { bound.value(at: $0) })), nil)
    }
  }

  private func measure(_ recordings: [String: Recording], at step: Int) -> Measurement {
    switch assertion {
    case .step:
      return (.number(Double(step)), nil)
    case .state:
      guard let run, let recording = recordings[run] else {
        return (.nothing, "the run does not exist")
      }
      return (.state(recording.state(at: step)), nil)
    case .value(let expression, _):
      let bound = BoundExpression(expression, in: recordings, run: run)
      let value = bound.value(at: step)
      if value.isNaN { return (.number(value), "the value is not a number") }
      return (.number(value), note(expression, in: recordings, at: step))
    }
  }

  /// A note on each referenced run that ended before the step; nil without such runs.
  private func note(
    _ expression: Expression, in recordings: [String: Recording], at step: Int
  ) -> String? {
    let referenced = Set(
      expression.names.compactMap { name in
        name.firstIndex(of: ".").map { String(name[..<$0]) } ?? run
      })
    let notes = referenced.sorted().compactMap { name -> String? in
      guard let trajectory = recordings[name]?.trajectory, let end = trajectory.divergedAt,
        end < step
      else { return nil }
      return "\(name) \(trajectory.ending) at step \(end); this is its last row"
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
  /// The values folded into one; NaN for an empty sequence or if any value is NaN.
  func value(of values: some Sequence<Double>) -> Double {
    var count = 0.0
    var folded = Double.nan
    for value in values {
      if value.isNaN { return .nan }
      count += 1
      switch self {
      case .largest: folded = count == 1 ? value : Swift.max(folded, value)
      case .smallest: folded = count == 1 ? value : Swift.min(folded, value)
      // Welford's form, which overflows only if the mean itself does.
      case .mean: folded = count == 1 ? value : folded + (value - folded) / count
      }
    }
    return folded
  }
}
