public import Engine

extension Limits {
  /// The maximum number of runs of one experiment: the number of distinct colours and glyphs.
  public static let runs = 9
  /// The maximum total of steps over all runs of an experiment, at 32 bytes per recorded step.
  public static let recordedSteps = 20_000_000
  /// The maximum number of cards of a lesson, and of its claims.
  public static let cards = 1000
  /// The factor on the playing time from a card to the next.
  public static let cardPace = 0.1...100.0
  /// The maximum number of seeds over which one claim is measured.
  public static let seeds = 100
  /// The maximum length of the id of a lesson or course.
  public static let idCharacters = 64
  /// The maximum length of the name of a run.
  public static let nameCharacters = 16

  /// Returns the error message for an experiment that exceeds `runs` or `recordedSteps`.
  ///
  /// Nil if the experiment is within bounds. `steps` is the number of steps per run.
  public static func violation(steps: Int, runs: Int) -> String? {
    guard runs <= Self.runs else { return "at most \(Self.runs) runs, not \(runs)" }
    let (total, overflow) = steps.multipliedReportingOverflow(by: runs)
    guard overflow || total > recordedSteps else { return nil }
    return """
      \(runs) runs of \(steps) steps exceed the limit of \(recordedSteps) steps in total: \
      use at most \(recordedSteps / max(runs, 1)) per run
      """
  }
}
