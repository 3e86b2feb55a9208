public import Drawing
import Engine
public import Interface
import SafeText
import Spelling
public import StrictYAML

/// The contents of the user's configuration file.
///
/// A value that the file does not set is nil or has its default.
public struct Configuration: Sendable, Equatable {
  /// The key bindings, the frame rate and the reduced-motion setting.
  public var preferences = Preferences()
  /// The colour depth.
  public var color: Display.Depth?
  /// The characters to draw with.
  public var glyphs: Display.Glyphs?
  /// The colour map of the surface.
  public var map: Display.ColorMap?
  /// Whether the terminal's background is light.
  public var light: Bool?
  /// Whether the program uses the mouse.
  public var mouse: Bool?

  /// How the terminal shows maps and reliefs.
  public var graphics: GraphicsChoice?

  /// Creates a configuration that sets nothing.
  public init() {}
}

/// Parses a configuration from the bytes of its file; an empty file sets nothing.
///
/// `file` is the file name in error messages. Throws a `YAMLFileError` with line and column for the
/// first error.
public func parseConfiguration(yaml bytes: [UInt8], file: String) throws(YAMLFileError)
  -> Configuration
{
  let reader = try YAMLReader(bytes, file: file, constant: Expression.constant)
  guard let root = try reader.root() else { return Configuration() }
  return try reader.configuration(root)
}

extension YAMLReader {
  fileprivate func configuration(_ root: YAMLNode) throws(YAMLFileError) -> Configuration {
    let fields = try MappingFields(
      root, of: self, mappingName: "the configuration",
      keys: [
        "keys", "map", "glyphs", "fps", "color", "light", "mouse", "reduced-motion", "pace",
        "autoplay", "big", "graphics",
      ])
    var configuration = Configuration()
    if let node = fields.optional("keys") { configuration.preferences.keys = try keys(node) }
    if let node = fields.optional("fps") {
      configuration.preferences.framesPerSecond = try integer(
        node, "fps", in: Limits.framesPerSecond)
    }
    if try optionalBool(fields.optional("reduced-motion"), "reduced-motion") == true {
      configuration.preferences.autoplays = false
    }
    if let node = fields.optional("pace") { configuration.preferences.pace = try pace(node) }
    if try optionalBool(fields.optional("autoplay"), "autoplay") == true {
      configuration.preferences.playsAlone = true
    }
    configuration.preferences.isBig = try optionalBool(fields.optional("big"), "big") ?? false
    configuration.color = try choice(fields.optional("color"), "color")
    configuration.glyphs = try choice(fields.optional("glyphs"), "glyphs")
    configuration.map = try choice(fields.optional("map"), "map")
    configuration.light = try optionalBool(fields.optional("light"), "light")
    configuration.mouse = try optionalBool(fields.optional("mouse"), "mouse")
    configuration.graphics = try choice(fields.optional("graphics"), "graphics")
    return configuration
  }

  private func pace(_ node: YAMLNode) throws(YAMLFileError) -> Double {
    let pace = try number(node, "pace")
    guard Limits.pace.contains(pace) else {
      throw error(
        at: node, "pace must be between 0 and \(Limits.pace.upperBound), not \(node.kind)")
    }
    return pace
  }

  private func optionalBool(_ node: YAMLNode?, _ valueName: String) throws(YAMLFileError) -> Bool? {
    guard let node else { return nil }
    return try bool(node, valueName)
  }

  /// Parses a case of an enumeration by its raw value.
  private func choice<T: RawRepresentable<String> & CaseIterable>(
    _ node: YAMLNode?, _ valueName: String
  ) throws(YAMLFileError) -> T? {
    guard let node else { return nil }
    let word = try text(node, valueName)
    guard let choice = T(rawValue: word) else {
      throw error(
        at: node,
        "\(valueName) has no value “\(sanitizedExcerpt(word))”\(suggestion(word, from: T.allCases.map(\.rawValue)))"
      )
    }
    return choice
  }

  /// Parses key bindings, which replace the default keys of the same commands.
  private func keys(_ node: YAMLNode) throws(YAMLFileError) -> KeyMap {
    let ids = commands.map(\.id)
    let fields = try MappingFields(node, of: self, mappingName: "keys", keys: nil)
    for (name, node) in fields.keys where !ids.contains(name) {
      throw error(
        at: node, "there is no command “\(sanitizedExcerpt(name))”\(commandHint(name, ids))")
    }
    var keys = KeyMap.standard
    // Unbind all commands before binding the first, so two commands can swap keys.
    for (name, _) in fields.keys { keys.unbind(name) }
    for (id, _) in fields.keys {
      guard let value = fields.optional(id) else { continue }
      for node in value.items ?? [value] { try bind(node, to: id, in: &keys) }
    }
    return keys
  }

  private func bind(
    _ node: YAMLNode, to id: String, in keys: inout KeyMap
  ) throws(YAMLFileError) {
    let name = try text(node, "a key")
    guard let key = Key(name: name) else {
      let near = name.isEmpty ? nil : closestMatch(name, Key.names)
      throw error(
        at: node,
        "there is no key “\(sanitizedExcerpt(name))”"
          + (near.map { "; did you mean “\($0)”?" }
            ?? "; a key is a character, ^A, or a name such as Space, Left, F2"))
    }
    do throws(KeyMap.BindingError) {
      try keys.bind(key, to: id)
    } catch {
      switch error {
      case .taken(by: id):
        throw self.error(
          at: node, "“\(sanitizedExcerpt(name))” is bound to \(id) already; remove the duplicate")
      case .taken(let other):
        throw self.error(
          at: node,
          "“\(sanitizedExcerpt(name))” is bound to \(other); give \(other) another key first")
      case .fixed(let other):
        throw self.error(
          at: node,
          "“\(sanitizedExcerpt(name))” always belongs to \(other); choose another key")
      case .digit:
        throw self.error(
          at: node,
          "“\(sanitizedExcerpt(name))” is a digit, which starts a count or selects a view; choose another "
            + "key")
      }
    }
  }

  /// Returns the closest command, or how to list all commands, which are too many for a message.
  private func commandHint(_ word: String, _ ids: [String]) -> String {
    closestMatch(word, ids).map { "; did you mean “\($0)”?" }
      ?? "; “ravine list keys” lists all commands"
  }
}
