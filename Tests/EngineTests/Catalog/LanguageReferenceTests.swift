import Foundation
import Testing

@testable import Engine

@Suite struct `The reference of a language` {
  @Test func `has a rule of its forms, and every function and predefined name`() throws {
    let reference = Rule.reference
    let rule = try Rule(reference.forms.map(\.example).joined(separator: "\n"))
    #expect(rule.knobs.map(\.id).contains("theta") && rule.memories.map(\.name) == ["d"])
    let calls = reference.functions.map { String($0.example.prefix { $0 != "(" }) }
    #expect(Set(calls + reference.elementwise) == Set(RuleFunction.all.keys))
    #expect(calls.count + reference.elementwise.count == RuleFunction.all.count)
    let names = Set(reference.values.map(\.example))
    #expect(names == RuleNames.values.union(RuleNames.knobs.map(\.id)))
    for name in names { _ = try Rule("a = \(name); w - eta*grad(w)") }
  }

  @Test func `has formulas, and every function`() throws {
    let reference = Formula.reference
    for form in reference.forms { _ = try Formula(form.example, parameters: ["k": 20]) }
    let calls = reference.functions.map { String($0.example.prefix { $0 != "(" }) }
    #expect(Set(calls + reference.elementwise) == Set(Formula.functions))
    for name in reference.elementwise { _ = try Formula("\(name)(x)") }
    for value in reference.values { _ = try Formula("\(value.example) + x") }
  }

  /// The statements of the article are those of the page, with other names.
  @Test func `has the keywords of the article on update rules`() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let article = try String(
      contentsOf: root.appending(path: "Sources/Engine/Engine.docc/UpdateRules.md"),
      encoding: .utf8)
    let forms = Rule.reference.forms.map(\.example).joined(separator: " ")
    for word in ["knob ", "memory ", "ascent = ", "g = grad(w)", "# name:"] {
      #expect(article.contains(word) && forms.contains(word), "\(word)")
    }
  }
}
