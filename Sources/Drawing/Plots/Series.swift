import Integers

/// One curve of a plot.
public struct Series: Sendable {
  /// The colour.
  public var paint: Paint
  /// Whether the curve is dotted, as for a limit instead of a measurement.
  public var isDotted: Bool
  /// Whether an automatic range of y covers this curve; false for a diverged run.
  public var rescales: Bool
  /// For a limit, the mark that names the limit where it is beyond the range; nil for other curves.
  public var mark: String?
  let samples: Samples

  /// The data of a curve.
  enum Samples: Sendable {
    /// Points in the order of x.
    case points([(Double, Double)])
    /// Values at 0, 1, 2, …
    case values([Double])
    /// The minimum, maximum and mean over an interval.
    case envelope(@Sendable (Double, Double) -> Extent?)
  }

  /// The values of a curve over an interval.
  public struct Extent: Sendable, Equatable {
    /// The minimum, the maximum and the mean.
    public let low, high, mean: Double

    /// Creates the extent of some values.
    public init(low: Double, high: Double, mean: Double) {
      (self.low, self.high, self.mean) = (low, high, mean)
    }
  }

  /// Creates a curve through points in the order of x; NaN leaves a gap.
  public init(
    points: [(x: Double, y: Double)], paint: Paint, isDotted: Bool = false, rescales: Bool = true
  ) {
    samples = .points(points.map { ($0.x, $0.y) })
    (self.paint, self.isDotted, self.rescales) = (paint, isDotted, rescales)
  }

  /// Creates a curve through the values at 0, 1, 2, …; NaN leaves a gap.
  public init(
    values: [Double], paint: Paint, isDotted: Bool = false, rescales: Bool = true
  ) {
    samples = .values(values)
    (self.paint, self.isDotted, self.rescales) = (paint, isDotted, rescales)
  }

  /// Creates a curve from the extent over half-open intervals of x.
  ///
  /// The plot calls `envelope` twice per column of dots; nil leaves a gap.
  public init(
    paint: Paint, isDotted: Bool = false, rescales: Bool = true, mark: String? = nil,
    envelope: @escaping @Sendable (_ from: Double, _ to: Double) -> Extent?
  ) {
    samples = .envelope(envelope)
    (self.paint, self.isDotted, self.rescales) = (paint, isDotted, rescales)
    self.mark = mark
  }

  /// Returns the range of the values over an interval; nil if no value is visible on the scale.
  func range(over x: ClosedRange<Double>, columns: Int, log: Bool) -> ClosedRange<Double>? {
    var (low, high) = (Double.infinity, -Double.infinity)
    func include(_ y: Double) {
      guard y.isFinite, !log || y > 0 else { return }
      low = min(low, y)
      high = max(high, y)
    }
    switch samples {
    case .points(let points):
      for (position, y) in points where x.contains(position) { include(y) }
    case .values(let values):
      for index in Series.indices(of: values, over: x) { include(values[index]) }
    case .envelope(let envelope):
      for (from, to) in Series.intervals(of: x, count: columns) {
        guard let found = envelope(from, to) else { continue }
        include(found.low)
        include(found.high)
      }
    }
    return low <= high ? low...high : nil
  }

  /// Returns the first finite value over an interval; nil without a value.
  func firstValue(over x: ClosedRange<Double>, columns: Int) -> Double? {
    switch samples {
    case .points(let points):
      points.first { x.contains($0.0) && $0.1.isFinite }?.1
    case .values(let values):
      Series.indices(of: values, over: x).lazy.map { values[$0] }.first(where: \.isFinite)
    case .envelope(let envelope):
      Series.intervals(of: x, count: columns).lazy.compactMap { envelope($0.0, $0.1)?.low }
        .first(where: \.isFinite)
    }
  }

  /// Returns the indices of the values in an interval of x.
  static func indices(of values: [Double], over x: ClosedRange<Double>) -> Range<Int> {
    let last = Double(values.count) - 1
    guard x.upperBound >= 0, x.lowerBound <= last else { return 0..<0 }
    let first = Int(clamping: max(x.lowerBound.rounded(.up), 0))
    return first..<max(Int(clamping: min(x.upperBound.rounded(.down), last)) + 1, first)
  }

  /// Divides an interval into `count` equal parts.
  static func intervals(of x: ClosedRange<Double>, count: Int) -> [(Double, Double)] {
    let step = (x.upperBound - x.lowerBound) / Double(max(count, 1))
    return (0..<max(count, 0)).map {
      (x.lowerBound + Double($0) * step, x.lowerBound + Double($0 + 1) * step)
    }
  }
}
