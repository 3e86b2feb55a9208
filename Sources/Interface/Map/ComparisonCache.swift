/// The runs and the map of the surface with which another one is compared.
struct ComparisonCache: Sendable {
  /// The runs on the other surface.
  let recorded: RecordedExperiment
  /// The map of the other surface.
  var field = FieldCache()

  /// Records the runs; nil if the surface does not accept them, as for label noise.
  init?(_ experiment: Experiment) {
    guard let recorded = try? RecordedExperiment(experiment) else { return nil }
    self.recorded = recorded
  }
}
