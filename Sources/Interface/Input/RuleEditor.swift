import Drawing
import Engine
import Lessons

/// The editor of an update rule for a new run.
struct RuleEditor: Sendable, Equatable {
  /// The typed rule, on one line.
  private(set) var field: TextField
  /// The possible words after Tab; empty without a choice.
  private(set) var candidates: [String] = []
  /// The error of the typed rule; nil for a valid rule.
  private(set) var error: RuleError?

  /// Creates an editor with the cursor at the end of a rule.
  init(_ text: String = "") {
    field = TextField(text)
    check()
  }

  /// The typed rule.
  var text: String { field.text }

  /// Inserts text at the cursor, unless the rule is too long.
  mutating func insert(_ text: String) {
    guard field.length + text.unicodeScalars.count <= Limits.commandCharacters else { return }
    field.insert(text)
    check()
  }

  /// Handles a key that moves the cursor or deletes text; returns false for any other key.
  mutating func handleEditingKey(_ key: Key) -> Bool {
    defer { check() }
    return field.handleEditingKey(key)
  }

  /// Completes the name before the cursor to the common prefix of all candidates.
  mutating func complete() {
    let before = field.textBeforeCursor
    let word = String(
      before.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" }.reversed())
    let found = Rule.names(in: text).filter { $0.hasPrefix(word) && $0 != word }
    guard var common = found.first, !word.isEmpty else { return }
    for name in found { common = String(common.commonPrefix(with: name)) }
    field.insert(String(common.dropFirst(word.count)))
    check()
    candidates = found.count > 1 ? found : []
  }

  private mutating func check() {
    candidates = []
    do throws(RuleError) {
      _ = try Rule(text)
      error = nil
    } catch {
      self.error = error
    }
  }
}
