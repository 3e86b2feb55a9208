/// Which keys do what: those that the commands name, unless others were bound.
public struct KeyMap: Sendable, Equatable {
  private var commandIDs: [Key: String] = [:]
  private var keys: [String: [Key]] = [:]

  /// The keys that the commands name.
  public static let standard = KeyMap()

  private init() {
    for command in commands {
      keys[command.id] = command.keys
      for key in command.keys { commandIDs[key] = command.id }
    }
  }

  /// The keys of a command, in the order in which they were bound; the fixed ones last.
  public func keys(of id: String) -> [Key] { keys[id] ?? [] }

  /// What the screen says of the keys of a command; without any, how to call it by its name.
  public func label(of id: String) -> String {
    let labels = keys(of: id).map(\.label)
    return labels.isEmpty ? ":\(id)" : labels.joined(separator: " ")
  }

  /// The command of a key.
  func command(for key: Key) -> Command? { commandIDs[key].flatMap { Self.byID[$0] } }

  private static let byID = Dictionary(uniqueKeysWithValues: commands.map { ($0.id, $0) })

  /// Takes a command's keys from it, but for those that are fixed.
  public mutating func unbind(_ id: String) {
    for key in keys(of: id) where !key.isFixed { commandIDs[key] = nil }
    keys[id]?.removeAll { !$0.isFixed }
  }

  /// Gives a command one more key.
  ///
  /// - Throws: `BindingError` if the key does something else already.
  public mutating func bind(_ key: Key, to id: String) throws(BindingError) {
    if key.isFixed, commandIDs[key] == id { return }
    if let owner = commandIDs[key] { throw key.isFixed ? .fixed(to: owner) : .taken(by: owner) }
    if key.isFixed { throw .digit }
    commandIDs[key] = id
    let fixed = keys(of: id).filter(\.isFixed)
    keys[id] = keys(of: id).filter { !$0.isFixed } + [key] + fixed
  }

  /// Why a key cannot be bound.
  public enum BindingError: Error, Sendable, Equatable {
    /// It is the key of this command.
    case taken(by: String)
    /// It is the key of this command for everybody.
    case fixed(to: String)
    /// It is part of a count.
    case digit
  }
}

extension Key {
  /// Whether it means the same for everybody: the ways out, and the digits of views and counts.
  fileprivate var isFixed: Bool {
    switch self {
    case .control("c"), .control("z"), .control("l"): true
    case .character(let character): "1"..."9" ~= character
    default: false
    }
  }
}
