import ArgumentParser
import Drawing
import Engine
import Export
import Interface
import ScenarioFormat
import TerminalShell

/// What the terminal can do, and what Ravine will use of it.
struct DoctorVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Tell what the terminal can do and what Ravine will use.",
    discussion: """
      Takes the options of “ravine play” about colours and characters, and says what they would \
      change. The exit status is what “ravine play” would have here: 0 if the full screen opens, 69 \
      without a usable terminal, 65 if the configuration is wrong.

      Examples:
        ravine doctor
        ravine doctor --color indexed --json
      """)

  @OptionGroup(title: "Look") var look: Look

  @Flag(help: "Print a JSON object.")
  var json = false

  func run() throws {
    let report = Report(look)
    var output = try Output(nil)
    if json {
      let fields = report.lines.map { ($0.name.replacing(" ", with: "_"), JSON.string($0.value)) }
      try output.write("\(JSON.object(fields))\n")
    } else {
      var columns = TextTable(["", ""])
      for line in report.lines { columns.append([line.name, line.value]) }
      try output.write(columns.text)
    }
    try output.close()
    if let kind = report.trouble { throw ExitCode(kind.rawValue) }
  }
}

/// The findings, one a line.
private struct Report {
  private(set) var lines: [(name: String, value: String)] = []
  private(set) var trouble: Failure.Kind?

  init(_ look: Look) {
    let here = Environment.current()
    add("version", Ravine.version)
    add("cores", "\(availableCores)")
    add("terminal", Self.terminal(here))
    let answers = TerminalQuery.held()
    if let answers {
      add("it says it is", answers.name ?? (answers.answered ? "(no name)" : "nothing"))
    }
    add("TERM", here.term.map { "\($0), \(Self.colors(here))" } ?? "not set")
    add("COLORTERM", here.colorTerm ?? "not set")
    add("NO_COLOR", here.noColor ?? "not set")
    add("locale", here.isUTF8 ? "UTF-8" : "not UTF-8: ASCII only")
    var configuration = Configuration()
    add("configuration", Configuration.path ?? "no folder for it: HOME is not set")
    do throws(Failure) {
      configuration = try .ofUser()
    } catch {
      add("it is wrong", error.message)
      trouble = error.kind
    }
    decide(look.options(configuration), here, answers)
  }

  private mutating func decide(
    _ options: PlayOptions, _ here: Environment, _ answers: TerminalQuery?
  ) {
    do throws(TerminalError) {
      let display = try TerminalShell.display(options, here)
      add("colours used", display.depth.rawValue + reason(options, here))
      add(
        "characters used", display.glyphs.rawValue + (options.glyphs == nil ? "" : ", as asked for")
      )
      add("colour map", display.colorMap.rawValue + (display.isLight ? ", on light" : ""))
      add("mouse", options.mouse ? "listened to" : "off, as asked for")
      add(
        "whole frames", answers?.hasSync == true ? "yes, the terminal can hold a frame back" : "no")
      add("full screen", trouble == nil ? "opens" : "does not open: the configuration is wrong")
    } catch {
      add("full screen", "does not open: \(error.description)")
      trouble = trouble ?? .noTerminal
    }
  }

  /// Adds a line; a variable may hold more than anybody wants to read.
  private mutating func add(_ name: String, _ value: String) {
    lines.append((name, value.count > 200 ? value.prefix(120) + " … " + value.suffix(60) : value))
  }

  private static func terminal(_ here: Environment) -> String {
    let size = terminalSize()
    return switch (here.inputIsTerminal, here.outputIsTerminal) {
    case (true, true): "\(size.columns) columns, \(size.rows) rows"
    case (false, true): "input is not one"
    case (true, false): "output is not one"
    case (false, false): "none: neither input nor output is one"
    }
  }

  private static func colors(_ here: Environment) -> String {
    guard let colors = here.colors else {
      return here.outputIsTerminal ? "which is not described here" : "not asked without a terminal"
    }
    return "whose description promises \(colors) colours"
  }

  private func reason(_ options: PlayOptions, _ here: Environment) -> String {
    if options.color != nil { return ", as asked for" }
    if let noColor = here.noColor, !noColor.isEmpty { return ", for NO_COLOR" }
    let isTrue = ["truecolor", "24bit"].contains(here.colorTerm)
    return isTrue && (here.colors ?? 0) >= 8 ? ", for COLORTERM" : ", for TERM"
  }
}
