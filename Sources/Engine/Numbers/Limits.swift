/// How much may be asked for, wherever it is asked: in a file, on the command line or by a key.
///
/// Each bound is told by a sentence where it is passed; of what is remembered, the oldest goes.
/// Whatever keeps within these takes less than a gigabyte, but for a map, which takes what its
/// cells take.
public enum Limits {
  /// Steps of one run.
  public static let steps = 1...10_000_000
  /// Runs of one experiment: as many as there are colours and glyphs to tell them apart.
  public static let runs = 9
  /// Steps of all runs of one experiment together; a recorded step takes 32 bytes.
  public static let recordedSteps = 20_000_000
  /// Characters of a formula.
  public static let formulaCharacters = 10_000
  /// Levels of nesting of a formula.
  public static let formulaDepth = 200
  /// Bytes of a scenario or configuration file.
  public static let fileBytes = 1_000_000
  /// Seconds of a processor for reading one as YAML; a plain one of that size takes half a second.
  public static let parseSeconds = 5.0
  /// Cards of a lesson, and claims of it.
  public static let cards = 1000
  /// Seeds for each of which one claim is measured.
  public static let seeds = 100
  /// Characters of the id of a lesson or course.
  public static let idCharacters = 64
  /// Characters of the name of a run.
  public static let nameCharacters = 16
  /// Cells along one side of a map.
  public static let mapSide = 1...20_000
  /// Bytes of a share of a map that is to be merged.
  public static let shardBytes = 1_000_000_000
  /// Columns of a picture, and its rows: beyond this nobody has a terminal.
  public static let pictureSide = 1...1000
  /// Seconds for which each card of a recording stays.
  public static let cardSeconds = 0.0...3600
  /// Characters of the line behind `:`.
  public static let commandCharacters = 10_000
  /// Lines behind `:` that are remembered.
  public static let commandHistory = 1000
  /// Changes of settings that can be undone.
  public static let undoLevels = 1000
  /// Ticks a second.
  public static let framesPerSecond = 1...60

  /// Why so many steps of so many runs cannot be taken; nil if they can.
  public static func violation(steps: Int, runs: Int) -> String? {
    guard runs <= Self.runs else { return "there can be \(Self.runs) runs, not \(runs)" }
    let (total, overflow) = steps.multipliedReportingOverflow(by: runs)
    guard overflow || total > recordedSteps else { return nil }
    return """
      \(steps) steps of \(runs) runs are too many to keep: together they may take \(recordedSteps), \
      so \(recordedSteps / max(runs, 1)) each
      """
  }
}
