public import Drawing
import Engine
public import Interface
import Yams

/// What a user has settled once for every lesson, as a configuration file says it.
///
/// What the file does not speak of is nil, or as it is for everybody.
public struct Configuration: Sendable, Equatable {
  public var preferences = Preferences()
  public var color: Display.Depth?
  public var glyphs: Display.Glyphs?
  public var map: Display.ColorMap?
  public var light: Bool?
  public var mouse: Bool?

  public init() {}
}

/// Reads a configuration from the bytes of its file; an empty one settles nothing.
///
/// Throws a `ScenarioError` with line and column for the first thing that is wrong.
public func parseConfiguration(yaml bytes: [UInt8], file: String) throws(ScenarioError)
  -> Configuration
{
  let source = try ScenarioReader(checked: bytes, file: file)
  guard let root = try source.root() else { return Configuration() }
  return try source.configuration(root)
}

extension ScenarioReader {
  fileprivate func configuration(_ root: Node) throws(ScenarioError) -> Configuration {
    let fields = try MappingFields(
      root, of: self, what: "the configuration",
      keys: ["keys", "map", "glyphs", "fps", "color", "light", "mouse", "reduced-motion"])
    var configuration = Configuration()
    if let node = fields.optional("keys") { configuration.preferences.keys = try keys(node) }
    if let node = fields.optional("fps") {
      configuration.preferences.framesPerSecond = try integer(
        node, "fps", in: Limits.framesPerSecond)
    }
    if try optionalBool(fields.optional("reduced-motion"), "reduced-motion") == true {
      configuration.preferences.autoplays = false
    }
    configuration.color = try choice(fields.optional("color"), "color")
    configuration.glyphs = try choice(fields.optional("glyphs"), "glyphs")
    configuration.map = try choice(fields.optional("map"), "map")
    configuration.light = try optionalBool(fields.optional("light"), "light")
    configuration.mouse = try optionalBool(fields.optional("mouse"), "mouse")
    return configuration
  }

  private func optionalBool(_ node: Node?, _ what: String) throws(ScenarioError) -> Bool? {
    guard let node else { return nil }
    return try bool(node, what)
  }

  /// One of the words of a list.
  private func choice<T: RawRepresentable<String> & CaseIterable>(
    _ node: Node?, _ what: String
  ) throws(ScenarioError) -> T? {
    guard let node else { return nil }
    let word = try text(node, what)
    guard let choice = T(rawValue: word) else {
      throw error(
        at: node,
        "there is no \(what) “\(sanitized(word))”\(hint(word, T.allCases.map(\.rawValue)))")
    }
    return choice
  }

  /// The keys that commands have, those of the file in the place of their own.
  private func keys(_ node: Node) throws(ScenarioError) -> KeyMap {
    let ids = commands.map(\.id)
    let fields = try MappingFields(node, of: self, what: "keys", keys: nil)
    for (name, node) in fields.keys where !ids.contains(name) {
      throw error(at: node, "there is no action “\(sanitized(name))”\(commandHint(name, ids))")
    }
    var keys = KeyMap.standard
    // All are free before the first is bound, so that two commands can swap theirs.
    for (name, _) in fields.keys { keys.unbind(name) }
    for (id, _) in fields.keys {
      guard let value = fields.optional(id) else { continue }
      for node in value.sequence.map(Array.init) ?? [value] { try bind(node, to: id, in: &keys) }
    }
    return keys
  }

  private func bind(
    _ node: Node, to id: String, in keys: inout KeyMap
  ) throws(ScenarioError) {
    let name = try text(node, "a key")
    guard let key = Key(name: name) else {
      let near = name.isEmpty ? nil : closestMatch(name, Key.names)
      throw error(
        at: node,
        "there is no key “\(sanitized(name))”"
          + (near.map { "; did you mean “\($0)”?" }
            ?? "; a key is a character, ^A, or a name such as Space, Left, F2"))
    }
    do throws(KeyMap.BindingError) {
      try keys.bind(key, to: id)
    } catch {
      switch error {
      case .taken(by: id):
        throw self.error(at: node, "“\(sanitized(name))” is a key of \(id) already")
      case .taken(let other):
        throw self.error(
          at: node,
          "“\(sanitized(name))” is the key of \(other) already; give that another key first")
      case .fixed(let other):
        throw self.error(
          at: node, "“\(sanitized(name))” is the key of \(other), whatever else is bound")
      case .digit:
        throw self.error(
          at: node, "“\(sanitized(name))” is a digit, which begins a count or is a view")
      }
    }
  }

  /// The nearest word, or where to find them all: there are too many for a line.
  private func commandHint(_ word: String, _ ids: [String]) -> String {
    closestMatch(word, ids).map { "; did you mean “\($0)”?" }
      ?? "; “ravine list keys --json” names them all"
  }
}
