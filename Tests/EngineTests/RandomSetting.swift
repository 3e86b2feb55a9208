import Engine
import Foundation
import TestSupport

/// A random surface and optimizer, with a start and an η at which many runs do not diverge.
struct RandomSetting {
  let surface: SurfaceEntry
  let optimizer: OptimizerEntry
  let start: Point<Double>
  let eta: Double
  /// Whether the start is near a minimum.
  let isNearMinimum: Bool

  /// Creates a setting; `share` is the share of the starts near a minimum.
  init(_ generator: inout SeededGenerator, nearMinimum share: Double) throws {
    surface = generator.pick(Catalog.surfaces)
    let loss = try surface.surface()
    optimizer = try Catalog.optimizer(
      generator.pick(["gd", "usam", "sam", "sam", "sam", "unified", "momentum", "sam-momentum"]))
    let minima = loss.landmarks.minima
    isNearMinimum = !minima.isEmpty && generator.number(in: 0...1) < share
    start =
      isNearMinimum
      ? generator.pick(minima)
        + Point(generator.number(in: -0.3...0.3), generator.number(in: -0.3...0.3))
      : generator.point(in: surface.info.frame)
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
