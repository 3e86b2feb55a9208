/// Curves over a common x, drawn in braille with labelled ticks.
///
/// A column shows the least to the greatest of all samples that fall into it, so nothing is lost
/// however many there are. Values past the range leave through the edge.
public struct LinePlot: Sendable {
  public var title: String?
  public var series: [Series]
  /// Drawn from edge to edge as dots: a threshold.
  public var references: [ReferenceLine]
  public var x: ClosedRange<Double>
  /// Nil: chosen so that all curves that rescale are seen.
  public var y: ClosedRange<Double>?
  public var isLogarithmic: Bool
  /// Where on x the time stands.
  public var playhead: Double?
  /// Whether a row below names the ends of x, where there is room.
  public var showsX: Bool

  /// A value to compare the curves with.
  public struct ReferenceLine: Sendable, Hashable {
    public var y: Double
    public var paint: Paint

    public init(_ y: Double, paint: Paint = .prediction) {
      self.y = y
      self.paint = paint
    }
  }

  public init(
    title: String? = nil, series: [Series] = [], references: [ReferenceLine] = [],
    x: ClosedRange<Double>, y: ClosedRange<Double>? = nil, isLogarithmic: Bool = false,
    playhead: Double? = nil, showsX: Bool = true
  ) {
    self.title = title
    self.series = series
    self.references = references
    self.x = x
    self.y = y
    self.isLogarithmic = isLogarithmic
    self.playhead = playhead
    self.showsX = showsX
  }

  /// The range of y that is shown when so many columns of cells are drawn.
  ///
  /// Without a given range: that of the curves and a little more; a reference is included if it
  /// lies no further from them than three times their span. In a logarithmic plot values of 0 and
  /// less do not count, and at most twenty decades are shown.
  public func visibleRange(columns: Int) -> ClosedRange<Double> {
    if let y, y.lowerBound.isFinite, y.upperBound.isFinite, y.lowerBound < y.upperBound,
      !isLogarithmic || y.lowerBound > 0
    {
      return y
    }
    let ranges = series.filter(\.rescales).compactMap {
      $0.range(over: x, columns: 2 * columns, log: isLogarithmic)
    }
    let values = references.map(\.y).filter { $0.isFinite && (!isLogarithmic || $0 > 0) }
    let lows = ranges.map { axisValue(of: $0.lowerBound) }
    let highs = ranges.map { axisValue(of: $0.upperBound) }
    var low = lows.min() ?? values.map(axisValue).min() ?? 0
    var high = highs.max() ?? values.map(axisValue).max() ?? 1
    let near = 3 * max(high - low, isLogarithmic ? 0.5 : high.magnitude / 10)
    for value in values.map(axisValue) where value > low - near && value < high + near {
      low = min(low, value)
      high = max(high, value)
    }
    if isLogarithmic { low = max(low, high - 20) }
    let least = isLogarithmic ? 0.2 : max(low.magnitude, high.magnitude) * 1e-9
    let pad =
      high - low > least ? (high - low) * 0.04 : max(least, high == 0 ? 1 : 0.05 * high.magnitude)
    (low, high) = (low - pad, high + pad)
    guard isLogarithmic else {
      return low.isFinite && high.isFinite && low < high ? low...high : 0...1
    }
    let ends = (exp10(low), exp10(high))
    return ends.0 > 0 && ends.1.isFinite && ends.0 < ends.1 ? ends.0...ends.1 : 1e-3...1
  }

  /// A value on the scale of the plot; −∞ for what a logarithm cannot show.
  func axisValue(of y: Double) -> Double {
    isLogarithmic ? (y > 0 ? log10(y) : y.isNaN ? .nan : -.infinity) : y
  }

  private func exp10(_ exponent: Double) -> Double {
    let whole = exponent.rounded(.down)
    // 10^f for 0 ≤ f < 1 by halving the interval in the logarithm's own terms.
    var (low, high) = (1.0, 10.0)
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if log10(middle) < exponent - whole { low = middle } else { high = middle }
    }
    return low * powerOfTen(Int(min(max(whole, -400), 400)))
  }
}
