import Testing

@testable import Engine

@Suite struct `A wrong rule` {
  @Test func `is read from a complete file`() { #expect(ReferenceRuleError.all.count == 84) }

  @Test(arguments: ReferenceRuleError.all)
  func `has an error with its place`(_ reference: ReferenceRuleError) throws {
    let error = try #require(throws: RuleError.self) { try Rule(reference.rule) }
    #expect(error.message == reference.message)
    #expect(error.offset == reference.offset)
    #expect(error.line == reference.line)
    #expect(error.column == reference.column)
    #expect(error.caretText == reference.caret)
  }
}
