/// Returns the decimal logarithm, with the same bits on every platform.
///
/// The error is a few units in the last place. Returns −∞ at 0, NaN below 0, +∞ at +∞.
func log10(_ x: Double) -> Double {
  guard x > 0 else { return x == 0 ? -.infinity : .nan }
  guard x.isFinite else { return x }
  var exponent = Double(x.exponent)
  var m = x.significand
  if m > 1.4142135623730951 {
    m /= 2
    exponent += 1
  }
  // ln m = 2 artanh s, where |s| ≤ 0.172: eleven terms suffice for 53 bits.
  let s = (m - 1) / (m + 1)
  let s2 = s * s
  var sum = 0.0
  for k in stride(from: 21, through: 1, by: -2) { sum = sum * s2 + 1 / Double(k) }
  return exponent * 0.30102999566398119521 + 2 * s * sum * 0.43429448190325182765
}

/// Returns 10 to an integer power; 0 or infinity outside the range of `Double`.
func powerOfTen(_ exponent: Int) -> Double {
  // Parsing rounds correctly; repeated multiplication would not.
  Double("1e\(min(max(exponent, -400), 400))") ?? .nan
}
