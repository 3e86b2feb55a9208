import Engine
import Testing

#if !DEBUG
  /// Detects kernels that the compiler no longer specializes, which are correct but 20 to 400 times
  /// slower.
  ///
  /// Compiled only with optimization. The best of several attempts tolerates a busy machine.
  @Suite(.serialized) struct `The throughput of every kernel` {
    private let steps = 20_000

    /// The recorded steps per second of a compiled type, and of a rule.
    ///
    /// The single runs of a rule dispatch every instruction: at 2 to 8 million steps per second, a
    /// rule that becomes 20 times slower falls below the floor, on a machine with other work or not.
    private static func floor(of optimizer: OptimizerEntry) -> Double {
      optimizer.rule == nil ? 2e6 : 4e5
    }

    /// The best of up to 60 attempts, in recorded steps per second; ends at twice the floor.
    private func rate(
      _ surface: AnySurface, _ optimizer: OptimizerChoice, floor: Double
    ) throws -> Double {
      let clock = ContinuousClock()
      var best = 0.0
      for attempt in 0..<60 {
        var taken = 0
        let time = try clock.measure {
          taken = try surface.trajectory(
            optimizer, from: surface.info.start, steps: steps
          ).points.count
        }
        // A run that diverges at once would time only its setup. PRGD diverges after 400 steps.
        try #require(taken > 400, "\(surface.info.id) × \(optimizer.source.text)")
        best = max(best, Double(taken) / (time / .seconds(1)))
        if best > 2 * floor, attempt > 1 { break }
      }
      return best
    }

    @Test(arguments: Catalog.surfaces)
    func `reaches its floor of recorded steps per second`(_ entry: SurfaceEntry) throws {
      let surface = try entry.surface()
      for optimizer in Catalog.optimizers {
        // Small η and ρ, so no run diverges at once.
        var choice = OptimizerChoice(optimizer.info.id, knobs: ["eta": 1e-6])
        if optimizer.info.knobs.contains(.rho) { choice.knobs["rho"] = 1e-3 }
        let floor = Self.floor(of: optimizer)
        let rate = try rate(surface, choice, floor: floor)
        #expect(rate >= floor, "\(entry.info.id) × \(optimizer.info.id): \(Int(rate)) steps/s")
      }
    }
  }
#endif
