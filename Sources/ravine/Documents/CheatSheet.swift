import ArgumentParser
import Engine
import Export
import Interface

/// The keys, the verbs and the two languages on one page.
struct CheatSheet {
  /// A part of the page.
  struct Part {
    let title: String
    let rows: [Row]
  }

  /// An example or a name with its meaning, which is empty for a name that says it.
  struct Entry {
    let code: String
    let meaning: String
  }

  /// A row of a part: entries under a title, or one entry without a title.
  struct Row {
    let title: String
    let entries: [Entry]

    init(_ title: String, _ entries: [Entry]) { (self.title, self.entries) = (title, entries) }

    init(_ title: String, _ entries: [LanguageReference.Entry]) {
      self.init(title, entries.map { Entry(code: $0.example, meaning: $0.meaning) })
    }
  }

  let parts: [Part] = [
    Part(
      title: "Keys",
      rows: Command.Group.allCases.map { group in
        Row(
          group.rawValue,
          commands.filter { $0.group == group }
            .map { Entry(code: $0.keys.map(\.label).joined(separator: " "), meaning: $0.title) })
      }),
    Part(
      title: "Verbs",
      rows: Ravine.configuration.subcommands.map { verb in
        let (name, abstract) = (verb.configuration.commandName, verb.configuration.abstract)
        return Row(
          "", [Entry(code: "ravine \(name ?? "")", meaning: Self.withoutPeriod(abstract))])
      }),
    Part(title: "Update rules", rows: Self.rows(of: Rule.reference, formTitle: "statements")),
    Part(title: "Formulas", rows: Self.rows(of: Formula.reference, formTitle: "notation")),
  ]

  private static func rows(of language: LanguageReference, formTitle: String) -> [Row] {
    [
      Row(formTitle, language.forms), Row("values", language.values),
      Row("functions", language.functions),
      Row(
        "of a number", [Entry(code: language.elementwise.joined(separator: " "), meaning: "")]),
    ]
  }

  private static func withoutPeriod(_ sentence: String) -> String {
    sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
  }

  /// The page in Markdown: one table per part.
  var markdown: String {
    parts.map { part in
      var table = TextTable(["", ""])
      for row in part.rows {
        let cells = row.entries.map { "`\($0.code)`\($0.meaning.isEmpty ? "" : " ")\($0.meaning)" }
        table.append(
          row.title.isEmpty
            ? [row.entries.map { "`\($0.code)`" }.joined(), row.entries.map(\.meaning).joined()]
            : [row.title, cells.joined(separator: " · ")])
      }
      return "### \(part.title)\n\n\(table.markdown)"
    }.joined(separator: "\n")
  }

  /// The page as a table of at most some columns of text.
  func text(columns: Int) -> String {
    parts.map { part in
      var table = TextTable(["", ""])
      for row in part.rows {
        table.append([row.head, row.text])
      }
      return "\(part.title)\n\(table.text(columns: columns))"
    }.joined(separator: "\n")
  }

  /// The entries as JSON objects with part, row, code and meaning.
  var json: [JSON] {
    parts.flatMap { part in
      part.rows.flatMap { row in
        row.entries.map { entry in
          .object([
            ("part", .string(part.title)), ("row", .string(row.title)),
            ("code", .string(entry.code)), ("meaning", .string(entry.meaning)),
          ])
        }
      }
    }
  }
}

extension CheatSheet.Row {
  /// The title, or the code of the entry without a title.
  var head: String { title.isEmpty ? entries.map(\.code).joined() : title }

  /// The entries below the title, separated by dots, or the meaning of the entry without a title.
  var text: String {
    if title.isEmpty { return entries.map(\.meaning).joined() }
    return entries.map { $0.meaning.isEmpty ? $0.code : "\($0.code) \($0.meaning)" }
      .joined(separator: " · ")
  }
}
