/// An update rule with an id, of a lesson or in a file of the user.
public struct NamedRule: Sendable, Hashable {
  /// The id, by which a run selects the rule.
  public var id: String
  /// The text of the rule, with its comments.
  public var text: String

  /// A rule with an id.
  public init(id: String, text: String) {
    self.id = id
    self.text = text
  }
}
