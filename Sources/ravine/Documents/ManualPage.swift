/// A manual page in the man(7) macros, for groff and mandoc.
struct ManualPage {
  private(set) var text = ""

  /// The fields of ArgumentParser's tool information that the page uses.
  struct ToolInfo: Decodable {
    let command: CommandInfo
  }

  struct CommandInfo: Decodable {
    let commandName: String
    let abstract: String?
    let discussion: String?
    let subcommands: [CommandInfo]?
    let arguments: [ArgumentInfo]?
    let defaultSubcommand: String?
  }

  struct ArgumentInfo: Decodable, Equatable {
    let kind: String
    let shouldDisplay: Bool
    let sectionTitle: String?
    let isOptional: Bool
    let isRepeating: Bool
    let names: [NameInfo]?
    let valueName: String?
    let defaultValue: String?
    let allValues: [String]?
    let abstract: String?
  }

  struct NameInfo: Decodable, Equatable {
    let kind: String
    let name: String

    /// The name with its dashes.
    var spelling: String { (kind == "long" ? "--" : "-") + name }
  }

  /// Writes the manual page of a command.
  init(_ command: CommandInfo, release: String) {
    let name = command.commandName
    let verbs = (command.subcommands ?? []).filter { $0.commandName != "help" }
    appendMacro(".TH", name.uppercased(), "1", "", "\(name) \(release)", "User Commands")
    appendSection("NAME")
    let abstract = command.abstract ?? ""
    text +=
      "\(name) \\- \(escapedRoff(String(abstract.hasSuffix(".") ? abstract.dropLast() : abstract[...])))\n"
    appendSection("SYNOPSIS")
    for verb in verbs {
      appendMacro(".SY", "\(name) \(verb.commandName)")
      text += escapedRoff(synopsis(of: verb)) + "\n.YS\n"
    }
    appendSection("DESCRIPTION")
    appendParagraphs(command.discussion)
    let shared = Self.sharedArguments(of: verbs)
    appendSection("VERBS")
    for verb in verbs {
      appendCommand(
        verb, without: shared, isDefault: verb.commandName == command.defaultSubcommand)
    }
    appendSection("SETTINGS")
    appendParagraphs("The arguments and options of every verb that runs an experiment.")
    for argument in shared { appendArgument(argument) }
  }

  /// Returns the arguments in the group “Settings”, which the page describes once for all verbs.
  private static func sharedArguments(of verbs: [CommandInfo]) -> [ArgumentInfo] {
    verbs.first { $0.commandName == "run" }?.arguments?.filter { $0.sectionTitle == "Settings" }
      ?? []
  }

  private func synopsis(of verb: CommandInfo) -> String {
    let words = (verb.arguments ?? []).filter { $0.kind == "positional" && $0.shouldDisplay }
      .map { argument in
        let word = "<\(argument.valueName ?? "")>" + (argument.isRepeating ? " ..." : "")
        return argument.isOptional ? "[\(word)]" : word
      }
    return (words + ["[options]"]).joined(separator: " ")
  }

  private mutating func appendCommand(
    _ verb: CommandInfo, without shared: [ArgumentInfo], isDefault: Bool
  ) {
    appendMacro(".SS", verb.commandName)
    appendParagraphs(verb.abstract.map { isDefault ? $0 + " This is the default verb." : $0 })
    appendParagraphs(verb.discussion)
    let own = (verb.arguments ?? []).filter {
      $0.shouldDisplay && !shared.contains($0)
        && !["help", "version"].contains($0.names?.last?.name)
    }
    for argument in own { appendArgument(argument) }
    if verb.arguments?.contains(where: { shared.contains($0) }) == true {
      appendParagraphs("This verb also takes the settings below.")
    }
  }

  private mutating func appendArgument(_ argument: ArgumentInfo) {
    guard argument.shouldDisplay else { return }
    let value = argument.kind == "flag" ? "" : " <\(argument.valueName ?? "")>"
    let names = (argument.names ?? []).map { $0.spelling }
    let head =
      argument.kind == "positional"
      ? "<\(argument.valueName ?? "")>" : names.joined(separator: ", ") + value
    text += ".TP\n\\fB\(escapedRoff(head))\\fR\n"
    var description = argument.abstract ?? ""
    if let values = argument.allValues, !values.isEmpty {
      description += " One of: \(values.joined(separator: ", "))."
    }
    if let value = argument.defaultValue, argument.kind != "flag" {
      description += " Default: \(value)."
    }
    text += escapedRoff(description.isEmpty ? "-" : description) + "\n"
  }

  /// Appends paragraphs; indented lines are examples, without filling.
  private mutating func appendParagraphs(_ paragraphs: String?) {
    guard let paragraphs, !paragraphs.isEmpty else { return }
    text += ".PP\n"
    var isExample = false
    for line in paragraphs.split(separator: "\n", omittingEmptySubsequences: false) {
      let indented = line.hasPrefix("  ")
      if indented != isExample { text += indented ? ".RS 4\n.EX\n" : ".EE\n.RE\n" }
      isExample = indented
      let body = escapedRoff(String(indented ? line.dropFirst(2) : line[...]))
      text += line.isEmpty ? ".PP\n" : body + "\n"
    }
    if isExample { text += ".EE\n.RE\n" }
  }

  /// Appends a section of terms, each with its description.
  mutating func appendList(_ title: String, _ entries: [(term: String, description: String)]) {
    appendSection(title)
    for (term, description) in entries {
      text += ".TP\n\\fB\(escapedRoff(term))\\fR\n\\&\(escapedRoff(description))\n"
    }
  }

  /// Appends a section with a subsection of terms for each part of a cheat sheet.
  mutating func append(_ sheet: CheatSheet, title: String) {
    appendSection(title)
    for part in sheet.parts {
      appendMacro(".SS", part.title)
      for row in part.rows {
        text += ".TP\n\\fB\(escapedRoff(row.head))\\fR\n\\&\(escapedRoff(row.text))\n"
      }
    }
  }

  private mutating func appendSection(_ title: String) { appendMacro(".SH", title) }

  private mutating func appendMacro(_ macro: String, _ arguments: String...) {
    text += macro + arguments.map { " \"\(escapedRoff($0))\"" }.joined() + "\n"
  }
}

/// Returns the text with roff's special characters escaped.
private func escapedRoff(_ text: String) -> String {
  var escaped = ""
  for character in text {
    switch character {
    case "\\": escaped += "\\e"
    case "-": escaped += "\\-"
    case "\"": escaped += "\\(dq"
    case "'": escaped += "\\(aq"
    case "`": escaped += "\\(ga"
    case "^": escaped += "\\(ha"
    case "~": escaped += "\\(ti"
    default: escaped.append(character)
    }
  }
  return escaped.hasPrefix(".") ? "\\&" + escaped : escaped
}
