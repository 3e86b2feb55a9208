/// The bounds on input from files, the command line and the keyboard.
///
/// A value out of bounds is an error that names the bound; histories drop their oldest entry.
/// Input within the bounds takes less than 1 GB of memory, except for a map, whose memory is
/// proportional to its cells.
public enum Limits {
  /// The steps of one run.
  public static let steps = 1...10_000_000
  /// The maximum number of runs of one experiment: the number of distinct colours and glyphs.
  public static let runs = 9
  /// The maximum total of steps over all runs of an experiment, at 32 bytes per recorded step.
  public static let recordedSteps = 20_000_000
  /// The maximum number of characters of a formula.
  public static let formulaCharacters = 10_000
  /// The maximum nesting depth of a formula.
  public static let formulaDepth = 200
  /// The maximum size in bytes of a lesson or configuration file.
  public static let fileBytes = 1_000_000
  /// The CPU seconds for parsing a file as YAML.
  ///
  /// A plain file of `fileBytes` takes half a second.
  public static let parseSeconds = 5.0
  /// The maximum number of cards of a lesson, and of its claims.
  public static let cards = 1000
  /// The maximum number of seeds over which one claim is measured.
  public static let seeds = 100
  /// The maximum length of the id of a lesson or course.
  public static let idCharacters = 64
  /// The maximum length of the name of a run.
  public static let nameCharacters = 16
  /// The number of cells along one side of a map.
  public static let mapSide = 1...20_000
  /// The maximum size in bytes of a shard passed to `sweep --merge`.
  public static let shardBytes = 1_000_000_000
  /// The columns or rows of a picture.
  public static let pictureSide = 1...1000
  /// The pause in seconds at each card of a screen recording.
  public static let cardSeconds = 0.0...3600
  /// The maximum length of a command line after `:`.
  public static let commandCharacters = 10_000
  /// The maximum number of command lines in the history.
  public static let commandHistory = 1000
  /// The maximum number of undo steps.
  public static let undoLevels = 1000
  /// The frames per second of the animation.
  public static let framesPerSecond = 1...60

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
