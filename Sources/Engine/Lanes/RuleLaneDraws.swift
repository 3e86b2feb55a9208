import Vectors

/// The random draws of a rule on lanes: those of a single run of the seed of each lane.
struct RuleLaneDraws {
  private struct Draw {
    let draw: RuleOperation.Draw
    /// The register of the draw; nil for a draw without effect.
    let offset: Int32?
    let hasComponents: Bool
  }

  private let draws: [Draw]
  /// The generators of all lanes; one if all lanes have the same seed.
  private var generators: [SplitMix64]

  /// `seeds` contains one seed, or one per lane of a batch.
  init(_ lanes: RuleLaneProgram, seeds: [UInt64]) {
    let graph = lanes.program.rule.graph
    draws = lanes.program.rule.draws.compactMap { value in
      guard case .draw(let draw, _) = graph[value].operation else { return nil }
      return Draw(
        draw: draw, offset: lanes.layout.drawOffsets[value],
        hasComponents: graph[value].shape.hasComponents)
    }
    generators = draws.isEmpty ? [] : seeds.map { SplitMix64(seed: $0) }
  }

  /// Whether the rule draws no random numbers.
  var isEmpty: Bool { draws.isEmpty }

  /// Draws the random numbers of a step.
  mutating func fill(_ registers: LaneRegisters) {
    for draw in draws {
      for index in generators.indices {
        let point = Self.draw(draw.draw, from: &generators[index])
        guard let offset = draw.offset else { continue }
        let target = registers.lanes(offset)
        for vector in 0..<3 {
          if generators.count == 1 {
            target[vector] = Lanes(point.x)
            if draw.hasComponents { target[vector + 3] = Lanes(point.y) }
          } else if index / Lanes.count == vector {
            target[vector][index % Lanes.count] = point.x
            if draw.hasComponents { target[vector + 3][index % Lanes.count] = point.y }
          }
        }
      }
    }
  }

  /// Returns the draw of one run; a number as the first coordinate.
  private static func draw(
    _ draw: RuleOperation.Draw, from generator: inout SplitMix64
  ) -> Point<Double> {
    var (number, vector) = (0.0, Point<Double>.zero)
    withUnsafeMutablePointer(to: &number) { number in
      withUnsafeMutablePointer(to: &vector) { vector in
        let registers = RuleRegisters<Point<Double>>(
          numbers: UnsafeMutableBufferPointer(start: number, count: 1),
          vectors: UnsafeMutableBufferPointer(start: vector, count: 1))
        registers.draw(
          draw, into: RuleProgram.Register(index: 0, isVector: draw != .uniform),
          from: &generator, like: .zero)
      }
    }
    return draw == .uniform ? Point(number, 0) : vector
  }
}
