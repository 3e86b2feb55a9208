/// A manual page in the macros of man(7), for groff and mandoc.
struct Manual {
  private(set) var text = ""

  /// What ArgumentParser tells of a program: as much of it as a page needs.
  struct Tool: Decodable {
    let command: Command
  }

  struct Command: Decodable {
    let commandName: String
    let abstract: String?
    let discussion: String?
    let subcommands: [Command]?
    let arguments: [Argument]?
    let defaultSubcommand: String?
  }

  struct Argument: Decodable, Equatable {
    let kind: String
    let shouldDisplay: Bool
    let sectionTitle: String?
    let isOptional: Bool
    let isRepeating: Bool
    let names: [Name]?
    let valueName: String?
    let defaultValue: String?
    let allValues: [String]?
    let abstract: String?
  }

  struct Name: Decodable, Equatable {
    let kind: String
    let name: String

    var typed: String { (kind == "long" ? "--" : "-") + name }
  }

  init(_ command: Command, release: String) {
    let name = command.commandName
    let verbs = (command.subcommands ?? []).filter { $0.commandName != "help" }
    line(".TH", name.uppercased(), "1", "", "\(name) \(release)", "User Commands")
    section("NAME")
    let abstract = command.abstract ?? ""
    text +=
      "\(name) \\- \(plain(String(abstract.hasSuffix(".") ? abstract.dropLast() : abstract[...])))\n"
    section("SYNOPSIS")
    for verb in verbs {
      line(".SY", "\(name) \(verb.commandName)")
      text += plain(synopsis(of: verb)) + "\n.YS\n"
    }
    section("DESCRIPTION")
    prose(command.discussion)
    let shared = Self.shared(by: verbs)
    section("VERBS")
    for verb in verbs {
      describe(verb, apart: shared, isDefault: verb.commandName == command.defaultSubcommand)
    }
    section("SETTINGS")
    prose("The words by which every verb that runs something is told what to run.")
    for argument in shared { describe(argument) }
  }

  /// The arguments that belong to the group of settings: they are told once, for all verbs.
  private static func shared(by verbs: [Command]) -> [Argument] {
    verbs.first { $0.commandName == "run" }?.arguments?.filter { $0.sectionTitle == "Settings" }
      ?? []
  }

  private func synopsis(of verb: Command) -> String {
    let words = (verb.arguments ?? []).filter { $0.kind == "positional" && $0.shouldDisplay }
      .map { argument in
        let word = "<\(argument.valueName ?? "")>" + (argument.isRepeating ? " ..." : "")
        return argument.isOptional ? "[\(word)]" : word
      }
    return (words + ["[options]"]).joined(separator: " ")
  }

  private mutating func describe(_ verb: Command, apart shared: [Argument], isDefault: Bool) {
    line(".SS", verb.commandName)
    prose(verb.abstract.map { isDefault ? $0 + " The verb if none is given." : $0 })
    prose(verb.discussion)
    let own = (verb.arguments ?? []).filter {
      $0.shouldDisplay && !shared.contains($0)
        && !["help", "version"].contains($0.names?.last?.name)
    }
    for argument in own { describe(argument) }
    if verb.arguments?.contains(where: { shared.contains($0) }) == true {
      prose("And the settings below.")
    }
  }

  private mutating func describe(_ argument: Argument) {
    guard argument.shouldDisplay else { return }
    let value = argument.kind == "flag" ? "" : " <\(argument.valueName ?? "")>"
    let names = (argument.names ?? []).map { $0.typed }
    let head =
      argument.kind == "positional"
      ? "<\(argument.valueName ?? "")>" : names.joined(separator: ", ") + value
    text += ".TP\n\\fB\(plain(head))\\fR\n"
    var words = argument.abstract ?? ""
    if let values = argument.allValues, !values.isEmpty {
      words += " One of: \(values.joined(separator: ", "))."
    }
    if let usual = argument.defaultValue, argument.kind != "flag" { words += " Default: \(usual)." }
    text += plain(words.isEmpty ? "-" : words) + "\n"
  }

  /// Paragraphs, with lines that are indented kept as they are.
  private mutating func prose(_ words: String?) {
    guard let words, !words.isEmpty else { return }
    text += ".PP\n"
    var isExample = false
    for line in words.split(separator: "\n", omittingEmptySubsequences: false) {
      let indented = line.hasPrefix("  ")
      if indented != isExample { text += indented ? ".RS 4\n.EX\n" : ".EE\n.RE\n" }
      isExample = indented
      let body = plain(String(indented ? line.dropFirst(2) : line[...]))
      text += line.isEmpty ? ".PP\n" : body + "\n"
    }
    if isExample { text += ".EE\n.RE\n" }
  }

  private mutating func section(_ title: String) { line(".SH", title) }

  private mutating func line(_ macro: String, _ words: String...) {
    text += macro + words.map { " \"\(plain($0))\"" }.joined() + "\n"
  }
}

/// Text that roff leaves as it is.
private func plain(_ text: String) -> String {
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
