public import Engine
import TestSupport
public import Testing

extension SurfaceEntry: CustomTestStringConvertible {
  public var testDescription: String { info.id }
}

extension OptimizerEntry: CustomTestStringConvertible {
  public var testDescription: String { info.id }
}

extension SeededGenerator {
  /// Returns a uniform point in a region.
  mutating func point(in region: Region) -> Point<Double> {
    Point(number(in: region.x), number(in: region.y))
  }
}

/// The imbalance B = ½(x² − y²), which a step on f = h(xy) multiplies by a known factor.
func balance(_ p: Point<Double>) -> Double { 0.5 * (p.x * p.x - p.y * p.y) }

/// The numbers of higher and lower points among 64 points on a circle, up to rounding.
func circleCounts(
  of surface: AnySurface, around p: Point<Double>, radius: Double
) -> (higher: Int, lower: Int) {
  let value = surface.value(p)
  let rounding = 8 * value.ulp
  var (higher, lower) = (0, 0)
  for k in 0..<64 {
    let angle = 2 * Double.pi * (Double(k) + 0.37) / 64
    let other = surface.value(p + radius * Point(Double.cos(angle), Double.sin(angle)))
    if other > value + rounding { higher += 1 }
    if other < value - rounding { lower += 1 }
  }
  return (higher, lower)
}

/// Records a run of a catalog surface and optimizer by their ids.
func record(
  _ surface: String, set: [String: Double] = [:], _ optimizer: String,
  _ knobs: [String: Double] = [:], from start: Point<Double>, steps: Int, seed: UInt64 = 0
) throws -> Recording {
  try Catalog.record(
    Run(
      surface: .named(surface, knobs: set),
      optimizer: OptimizerChoice(optimizer, knobs: knobs), start: start, steps: steps, seed: seed))
}
