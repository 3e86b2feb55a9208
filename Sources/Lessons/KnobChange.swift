/// A change of a hyperparameter of a run, or of a parameter of the surface, in a lesson.
public struct KnobChange: Sendable, Hashable {
  /// The object that a change applies to.
  public enum Target: Sendable, Hashable {
    /// A run, by its name.
    case run(String)
    /// The surface.
    case surface
  }

  /// The object that changes.
  public var target: Target
  /// The parameter's id; for a formula, its name.
  public var knob: String
  /// The new value.
  public var value: Double

  /// A change of a parameter to a value.
  public init(_ target: Target, knob: String, value: Double) {
    self.target = target
    self.knob = knob
    self.value = value
  }
}
