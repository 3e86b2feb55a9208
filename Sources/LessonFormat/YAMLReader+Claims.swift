import Engine
import Lessons
import SafeText
import Spelling
import StrictYAML

// The claims of a lesson.
extension YAMLReader {
  /// Parses a claim; nil for an invalid claim, whose errors are noted.
  func claim(_ node: YAMLNode, _ context: LessonContext) throws(YAMLFileError) -> Claim? {
    let folds = Claim.Fold.allCases.map(\.rawValue)
    let fields = try MappingFields(
      node, of: self, mappingName: "a claim",
      keys: ["run", "at", "first", "over", "value"] + folds + [
        "equals", "within", "below", "above", "state", "because", "with", "seeds",
      ])
    let run = attempt(
      try fields.optional("run").map { node throws(YAMLFileError) in
        try self.run(node, context.symbols)
      })
    // A name without a run refers to the run of the claim, also if that is unknown.
    let defaultRun = run ?? fields.optional("run")?.scalar
    let measured = attempt(try samplingAndAssertion(fields, context, run: defaultRun)) ?? nil
    let because = attempt(
      try fields.optional("because").map { node throws(YAMLFileError) in
        try nonEmptyText(node, "because")
      })
    let changes = attempt(try changes(fields.optional("with"), context.settings))
    let seeds = attempt(try fields.optional("seeds").map(seeds))
    guard let run, let (sampling, assertion) = measured, let because, let changes, let seeds else {
      return nil
    }
    return Claim(
      run: run, sampling: sampling, assertion: assertion, because: because, changes: changes,
      seeds: seeds)
  }

  private func run(_ node: YAMLNode, _ symbols: SymbolTable) throws(YAMLFileError) -> String {
    let run = try text(node, "the run")
    guard symbols.hasRun(run) else {
      throw error(
        at: node, "there is no run “\(sanitizedExcerpt(run))”\(suggestion(run, from: symbols.runs))"
      )
    }
    return run
  }

  /// Parses the steps of a claim and its assertion; nil if either is invalid.
  private func samplingAndAssertion(
    _ fields: MappingFields, _ context: LessonContext, run: String?
  ) throws(YAMLFileError) -> (Claim.Sampling, Claim.Assertion)? {
    let folds = Claim.Fold.allCases.map(\.rawValue)
    let momentKey = try fields.exactlyOne(of: ["at", "first", "over"])
    let valueKey = try fields.exactlyOne(of: ["value", "state"] + folds)
    if momentKey == "over", !folds.contains(valueKey) {
      throw error(
        at: fields.keyNode(of: valueKey),
        "“over” goes with one of \(folds.joined(separator: ", ")), not with “\(valueKey)”")
    }
    guard momentKey == "over" || !folds.contains(valueKey) else {
      throw error(
        at: fields.keyNode(of: valueKey), "“\(valueKey)” goes with “over”, not with “\(momentKey)”")
    }
    let sampling = attempt(
      try sampling(fields, momentKey, fold: Claim.Fold(rawValue: valueKey), context, run: run))
    let assertion = attempt(try assertion(fields, valueKey, context.symbols, run: run)) ?? nil
    guard let sampling, let assertion else { return nil }
    return (sampling, assertion)
  }

  private func sampling(
    _ fields: MappingFields, _ key: String, fold: Claim.Fold?, _ context: LessonContext,
    run: String?
  ) throws(YAMLFileError) -> Claim.Sampling {
    let node = try fields.required(key)
    if let fold { return .over(try stepRange(node, context.steps), fold) }
    return .at(
      key == "at"
        ? try step(node, context.steps) : try event(node, context.symbols, run: run))
  }

  private func assertion(
    _ fields: MappingFields, _ key: String, _ symbols: SymbolTable, run: String?
  ) throws(YAMLFileError) -> Claim.Assertion? {
    if key == "state" { return try state(fields, run: run) }
    let node = try fields.required(key)
    let isStep = key == "value" && node.scalar == "step"
    let value = isStep ? nil : attempt(try expression(node, key, in: symbols, run: run))
    let test = try test(fields)
    return isStep ? .step(test) : value.map { .value($0, test) }
  }

  private func state(_ fields: MappingFields, run: String?) throws(YAMLFileError) -> Claim.Assertion
  {
    guard run != nil else {
      throw error(at: fields.keyNode(of: "state"), "“state” needs the key “run” in the claim")
    }
    for key in ["equals", "within", "below", "above"] where fields.optional(key) != nil {
      throw error(at: fields.keyNode(of: key), "“\(key)” goes with “value”, not with “state”")
    }
    let node = try fields.required("state")
    return .state(word: try word(try text(node, "the state"), node, offset: 0))
  }

  /// Parses a range of seeds: `[1, 5]` for seeds 1 to 5.
  private func seeds(_ node: YAMLNode) throws(YAMLFileError) -> ClosedRange<UInt64> {
    let (low, high) = try pair(node, "seeds")
    let lower = try integer(low, "the seed", in: 0...1_000_000)
    let upper = try integer(high, "the seed", in: 0...1_000_000)
    guard lower <= upper, upper - lower < Limits.seeds else {
      throw error(
        at: node,
        "seeds must be [first, last] with first ≤ last, at most \(Limits.seeds) seeds")
    }
    return UInt64(lower)...UInt64(upper)
  }

  private func stepRange(_ node: YAMLNode, _ steps: Int) throws(YAMLFileError) -> ClosedRange<Int> {
    let (low, high) = try pair(node, "over")
    let lower = try integer(low, "the step", in: 0...steps)
    let upper =
      high.scalar == "end" ? steps : try integer(high, "the step", in: 0...steps)
    guard lower <= upper else {
      throw error(at: node, "over must be [first, last] with first ≤ last")
    }
    return lower...upper
  }

  private func test(_ fields: MappingFields) throws(YAMLFileError) -> Claim.Test {
    let key = try fields.exactlyOne(of: ["equals", "below", "above"])
    let bound = try number(try fields.required(key), key)
    guard key == "equals" else {
      if fields.optional("within") != nil {
        throw error(
          at: fields.keyNode(of: "within"), "“within” goes with “equals”, not with “\(key)”")
      }
      return key == "below" ? .below(bound) : .above(bound)
    }
    let node = try fields.required("within")
    let within = try number(node, "within")
    guard within >= 0 else { throw error(at: node, "within must be ≥ 0") }
    return .equals(bound, within: within)
  }
}
