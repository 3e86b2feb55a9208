/// The bindings of keys to the ids of commands.
public struct KeyMap: Sendable, Equatable {
  private var commandIDs: [Key: String] = [:]
  private var keys: [String: [Key]] = [:]

  /// Creates the bindings of ids to their keys.
  init(_ bindings: [(id: String, keys: [Key])]) {
    for binding in bindings {
      keys[binding.id] = binding.keys
      for key in binding.keys { commandIDs[key] = binding.id }
    }
  }

  /// Returns the keys of a command in the order of their bindings; fixed keys come last.
  public func keys(of id: String) -> [Key] { keys[id] ?? [] }

  /// Returns the names of a command's keys, or `:id` for a command without keys.
  public func label(of id: String) -> String {
    let labels = keys(of: id).map(\.label)
    return labels.isEmpty ? ":\(id)" : labels.joined(separator: " ")
  }

  /// Returns the id of a key's command.
  func commandID(for key: Key) -> String? { commandIDs[key] }

  /// Removes all keys of a command except fixed keys.
  public mutating func unbind(_ id: String) {
    for key in keys(of: id) where !key.isFixed { commandIDs[key] = nil }
    keys[id]?.removeAll { !$0.isFixed }
  }

  /// Adds a key to a command.
  ///
  /// - Throws: `BindingError` if the key is fixed or has another command.
  public mutating func bind(_ key: Key, to id: String) throws(BindingError) {
    if key.isFixed, commandIDs[key] == id { return }
    if let owner = commandIDs[key] { throw key.isFixed ? .fixed(to: owner) : .taken(by: owner) }
    if key.isFixed { throw .digit }
    commandIDs[key] = id
    let fixed = keys(of: id).filter(\.isFixed)
    keys[id] = keys(of: id).filter { !$0.isFixed } + [key] + fixed
  }

  /// The reason why a key cannot be bound.
  public enum BindingError: Error, Sendable, Equatable {
    /// The key is bound to another command.
    case taken(by: String)
    /// The key has a command that cannot be changed.
    case fixed(to: String)
    /// The key is a digit of counts.
    case digit
  }
}

extension Key {
  /// Whether the key cannot be rebound: ^C, ^Z, ^L, and the digits of views and counts.
  fileprivate var isFixed: Bool {
    switch self {
    case .control("c"), .control("z"), .control("l"): true
    case .character(let character): "1"..."9" ~= character
    default: false
    }
  }
}
