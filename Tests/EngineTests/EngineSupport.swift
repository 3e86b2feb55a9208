public import Engine
public import Testing

extension SurfaceEntry: CustomTestStringConvertible {
  public var testDescription: String { info.id }
}

extension OptimizerEntry: CustomTestStringConvertible {
  public var testDescription: String { info.id }
}

extension SplitMix64 {
  mutating func number(in range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
  }

  mutating func point(in frame: Region) -> Point<Double> {
    Point(number(in: frame.x), number(in: frame.y))
  }
}

/// B = ½(x² − y²), which a step on f = h(xy) changes by a known factor.
func balance(_ p: Point<Double>) -> Double { 0.5 * (p.x * p.x - p.y * p.y) }

/// How many of the directions round a point lead higher, and how many lower, by more than rounding.
func rim(of surface: AnySurface, at p: Point<Double>, radius: Double) -> (up: Int, down: Int) {
  let here = surface.value(p)
  let rounding = 8 * here.ulp
  var (up, down) = (0, 0)
  for k in 0..<64 {
    let angle = 2 * Double.pi * (Double(k) + 0.37) / 64
    let there = surface.value(p + radius * Point(Double.cos(angle), Double.sin(angle)))
    if there > here + rounding { up += 1 }
    if there < here - rounding { down += 1 }
  }
  return (up, down)
}

/// A run of a catalogue's surface and optimizer by their ids.
func record(
  _ surface: String, set: [String: Double] = [:], _ optimizer: String,
  _ knobs: [String: Double] = [:], from start: Point<Double>, steps: Int, seed: UInt64 = 0
) throws -> Recording {
  try Catalog.record(
    Run(
      surface: .named(surface, knobs: set),
      optimizer: OptimizerChoice(optimizer, knobs: knobs), start: start, steps: steps, seed: seed))
}
