/// The levels of a heat map's colours for any value, also for values between the samples.
///
/// The brightness never falls with the value, so 31 thresholds determine the level, and a value
/// takes a few comparisons instead of a logarithm.
public struct LevelThresholds: Sendable {
  /// The least value of each level from 1 to 31, as an ordered integer.
  private let thresholds: [Int64]

  /// Finds the thresholds of a heat map on a scale, by bisection.
  public init(_ map: HeatMap, _ scale: HeatMap.Scale) {
    let shading = map.shading(scale)
    thresholds = (1...31).map { level in
      var (low, high) = (ordered(-.infinity), ordered(.infinity))
      while low < high {
        let middle = low + Int64(bitPattern: UInt64(bitPattern: high &- low) / 2)
        if HeatMap.levels(ofShades: [shading(value(of: middle))])[0] >= level {
          high = middle
        } else {
          low = middle + 1
        }
      }
      return low
    }
  }

  /// Returns the level of a value: 0…31, or `HeatMap.undefinedLevel` for NaN.
  public func level(of value: Double) -> UInt8 {
    guard !value.isNaN else { return HeatMap.undefinedLevel }
    let value = ordered(value)
    var level = 0
    for step in [16, 8, 4, 2, 1] where value >= thresholds[level + step - 1] { level += step }
    return UInt8(truncatingIfNeeded: level)
  }
}

/// Returns an integer with the order of the doubles; −0 counts as 0.
private func ordered(_ value: Double) -> Int64 {
  let bits = Int64(bitPattern: (value + 0).bitPattern)
  return bits >= 0 ? bits : Int64.min &- bits
}

/// Returns the double of an ordered integer.
private func value(of ordered: Int64) -> Double {
  Double(bitPattern: UInt64(bitPattern: ordered >= 0 ? ordered : Int64.min &- ordered))
}
