public import Engine

/// A run with its name, colour and glyph in maps, plots and legends.
public struct PlottedRun: Sendable {
  /// The name of the optimizer, or the name given by the lesson.
  public var name: String
  /// The trajectory and its measurements.
  public var recording: Recording
  /// The index of `Paint.run`.
  public var color: UInt8
  /// The glyph that marks the iterate: on the screen any, in figures one of `●▲■◆✚○△□◇`.
  public var glyph: Unicode.Scalar
  /// The value of a split with which the run was made; nil without a split.
  public var group: Group?

  /// A value of a split, by which a figure groups runs.
  public struct Group: Sendable, Hashable {
    /// The hyperparameter and its value: `ρ = 0.1`.
    public let title: String
    /// The name of the run, which is the same in all groups.
    public let runName: String

    /// Creates a group.
    public init(title: String, runName: String) {
      (self.title, self.runName) = (title, runName)
    }
  }

  /// Creates a run with its style.
  public init(name: String, recording: Recording, color: UInt8, glyph: Unicode.Scalar) {
    self.name = name
    self.recording = recording
    self.color = color
    self.glyph = glyph
  }

  /// The name beside others of its group.
  public var shortName: String { group?.runName ?? name }

  /// Returns the last recorded step up to a step.
  public func lastStep(at step: Int) -> Int { min(step, recording.lastStep) }
}
