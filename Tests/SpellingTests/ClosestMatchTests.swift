import Spelling
import Testing

@Suite struct `The closest known word` {
  @Test(arguments: [
    ("sam", "sam"), ("smam", "sam"), ("SAM", "sam"), ("uasm", "usam"), ("rosenbrok", "rosenbrock"),
    ("", nil), ("quite something else", nil), ("xyz", nil),
  ])
  func `suggests a match only if it is similar`(_ word: String, _ expected: String?) {
    #expect(closestMatch(word, ["gd", "sam", "usam", "rosenbrock"]) == expected)
  }

  @Test func `suggests no match without candidates or for a very long word`() {
    #expect(closestMatch("sam", []) == nil)
    #expect(closestMatch(String(repeating: "a", count: 1_000_000), ["sam"]) == nil)
  }
}
