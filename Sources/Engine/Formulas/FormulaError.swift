/// An error in a formula, with its position.
///
/// ```swift
/// do {
///   _ = try Formula("3*xy")
/// } catch {
///   print(error)
/// }
/// // 3*xy
/// //   ^
/// // “xy” is not known: write 3*x*y
/// ```
public struct FormulaError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The error and, where known, how to fix it: one sentence without a full stop.
  public let message: String
  /// The index of the offending character, from 0; the length of the formula at its end.
  public let offset: Int
  /// Three lines: the formula around `offset`, a caret under the character, the message.
  ///
  /// The formula is cut to 76 columns, with “…” at each cut. Characters without a printed form,
  /// such as terminal escapes, are replaced by �.
  public let caretText: String

  /// The whole formula with every error repaired; nil if that takes a guess.
  ///
  /// It parses. The message contains it if it has at most 160 characters.
  public let repaired: String?
  /// The edits that repair this error, but maybe not the whole formula.
  let edits: [FormulaEdit]
  private let problem: String

  /// The same as `caretText`.
  public var description: String { caretText }

  /// Creates an error; `hint` is how to write the wrong part, for a message without `repaired`.
  init(
    _ problem: String, at offset: Int, in formula: [Character], hint: String? = nil,
    edits: [FormulaEdit] = [], repaired: String? = nil
  ) {
    self.problem = problem
    self.offset = offset
    self.edits = edits
    self.repaired = repaired
    let whole = repaired.flatMap { $0.count <= Self.maxRepairedLength ? $0 : nil }
    message = (whole ?? hint).map { "\(problem): write \($0)" } ?? problem
    caretText = CaretExcerpt(of: formula, around: offset).text(message)
  }

  private static let maxRepairedLength = 160

  /// Returns the error with the whole repaired formula, if its edits lead to one that parses.
  ///
  /// `parse` parses a formula. The edits of each further error are applied too.
  func withRepair(
    of formula: [Character], _ parse: ([Character]) throws(FormulaError) -> Void
  ) -> FormulaError {
    var (text, error) = (formula, self)
    for _ in 0..<16 {
      guard !error.edits.isEmpty, text.count <= Self.maxRepairedLength else { return self }
      for edit in error.edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
        text.replaceSubrange(edit.range, with: edit.replacement)
      }
      do throws(FormulaError) {
        try parse(text)
        let repaired = String(text.map { $0.isWhitespace ? " " : $0 })
        return FormulaError(problem, at: offset, in: formula, edits: edits, repaired: repaired)
      } catch let next { error = next }
    }
    return self
  }
}

/// The replacement of a range of characters of a formula.
struct FormulaEdit: Sendable, Equatable {
  let range: Range<Int>
  let replacement: [Character]

  init(_ range: Range<Int>, _ replacement: String) {
    self.range = range
    self.replacement = Array(replacement)
  }
}
