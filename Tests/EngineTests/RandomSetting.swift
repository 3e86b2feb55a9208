import Engine
import Foundation
import TestSupport

/// A random optimizer on a surface, with a start and an η at which many runs do not diverge.
struct RandomSetting {
  let surface: SurfaceChoice
  let optimizer: OptimizerEntry
  let start: Point<Double>
  let eta: Double
  /// Whether the start is near a minimum.
  let isNearMinimum: Bool

  /// Creates a setting on a random surface; `share` is the share of the starts near a minimum.
  init(_ generator: inout SeededGenerator, nearMinimum share: Double) throws {
    let info = generator.pick(Catalog.surfaces).info
    try self.init(&generator, .named(info.id), within: info.frame, nearMinimum: share)
  }

  /// Creates a setting on a formula, with a start in a square of side 4.
  init(_ generator: inout SeededGenerator, on formula: String) throws {
    let frame = Region(x: -2...2, y: -2...2)
    try self.init(&generator, .formula(formula), within: frame, nearMinimum: 0)
  }

  private init(
    _ generator: inout SeededGenerator, _ surface: SurfaceChoice, within frame: Region,
    nearMinimum share: Double
  ) throws {
    let loss = try Catalog.surface(surface)
    self.surface = surface
    optimizer = try Catalog.optimizer(
      generator.pick(["gd", "usam", "sam", "sam", "sam", "unified", "momentum", "sam-momentum"]))
    let minima = share > 0 ? loss.landmarks.minima : []
    isNearMinimum = !minima.isEmpty && generator.number(in: 0...1) < share
    start =
      isNearMinimum
      ? generator.pick(minima)
        + Point(generator.number(in: -0.3...0.3), generator.number(in: -0.3...0.3))
      : generator.point(in: frame)
    let sharpness = loss.hessian(start).maxEigenvalue
    let isTuned = sharpness > 0.1 && generator.number(in: 0...1) < 0.8
    eta =
      isTuned
      ? generator.logarithmicNumber(0.03, 2.02) / sharpness : generator.logarithmicNumber(1e-3, 1)
  }
}

extension SeededGenerator {
  /// Returns a number whose logarithm is uniformly distributed.
  mutating func logarithmicNumber(_ low: Double, _ high: Double) -> Double {
    low * pow(high / low, number(in: 0...1))
  }
}
