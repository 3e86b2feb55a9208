import Drawing
import Engine

/// The searchable list of keys, commands, settings and terms.
struct Help: Sendable, Equatable {
  /// The typed filter.
  var field = TextField()
  var isSearching = false
  var scroll = 0

  /// Creates a help that shows what matches a filter.
  init(filter: String = "") { field = TextField(filter) }

  /// The typed filter as text.
  var filter: String { field.text }

  /// A line of the help.
  enum Line: Sendable, Equatable {
    case heading(String)
    case command(String, String)
    /// A term and its definition, which may be cut.
    case term(String, String)
    case text(String)
    case blank
  }
}
