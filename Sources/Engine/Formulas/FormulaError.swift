import SafeText

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
    let (line, column) = Self.excerpt(formula, around: offset)
    caretText = line + "\n" + String(repeating: " ", count: column) + "^\n" + message
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

  private static let maxColumns = 76

  /// Returns the part of a formula around a character, and the column of the character in the part.
  private static func excerpt(
    _ formula: [Character], around offset: Int
  ) -> (line: String, column: Int) {
    let offset = min(offset, formula.count)
    // A character takes at most two columns; two more are reserved for the “…” at the cuts.
    var first = max(0, offset - maxColumns / 4)
    var last = first
    var columns = 2
    while last < formula.count, columns + sanitized(formula[last]).columns <= maxColumns {
      columns += sanitized(formula[last]).columns
      last += 1
    }
    while last == formula.count, first > 0,
      columns + sanitized(formula[first - 1]).columns <= maxColumns
    {
      first -= 1
      columns += sanitized(formula[first]).columns
    }
    let before = formula[first..<offset].map(sanitized)
    let after = formula[offset..<last].map(sanitized)
    let line =
      (first > 0 ? "…" : "") + before.map(\.text).joined() + after.map(\.text).joined()
      + (last < formula.count ? "…" : "")
    return (line, (first > 0 ? 1 : 0) + before.reduce(0) { $0 + $1.columns })
  }

  /// Returns a character safe for a terminal, and its width in columns.
  fileprivate static func sanitized(_ character: Character) -> (text: String, columns: Int) {
    if character.isWhitespace { return (" ", 1) }
    let scalars = character.unicodeScalars
    guard scalars.prefix(5).count < 5, scalars.allSatisfy(\.isSafe), let first = scalars.first
    else { return ("�", 1) }
    return (String(character), max(RenderedScalar(first).cellWidth, 1))
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

/// Returns a user's word in quotes, cut to 40 characters and without terminal control characters.
func quoted(_ word: String) -> String {
  let shown = word.prefix(40).map { FormulaError.sanitized($0).text }.joined()
  return "“\(shown)\(word.count > 40 ? "…" : "")”"
}
