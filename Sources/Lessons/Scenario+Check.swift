public import Engine

extension Scenario {
  /// The recordings of all runs, by name.
  ///
  /// On a problem, the sharpness and the coordinates between samples are those of a card or a claim;
  /// without one that reads them, the sharpness is NaN and the coordinates are interpolated.
  ///
  /// - Throws: `EngineError` if a surface, optimizer or parameter is unknown or out of range.
  public func recordings() throws(EngineError) -> [String: Recording] {
    let surface = try Catalog.surface(surface)
    if surface.projection != nil {
      return try recordings(
        onProblem: surface, reading: claimedQuantities.union(cards.flatMap(\.quantities)))
    }
    var recordings: [String: Recording] = [:]
    for namedRun in runs {
      var recording = try Catalog.record(run(of: namedRun), on: surface)
      recording.trainingPath = trainingPath
      recordings[namedRun.name] = recording
    }
    return recordings
  }

  /// The recordings on a problem, with the plane of the lesson.
  ///
  /// A quantity that takes longer than the run is measured only if it is read.
  private func recordings(
    onProblem surface: AnySurface, startOffset: Double = 0, reading quantities: Set<String>
  ) throws(EngineError) -> [String: Recording] {
    var recordings: [Recording] = []
    for run in runs {
      recordings.append(
        try .beginning(of: self.run(of: run), on: surface, startOffset: startOffset))
    }
    let needsPlane = quantities.contains { Quantity.named($0)?.needsPlane == true }
    var request = ProblemRequest(
      id: 0, names: runs.map(\.name), recordings: recordings,
      plane: needsPlane ? plane ?? PlaneChoice() : nil)
    request.tracesPaths = needsPlane
    request.measuresSharpness = quantities.contains(Quantity.sharpness.id)
    request.predictsDrift = false
    request.perform(isCancelled: { false }, isDue: { false }) { recordings = $0.recordings }
    return Dictionary(zip(runs.map(\.name), recordings), uniquingKeysWith: { first, _ in first })
  }

  /// The verdicts of all claims.
  ///
  /// With a `jitter`, each claim is measured three times: as is, and with all starts shifted by
  /// ±`jitter` along both axes, on a problem in a random direction of the seed. The verdict closest to
  /// failure counts: a claim that depends on the last bit fails. Claims with equal changes share
  /// recordings.
  ///
  /// - Throws: `EngineError` if a surface, optimizer or parameter is unknown or out of range.
  public func check(jitter: Double = 0) throws(EngineError) -> [Claim.Verdict] {
    var measured: [[Claim.Verdict?]] = []
    for measurement in measurements(jitter: jitter) { measured.append(try measurement.verdicts()) }
    return verdicts(measured)
  }

  /// The measurement of some claims of a lesson in one variation of its experiment.
  ///
  /// The measurements of a lesson are independent, so each can run on a thread of its own.
  public struct Measurement: Sendable {
    fileprivate let scenario: Scenario
    fileprivate let variation: Variation
    /// The indices of the claims.
    fileprivate var claims: [Int] = []

    /// Returns the verdict of each claim of the lesson; nil for a claim of another measurement.
    ///
    /// - Throws: `EngineError` if a surface, optimizer or parameter is unknown or out of range.
    public func verdicts() throws(EngineError) -> [Claim.Verdict?] {
      let recordings = try scenario.recordings(of: variation)
      return scenario.claims.indices.map { index in
        claims.contains(index)
          ? scenario.claims[index].verdict(in: recordings, of: scenario.id) : nil
      }
    }
  }

  /// Returns the measurements of all claims: one for each combination of changes, seed and jitter.
  public func measurements(jitter: Double = 0) -> [Measurement] {
    var measurements: [Measurement] = []
    var indices: [Variation: Int] = [:]
    for (claim, variation) in claims.enumerated().flatMap({ index, claim in
      variations(of: claim, jitter: jitter).map { (index, $0) }
    }) {
      let index = indices[variation] ?? measurements.count
      if index == measurements.count {
        indices[variation] = index
        measurements.append(Measurement(scenario: self, variation: variation))
      }
      measurements[index].claims.append(claim)
    }
    return measurements
  }

  /// Returns for each claim the verdict closest to failure of those that were measured.
  public func verdicts(_ measured: [[Claim.Verdict?]]) -> [Claim.Verdict] {
    claims.indices.compactMap { index in
      Claim.Verdict.closestToFailure(measured.compactMap { $0[index] })
    }
  }

  /// The recordings in which a claim is measured, one dictionary per seed.
  ///
  /// - Throws: `EngineError` if a surface, optimizer or parameter is unknown or out of range.
  public func recordings(of claim: Claim) throws(EngineError) -> [[String: Recording]] {
    var all: [[String: Recording]] = []
    for variation in variations(of: claim, jitter: 0) {
      all.append(try recordings(of: variation))
    }
    return all
  }

  /// A variation of the lesson's experiment.
  fileprivate struct Variation: Hashable {
    let changes: [SettingChange]
    let seed: UInt64?
    let startOffset: Double
  }

  private func variations(of claim: Claim, jitter: Double) -> [Variation] {
    let seeds = claim.seeds.map { $0.map(UInt64?.some) } ?? [nil]
    let offsets = jitter == 0 ? [0] : [0, jitter, -jitter]
    return seeds.flatMap { seed in
      offsets.map { Variation(changes: claim.changes, seed: seed, startOffset: $0) }
    }
  }

  fileprivate func recordings(
    of variation: Variation
  ) throws(EngineError) -> [String: Recording] {
    var scenario = changed(by: variation.changes)
    let offset = Point(variation.startOffset, variation.startOffset)
    scenario.start = scenario.start + offset
    for index in scenario.runs.indices {
      if let start = scenario.runs[index].start { scenario.runs[index].start = start + offset }
      if let seed = variation.seed { scenario.runs[index].seed = seed }
    }
    let surface = try Catalog.surface(scenario.surface)
    guard surface.projection != nil else { return try scenario.recordings() }
    return try scenario.recordings(
      onProblem: surface, startOffset: variation.startOffset, reading: claimedQuantities)
  }

  /// The quantities that the claims read, without the names of their runs.
  private var claimedQuantities: Set<String> { Set(claims.flatMap(\.quantities)) }

  /// Whether a name is valid in an expression of a lesson with these runs.
  ///
  /// Valid names are `run.quantity`, `step`, and `quantity` with a default `run` or a single run.
  public static func isKnown(_ name: String, run: String?, runs: [String]) -> Bool {
    guard let dot = name.firstIndex(of: ".") else {
      let hasDefaultRun = run != nil || runs.count == 1
      return name == "step" || (hasDefaultRun && Quantity.named(name) != nil)
    }
    return runs.contains(String(name[..<dot]))
      && Quantity.named(String(name[name.index(after: dot)...])) != nil
  }
}
