import Engine
import Testing

#if !DEBUG
  /// A kernel that the compiler no longer specializes runs 20 to 400 times slower and still right.
  ///
  /// Nothing but a floor notices. Built only with optimization, and lenient to a busy machine.
  @Suite(.serialized) struct `Floor of every kernel` {
    private let steps = 20_000

    /// The best of a few runs, in recorded steps a second.
    private func rate(_ surface: AnySurface, _ optimizer: OptimizerChoice) throws -> Double {
      let clock = ContinuousClock()
      var best = 0.0
      for attempt in 0..<60 {
        var taken = 0
        let time = try clock.measure {
          taken = try surface.trajectory(
            optimizer, from: surface.card.start, steps: steps
          ).points.count
        }
        // Of a run that ends at once, only the start would be timed. PRGD leaps out after 400 steps.
        try #require(taken > 400, "\(surface.card.id) × \(optimizer.id)")
        best = max(best, Double(taken) / (time / .seconds(1)))
        if best > 4e6, attempt > 1 { break }
      }
      return best
    }

    @Test(arguments: Catalog.surfaces)
    func `is two million recorded steps a second`(_ entry: SurfaceEntry) throws {
      let surface = try entry.surface()
      for optimizer in Catalog.optimizers {
        // A small η and a short look, so that nothing diverges at once.
        var choice = OptimizerChoice(optimizer.card.id, knobs: ["eta": 1e-6])
        if optimizer.card.knobs.contains(.rho) { choice.knobs["rho"] = 1e-3 }
        let rate = try rate(surface, choice)
        #expect(rate >= 2e6, "\(entry.card.id) × \(optimizer.card.id): \(Int(rate)) steps/s")
      }
    }
  }
#endif
