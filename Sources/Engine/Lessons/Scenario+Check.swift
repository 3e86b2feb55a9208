extension Scenario {
  /// Every run, recorded, by its name.
  ///
  /// - Throws: `EngineError` if the catalogue does not know a surface, optimizer or knob.
  public func recordings() throws(EngineError) -> [String: Recording] {
    let surface = try Catalog.surface(surface)
    var recordings: [String: Recording] = [:]
    for contestant in runs {
      recordings[contestant.name] = try Catalog.record(run(of: contestant), on: surface)
    }
    return recordings
  }

  /// Every claim beside what was measured.
  ///
  /// With a `jitter` each is measured three times, as it is and with every start moved by so much
  /// to either side along both axes, and the verdict is the one nearest to failing: a claim that
  /// hangs on the last bit does not hold. Runs are recorded once for all claims of one setting.
  ///
  /// - Throws: `EngineError` if the catalogue does not know a surface, optimizer or knob.
  public func check(jitter: Double = 0) throws(EngineError) -> [Claim.Verdict] {
    var recorded: [Variation: [String: Recording]] = [:]
    var verdicts: [Claim.Verdict] = []
    for claim in claims {
      var all: [[String: Recording]] = []
      for setting in variations(of: claim, jitter: jitter) {
        if recorded[setting] == nil { recorded[setting] = try recordings(in: setting) }
        all.append(recorded[setting] ?? [:])
      }
      verdicts.append(claim.verdict(in: all, of: id))
    }
    return verdicts
  }

  /// What the claim is measured in: every run recorded, once for each of its seeds.
  ///
  /// - Throws: `EngineError` if the catalogue does not know a surface, optimizer or knob.
  public func recordings(of claim: Claim) throws(EngineError) -> [[String: Recording]] {
    var all: [[String: Recording]] = []
    for setting in variations(of: claim, jitter: 0) { all.append(try recordings(in: setting)) }
    return all
  }

  /// What a recording of the lesson's experiment can differ in.
  private struct Variation: Hashable {
    let changes: [KnobChange]
    let seed: UInt64?
    let startOffset: Double
  }

  private func variations(of claim: Claim, jitter: Double) -> [Variation] {
    let seeds = claim.seeds.map { $0.map(UInt64?.some) } ?? [nil]
    let nudges = jitter == 0 ? [0] : [0, jitter, -jitter]
    return seeds.flatMap { seed in
      nudges.map { Variation(changes: claim.changes, seed: seed, startOffset: $0) }
    }
  }

  private func recordings(in setting: Variation) throws(EngineError) -> [String: Recording] {
    var scenario = changed(by: setting.changes)
    let nudge = Point(setting.startOffset, setting.startOffset)
    scenario.start = scenario.start + nudge
    for index in scenario.runs.indices {
      if let start = scenario.runs[index].start { scenario.runs[index].start = start + nudge }
      if let seed = setting.seed { scenario.runs[index].seed = seed }
    }
    return try scenario.recordings()
  }

  /// Whether an expression of a lesson with these runs may use a name.
  ///
  /// It may use `run.quantity`, `step`, and `quantity` where it is clear whose: that of `run`, or
  /// of the only run.
  public static func isKnown(_ name: String, run: String?, runs: [String]) -> Bool {
    guard let dot = name.firstIndex(of: ".") else {
      let clear = run != nil || runs.count == 1
      return name == "step" || (clear && Quantity.named(name) != nil)
    }
    return runs.contains(String(name[..<dot]))
      && Quantity.named(String(name[name.index(after: dot)...])) != nil
  }
}
