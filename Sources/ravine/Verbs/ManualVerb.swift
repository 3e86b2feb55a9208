import ArgumentParser
import Engine
import FoundationEssentials
import Interface
import Lessons

/// The verb `manual`, which prints the manual page.
struct ManualVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "Print the manual page.",
    discussion: """
      The page has the text of --help, the lists of keys, lessons, courses, surfaces, optimizers \
      and terms, and a cheat sheet of keys, verbs and languages, in the man format.

      Examples:
        ravine manual | man -l -
        ravine manual > ravine.1
      """)

  func run() throws {
    let help = Data(Ravine._dumpHelp().utf8)
    let tool = try JSONDecoder().decode(ManualPage.ToolInfo.self, from: help)
    var page = ManualPage(tool.command, release: Ravine.release)
    page.appendList(
      "KEYS", commands.map { ($0.keys.map(\.label).joined(separator: ", "), $0.title) })
    page.appendList("LESSONS", try LessonFiles.all().map { ($0.id, $0.lesson) })
    page.appendList(
      "COURSES",
      try LessonFiles.courses().map {
        ($0.id, "\($0.about) Lessons: \($0.lessons.joined(separator: ", ")).")
      })
    page.appendList("SURFACES", Catalog.surfaces.map { ($0.info.id, $0.info.formula) })
    page.appendList("OPTIMIZERS", Catalog.optimizers.map { ($0.info.id, $0.info.updateRule) })
    page.appendList("TERMS", Glossary.terms.map { ($0.name, $0.definition) })
    page.append(CheatSheet(), title: "CHEAT SHEET")
    var output = try Output(nil)
    try output.write(page.text)
    try output.close()
  }
}
