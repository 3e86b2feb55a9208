import Foundation
import TestSupport
import Testing

@testable import Engine

/// The contents of Reference/problems.json.
///
/// The values were computed with independent programs in NumPy; the golden ones with 80 bits, and kept
/// where double precision agrees to 1e-9 for two orders of summation.
struct ProblemReference: Decodable, Sendable {
  /// The values of one problem, settings and seed.
  struct Golden: Decodable, Sendable, CustomTestStringConvertible {
    let id, problem: String
    let settings: [String: Double]
    let seed: UInt64
    let dimension: Int
    /// The first numbers of the data, by name.
    let data: [String: [Double]]
    /// The first parameters of the start.
    let start: [Double]
    let values: [String: Double]
    /// The first entries of the gradient at the start.
    let gradient: [Double]
    let runs: [GoldenRun]
    let views: [String: [Double?]]

    var testDescription: String { id }

    /// The start of the seed; the listed parameters where they are all.
    func startPoint(of problem: any Problem) -> Coordinates {
      start.count == dimension ? Coordinates(start) : problem.start(seed: seed)
    }

    func make() throws -> any Problem {
      try Catalog.problem(problem).problem(settings, seed: seed)
    }
  }

  /// Loss, ‖∇L‖ and ‖w‖ of a run, by step.
  struct GoldenRun: Decodable, Sendable {
    let optimizer: String
    let eta, rho: Double
    let steps: [String: [Double?]]

    var choice: OptimizerChoice {
      let knobs = rho == 0 ? ["eta": eta] : ["eta": eta, "rho": rho]
      return OptimizerChoice(optimizer, knobs: knobs)
    }
  }

  /// A measured quantity and its tolerance.
  struct Phenomenon: Decodable, Sendable {
    let group: String
    let seed: UInt64
    let name: String
    let value, tolerance: Double
  }

  let golden: [Golden]
  let phenomena: [Phenomenon]
  let drift: [String: [String: Double]]

  static let all: ProblemReference = {
    do { return try JSONDecoder().decode(Self.self, from: reference("problems")) } catch {
      Issue.record("problems.json: \(error)")
      return ProblemReference(golden: [], phenomena: [], drift: [:])
    }
  }()

  /// The values of the random streams and of stochastic runs, by seed.
  static func stochastic(seed: UInt64) throws -> [String: Any] {
    let json = try JSONSerialization.jsonObject(with: reference("problems"))
    let object = try #require(json as? [String: Any])
    let seeds = try #require(object["stochastic"] as? [String: [String: Any]])
    return try #require(seeds["\(seed)"])
  }
}

/// Counts agreements of numbers and records an issue for each disagreement.
struct Agreement {
  private(set) var tally = Tally()

  /// Compares to a relative tolerance, with an absolute one of 10⁻¹⁵; skips a nil reference.
  mutating func expect(
    _ value: Double, _ reference: Double?, _ name: String, tolerance: Double = 1e-8,
    _ location: SourceLocation = #_sourceLocation
  ) {
    guard let reference else { return }
    let error = abs(value - reference)
    let agrees = error <= max(tolerance * abs(reference), tolerance > 0 ? 1e-15 : 0)
    tally.count(agrees)
    #expect(
      agrees, "\(name): \(value), not \(reference); relative error \(error / abs(reference))",
      sourceLocation: location)
  }

  /// Counts a reference without a measurement.
  mutating func skip(_ reason: String) { tally.skip(reason) }

  /// Compares to an absolute tolerance.
  mutating func expect(
    _ value: Double, _ reference: Double, within tolerance: Double, _ name: String,
    _ location: SourceLocation = #_sourceLocation
  ) {
    let agrees = abs(value - reference) <= tolerance
    tally.count(agrees)
    #expect(
      agrees, "\(name): \(value), not \(reference) ± \(tolerance)", sourceLocation: location)
  }
}

extension Problem {
  /// The simulation of an optimizer from the start of a seed or from a point.
  func simulate(
    _ optimizer: OptimizerChoice, of problem: String, steps: Int, seed: UInt64,
    from start: Coordinates? = nil, batch: Int? = nil, labelNoise: Double = 0
  ) throws -> ProblemSimulation {
    try ProblemSimulation(
      ProblemRun(
        problem, optimizer: optimizer, steps: steps, seed: seed, batch: batch,
        labelNoise: labelNoise), on: self, from: start)
  }
}
