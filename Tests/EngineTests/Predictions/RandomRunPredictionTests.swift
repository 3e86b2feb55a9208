import Engine
import Foundation
import Testing

/// Random runs: whatever a law claims of one is held against what the run does.
///
/// RAVINE_CLAIMS=N makes N of them in place of a few, RAVINE_SEED=S others.
@Suite struct `Claims on random runs` {
  private static let environment = ProcessInfo.processInfo.environment
  private static let count = environment["RAVINE_CLAIMS"].flatMap(Int.init) ?? 60
  private static let seed = environment["RAVINE_SEED"].flatMap(UInt64.init) ?? 8

  /// By what part a law may be off; of angles by how many degrees, of multipliers by how much.
  private static let tolerances = [
    "step-threshold": 0.02, "resting-sharpness": 1e-9, "cycle-radius": 0.03, "cycle-direction": 1,
    "cycle-edge": 0.03, "cycle-break-up": 0.01, "landing-point": 0.01, "drift-position": 0.05,
    "drift-rate": 0.06, "parking": 0.05, "epsilon-floor": 0.02, "loss-floor": 0,
    "saddle-multiplier": 0.05, "hallucinated-slope": 1e-4,
  ]

  @Test func `are right`() throws {
    var dice = SplitMix64(seed: Self.seed)
    var (claimed, held) = ([String: Int](), [String: Int]())
    var farthest: [String: Double] = [:]
    for _ in 0..<Self.count {
      let recording = try Self.run(&dice)
      for finding in Theory.finalResults(recording) {
        guard let predicted = finding.predicted else { continue }
        claimed[finding.id, default: 0] += 1
        guard let measured = finding.measured else { continue }
        held[finding.id, default: 0] += 1
        let gap = Self.gap(finding, predicted, measured, rho: recording.knobs[.rho])
        farthest[finding.id] = max(farthest[finding.id] ?? 0, gap)
        #expect(
          gap <= (Self.tolerances[finding.id] ?? 0),
          "\(finding.id): predicted \(predicted), measured \(measured) on \(recording.run)")
      }
    }
    print("\(Self.count) random runs, seed \(Self.seed)")
    for id in predictions.map(\.id) {
      let gap = farthest[id].map { String(format: "off by %.1e at most", $0) } ?? ""
      print("| \(id) | \(claimed[id] ?? 0) claims | \(held[id] ?? 0) measured | \(gap) |")
    }
    #expect((held["cycle-radius"] ?? 0) * 20 >= Self.count)
  }

  private static func gap(
    _ finding: PredictionResult, _ predicted: Double, _ measured: Double, rho: Double
  ) -> Double {
    guard finding.relation == .equals else { return max(0, measured / predicted - 1) }
    switch finding.id {
    case "cycle-direction", "saddle-multiplier": return abs(measured - predicted)
    case "drift-position", "parking":
      // The middle of a hum is no better known than to a twentieth of the look.
      return max(0, abs(measured - predicted) - 0.05 * rho) / abs(predicted)
    default: return abs(measured / predicted - 1)
    }
  }

  private static func run(_ dice: inout SplitMix64) throws -> Recording {
    func pick<T>(_ all: [T]) -> T { all[Int(dice.uniform() * Double(all.count))] }
    func spread(_ low: Double, _ high: Double) -> Double {
      low * Foundation.pow(high / low, dice.uniform())
    }
    let entry = pick(Catalog.surfaces)
    let surface = try entry.surface()
    let optimizer = try Catalog.optimizer(
      pick(["gd", "usam", "sam", "sam", "sam", "unified", "momentum", "sam-momentum"]))
    let minima = surface.landmarks.minima
    let isNear = !minima.isEmpty && dice.uniform() < 0.6
    let start =
      isNear
      ? pick(minima) + Point(dice.number(in: -0.3...0.3), dice.number(in: -0.3...0.3))
      : dice.point(in: entry.info.frame)
    let sharpness = surface.hessian(start).maxEigenvalue
    let isTuned = sharpness > 0.1 && dice.uniform() < 0.8
    var knobs = [
      "eta": isTuned ? spread(0.03, 2.02) / sharpness : spread(1e-3, 1),
      "rho": isNear ? spread(1e-3, 0.5) : spread(2e-3, 2),
      "beta": dice.number(in: 0...0.95), "mu": dice.uniform(),
    ]
    for (id, value) in knobs {
      let range = optimizer.info.knobs.first { $0.id == id }?.range
      knobs[id] = range.map { min(max(value, $0.lowerBound), $0.upperBound) }
    }
    return try record(
      entry.info.id, optimizer.info.id, knobs, from: start, steps: pick([200, 2000, 6000]))
  }
}
