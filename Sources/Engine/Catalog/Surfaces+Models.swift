extension Catalog {
  /// Losses of small models, and surfaces of single publications.
  static let models: [SurfaceEntry] = [
    SurfaceEntry(Sine.info, Sine.surface),
    SurfaceEntry(PolyakLojasiewicz.info, PolyakLojasiewicz.surface),
    SurfaceEntry(Overparametrized.info, Overparametrized.surface),
    SurfaceEntry(Factorization.info, Factorization.surface),
    SurfaceEntry(DyT.info, DyT.surface),
    SurfaceEntry(ThresholdNeuron.info, ThresholdNeuron.surface),
    SurfaceEntry(Cosh.info, Cosh.surface),
    SurfaceEntry(Margin.info, Margin.surface),
    SurfaceEntry(LogMargin.info, LogMargin.surface),
  ]
}
