public import Engine

/// A change of a run or of the surface in a lesson.
public struct SettingChange: Sendable, Hashable {
  /// The object that a change applies to.
  public enum Target: Sendable, Hashable {
    /// A run, by its name.
    case run(String)
    /// The surface.
    case surface
  }

  /// The changed setting with its new value.
  public enum Setting: Sendable, Hashable {
    /// A parameter by its id; for a formula, by its name.
    case knob(String, Double)
    /// The optimizer of a run, which keeps the hyperparameters that the new optimizer has.
    case optimizer(OptimizerChoice.Source)
  }

  /// The object that changes.
  public var target: Target
  /// The setting that changes.
  public var setting: Setting

  /// A change of a parameter to a value.
  public init(_ target: Target, knob: String, value: Double) {
    (self.target, setting) = (target, .knob(knob, value))
  }

  /// A change of the optimizer of a run.
  public init(run: String, optimizer: OptimizerChoice.Source) {
    (target, setting) = (.run(run), .optimizer(optimizer))
  }

  /// The id of the changed parameter; nil for a change of the optimizer.
  public var knob: String? { if case .knob(let knob, _) = setting { knob } else { nil } }

  /// The new value of the parameter; nil for a change of the optimizer.
  public var value: Double? { if case .knob(_, let value) = setting { value } else { nil } }
}
