/// An error in an update rule, with its position.
///
/// ```swift
/// do {
///   _ = try Rule("w - lr*grad(w)")
/// } catch {
///   print(error)
/// }
/// // w - lr*grad(w)
/// //     ^
/// // “lr” is not known: write eta
/// ```
public struct RuleError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The error and, where known, how to fix it: one sentence without a full stop.
  public let message: String
  /// The index of the offending character, from 0; the length of the rule at its end.
  public let offset: Int
  /// The line of the offending character, from 1.
  public let line: Int
  /// The column of the offending character in its line, from 1.
  public let column: Int
  /// Three lines: the line around the character, a caret under the character, the message.
  ///
  /// The message begins with “line 3: ” in a rule of several lines.
  public let caretText: String

  /// The same as `caretText`.
  public var description: String { caretText }

  /// Creates an error at a character of a rule.
  init(_ message: String, at offset: Int, in rule: [Character]) {
    let offset = min(offset, rule.count)
    let start = rule[..<offset].lastIndex(where: \.isNewline).map { $0 + 1 } ?? 0
    let end = rule[offset...].firstIndex(where: \.isNewline) ?? rule.count
    let trimmed = rule.drop(while: \.isNewline).reversed().drop(while: \.isNewline)
    self.message = message
    self.offset = offset
    line = 1 + rule[..<start].count(where: \.isNewline)
    column = offset - start + 1
    let prefix = trimmed.contains(where: \.isNewline) ? "line \(line): " : ""
    caretText = CaretExcerpt(of: rule[start..<end], around: offset - start).text(prefix + message)
  }
}
