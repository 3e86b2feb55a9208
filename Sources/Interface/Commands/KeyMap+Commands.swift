extension KeyMap {
  /// The standard keys of all commands.
  public static let standard = KeyMap(commands.map { ($0.id, $0.keys) })

  /// Returns the command of a key.
  func command(for key: Key) -> Command? { commandID(for: key).flatMap { Self.byID[$0] } }

  private static let byID = Dictionary(uniqueKeysWithValues: commands.map { ($0.id, $0) })
}
