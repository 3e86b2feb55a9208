/// A moment of a lesson: a step, or the first step at which something holds.
public enum Moment: Sendable, Hashable {
  case step(Int)
  case end
  /// The first step at which a run has this state (`State.word`, or a period such as “2-cycle”).
  case state(run: String, word: String)
  /// The first step at which this expression holds: is neither zero nor NaN.
  ///
  /// Comparisons give 1 or 0, and a comparison with NaN gives 0.
  case holds(Expression)
}

extension Moment {
  /// The first step, not before `from`, at which it comes, or nil if it never does.
  ///
  /// A step beyond what was asked of the runs never comes. A step beyond the end of a run that
  /// diverged does: the run keeps its last row. Bare names in an expression speak of `run`, which
  /// may be nil if there is only one.
  public func step(
    in recordings: [String: Recording], run: String? = nil, from: Int = 0
  ) -> Int? {
    Self.steps(of: [self], in: recordings, run: run, from: from)[0]
  }

  /// The same for several moments, in one pass over the steps.
  static func steps(
    of moments: [Moment], in recordings: [String: Recording], run: String? = nil, from: Int = 0
  ) -> [Int?] {
    guard let asked = recordings.values.map(\.run.steps).max(), from <= asked else {
      return moments.map { _ in nil }
    }
    var search = ConditionSearch(recordings, run: run, from: from)
    var states: [Moment: Int?] = [:]
    for moment in Set(moments) {
      switch moment {
      case .holds(let expression): search.add(expression)
      case .state(let name, let word):
        states[moment] = recordings[name]?.firstStep(of: word, from: from)
      default: break
      }
    }
    search.run()
    return moments.map { moment in
      switch moment {
      case .step(let step): step <= asked ? max(step, from) : nil
      case .end: asked
      case .state: states[moment] ?? nil
      case .holds(let expression): search.firstSteps[expression]
      }
    }
  }
}

extension State {
  /// Whether a lesson's word for a state means this one: its `word`, or “3-cycle” for that period.
  public func matches(_ word: String) -> Bool {
    if word == self.name { return true }
    guard case .cycling(let period) = self else { return false }
    return word == "\(period)-cycle"
  }

  /// Whether a lesson may use this word for a state.
  public static func isValidName(_ word: String) -> Bool {
    if names.contains(word) { return true }
    guard word.hasSuffix("-cycle"), let period = Int(word.dropLast(6)) else { return false }
    return period > 1 && word == "\(period)-cycle"
  }
}
