import ArgumentParser
import FoundationEssentials

/// The manual page, from what `--help` is made of.
struct ManualVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "Print the manual page.",
    discussion: """
      Made from the same words as --help, for man and its like.

      Examples:
        ravine manual | man -l -
        ravine manual > ravine.1
      """)

  func run() throws {
    let help = Data(Ravine._dumpHelp().utf8)
    let tool = try JSONDecoder().decode(ManualPage.ToolInfo.self, from: help)
    var output = try Output(nil)
    try output.write(ManualPage(tool.command, release: Ravine.release).text)
    try output.close()
  }
}
