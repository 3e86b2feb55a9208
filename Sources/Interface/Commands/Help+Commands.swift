import Drawing
import Engine
import Spelling

extension Help {
  /// Returns the lines that match the filter: groups with their commands and keys, then the settings
  /// of the command line, then terms.
  ///
  /// Without a filter each term has one line; a term that matches is shown whole, wrapped to a
  /// number of columns. If nothing else matches, the terms whose definitions contain the filter.
  func lines(_ keys: KeyMap, columns: Int) -> [Line] {
    let counts =
      filter.isEmpty
      ? wrapped(Self.countRule, to: max(columns, 20)).map(Line.text) + [.blank] : []
    let commandLines = Command.Group.allCases.flatMap { group -> [Line] in
      let found = commands.filter { $0.group == group && matches($0, keys) }
      guard !found.isEmpty else { return [] }
      return [.heading(group.rawValue)]
        + found.flatMap { titleLines($0, keys.label(of: $0.id), columns) } + [.blank]
    }
    let lines = counts + commandLines + settingLines(columns) + termLines(columns)
    guard lines.isEmpty else { return lines }
    let mentions = Glossary.terms.filter {
      $0.definition.lowercased().contains(filter.lowercased())
    }
    guard mentions.isEmpty else { return mentions.flatMap { definitionLines($0, columns) } }
    let closest = closestMatch(filter, Glossary.terms.map(\.name))
    let hint = closest.map { "; did you mean “\($0)”?" } ?? ""
    return [.text("no key, command or term matches “\(filter)”\(hint)")]
  }

  /// What digits do, before the list of the keys.
  private static let countRule =
    "Digits typed before a key are its count: 50. steps 50 times, 5G shows step 5. A digit from 1 "
    + "to \(View.allCases.count) alone, or before a key without a count, shows that view."

  /// Returns the keys and the title of a command, the title wrapped beside the keys.
  private func titleLines(_ command: Command, _ keys: String, _ columns: Int) -> [Line] {
    let titles = wrapped(command.title, to: max(columns - 12, 20))
    return titles.enumerated().map { .command($0.offset == 0 ? keys : "", $0.element) }
  }

  /// Returns the settings with the forms of their values; without a filter, without hyperparameters.
  private func settingLines(_ columns: Int) -> [Line] {
    let found =
      filter.isEmpty ? LineSetting.withoutKnobs : LineSetting.all.filter(matches)
    guard !found.isEmpty else { return [] }
    return [.heading("Settings, typed as :surface x^4 + 3*y^2 or with -- in the shell")]
      + found.flatMap { setting in
        wrapped(setting.valueHint, to: max(columns - 12, 20)).enumerated().map {
          .command($0.offset == 0 ? ":\(setting.id)" : "", $0.element)
        }
      } + [.blank]
  }

  private func termLines(_ columns: Int) -> [Line] {
    guard !filter.isEmpty else {
      return [.heading("Words")] + Glossary.terms.map { .term($0.name, $0.definition) }
    }
    return Glossary.terms(matching: filter).flatMap { definitionLines($0, columns) }
  }

  private func definitionLines(_ term: GlossaryTerm, _ columns: Int) -> [Line] {
    [.heading(term.name)]
      + wrapped(term.definition, to: max(columns, 20)).map(Line.text)
      + [.text("Lesson: \(term.lesson)"), .blank]
  }

  private func matches(_ command: Command, _ keys: KeyMap) -> Bool {
    filter.isEmpty || keys.keys(of: command.id).contains { $0.label == filter }
      || matches(command.title)
  }

  private func matches(_ setting: LineSetting) -> Bool {
    [setting.id, ":\(setting.id)"].contains(filter) || matches("\(setting.id) \(setting.valueHint)")
  }

  /// Whether a text contains the filter, in any case; a single character only as a word.
  ///
  /// Most titles contain a letter such as L, which names a term and a key.
  private func matches(_ text: String) -> Bool {
    guard filter.count == 1 else { return text.lowercased().contains(filter.lowercased()) }
    return text.split { !$0.isLetter && !$0.isNumber }.contains { $0 == filter }
  }
}
