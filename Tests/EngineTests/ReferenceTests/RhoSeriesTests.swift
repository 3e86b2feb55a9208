import Engine
import Testing

/// The expected end of a run: the sharpness after 1000 steps, or the step at which it diverged.
private enum End: Sendable {
  case sharpness(Double, within: Double)
  case diverged(atStep: Int)
}

/// One column of section 3.5: the ends of USAM and SAM for seven values of ρ.
private struct RhoSeries: Sendable {
  let surface: String
  let eta: Double
  let start: Point<Double>
  let usam: [End]
  let sam: [End]
}

private let rhos = [0.01, 0.03, 0.1, 0.3, 1, 3, 10]

private let hyperbolaStart = Point(3, 0.34)

/// The tolerance is half a unit of the reference's last digit.
private func at(_ sharpness: Double, _ within: Double = 5e-3) -> End {
  .sharpness(sharpness, within: within)
}

private let allSeries = [
  RhoSeries(
    surface: "half-hyperbola", eta: 0.05, start: hyperbolaStart,
    usam: [
      at(9.11), at(9.11), at(9.11), at(9.11), at(2.00), .diverged(atStep: 4), .diverged(atStep: 3),
    ],
    sam: [at(8.97), at(7.96), at(3.09), at(1.89), at(1.80), at(1.86), .diverged(atStep: 3)]),
  RhoSeries(
    surface: "hyperbola", eta: 0.05, start: hyperbolaStart,
    usam: [
      at(18.21), at(18.21), at(11.63), .diverged(atStep: 6), .diverged(atStep: 4),
      .diverged(atStep: 3), .diverged(atStep: 2),
    ],
    sam: [
      at(17.17), at(12.04), at(4.19), at(3.49), at(2.02), .diverged(atStep: 8),
      .diverged(atStep: 3),
    ]),
  RhoSeries(
    surface: "logcosh", eta: 0.4, start: Point(2, 40.0.squareRoot()),
    usam: [at(4.15), at(3.80), at(3.03), at(2.06), at(0.79), at(0.01), .diverged(atStep: 7)],
    sam: [at(2.38), at(0.72), at(0.0004, 5e-5), at(0), at(0.02), at(0.79), at(1.04)]),
  RhoSeries(
    surface: "quadratic", eta: 0.05, start: Point(2, 1),
    usam: [
      at(20), at(20), .diverged(atStep: 14), .diverged(atStep: 6), .diverged(atStep: 4),
      .diverged(atStep: 3), .diverged(atStep: 2),
    ],
    sam: Array(repeating: at(20), count: 7)),
]

@Suite struct `A series of ρ` {
  @Test func `has the reference's ends for USAM and SAM`() throws {
    var tally = Tally()
    for series in allSeries {
      for (optimizer, ends) in [("usam", series.usam), ("sam", series.sam)] {
        for (rho, end) in zip(rhos, ends) {
          let run = try record(
            series.surface, optimizer, ["eta": series.eta, "rho": rho], from: series.start,
            steps: 1000)
          let divergedAt = run.trajectory.points.firstIndex { !($0.norm <= 1e4) }
          let sharpness = run.row(at: run.lastStep).sharpness
          let agrees =
            switch end {
            case .diverged(let step): divergedAt == step
            case .sharpness(let value, let within):
              divergedAt == nil && abs(sharpness - value) <= within
            }
          tally.count(agrees)
          #expect(
            agrees,
            """
            \(optimizer) on \(series.surface), ρ = \(rho): λ \(sharpness), diverged at \
            \(divergedAt ?? -1)
            """)
        }
      }
    }
    print(tally.summary("ends over ρ"))
    #expect(tally.total == 56)
  }
}
