public import Engine

/// A moment of a lesson: a step, or the first step at which a condition holds.
public enum Moment: Sendable, Hashable {
  /// A step.
  case step(Int)
  /// The last step of the lesson.
  case end
  /// The first step at which a run is in a state, by `State.name` or with a period, “2-cycle”.
  case state(run: String, word: String)
  /// The first step at which the expression is neither zero nor NaN.
  ///
  /// Comparisons give 1 or 0, and a comparison with NaN gives 0.
  case holds(Expression)
}

extension Moment {
  /// The step ≥ `from` at which the moment occurs; nil if it never occurs.
  ///
  /// A step beyond the number of steps of the runs never occurs. A step after the divergence of a
  /// run occurs: the run keeps its last row. Names without a run refer to `run`, which may be nil
  /// for a single run.
  public func step(
    in recordings: [String: Recording], run: String? = nil, from: Int = 0
  ) -> Int? {
    Self.steps(of: [self], in: recordings, run: run, from: from)[0]
  }

  /// The steps at which several moments occur, in one pass over the steps.
  static func steps(
    of moments: [Moment], in recordings: [String: Recording], run: String? = nil, from: Int = 0
  ) -> [Int?] {
    guard let end = recordings.values.map(\.run.steps).max(), from <= end else {
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
      case .step(let step): step <= end ? max(step, from) : nil
      case .end: end
      case .state: states[moment] ?? nil
      case .holds(let expression): search.firstSteps[expression]
      }
    }
  }
}
