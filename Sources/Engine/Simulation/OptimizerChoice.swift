/// The choice of an optimizer, its hyperparameters and their schedules.
///
/// A new kind of optimizer is a case of `Source`, handled here and in `Catalog.optimizer(_:)`.
public struct OptimizerChoice: Sendable, Hashable {
  /// The origin of an optimizer.
  public enum Source: Sendable, Hashable {
    /// An optimizer of the catalog, by id.
    case catalog(String)
    /// A typed update rule, by its text.
    case rule(String)
  }

  /// The origin of the optimizer; equal for choices that differ in their hyperparameters only.
  public var source: Source
  /// Hyperparameter values by id; omitted hyperparameters keep their default value.
  public var knobs: [String: Double]
  /// Schedules by hyperparameter id; a hyperparameter without a schedule is constant.
  public var schedules: [String: KnobSchedule]

  /// Creates a choice from its source, the hyperparameters and their schedules.
  public init(
    _ source: Source, knobs: [String: Double] = [:], schedules: [String: KnobSchedule] = [:]
  ) {
    self.source = source
    self.knobs = knobs
    self.schedules = schedules
  }

  /// The optimizer of the catalog with this id.
  public init(
    _ id: String, knobs: [String: Double] = [:], schedules: [String: KnobSchedule] = [:]
  ) {
    self.init(.catalog(id), knobs: knobs, schedules: schedules)
  }

  /// The optimizer of a typed update rule.
  public static func rule(
    _ text: String, knobs: [String: Double] = [:], schedules: [String: KnobSchedule] = [:]
  ) -> OptimizerChoice {
    OptimizerChoice(.rule(text), knobs: knobs, schedules: schedules)
  }
}

extension OptimizerChoice.Source {
  /// The optimizer that a text means: a rule if it contains a blank or one of `=()*/+^;`, else an id.
  ///
  /// A path that ends in `.rule` is an id too, since only the program reads files.
  public init(_ text: String) {
    let isRule = text.contains { $0.isWhitespace || "=()*/+^;".contains($0) }
    self = isRule && !text.hasSuffix(".rule") ? .rule(text) : .catalog(text)
  }

  /// The path of a rule file; nil for other sources.
  public var ruleFile: String? { catalogID.flatMap { $0.hasSuffix(".rule") ? $0 : nil } }

  /// The same source without the comments of a rule.
  public var canonical: Self {
    if case .rule = self { .rule(text) } else { self }
  }

  /// The source as a command line argument: an id, or the canonical text of a rule.
  public var text: String {
    switch self {
    case .catalog(let id): id
    case .rule(let text): Rule.canonicalText(text)
    }
  }

  /// The id in the catalog; nil for a typed rule.
  public var catalogID: String? {
    if case .catalog(let id) = self { id } else { nil }
  }

  /// The name of a run without a name of its own: an id, or `rule`.
  ///
  /// A rule may name itself in a comment, `# name: VaSSO`.
  public var runName: String {
    switch self {
    case .catalog(let id): id
    case .rule(let text): Rule.comments(in: text)["name"] ?? "rule"
    }
  }
}
