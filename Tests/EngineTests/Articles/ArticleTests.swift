import Foundation
import Testing

@testable import Engine

@Suite struct `The articles of the documentation` {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// Every Swift block of an article must occur verbatim in a file that the tests compile.
  @Test(arguments: [
    ("AddAnOptimizer", ["EngineTests/Articles/SignDescent.swift"]),
    ("FromAFormulaToAStabilityMap", ["Example/Sources/main.swift"]),
    ("YourOwnProblem", ["Example/Sources/PhaseRetrieval.swift", "Example/Sources/main.swift"]),
  ])
  func `contain only compiled code`(_ article: String, _ files: [String]) throws {
    let text = try Self.text("Sources/Engine/Engine.docc/\(article).md")
    let code = try files.map { try Self.text("Tests/\($0)") }.joined()
    let blocks = text.components(separatedBy: "```swift\n").dropFirst()
      .map { $0.components(separatedBy: "```")[0] }
    #expect(!blocks.isEmpty)
    for block in blocks { #expect(code.contains(block), "\(block)") }
  }

  @Test func `quote a file of the folder Rules`() throws {
    let article = try Self.text("Sources/Engine/Engine.docc/AddAnOptimizer.md")
    let rule = try Self.text("Sources/Engine/Catalog/Rules/signum.rule")
    #expect(article.contains("```\n\(rule)```"))
  }

  @Test func `describe an optimizer that oscillates around a minimum`() throws {
    let surface = try #require(try? Catalog.surface(.named("quadratic", knobs: [:])))
    let path = simulate(
      Quadratic { $0.defaultValue }, SignDescent { _ in 0.25 }, from: Point(1.1, -0.6),
      steps: 40, seed: 0)
    #expect(surface.value(path.points[0]) > 0)
    #expect(path.points[1] == Point(1.1 - 0.25, -0.6 + 0.25))
    for (a, b) in zip(path.points.dropFirst(20), path.points.dropFirst(22)) {
      #expect((a - b).norm < 1e-12 && a.norm > 0.1)
    }
  }
}
