extension Catalog {
  /// Surfaces with bowls, valleys, wells and saddles of simple form.
  static let landscapes: [SurfaceEntry] = [
    SurfaceEntry(Quadratic.info, Quadratic.surface),
    SurfaceEntry(Hyperbola.info, Hyperbola.surface),
    SurfaceEntry(HalfHyperbola.info, HalfHyperbola.surface),
    SurfaceEntry(LogCosh.info, LogCosh.surface),
    SurfaceEntry(PseudoHuber.info, PseudoHuber.surface),
    SurfaceEntry(Valley.info, Valley.surface),
    SurfaceEntry(Ring.info, Ring.surface),
    SurfaceEntry(Ravine.info, Ravine.surface),
    SurfaceEntry(DoubleWell.info, DoubleWell.surface),
    SurfaceEntry(Saddle.info, Saddle.surface),
    SurfaceEntry(Dip.info, Dip.surface),
    SurfaceEntry(Softmin.info, Softmin.surface),
    SurfaceEntry(TwoBasins.info, TwoBasins.surface),
  ]
}
