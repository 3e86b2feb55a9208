import Integers

/// Curves over a common x axis, drawn in braille with labelled ticks.
///
/// A column of dots spans the minimum to the maximum of its samples, so no spike is lost. Values
/// outside the range are clipped.
public struct LinePlot: Sendable {
  /// The title above the curves.
  public var title: String?
  /// The curves.
  public var series: [Series]
  /// The horizontal dotted lines, such as thresholds.
  public var references: [ReferenceLine]
  /// The range of x.
  public var x: ClosedRange<Double>
  /// The range of y; nil for a range that covers all series with `rescales`.
  public var y: ClosedRange<Double>?
  /// Whether the y axis is logarithmic.
  public var isLogarithmic: Bool
  /// The current step on the x axis, drawn as a vertical line.
  public var playhead: Double?
  /// Whether a row below the plot shows the ends of x, if both fit.
  public var showsX: Bool

  /// A horizontal dotted line across the plot.
  public struct ReferenceLine: Sendable, Hashable {
    /// The value on the y axis.
    public var y: Double
    /// The colour.
    public var paint: Paint

    /// Creates a reference line.
    public init(_ y: Double, paint: Paint = .prediction) {
      self.y = y
      self.paint = paint
    }
  }

  /// Creates a plot.
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

  /// Returns the range of y for a plot that is `columns` cells wide.
  ///
  /// If `y` is nil, the range covers the curves plus a margin of 4 %, every reference line within
  /// three times their span, and every limit within their span. If no curve rescales the plot, the
  /// range covers the curves from their start, at most 20 times the size of their first value. A
  /// logarithmic plot ignores values ≤ 0 and covers at most twenty decades.
  public func visibleRange(columns: Int) -> ClosedRange<Double> {
    if let y, y.lowerBound.isFinite, y.upperBound.isFinite, y.lowerBound < y.upperBound,
      !isLogarithmic || y.lowerBound > 0
    {
      return y
    }
    var ranges = series.filter(\.rescales).compactMap {
      $0.range(over: x, columns: 2 * columns, log: isLogarithmic)
    }
    if ranges.isEmpty {
      ranges = series.filter { $0.mark == nil }.compactMap { startRange(of: $0, columns: columns) }
    }
    let limits = series.filter { $0.mark != nil }.compactMap {
      $0.range(over: x, columns: 2 * columns, log: isLogarithmic)
    }
    let values = references.map(\.y).filter { $0.isFinite && (!isLogarithmic || $0 > 0) }
    let lows = ranges.map { axisValue(of: $0.lowerBound) }
    let highs = ranges.map { axisValue(of: $0.upperBound) }
    var low = lows.min() ?? values.map(axisValue).min() ?? 0
    var high = highs.max() ?? values.map(axisValue).max() ?? 1
    let maxDistance = 3 * max(high - low, isLogarithmic ? 0.5 : high.magnitude / 10)
    for value in values.map(axisValue) where value > low - maxDistance && value < high + maxDistance
    {
      low = min(low, value)
      high = max(high, value)
    }
    let (span, size) = (high - low, max(low.magnitude, high.magnitude))
    let (bottom, top) = (low, high)
    for limit in limits {
      for value in [axisValue(of: limit.lowerBound), axisValue(of: limit.upperBound)]
      where value >= bottom - max(span, 0.1 * size) && value <= top + max(span, 0.1 * size) {
        low = min(low, value)
        high = max(high, value)
      }
    }
    if isLogarithmic { low = max(low, high - 20) }
    let minSpan = isLogarithmic ? 0.2 : max(low.magnitude, high.magnitude) * 1e-9
    let pad =
      high - low > minSpan
      ? (high - low) * 0.04 : max(minSpan, high == 0 ? 1 : 0.05 * high.magnitude)
    (low, high) = (low - pad, high + pad)
    guard isLogarithmic else {
      return low.isFinite && high.isFinite && low < high ? low...high : 0...1
    }
    let ends = (exp10(low), exp10(high))
    return ends.0 > 0 && ends.1.isFinite && ends.0 < ends.1 ? ends.0...ends.1 : 1e-3...1
  }

  /// Whether a curve of the plot has a negative value.
  public func hasNegativeValues(columns: Int) -> Bool {
    series.contains { curve in
      curve.range(over: x, columns: 2 * columns, log: false).map { $0.lowerBound < 0 } ?? false
    }
  }

  /// Returns the range of a curve that leaves the plot, bounded by its first value.
  private func startRange(of curve: Series, columns: Int) -> ClosedRange<Double>? {
    guard let whole = curve.range(over: x, columns: 2 * columns, log: isLogarithmic) else {
      return nil
    }
    guard !isLogarithmic, let first = curve.firstValue(over: x, columns: 2 * columns) else {
      return whole
    }
    let reach = 20 * max(first.magnitude, 1e-3)
    let (low, high) = (max(whole.lowerBound, -reach), min(whole.upperBound, reach))
    return low <= high ? low...high : whole
  }

  /// Returns a value or its logarithm, depending on the scale; −∞ for values without a logarithm.
  func axisValue(of y: Double) -> Double {
    isLogarithmic ? (y > 0 ? log10(y) : y.isNaN ? .nan : -.infinity) : y
  }

  /// Returns 10 to a real power.
  private func exp10(_ exponent: Double) -> Double {
    let whole = exponent.rounded(.down)
    // 10^f for 0 ≤ f < 1 by bisection of log10.
    var (low, high) = (1.0, 10.0)
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if log10(middle) < exponent - whole { low = middle } else { high = middle }
    }
    return low * powerOfTen(Int(clamping: min(max(whole, -400), 400)))
  }
}
