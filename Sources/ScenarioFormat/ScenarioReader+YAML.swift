import Engine
import Yams

extension ScenarioReader {
  /// The node tree of a scenario.
  func requiredRoot() throws(ScenarioError) -> Node {
    guard let node = try root() else {
      throw error(line: 1, column: 1, "the file is empty; a scenario begins with “id: …”")
    }
    return node
  }

  /// The node tree of the file, safe to walk: no aliases, so no larger than the file.
  ///
  /// Nil if there is nothing in it.
  func root() throws(ScenarioError) -> Node? {
    try rejectAnchors()
    guard let outcome = TimeLimitedParser(text).parse(within: Limits.parseSeconds) else {
      throw error(
        line: lineOfNonScalarKey, column: 1,
        "the file cannot be read in \(Int(Limits.parseSeconds)) seconds; \(Self.nonScalarKeyMessage)"
      )
    }
    let node: Node?
    do {
      node = try outcome.get()
    } catch let error as YamlError {
      throw parserError(error)
    } catch {
      throw self.error(line: 1, column: 1, "this is not YAML: \(sanitized("\(error)"))")
    }
    return node?.scalar?.string == "" ? nil : node
  }

  /// Nobody needs anchors here, and without them no small file can stand for a huge tree.
  private func rejectAnchors() throws(ScenarioError) {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return }
    var previous: Unicode.Scalar = " "
    var (line, column) = (1, 1)
    var pending: (line: Int, column: Int)?
    for scalar in text.unicodeScalars {
      if let place = pending, scalar.properties.isAlphabetic || "0123456789_-" ~= scalar {
        throw error(
          line: place.line, column: place.column,
          "anchors (&name) are not part of the format; a “&” in text is followed by a space")
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

  private func parserError(_ error: YamlError) -> ScenarioError {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let context = context.map { "\($0.text) " } ?? ""
      return self.error(
        line: mark.line, column: mark.column, "this is not YAML: \(context)\(problem)")
    case .duplicatedKeysInMapping(let keys, let context):
      let mark = context.mark
      if keys.contains(Self.nonScalarKey) {
        // Which of several the parser points at is chance: they are not in any order.
        let place = keys.count == 1 ? (mark.line, mark.column) : (lineOfNonScalarKey, 1)
        return self.error(line: place.0, column: place.1, Self.nonScalarKeyMessage)
      }
      return self.error(
        line: mark.line, column: mark.column, "“\(sanitized(keys[0]))” is given more than once")
    case .reader(let problem, let offset, _, _):
      let place = location(ofByte: offset ?? 0)
      return self.error(
        line: place.line, column: place.column, "this is not YAML: \(problem)")
    default:
      return self.error(line: 1, column: 1, "this is not YAML: \(sanitized("\(error)"))")
    }
  }

  private static let nonScalarKeyMessage = "a key is a word, not a list or a mapping"

  /// What Yams calls a key that is none.
  private static let nonScalarKey = "<uncovertable>"

  /// Where to look first for a key that is no word, if nothing tells where it is: of the lines that
  /// seem to have one, the one with most brackets and question marks.
  private var lineOfNonScalarKey: Int {
    var found = (line: 1, isSuspect: 0, depth: 0)
    for (index, line) in lines.enumerated() {
      let depth = line.count { $0 == "[" || $0 == "{" || $0 == "?" }
      let isSuspect = mayHoldNonScalarKey(line) ? 1 : 0
      if (isSuspect, depth) > (found.isSuspect, found.depth) {
        found = (index + 1, isSuspect, depth)
      }
    }
    return found.line
  }

  /// Whether it begins with `?`, or a bracket closes before a `:`.
  private func mayHoldNonScalarKey(_ line: [Unicode.Scalar]) -> Bool {
    var before: Unicode.Scalar?
    for scalar in line where scalar != " " {
      if before == nil, scalar == "-" { continue }
      if before == nil, scalar == "?" { return true }
      if scalar == ":", before == "]" || before == "}" { return true }
      before = scalar
    }
    return false
  }

  private func location(ofByte offset: Int) -> (line: Int, column: Int) {
    let before = String(decoding: text.utf8.prefix(offset), as: UTF8.self).unicodeScalars
    let line = before.count { $0 == "\n" } + 1
    let column = before.reversed().prefix { $0 != "\n" }.count + 1
    return (line, column)
  }
}

extension Unicode.Scalar {
  fileprivate static func ~= (pattern: String, scalar: Unicode.Scalar) -> Bool {
    pattern.unicodeScalars.contains(scalar)
  }
}
