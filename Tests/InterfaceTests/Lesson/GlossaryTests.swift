import Engine
import Gallery
import Interface
import Testing

@Suite struct `The glossary` {
  @Test(arguments: Glossary.terms)
  func `defines each term in two sentences, with a lesson`(_ term: GlossaryTerm) {
    #expect(term.definition.components(separatedBy: ". ").count == 2)
    #expect(term.definition.hasSuffix(".") && !term.definition.contains("  "))
    #expect(gallery.contains { $0.id == term.lesson })
    for name in [term.id, term.name] + term.synonyms {
      #expect(Glossary.term(named: name) == term, "\(name)")
      #expect(Glossary.term(named: name.uppercased()) == term, "\(name)")
    }
  }

  @Test(arguments: State.names)
  func `has every state, with its criterion`(_ name: String) throws {
    let term = try #require(Glossary.term(named: name))
    #expect(term.name == name && Glossary.states.contains(term))
    #expect(term.criterion?.isEmpty == false)
  }

  @Test func `finds a cycle of any period, and nothing else`() {
    #expect(Glossary.term(named: "17-cycle")?.id == "cycling")
    #expect(Glossary.term(named: "x-cycle") == nil && Glossary.term(named: "") == nil)
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [Substring] {
    split(separator: separator, omittingEmptySubsequences: false)
  }
}
