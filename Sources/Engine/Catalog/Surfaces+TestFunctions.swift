extension Catalog {
  /// Test functions of optimization.
  static let testFunctions: [SurfaceEntry] = [
    SurfaceEntry(Rosenbrock.info, Rosenbrock.surface),
    SurfaceEntry(Beale.info, Beale.surface),
    SurfaceEntry(Himmelblau.info, Himmelblau.surface),
    SurfaceEntry(Rastrigin.info, Rastrigin.surface),
    SurfaceEntry(Ackley.info, Ackley.surface),
    SurfaceEntry(ThreeHumpCamel.info, ThreeHumpCamel.surface),
    SurfaceEntry(StyblinskiTang.info, StyblinskiTang.surface),
    SurfaceEntry(MonkeySaddle.info, MonkeySaddle.surface),
  ]
}
