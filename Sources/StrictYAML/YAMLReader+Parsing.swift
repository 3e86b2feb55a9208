import Integers
import SafeText
import Yams

extension YAMLReader {
  /// Returns the node tree of the file; nil if the file is empty.
  ///
  /// The tree has no aliases, so its size is proportional to the file's.
  ///
  /// - Throws: `YAMLFileError` for invalid YAML, an anchor, or a file that takes too long to parse.
  public func root() throws(YAMLFileError) -> YAMLNode? {
    try rejectAnchors()
    guard let outcome = TimeLimitedParser(text).parse(within: Self.maxSeconds) else {
      throw error(
        line: lineOfNonScalarKey, column: 1,
        "the file takes more than \(Int(clamping: Self.maxSeconds)) seconds to parse; "
          + Self.nonScalarKeyMessage)
    }
    let node: Node?
    do {
      node = try outcome.get()
    } catch let error as YamlError {
      throw parserError(error)
    } catch {
      throw self.error(line: 1, column: 1, "the file is not valid YAML")
    }
    return node?.scalar?.string == "" ? nil : node.map { YAMLNode($0) }
  }

  /// Throws at the first anchor: with anchors, a small file could expand to a huge tree.
  private func rejectAnchors() throws(YAMLFileError) {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return }
    var previous: Unicode.Scalar = " "
    var (line, column) = (1, 1)
    var pending: (line: Int, column: Int)?
    for scalar in text.unicodeScalars {
      if let location = pending, scalar.properties.isAlphabetic || "0123456789_-" ~= scalar {
        throw error(
          line: location.line, column: location.column,
          "anchors (&name) are not supported; in text, put a space after “&”")
      }
      pending = nil
      if scalar == "&", !previous.properties.isAlphabetic { pending = (line, column) }
      switch scalar {
      case "\n" where previous == "\r": break
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": (line, column) = (line + 1, 1)
      default: column += 1
      }
      previous = scalar
    }
  }

  private func parserError(_ error: YamlError) -> YAMLFileError {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let diagnosis = SyntaxDiagnosis(
        problem: problem, at: mark, start: context?.mark, lines: lines)
      return self.error(line: diagnosis.line, column: diagnosis.column, diagnosis.message)
    case .duplicatedKeysInMapping(let keys, let context):
      let mark = context.mark
      if keys.contains(Self.nonScalarKey) {
        // Yams reports several duplicate keys in random order, so the mark is unreliable.
        let location = keys.count == 1 ? (mark.line, mark.column) : (lineOfNonScalarKey, 1)
        return self.error(line: location.0, column: location.1, Self.nonScalarKeyMessage)
      }
      if keys[0].isDigits {
        return self.error(
          line: mark.line, column: mark.column,
          "a decimal number takes a point instead of a comma, as in 0.5")
      }
      return self.error(
        line: mark.line, column: mark.column, "the key “\(sanitizedExcerpt(keys[0]))” is repeated")
    case .reader(_, let offset, let value, _):
      let location = location(ofByte: offset ?? 0)
      let number = String(max(value, 0), radix: 16, uppercase: true)
      let digits = String(repeating: "0", count: max(4 - number.count, 0)) + number
      return self.error(
        line: location.line, column: location.column,
        "the character U+\(digits) is not allowed in YAML; remove the character")
    default:
      return self.error(line: 1, column: 1, "the file is not valid YAML")
    }
  }

  private static let nonScalarKeyMessage = "a key must be a word, not a list or a mapping"

  /// Yams' placeholder for a key that is not a scalar.
  private static let nonScalarKey = "<uncovertable>"

  /// The most likely line of a key that is a list or a mapping.
  ///
  /// Of the lines that may hold such a key, this is the one with the most brackets and question
  /// marks.
  private var lineOfNonScalarKey: Int {
    var best = (line: 1, isCandidate: 0, depth: 0)
    for (index, line) in lines.enumerated() {
      let depth = line.count { $0 == "[" || $0 == "{" || $0 == "?" }
      let isCandidate = mayHoldNonScalarKey(line) ? 1 : 0
      if (isCandidate, depth) > (best.isCandidate, best.depth) {
        best = (index + 1, isCandidate, depth)
      }
    }
    return best.line
  }

  /// Whether the line starts with `?` or has a closing bracket before a `:`.
  private func mayHoldNonScalarKey(_ line: [Unicode.Scalar]) -> Bool {
    var previous: Unicode.Scalar?
    for scalar in line where scalar != " " {
      if previous == nil, scalar == "-" { continue }
      if previous == nil, scalar == "?" { return true }
      if scalar == ":", previous == "]" || previous == "}" { return true }
      previous = scalar
    }
    return false
  }

  /// Returns the line and column of a byte offset in the file.
  private func location(ofByte offset: Int) -> (line: Int, column: Int) {
    let preceding = String(decoding: text.utf8.prefix(offset), as: UTF8.self).unicodeScalars
    let line = preceding.count { $0 == "\n" } + 1
    let column = preceding.reversed().prefix { $0 != "\n" }.count + 1
    return (line, column)
  }
}

extension Unicode.Scalar {
  /// Whether the string contains the scalar.
  fileprivate static func ~= (pattern: String, scalar: Unicode.Scalar) -> Bool {
    pattern.unicodeScalars.contains(scalar)
  }
}
