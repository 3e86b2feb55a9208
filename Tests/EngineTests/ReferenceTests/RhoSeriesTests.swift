import Engine
import Testing

/// Where a run of the ladder ends: at this sharpness, or out of bounds after so many steps.
private enum Rung: Sendable {
  case sharpness(Double, within: Double)
  case gone(Int)
}

/// One column of section 3.5: USAM's and SAM's ends over seven radii ρ, after 1000 steps.
private struct Ladder: Sendable {
  let surface: String
  let eta: Double
  let start: Point<Double>
  let usam: [Rung]
  let sam: [Rung]
}

private let radii = [0.01, 0.03, 0.1, 0.3, 1, 3, 10]

private let hyperbolaStart = Point(3, 0.34)

/// To half of the last digit that the reference gives.
private func at(_ sharpness: Double, _ within: Double = 5e-3) -> Rung {
  .sharpness(sharpness, within: within)
}

private let ladders = [
  Ladder(
    surface: "half-hyperbola", eta: 0.05, start: hyperbolaStart,
    usam: [at(9.11), at(9.11), at(9.11), at(9.11), at(2.00), .gone(4), .gone(3)],
    sam: [at(8.97), at(7.96), at(3.09), at(1.89), at(1.80), at(1.86), .gone(3)]),
  Ladder(
    surface: "hyperbola", eta: 0.05, start: hyperbolaStart,
    usam: [at(18.21), at(18.21), at(11.63), .gone(6), .gone(4), .gone(3), .gone(2)],
    sam: [at(17.17), at(12.04), at(4.19), at(3.49), at(2.02), .gone(8), .gone(3)]),
  Ladder(
    surface: "logcosh", eta: 0.4, start: Point(2, 40.0.squareRoot()),
    usam: [at(4.15), at(3.80), at(3.03), at(2.06), at(0.79), at(0.01), .gone(7)],
    sam: [at(2.38), at(0.72), at(0.0004, 5e-5), at(0), at(0.02), at(0.79), at(1.04)]),
  Ladder(
    surface: "quadratic", eta: 0.05, start: Point(2, 1),
    usam: [at(20), at(20), .gone(14), .gone(6), .gone(4), .gone(3), .gone(2)],
    sam: Array(repeating: at(20), count: 7)),
]

@Suite struct `The ladder of ρ` {
  @Test func `ends where the reference says, for USAM and for SAM`() throws {
    var tally = Tally()
    for ladder in ladders {
      for (optimizer, rungs) in [("usam", ladder.usam), ("sam", ladder.sam)] {
        for (rho, rung) in zip(radii, rungs) {
          let run = try record(
            ladder.surface, optimizer, ["eta": ladder.eta, "rho": rho], from: ladder.start,
            steps: 1000)
          let gone = run.trajectory.points.firstIndex { !($0.norm <= 1e4) }
          let sharpness = run.row(at: run.lastStep).sharpness
          let holds =
            switch rung {
            case .gone(let step): gone == step
            case .sharpness(let value, let within):
              gone == nil && abs(sharpness - value) <= within
            }
          tally.count(holds)
          #expect(
            holds,
            "\(optimizer) on \(ladder.surface), ρ = \(rho): λ \(sharpness), gone at \(gone ?? -1)")
        }
      }
    }
    print(tally.line("rungs of the ladder"))
    #expect(tally.total == 56)
  }
}
