import Engine
import Yams

extension Source {
  /// The node tree of a scenario.
  func tree() throws(ScenarioError) -> Node {
    guard let node = try root() else {
      throw error(line: 1, column: 1, "the file is empty; a scenario begins with “id: …”")
    }
    return node
  }

  /// The node tree of the file, safe to walk: no aliases, so no larger than the file.
  ///
  /// Nil if there is nothing in it.
  func root() throws(ScenarioError) -> Node? {
    try refuseAnchors()
    guard let outcome = Reading(text).outcome(within: Limits.readingSeconds) else {
      throw error(
        line: mostNestedLine, column: 1,
        "the file cannot be read in \(Int(Limits.readingSeconds)) seconds; a key is a word, not a "
          + "list or a mapping")
    }
    let node: Node?
    do {
      node = try outcome.get()
    } catch let error as YamlError {
      throw translated(error)
    } catch {
      throw self.error(line: 1, column: 1, "this is not YAML: \(shown("\(error)"))")
    }
    return node?.scalar?.string == "" ? nil : node
  }

  /// Nobody needs anchors here, and without them no small file can stand for a huge tree.
  private func refuseAnchors() throws(ScenarioError) {
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

  private func translated(_ error: YamlError) -> ScenarioError {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let context = context.map { "\($0.text) " } ?? ""
      return self.error(
        line: mark.line, column: mark.column, "this is not YAML: \(context)\(problem)")
    case .duplicatedKeysInMapping(let duplicates, let context):
      let key = duplicates.first ?? ""
      return self.error(
        line: context.mark.line, column: context.mark.column,
        "“\(shown(key))” is given more than once")
    case .reader(let problem, let offset, _, _):
      let place = place(ofByte: offset ?? 0)
      return self.error(
        line: place.line, column: place.column, "this is not YAML: \(problem)")
    default:
      return self.error(line: 1, column: 1, "this is not YAML: \(shown("\(error)"))")
    }
  }

  /// Where to look first for what took too long; reading tells no place before its end.
  private var mostNestedLine: Int {
    let depths = lines.map { line in line.count { "[{?" ~= $0 } }
    return (depths.firstIndex(of: depths.max() ?? 0) ?? 0) + 1
  }

  private func place(ofByte offset: Int) -> (line: Int, column: Int) {
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
