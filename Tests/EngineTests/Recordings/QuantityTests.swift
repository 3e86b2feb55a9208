import Engine
import Testing

@Suite struct `A quantity of a run` {
  /// Returns a run of GD on ½(x² + 20y²) from (0, 1).
  private func recording(
    eta: Double, schedule: KnobSchedule = .constant, steps: Int = 10
  ) throws -> Recording {
    let optimizer = OptimizerChoice("gd", knobs: ["eta": eta], schedules: ["eta": schedule])
    return try Catalog.record(
      Run(surface: .named("quadratic"), optimizer: optimizer, start: Point(0, 1), steps: steps))
  }

  @Test func `is read at the steps taken`() throws {
    let recording = try recording(eta: 0.1)
    for quantity in Quantity.all {
      let ends = [-1, 0, 10, 11].map { recording.value(of: quantity, at: $0) }
      #expect(ends[0] == ends[1] && ends[2] == ends[3], "\(quantity.id)")
    }
  }

  @Test func `equals its field of the row`() throws {
    let recording = try recording(eta: 0.3, schedule: .inverse(over: 2))
    for step in 0...10 {
      let row = recording.row(at: step)
      #expect(recording.value(of: .loss, at: step) == row.loss)
      #expect(recording.value(of: .gradientNorm, at: step) == row.gradientNorm)
      #expect(recording.value(of: .sharpness, at: step) == row.sharpness)
      #expect(recording.value(of: .edge, at: step) == row.stabilityThreshold)
      #expect(abs(row.stabilityThreshold * 0.3 / (1 + Double(step) / 2) - 2) < 1e-12)
    }
  }

  @Test func `has an angle only between updates of positive length`() throws {
    let cycle = try recording(eta: 0.1)
    #expect(abs(cycle.value(of: .updateAngle, at: 5) - 180) < 1e-6)
    #expect(cycle.value(of: .updateAngle, at: 0).isNaN)
    #expect(cycle.value(of: .updateAngle, at: 10).isNaN)
    // η = 1/20 reaches the minimum in one step.
    #expect(try recording(eta: 0.05).value(of: .updateAngle, at: 1).isNaN)
  }

  @Test func `averages a 2-cycle out of the mean distance from the start`() throws {
    let cycle = try recording(eta: 0.1)
    #expect(cycle.value(of: .amplitude, at: 0).isNaN)
    #expect(abs(cycle.value(of: .amplitude, at: 7) - 1) < 1e-9)
    #expect(abs(cycle.value(of: .distanceFromStart, at: 7) - 2) < 1e-9)
    #expect(abs(cycle.value(of: .distanceFromStart, at: 8)) < 1e-9)
  }
}
