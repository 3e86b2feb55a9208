import Engine
import Foundation
import LessonFormat
import Lessons
import StrictYAML
import Testing

@Suite struct `The errors of a lesson file` {
  private func errors(of yaml: String) throws -> [YAMLFileError] {
    let first = try #require(throws: YAMLFileError.self) {
      try parseScenario(yaml: yaml, file: "a.yaml")
    }
    return [first] + first.further
  }

  @Test func `are all reported, in the order of the file`() throws {
    let yaml = """
      id: My Bowl
      titel: A bowl
      surface: x^2 + +* y^2
      start: [2]
      steps: 0
      view: {x: [2, -2], y: [1, 1]}
      plot: speed
      runs:
        - {optimizer: gd, eta: fast, start: [1], seed: -1}
        - {optimizer: smm, eta: 0.05}
        - {optimizer: sam, name: 1st, rho: -1, roh: 2}
      cards:
        - {at: soon, say: "λ = {sam.sharpnes}", pause: 1}
        - {when: gd setled, ask: Which?, choices: [gd], answer: gd}
        - {say: nothing, answer: a}
      claims:
        - {run: gd, at: -1, value: abs(z), equals: 0.1, within: -1, seeds: [5, 1]}
        - {run: gd, over: [0, end], value: loss, below: 100}
      """
    let found = try errors(of: yaml).map { "\($0.line):\($0.column)" }
    #expect(
      found == [
        "1:5", "2:1", "3:17", "4:8", "5:8", "6:11", "6:23", "7:7", "9:26", "9:39", "9:50", "10:17",
        "11:28", "11:38", "11:42", "13:10", "13:27", "13:50", "14:15", "14:45", "15:5", "15:20",
        "17:19", "17:34", "17:59", "17:70", "18:31",
      ])
  }

  @Test(arguments: Mistake.all)
  func `are one for one mistake`(_ mistake: Mistake) throws {
    let all = try errors(of: mistake.yaml)
    // A statement has neither choices nor an answer.
    #expect(all.count == (mistake.replacement == "say: This." ? 2 : 1), "\(all)")
  }

  @Test func `do not follow from others`() throws {
    // Cards and claims of the misspelt optimizer, parameters of the wrong formula.
    let yaml = Mistake.validYAML.replacing("optimizer: sam", with: "optimizer: smm")
    #expect(try errors(of: yaml).count == 1)
    let formula = Mistake.validYAML.replacing("{name: quadratic, b: 20}", with: "x^2 +")
      .replacing("say: \"λ", with: "set: {b: 3}, say: \"λ")
    #expect(try errors(of: formula).map(\.line) == [3])
  }

  @Test func `are printed with line and caret, at most twenty`() throws {
    let cards = (0..<30).map { "  - {at: \(301 + $0), say: x}\n" }.joined()
    let yaml = Mistake.validYAML.replacing("cards:\n", with: "cards:\n" + cards)
    let error = try #require(throws: YAMLFileError.self) {
      try parseScenario(yaml: yaml, file: "a.yaml")
    }
    #expect(error.further.count == 29)
    let lines = error.descriptionWithExcerpt.split(separator: "\n")
    #expect(lines.count == 3 * 20 + 1 && lines.last == "a.yaml: 10 more")
    #expect(lines[3] == "a.yaml:12:10: the step must be from 0 to 300, not 302")
    #expect(lines[5] == "           ^")
  }
}

@Suite struct `The region of a lesson` {
  private func lesson(_ surface: String) throws -> Scenario {
    try parseScenario(
      yaml: Mistake.validYAML.replacing("view: {x: [-2, 2], y: [-1, 1]}\n", with: "")
        .replacing("{name: quadratic, b: 20}", with: surface), file: "a.yaml")
  }

  @Test(arguments: ["ring", "{name: quadratic, b: 20}"])
  func `is by default that of a built-in surface`(_ surface: String) throws {
    let lesson = try lesson(surface)
    #expect(try lesson.view == Catalog.surface(lesson.surface).info.frame)
  }

  @Test func `is required with a formula`() throws {
    let error = try #require(throws: YAMLFileError.self) { try lesson("x^2 + y^2") }
    #expect(
      error.description
        == "a.yaml:1:1: a lesson with a formula needs the key “view”, such as view: {x: [-2, 2], y: [-2, 2]}"
    )
    #expect(error.further.isEmpty)
  }
}
