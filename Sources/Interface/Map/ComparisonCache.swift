/// The runs and the map of the surface with which another one is compared.
struct ComparisonCache: Sendable {
  /// The settings of the runs, with the other surface.
  let experiment: Experiment
  /// The runs on the other surface.
  let recorded: RecordedExperiment
  /// The map of the other surface.
  var field = FieldCache()

  /// Records the runs; nil if the surface does not accept them, as for label noise.
  init?(_ experiment: Experiment) {
    guard let recorded = try? RecordedExperiment(experiment) else { return nil }
    (self.experiment, self.recorded) = (experiment, recorded)
  }
}
