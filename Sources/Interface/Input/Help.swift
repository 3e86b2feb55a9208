import Drawing
import Engine

/// The searchable list of keys and commands.
struct Help: Sendable, Equatable {
  /// The typed filter.
  var field = TextField()
  var isSearching = false
  var scroll = 0

  /// The typed filter as text.
  var filter: String { field.text }

  /// A line of the help.
  enum Line: Sendable, Equatable {
    case heading(String)
    case command(String, String)
    case blank
  }
}
