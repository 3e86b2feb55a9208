import Integers

/// A scalar field sampled at pixels, row by row from the top.
///
/// A cell of the screen shows two pixels, one above the other.
public struct HeatMap: Sendable, Equatable {
  /// The number of columns of pixels.
  public let columns: Int
  /// The number of rows of pixels: twice the rows of cells.
  public let rows: Int
  /// The `columns` × `rows` values; NaN where the field is undefined.
  public let values: [Double]
  /// The level of a pixel where the field is undefined, beside the levels 0…31 of numbers.
  public static let undefinedLevel: UInt8 = 32

  /// Creates a heat map; pads `values` with NaN, or truncates them, to `columns` × `rows`.
  public init(columns: Int, rows: Int, values: [Double]) {
    self.columns = max(columns, 0)
    self.rows = max(rows, 0)
    let count = self.columns * self.rows
    let missing = max(count - values.count, 0)
    self.values = Array(values.prefix(count)) + Array(repeating: .nan, count: missing)
  }

  /// A map from values to brightness.
  public enum Scale: String, Sendable, CaseIterable {
    /// log10(f − fmin + ε), with ε chosen to show a valley as a thin line.
    case log
    /// Proportional to f − fmin.
    case linear
    /// The rank of the value: equal areas for equal steps of brightness.
    case rank
  }

  /// Returns the level of each pixel in the colour map: 0…31, or `undefinedLevel` for NaN.
  ///
  /// - Parameters:
  ///   - scale: The map from values to brightness.
  ///   - minimum: The minimum of the field if known; by default that of `values`.
  /// - Returns: `columns` × `rows` levels, row by row.
  public func levels(_ scale: Scale = .log, minimum: Double? = nil) -> [UInt8] {
    Self.levels(ofShades: shades(scale, minimum: minimum))
  }

  /// Returns the levels 0…31 of brightnesses 0…1, and `undefinedLevel` for NaN.
  public static func levels(ofShades shades: [Double]) -> [UInt8] {
    shades.map { $0.isNaN ? undefinedLevel : UInt8(clamping: ($0 * 31).rounded()) }
  }

  /// Returns the brightness of each pixel, 0…1; NaN for NaN.
  ///
  /// +∞ has brightness 1, −∞ has 0, and so has every pixel of a constant field. The upper end of the
  /// scale is a quantile, so a steep wall does not flatten the rest of the map.
  public func shades(_ scale: Scale = .log, minimum: Double? = nil) -> [Double] {
    let shading = shading(scale, minimum: minimum)
    return values.map { $0.isNaN ? .nan : shading($0) }
  }

  /// Returns the value with a given brightness, by bisection; nil for a constant field.
  public func value(
    ofShade shade: Double, _ scale: Scale = .log, minimum: Double? = nil
  ) -> Double? {
    guard var low = values.filter(\.isFinite).min(), var high = values.filter(\.isFinite).max(),
      low < high
    else { return nil }
    let shading = shading(scale, minimum: minimum)
    for _ in 0..<100 {
      let middle = low / 2 + high / 2
      if shading(middle) < shade { low = middle } else { high = middle }
    }
    return high
  }

  /// Returns the map from values to brightness.
  package func shading(_ scale: Scale, minimum: Double? = nil) -> (Double) -> Double {
    let sorted = values.filter(\.isFinite).sorted()
    guard let least = sorted.first, let most = sorted.last, most > least else {
      return { $0.isFinite || $0 == -.infinity ? 0 : 1 }
    }
    switch scale {
    case .log:
      let known = minimum.flatMap { $0.isFinite ? $0 : nil }
      return logShading(sorted, least: min(least, known ?? least))
    case .linear:
      let top = quantile(sorted, 0.95)
      let high = top > least ? top : most
      return { shade($0, least, high) }
    case .rank:
      return rankShading(sorted)
    }
  }

  private func logShading(_ sorted: [Double], least: Double) -> (Double) -> Double {
    // A valley across the map covers about one pixel per row or column. ε is the quantile of
    // f − fmin at that fraction of the pixels.
    let valleyFraction = min(1 / Double(max(min(rows, columns), 1)), 0.25)
    // Divided by 4, because the difference of two finite numbers can overflow; in the logarithm the
    // factor is a constant offset.
    func excess(_ value: Double) -> Double { max(value / 4 - least / 4, 0) }
    let top = excess(quantile(sorted, 0.98))
    let wall = top > 0 ? top : max(excess(sorted[sorted.count - 1]), .leastNormalMagnitude)
    // A subnormal wall times 1e-6 is zero, whose logarithm is infinite.
    let epsilon = max(
      excess(quantile(sorted, valleyFraction)), wall * 1e-6, .leastNonzeroMagnitude)
    let low = log10(excess(sorted[0]) + epsilon)
    let high = log10(wall + epsilon)
    return { value in
      value.isFinite ? shade(log10(excess(value) + epsilon), low, high) : shade(value, 0, 1)
    }
  }

  private func rankShading(_ sorted: [Double]) -> (Double) -> Double {
    let last = Double(max(sorted.count - 1, 1))
    return { value in
      guard value.isFinite else { return shade(value, 0, 1) }
      let below = sorted.partitioningIndex { $0 >= value }
      let through = sorted.partitioningIndex { $0 > value }
      return min(max(Double(below + through - 1) / 2 / last, 0), 1)
    }
  }

  private func quantile(_ sorted: [Double], _ fraction: Double) -> Double {
    sorted[Int(clamping: (fraction * Double(sorted.count - 1)).rounded())]
  }
}

/// Returns the position of a value between `low` and `high`, clamped to 0…1.
private func shade(_ value: Double, _ low: Double, _ high: Double) -> Double {
  guard value < .infinity else { return 1 }
  guard value > -.infinity else { return 0 }
  let span = high / 2 - low / 2  // halved, because the difference can overflow
  guard span > 0 else { return value > low ? 1 : 0 }
  return min(max((value / 2 - low / 2) / span, 0), 1)
}

extension [Double] {
  /// Returns the first index whose element satisfies a monotone condition, by bisection.
  package func partitioningIndex(where holds: (Double) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
