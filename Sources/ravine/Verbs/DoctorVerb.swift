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

  @OptionGroup(title: "Look") var displayOptions: DisplayOptions

  @Flag(help: "Print a JSON object.")
  var json = false

  func run() throws {
    let report = Report(displayOptions)
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
    if let kind = report.exitStatus { throw ExitCode(kind.rawValue) }
  }
}

/// The findings, one a line.
private struct Report {
  private(set) var lines: [(name: String, value: String)] = []
  private(set) var exitStatus: CommandError.ExitStatus?

  init(_ look: DisplayOptions) {
    let here = TerminalEnvironment.current()
    append("version", Ravine.version)
    append("cores", "\(availableCores)")
    append("terminal", Self.terminalText(here))
    let answers = TerminalQuery.execute()
    if let answers {
      append("it says it is", answers.name ?? (answers.hasResponded ? "(no name)" : "nothing"))
    }
    append("TERM", here.term.map { "\($0), \(Self.colorsText(here))" } ?? "not set")
    append("COLORTERM", here.colorTerm ?? "not set")
    append("NO_COLOR", here.noColor ?? "not set")
    append("locale", here.isUTF8 ? "UTF-8" : "not UTF-8: ASCII only")
    var configuration = Configuration()
    append("configuration", Configuration.path ?? "no folder for it: HOME is not set")
    do throws(CommandError) {
      configuration = try .load()
    } catch {
      append("it is wrong", error.message)
      exitStatus = error.exitStatus
    }
    appendDisplay(look.playOptions(configuration), here, answers)
  }

  private mutating func appendDisplay(
    _ options: PlayOptions, _ here: TerminalEnvironment, _ answers: TerminalQuery?
  ) {
    do throws(TerminalError) {
      let display = try TerminalShell.detectDisplay(options, here)
      append("colours used", display.depth.rawValue + colorReason(options, here))
      append(
        "characters used", display.glyphs.rawValue + (options.glyphs == nil ? "" : ", as asked for")
      )
      append("colour map", display.colorMap.rawValue + (display.isLight ? ", on light" : ""))
      append("mouse", options.mouse ? "listened to" : "off, as asked for")
      append(
        "whole frames",
        answers?.supportsSynchronizedUpdate == true
          ? "yes, the terminal can hold a frame back" : "no")
      append(
        "full screen", exitStatus == nil ? "opens" : "does not open: the configuration is wrong")
    } catch {
      append("full screen", "does not open: \(error.description)")
      exitStatus = exitStatus ?? .unavailable
    }
  }

  /// Adds a line; a variable may hold more than anybody wants to read.
  private mutating func append(_ name: String, _ value: String) {
    lines.append((name, value.count > 200 ? value.prefix(120) + " … " + value.suffix(60) : value))
  }

  private static func terminalText(_ here: TerminalEnvironment) -> String {
    let size = terminalSize()
    return switch (here.inputIsTerminal, here.outputIsTerminal) {
    case (true, true): "\(size.columns) columns, \(size.rows) rows"
    case (false, true): "input is not one"
    case (true, false): "output is not one"
    case (false, false): "none: neither input nor output is one"
    }
  }

  private static func colorsText(_ here: TerminalEnvironment) -> String {
    guard let colors = here.colors else {
      return here.outputIsTerminal ? "which is not described here" : "not asked without a terminal"
    }
    return "whose description promises \(colors) colours"
  }

  private func colorReason(_ options: PlayOptions, _ here: TerminalEnvironment) -> String {
    if options.color != nil { return ", as asked for" }
    if let noColor = here.noColor, !noColor.isEmpty { return ", for NO_COLOR" }
    let isTrue = ["truecolor", "24bit"].contains(here.colorTerm)
    return isTrue && (here.colors ?? 0) >= 8 ? ", for COLORTERM" : ", for TERM"
  }
}
