public import Engine

extension [NamedRule] {
  /// Returns the optimizer that a text means: a rule of this list by its id, or else a rule or an id.
  public func source(_ text: String) -> OptimizerChoice.Source {
    first { $0.id == text }.map { .rule($0.text) } ?? OptimizerChoice.Source(text)
  }

  /// Returns a run argument whose optimizer is a rule of this list with the rule in place of the id.
  ///
  /// The run is named by the id, unless it has a name.
  public func resolve(_ argument: RunArgument) -> RunArgument {
    guard let id = argument.optimizer.source.catalogID, let rule = first(where: { $0.id == id })
    else { return argument }
    var resolved = argument
    resolved.optimizer.source = .rule(rule.text)
    if resolved.name == nil { resolved.name = rule.runName }
    return resolved
  }
}

extension NamedRule {
  /// The name of a run with the rule: the id with `_` for `-`, if it is a valid name.
  public var runName: String? {
    let name = id.replacing("-", with: "_")
    return NamedRun.isValidName(name) ? name : nil
  }
}
