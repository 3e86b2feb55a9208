/// The bounds on input from files, the command line and the keyboard.
///
/// A value out of bounds is an error that names the bound. Other modules extend the bounds with
/// their own. Input within the bounds takes less than 1 GB of memory, except for a map, whose memory
/// is proportional to its cells.
public enum Limits {
  /// The steps of one run.
  public static let steps = 1...10_000_000
  /// The maximum number of characters of a formula.
  public static let formulaCharacters = 10_000
  /// The maximum nesting depth of a formula.
  public static let formulaDepth = 200
  /// The maximum number of statements of an update rule.
  public static let ruleStatements = 200
  /// The maximum number of calls of the objective in an update rule.
  public static let ruleCalls = 32
  /// The maximum number of memories of an update rule.
  public static let ruleMemories = 16
  /// The maximum number of knobs of an update rule.
  public static let ruleKnobs = 16
}
