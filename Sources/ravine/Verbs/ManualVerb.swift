import ArgumentParser
import FoundationEssentials

/// The verb `manual`, which prints the manual page.
struct ManualVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "Print the manual page.",
    discussion: """
      The page has the same text as --help, in the man format.

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
