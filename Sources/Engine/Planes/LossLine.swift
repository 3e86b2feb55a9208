/// The losses on the straight line between two points.
public struct LossLine: Sendable {
  /// The losses at equal distances, with those of both ends.
  public let losses: [Double]

  /// Evaluates the loss at `count` points from `a` to `b`.
  public init(
    from a: Coordinates, to b: Coordinates, count: Int = 51, _ loss: (Coordinates) -> Double
  ) {
    self.init(count: count) { loss(a + $0 * (b - a)) }
  }

  /// Evaluates a loss at `count` equidistant numbers from 0 to 1.
  init(count: Int, _ loss: (Double) -> Double) {
    losses = (0..<count).map { loss(Double($0) / Double(max(1, count - 1))) }
  }

  /// The loss barrier: the largest loss minus the larger loss of the ends.
  public var barrier: Double {
    guard let first = losses.first, let last = losses.last else { return 0 }
    return (losses.max() ?? 0) - max(first, last)
  }
}

extension LossLine {
  /// The vertical axis of a curve: logarithmic if the losses span more than a factor of 100.
  var scale: GridSurface.Interpolation {
    let losses = losses.filter(\.isFinite)
    guard let low = losses.min(), let high = losses.max() else { return .linear }
    return high > 100 * low ? .logarithmic : .linear
  }

  /// Returns the region of a map of the losses `loss(x)`, with the ends at x = 0 and 1.
  ///
  /// The margins on both sides are a quarter of the distance. The heights are those of the losses
  /// between the ends except the lowest fiftieth, with a margin.
  func region(_ loss: (Double) -> Double) -> Region {
    let outside = (1...25).flatMap { [loss(-0.01 * Double($0)), loss(1 + 0.01 * Double($0))] }
    func heights(_ losses: [Double]) -> [Double] {
      losses.map { scale.height(ofLoss: $0) }.filter(\.isFinite).sorted()
    }
    let (inner, all) = (heights(losses), heights(losses + outside))
    let low = inner.isEmpty ? 0 : inner[inner.count / 50]
    let high = inner.last ?? 1
    // The losses outside may be far above; they show as much as the space above the ends allows.
    let rise = max(high - low, 1e-9 * (1 + high.magnitude))
    let top = min(all.last ?? high, high + rise)
    return Region(x: -0.25...1.25, y: low - 0.06 * rise...top + 0.06 * rise)
  }
}
