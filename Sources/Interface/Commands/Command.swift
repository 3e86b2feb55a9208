/// Something a key does: its entry in the help and its effect on the state.
///
/// To add one: a static value in a file of this folder, and one line in `Commands.swift`.
public struct Command: Sendable {
  /// The name by which a key is bound to it.
  public let id: String
  public let title: String
  public let group: Group
  public let keys: [Key]
  /// Whether digits typed before the key are a count for it.
  let acceptsCount: Bool
  /// The state and the count typed before the key, if one was.
  let action: @Sendable (inout AppState, Int?) -> [Effect]

  public enum Group: String, Sendable, CaseIterable {
    case time = "Time"
    case settings = "Settings"
    case view = "View"
    case lesson = "Lesson"
    case program = "Program"
  }

  init(
    _ id: String, _ title: String, _ group: Group, _ keys: [Key],
    counts: Bool = false, _ action: @escaping @Sendable (inout AppState, Int?) -> [Effect]
  ) {
    self.id = id
    self.title = title
    self.group = group
    self.keys = keys
    self.acceptsCount = counts
    self.action = action
  }

  /// A command that only changes the state.
  init(
    _ id: String, _ title: String, _ group: Group, _ keys: [Key],
    counts: Bool = false, changing action: @escaping @Sendable (inout AppState, Int?) -> Void
  ) {
    self.init(id, title, group, keys, counts: counts) { state, count in
      action(&state, count)
      return []
    }
  }
}
