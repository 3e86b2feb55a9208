/// A field over the picture: one value a pixel, row by row from the top.
///
/// A cell of the screen holds two pixels above each other.
public struct HeatMap: Sendable, Equatable {
  public let columns: Int
  /// Rows of pixels: twice the rows of cells.
  public let rows: Int
  /// `columns` × `rows` values, filled up with NaN or cut to that number.
  public let values: [Double]

  public init(columns: Int, rows: Int, values: [Double]) {
    self.columns = max(columns, 0)
    self.rows = max(rows, 0)
    let count = self.columns * self.rows
    let missing = max(count - values.count, 0)
    self.values = Array(values.prefix(count)) + Array(repeating: .nan, count: missing)
  }

  /// How values become brightness.
  public enum Scale: String, Sendable, CaseIterable {
    /// log10(f − fmin + ε), with ε so that a valley stays a crisp line.
    case log
    case linear
    /// Equal areas for equal steps of brightness.
    case rank
  }

  /// The levels 0…31 of the colour map, pixel by pixel.
  ///
  /// - Parameters:
  ///   - scale: How values become brightness.
  ///   - floor: The least value of the field, if it is known; else the least in the picture.
  /// - Returns: As many levels as there are pixels, row by row.
  public func levels(_ scale: Scale = .log, floor: Double? = nil) -> [UInt8] {
    shades(scale, floor: floor).map { UInt8(($0 * 31).rounded()) }
  }

  /// The brightness from 0 to 1, pixel by pixel.
  ///
  /// NaN and +∞ are at the top, −∞ at the bottom; a field that is the same everywhere is 0. The
  /// ends of the scale are quantiles of the picture, so one steep wall does not flatten the rest.
  public func shades(_ scale: Scale = .log, floor: Double? = nil) -> [Double] {
    values.map(shading(scale, floor: floor))
  }

  /// The value in the picture's range that has a brightness; nil for a field that is flat.
  public func value(ofShade shade: Double, _ scale: Scale = .log, floor: Double? = nil) -> Double? {
    guard var low = values.filter(\.isFinite).min(), var high = values.filter(\.isFinite).max(),
      low < high
    else { return nil }
    let shading = shading(scale, floor: floor)
    for _ in 0..<100 {
      let middle = low / 2 + high / 2
      if shading(middle) < shade { low = middle } else { high = middle }
    }
    return high
  }

  private func shading(_ scale: Scale, floor: Double?) -> (Double) -> Double {
    let sorted = values.filter(\.isFinite).sorted()
    guard let least = sorted.first, let most = sorted.last, most > least else {
      return { $0.isFinite || $0 == -.infinity ? 0 : 1 }
    }
    switch scale {
    case .log:
      let known = floor.flatMap { $0.isFinite ? $0 : nil }
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
    // A line across the picture covers about one pixel in each row or column: that share of the
    // pixels is the valley floor, and ε is the height at which it ends.
    let share = min(1 / Double(max(min(rows, columns), 1)), 0.25)
    // Quarters, because the difference of two finite numbers can overflow; a logarithm does not mind.
    func rise(_ value: Double) -> Double { max(value / 4 - least / 4, 0) }
    let top = rise(quantile(sorted, 0.98))
    let wall = top > 0 ? top : max(rise(sorted[sorted.count - 1]), .leastNormalMagnitude)
    let epsilon = max(rise(quantile(sorted, share)), wall * 1e-6)
    let low = log10(rise(sorted[0]) + epsilon)
    let high = log10(wall + epsilon)
    return { value in
      value.isFinite ? shade(log10(rise(value) + epsilon), low, high) : shade(value, 0, 1)
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

  private func quantile(_ sorted: [Double], _ share: Double) -> Double {
    sorted[Int((share * Double(sorted.count - 1)).rounded())]
  }
}

/// Where a value lies between two, held to 0…1.
private func shade(_ value: Double, _ low: Double, _ high: Double) -> Double {
  guard value < .infinity else { return 1 }  // false for NaN too
  guard value > -.infinity else { return 0 }
  let span = high / 2 - low / 2  // halves, because the difference can overflow
  guard span > 0 else { return value > low ? 1 : 0 }
  return min(max((value / 2 - low / 2) / span, 0), 1)
}

extension [Double] {
  /// The first index from which on the condition holds, by bisection.
  fileprivate func partitioningIndex(where holds: (Double) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
