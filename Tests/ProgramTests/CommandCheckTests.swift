import Foundation
import TestSupport
import Testing

@Suite(.blocking) struct `ravine check` {
  @Test func `reports that every claim of every lesson holds`() throws {
    let result = try bash("ravine check")
    #expect(result.status == 0)
    #expect(result.lines.count > 40)
    #expect(result.lines.dropFirst().allSatisfy { $0.hasSuffix("  yes") })
    #expect(result.errors.contains("all hold"))
  }

  @Test func `prints the failed claim with its measured value`() throws {
    let folder = try TemporaryDirectory()
    try folder.write(Self.lesson(claimed: 0.99), to: "wrong.yaml")
    let result = try folder.bash("ravine check wrong.yaml quad-split")
    #expect(result.status == 1)
    let failing = result.lines.filter { $0.contains("  NO") }
    #expect(failing.count == 1)
    let words = failing.first?.split(separator: " ").map(String.init)
    #expect(
      words == [
        "mine", "gd:", "x", "at", "step", "1", "=", "0.99", "±", "0.001", "0.9", "-999", "%", "NO",
      ])
    #expect(result.errors.contains("11 claims in 2 lessons: 1 does not hold"))
  }

  @Test func `shifts the starts with --jitter, and every claim still holds`() throws {
    // The tests of lessons measure the claims of all lessons, with and without jitter.
    let result = try bash("ravine check quad-split four-edits product-balance --jitter 1e-9")
    #expect(result.status == 0)
    let folder = try TemporaryDirectory()
    try folder.write(
      Self.lesson(claimed: 0.9).replacing("within: 0.001", with: "within: 1e-12"), to: "a.yaml")
    #expect(try folder.bash("ravine check a.yaml").status == 0)
    #expect(try folder.bash("ravine check a.yaml --jitter 1e-9").status == 1)
    #expect(try bash("ravine check --jitter -1").status == 64)
  }

  @Test func `prints all errors of all lessons`() throws {
    let folder = try TemporaryDirectory()
    let lesson = Self.lesson(claimed: 0.9)
    try folder.write(
      lesson.replacing("steps: 5", with: "steps: 0").replacing("eta: 0.1", with: "eta: fast"),
      to: "a.yaml")
    try folder.write(lesson.replacing("title", with: "titel"), to: "b.yaml")
    let result = try folder.bash("ravine check a.yaml b.yaml")
    #expect(result.status == 65 && result.output.isEmpty)
    let errors = result.errors.split(separator: "\n").filter { $0.contains(".yaml:") }
    #expect(
      errors.map { String($0.drop { $0 != "." }.prefix { $0 != " " }) } == [
        ".yaml:5:8:", ".yaml:8:26:", ".yaml:2:1:",
      ])
    #expect(result.errors.split(separator: "\n").count == 9)
  }

  @Test func `prints JSON`() throws {
    let folder = try TemporaryDirectory()
    try folder.write(Self.lesson(claimed: 0.9), to: "right.yaml")
    let result = try folder.bash("ravine check right.yaml --json")
    #expect(result.status == 0)
    let decoded = try JSONDecoder().decode([String: [Claim]].self, from: Data(result.output.utf8))
    let claim = try #require(decoded["claims"]?.first)
    #expect(decoded["claims"]?.count == 1)
    #expect(claim.scenario == "mine" && claim.holds && claim.within == 0.001)
    #expect(abs(claim.measured - 0.9) < 1e-12)
    #expect(claim.claimed == "= 0.9 ± 0.001")
  }

  private struct Claim: Decodable {
    let scenario, claim, claimed: String
    let measured, within: Double
    let holds: Bool
  }

  private static func lesson(claimed: Double) -> String {
    """
    id: mine
    title: Mine
    surface: 0.5*x^2 + y^2
    start: [1, 1]
    steps: 5
    view: {x: [-1, 1], y: [-1, 1]}
    runs:
      - {optimizer: gd, eta: 0.1}
    claims:
      - {run: gd, at: 1, value: x, equals: \(claimed), within: 0.001}
    """
  }
}

@Suite(.blocking) struct `ravine list` {
  @Test(arguments: [
    ("scenarios", "xy1-three-stops"), ("surfaces", "half-hyperbola"), ("optimizers", "usam"),
  ])
  func `prints a table, JSON and Markdown`(_ subject: String, _ id: String) throws {
    let result = try bash("ravine list \(subject)")
    #expect(result.status == 0)
    #expect(result.lines.contains { $0.hasPrefix("\(id) ") })
    let json = try bash("ravine list \(subject) --json")
    let objects = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
    let ids = (objects as? [[String: Any]])?.compactMap { $0["id"] as? String }
    #expect(ids?.count == result.lines.count { !$0.hasPrefix(" ") } - 1)
    #expect(ids?.contains(id) == true)
    let markdown = try bash("ravine list \(subject) --markdown")
    #expect(markdown.output.contains("`\(id)` "))
  }

  @Test func `prints the fields of a lesson in JSON`() throws {
    let json = try bash("ravine list scenarios --json")
    let objects = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
    let first = try #require((objects as? [[String: Any]])?.first)
    #expect(
      Set(first.keys) == ["id", "title", "lesson", "source", "surface", "runs", "claims"])
  }

  @Test func `prints the courses with their lessons`() throws {
    let result = try bash("ravine list courses")
    let courses = result.lines.filter { !$0.hasPrefix(" ") }.dropFirst()
    #expect(courses.first?.hasPrefix("why-normalize ") == true)
    #expect(result.lines.contains { $0.hasPrefix("   ") && $0.contains(" quad-split  ") })
    let json = try bash("ravine list courses --json")
    let objects = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
    #expect((objects as? [[String: Any]])?.count == courses.count)
    let shown = try bash("ravine show why-normalize")
    #expect(shown.output.contains("ravine play --course why-normalize"))
  }

  @Test(arguments: [
    "scenarios", "courses", "surfaces", "optimizers", "keys", "terms", "states",
  ])
  func `fits 80 columns`(_ subject: String) throws {
    let lines = try bash("ravine list \(subject)").lines
    #expect(lines.count > 5)
    for line in lines { #expect(line.count <= 80, "\(line)") }
  }

  @Test func `prints the keys`() throws {
    let result = try bash("ravine list keys")
    #expect(result.status == 0)
    #expect(result.lines.contains { $0.hasPrefix("q ^C ") && $0.hasSuffix("quit") })
    let json = try bash("ravine list keys --json")
    let objects = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
    let entries = result.lines.filter { !$0.hasPrefix(" ") }
    #expect((objects as? [[String: Any]])?.count == entries.count - 1)
  }
}

@Suite(.blocking) struct `ravine show` {
  @Test(arguments: [
    ("xy1-three-stops", "Where GD, USAM and SAM stop"),
    ("quadratic", "Hessian eigenvalue along the first axis"),
    ("sam", "w ← w − η∇f(w + ρ∇f(w)/‖∇f(w)‖)"), ("hyperbola", "(xy − 1)²"),
    ("--surface 'x^2*y'", "2*x*y"), ("quadratic --set b=7 --start 0,1", "(0, 7)"),
    ("--surface 'b*x' --set b=7", "(7, 0)"),
  ])
  func `describes`(_ name: String, _ text: String) throws {
    let result = try bash("ravine show \(name)")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains(text), "\(result.output)")
    let json = try bash("ravine show \(name) --json")
    #expect(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) is [String: Any])
  }
}

@Suite(.blocking) struct `A lesson to begin from` {
  @Test func `is printed as its file, which plays and holds`() throws {
    let folder = try TemporaryDirectory()
    let result = try folder.bash(
      "ravine show quad-split --yaml > mine.yaml && ravine check mine.yaml | tail -1")
    #expect(result.status == 0 && result.errors.contains("all hold"))
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Scenarios/quad-split.yaml")
    #expect(try folder.bash("cat mine.yaml").output == String(contentsOf: file, encoding: .utf8))
  }

  @Test(arguments: ["sam", "drifting", "mine.yaml"])
  func `is a built-in lesson`(_ name: String) throws {
    let result = try bash("ravine show \(name) --yaml")
    #expect(result.status == 64 && result.errors.contains("--yaml needs a built-in lesson"))
  }
}

@Suite(.blocking) struct `A handout` {
  @Test func `has the lesson, with the answers at the end`() throws {
    let result = try bash("ravine show xy1-three-stops --handout")
    #expect(result.status == 0)
    let headings = result.lines.filter { $0.hasPrefix("#") }.map(String.init)
    #expect(
      headings == [
        "# Where GD, USAM and SAM stop", "## The experiment", "## What to watch", "## Questions",
        "## Claims", "## Answers", "## Sources",
      ])
    #expect(result.output.contains("1. Which optimizer is still moving after 300 steps?"))
    #expect(result.output.contains("1. c) SAM\n2. b) at the flattest point"))
    #expect(result.output.contains("USAM has stopped at λ = 11.63."))
    #expect(try bash("ravine show sam --handout").status == 64)
    #expect(try bash("ravine show xy1-three-stops --handout --json").status == 64)
  }

  @Test func `of a course has its lessons in order, with all answers at the end`() throws {
    let result = try bash("ravine show why-normalize --handout")
    #expect(result.status == 0)
    let course = try bash("ravine show why-normalize --json | jq -r '.lessons[]' | wc -l")
    let count = try #require(course.lines.first.flatMap { Int($0) })
    let headings = result.lines.filter { $0.hasPrefix("## ") }.map(String.init)
    #expect(headings.count == count + 1)
    #expect(headings.first == "## 1. USAM diverges, SAM only oscillates")
    #expect(headings.last == "## Answers")
    let answers = try #require(result.output.components(separatedBy: "\n## Answers\n").last)
    #expect(answers.components(separatedBy: "\n### ").count == count + 1)
    #expect(result.output.contains("`ravine render quad-split --format svg -o quad-split.svg`"))
  }

  @Test func `has a figure of each lesson on request`() throws {
    let folder = try TemporaryDirectory()
    let command = "ravine show noise --handout --figures pictures"
    let result = try folder.bash("\(command) && ravine show noise --json | jq -r '.lessons[]'")
    #expect(result.status == 0, "\(result.errors)")
    let ids = result.output.matches(of: /\]\(pictures\/([a-z0-9-]+)\.svg\)/).map { String($0.1) }
    #expect(!ids.isEmpty && result.output.hasSuffix(ids.joined(separator: "\n") + "\n"))
    for id in ids { #expect(try folder.text(of: "pictures/\(id).svg").hasPrefix("<svg ")) }
    #expect(try folder.bash(command).errors.contains("exists; --force replaces it"))
    #expect(try folder.bash("\(command) --force").status == 0)
    #expect(try folder.bash("ravine show noise --figures pictures").status == 64)
  }

  @Test func `and the description of a lesson on a problem have no start in the plane`() throws {
    let result = try bash("ravine show neuron-bias")
    #expect(result.lines.contains("problem  neuron") && result.lines.contains("center   small@0"))
    #expect(!result.output.contains("start "))
  }

  @Test func `of a lesson on a problem names its parameters`() throws {
    let result = try bash("ravine show product-balance --handout")
    #expect(result.output.contains("The loss of the problem `product` has 4 parameters: "))
  }
}
