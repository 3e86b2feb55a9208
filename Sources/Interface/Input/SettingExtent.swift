/// The words of a line that belong to the value of a setting.
enum SettingExtent: Sendable {
  /// One word.
  case word
  /// All words up to the next name, as one text.
  case text
  /// The same, followed by the assignments `name=value` of the rest of the line.
  case textWithAssignments
  /// All words up to the next name, as several values.
  case list
}
