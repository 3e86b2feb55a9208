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

  @Test(arguments: [
    ("usamm", "; did you mean “usam”?"), ("zzz", "; try one of gd, sam, usam, rosenbrock"),
    ("ros", "; did you mean “rosenbrock”?"),
  ])
  func `ends an error, which lists few words`(_ word: String, _ expected: String) {
    let known = ["gd", "sam", "usam", "rosenbrock"]
    #expect(suggestion(word, from: known, listedBy: "list") == expected)
  }

  @Test(arguments: [
    ("word", "; did you mean “word0”, “word1” or “word2”? “list” lists all"),
    ("wrd7", "; did you mean “word7”? “list” lists all"), ("zzz", "; “list” lists all"),
  ])
  func `ends an error with the command that lists many words`(_ word: String, _ expected: String) {
    let known = (0..<20).map { "word\($0)" }
    #expect(suggestion(word, from: known, listedBy: "list") == expected)
  }

  @Test func `suggests no match without candidates or for a very long word`() {
    #expect(closestMatch("sam", []) == nil)
    #expect(closestMatch(String(repeating: "a", count: 1_000_000), ["sam"]) == nil)
  }
}
