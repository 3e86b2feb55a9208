import Engine
import Integers

extension ClosedRange where Bound == Double {
  var middle: Double { 0.5 * lowerBound + 0.5 * upperBound }

  /// Returns the range scaled about its middle.
  func scaled(by factor: Double) -> ClosedRange {
    around(middle, halfLength: 0.5 * length * factor)
  }

  /// Returns a range of the same length about a centre.
  func centered(on center: Double) -> ClosedRange { around(center, halfLength: 0.5 * length) }

  /// Returns a range about a centre; this range if a bound would be infinite or not a number.
  private func around(_ center: Double, halfLength half: Double) -> ClosedRange {
    let (low, high) = (center - half, center + half)
    return low.isFinite && high.isFinite && low <= high ? low...high : self
  }

  /// The range with both bounds rounded to 10⁻⁵ of its length; this range if that would be empty.
  var rounded: ClosedRange {
    let power = (Double.log(length) / Double.log(10)).rounded(.down)
    let places = 5 - Int(clamping: Swift.min(Swift.max(power, -400), 400))
    let (low, high) = (lowerBound.rounded(toPlaces: places), upperBound.rounded(toPlaces: places))
    return low < high ? low...high : self
  }

  /// Whether the range lies within the divergence norm and is long enough to resolve points.
  var isUsable: Bool {
    let largest = Swift.max(lowerBound.magnitude, upperBound.magnitude)
    return largest <= Trajectory.divergenceNorm && length > largest * 1e-9 && length > 1e-12
  }
}
