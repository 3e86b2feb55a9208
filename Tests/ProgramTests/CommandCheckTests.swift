import Foundation
import Testing

@Suite struct `ravine check` {
  @Test func `finds that every claim of every lesson holds`() throws {
    let answer = try bash("ravine check")
    #expect(answer.status == 0)
    #expect(answer.lines.count > 40)
    #expect(answer.lines.dropFirst().allSatisfy { $0.hasSuffix("  yes") })
    #expect(answer.errors.contains("all hold"))
  }

  @Test func `names the claim that fails, with what was measured beside it`() throws {
    let folder = try Folder()
    try folder.write(Self.lesson(claimed: 0.99), to: "wrong.yaml")
    let answer = try folder.bash("ravine check wrong.yaml quad-split")
    #expect(answer.status == 1)
    let failing = answer.lines.filter { $0.contains("  NO") }
    #expect(failing.count == 1)
    let words = failing.first?.split(separator: " ").map(String.init)
    #expect(
      words == ["mine", "gd:", "x", "at", "1", "=", "0.99", "±", "0.001", "0.9", "-999", "%", "NO"])
    #expect(answer.errors.contains("11 claims in 2 scenarios: 1 does not hold"))
  }

  @Test func `moves the starts for a jitter, and finds that all hold still`() throws {
    let answer = try bash("ravine check --jitter 1e-9")
    #expect(answer.status == 0)
    let folder = try Folder()
    try folder.write(
      Self.lesson(claimed: 0.9).replacing("within: 0.001", with: "within: 1e-12"), to: "a.yaml")
    #expect(try folder.bash("ravine check a.yaml").status == 0)
    #expect(try folder.bash("ravine check a.yaml --jitter 1e-9").status == 1)
    #expect(try bash("ravine check --jitter -1").status == 64)
  }

  @Test func `answers in JSON`() throws {
    let folder = try Folder()
    try folder.write(Self.lesson(claimed: 0.9), to: "right.yaml")
    let answer = try folder.bash("ravine check right.yaml --json")
    #expect(answer.status == 0)
    let read = try JSONDecoder().decode([String: [Claim]].self, from: Data(answer.output.utf8))
    let claim = try #require(read["claims"]?.first)
    #expect(read["claims"]?.count == 1)
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

@Suite struct `ravine list` {
  @Test(arguments: [
    ("scenarios", "xy1-three-stops"), ("surfaces", "half-hyperbola"), ("optimizers", "usam"),
  ])
  func `names what there is, in words, JSON and Markdown`(_ subject: String, _ id: String) throws {
    let answer = try bash("ravine list \(subject)")
    #expect(answer.status == 0)
    #expect(answer.lines.contains { $0.hasPrefix("\(id) ") })
    let json = try bash("ravine list \(subject) --json")
    let objects = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
    let ids = (objects as? [[String: Any]])?.compactMap { $0["id"] as? String }
    #expect(ids?.count == answer.lines.count - 1)
    #expect(ids?.contains(id) == true)
    let markdown = try bash("ravine list \(subject) --markdown")
    #expect(markdown.output.contains("`\(id)` "))
  }

  @Test func `gives a lesson with all that a program needs to know of it`() throws {
    let json = try bash("ravine list scenarios --json")
    let objects = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
    let first = try #require((objects as? [[String: Any]])?.first)
    #expect(
      Set(first.keys) == ["id", "title", "lesson", "source", "surface", "runs", "claims"])
  }

  @Test func `names the keys`() throws {
    let answer = try bash("ravine list keys")
    #expect(answer.status == 0)
    #expect(answer.lines.contains { $0.hasPrefix("q ^C ") && $0.hasSuffix("quit") })
    let json = try bash("ravine list keys --json")
    let objects = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
    #expect((objects as? [[String: Any]])?.count == answer.lines.count - 1)
  }
}

@Suite struct `ravine show` {
  @Test(arguments: [
    ("xy1-three-stops", "Three stopping curvatures"),
    ("quadratic", "curvature along the first axis"),
    ("sam", "w ← w − η∇f(w + ρ∇f(w)/‖∇f(w)‖)"), ("hyperbola", "(xy − 1)²"),
    ("--surface 'x^2*y'", "2*x*y"), ("quadratic --set b=7 --start 0,1", "(0, 7)"),
    ("--surface 'b*x' --set b=7", "(7, 0)"),
  ])
  func `describes`(_ name: String, _ text: String) throws {
    let answer = try bash("ravine show \(name)")
    #expect(answer.status == 0, "\(answer.errors)")
    #expect(answer.output.contains(text), "\(answer.output)")
    let json = try bash("ravine show \(name) --json")
    #expect(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) is [String: Any])
  }
}

@Suite struct `A handout` {
  @Test func `is the lesson as a page, with the answers at its end`() throws {
    let answer = try bash("ravine show xy1-three-stops --handout")
    #expect(answer.status == 0)
    let heads = answer.lines.filter { $0.hasPrefix("#") }.map(String.init)
    #expect(
      heads == [
        "# Three stopping curvatures", "## The experiment", "## What to watch", "## Questions",
        "## The numbers", "## Answers", "## Sources",
      ])
    #expect(answer.output.contains("1. Which of them is still moving after 300 steps?"))
    #expect(answer.output.contains("1. c) sam\n2. b) at the flattest point"))
    #expect(answer.output.contains("USAM has stopped at λ = 11.63."))
    #expect(try bash("ravine show sam --handout").status == 64)
    #expect(try bash("ravine show xy1-three-stops --handout --json").status == 64)
  }
}
