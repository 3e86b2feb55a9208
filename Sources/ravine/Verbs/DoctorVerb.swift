import ArgumentParser
import Drawing
import Engine
import Export
import Interface
import UserConfiguration
import TerminalShell

/// The verb `doctor`, which reports the terminal's abilities.
struct DoctorVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Report what the terminal supports and what Ravine uses.",
    discussion: """
      Takes the display options of “ravine play”, and reports their effect. The exit status is \
      that of “ravine play” in this terminal: 0 if the full screen opens, 69 without a usable \
      terminal, 65 if the configuration is invalid.

      Examples:
        ravine doctor
        ravine doctor --color indexed --json
      """)

  @OptionGroup(title: "Display") var displayOptions: DisplayOptions

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

/// The lines of the report, and the exit status of the first problem.
private struct Report {
  private(set) var lines: [(name: String, value: String)] = []
  private(set) var exitStatus: CommandError.ExitStatus?

  init(_ displayOptions: DisplayOptions) {
    let environment = TerminalEnvironment.current()
    append("version", Ravine.version)
    append("cores", "\(availableCores)")
    append("terminal", Self.terminalText(environment))
    let replies = TerminalQuery.execute()
    if let replies {
      append("terminal name", replies.name ?? (replies.hasResponded ? "not reported" : "no reply"))
    }
    append("TERM", environment.term.map { "\($0), \(Self.colorsText(environment))" } ?? "not set")
    append("COLORTERM", environment.colorTerm ?? "not set")
    append("NO_COLOR", environment.noColor ?? "not set")
    append("locale", environment.isUTF8 ? "UTF-8" : "not UTF-8: ASCII only")
    var configuration = Configuration()
    append("configuration", Configuration.path ?? "none: HOME is not set")
    do throws(CommandError) {
      configuration = try .load()
    } catch {
      append("configuration error", error.message)
      exitStatus = error.exitStatus
    }
    let rules = UserRules.loaded
    append("update rules", "\(rules.rules.count) in \(UserRules.path ?? "no directory")")
    for warning in rules.warnings { append("rule warning", warning) }
    appendDisplay(displayOptions.playOptions(configuration), environment, replies)
  }

  private mutating func appendDisplay(
    _ options: PlayOptions, _ environment: TerminalEnvironment, _ replies: TerminalQuery?
  ) {
    do throws(TerminalError) {
      let display = try TerminalShell.detectDisplay(options, environment)
      append("colours used", display.depth.rawValue + colorReason(options, environment))
      append(
        "characters used", display.glyphs.rawValue + glyphReason(options, environment, display)
      )
      append(
        "colour map", display.colorMap.rawValue + (display.isLight ? ", light background" : ""))
      append("graphics", TerminalQuery.graphicsSummary(options.graphics, on: display))
      append("mouse", options.mouse ? "on" : "off, as requested")
      append(
        "synchronized updates",
        replies?.supportsSynchronizedUpdate == true ? "supported" : "not supported")
      append(
        "full screen", exitStatus == nil ? "opens" : "does not open: invalid configuration")
    } catch {
      append("full screen", "does not open: \(error.description)")
      exitStatus = exitStatus ?? .unavailable
    }
  }

  /// Appends a line; cuts out the middle of a value longer than 200 characters.
  private mutating func append(_ name: String, _ value: String) {
    lines.append((name, value.count > 200 ? value.prefix(120) + " … " + value.suffix(60) : value))
  }

  private static func terminalText(_ environment: TerminalEnvironment) -> String {
    let size = terminalSize()
    return switch (environment.inputIsTerminal, environment.outputIsTerminal) {
    case (true, true): "\(size.columns) columns, \(size.rows) rows"
    case (false, true): "stdin is not a terminal"
    case (true, false): "stdout is not a terminal"
    case (false, false): "stdin and stdout are not terminals"
    }
  }

  private static func colorsText(_ environment: TerminalEnvironment) -> String {
    guard let colors = environment.colors else {
      return environment.outputIsTerminal ? "not in terminfo" : "not checked without a terminal"
    }
    return "\(colors) colours in terminfo"
  }

  private func glyphReason(
    _ options: PlayOptions, _ environment: TerminalEnvironment, _ display: Display
  ) -> String {
    if options.glyphs != nil { return ", as requested" }
    return environment.isUTF8 && display.glyphs == .ascii ? ", set by TERM" : ""
  }

  private func colorReason(_ options: PlayOptions, _ environment: TerminalEnvironment) -> String {
    if options.color != nil { return ", as requested" }
    if let noColor = environment.noColor, !noColor.isEmpty { return ", set by NO_COLOR" }
    let isTrueColor = ["truecolor", "24bit"].contains(environment.colorTerm)
    return isTrueColor && (environment.colors ?? 0) >= 8 ? ", set by COLORTERM" : ", set by TERM"
  }
}
