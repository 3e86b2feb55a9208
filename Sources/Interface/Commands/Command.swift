/// A command: its keys, its entry in the help and its action on the state.
///
/// To add a command: a static value in a file of this folder, and one line in `Commands.swift`.
public struct Command: Sendable {
  /// The name of the command in key bindings and after `:`.
  public let id: String
  /// The description in the help.
  public let title: String
  /// The group in the help.
  public let group: Group
  /// The standard keys.
  public let keys: [Key]
  /// Whether digits typed before the key are a count; otherwise a digit first shows its view.
  let acceptsCount: Bool
  /// The action on the state, given the count typed before the key, if any.
  let action: @Sendable (inout AppState, Int?) -> [Effect]
  /// The action with the words after the command in a command line; nil if it takes no words.
  let wordsAction: (@Sendable (inout AppState, String) -> Void)?

  /// The groups of the help; the raw value is the heading.
  public enum Group: String, Sendable, CaseIterable {
    /// Playback and the playhead.
    case time = "Time"
    /// The parameters, the start and the runs.
    case settings = "Settings"
    /// The view, the map and its overlays.
    case view = "View"
    /// The cards and the lessons.
    case lesson = "Lesson"
    /// Files, options and help.
    case program = "Program"
  }

  init(
    _ id: String, _ title: String, _ group: Group, _ keys: [Key],
    acceptsCount: Bool = false,
    withWords wordsAction: (@Sendable (inout AppState, String) -> Void)? = nil,
    _ action: @escaping @Sendable (inout AppState, Int?) -> [Effect]
  ) {
    self.id = id
    self.title = title
    self.group = group
    self.keys = keys
    self.acceptsCount = acceptsCount
    self.action = action
    self.wordsAction = wordsAction
  }

  /// Creates a command without effects.
  init(
    _ id: String, _ title: String, _ group: Group, _ keys: [Key],
    acceptsCount: Bool = false,
    withWords wordsAction: (@Sendable (inout AppState, String) -> Void)? = nil,
    changing action: @escaping @Sendable (inout AppState, Int?) -> Void
  ) {
    self.init(
      id, title, group, keys, acceptsCount: acceptsCount, withWords: wordsAction
    ) { state, count in
      action(&state, count)
      return []
    }
  }
}
