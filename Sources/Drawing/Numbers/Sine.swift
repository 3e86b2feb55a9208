/// Returns the sine of an angle in degrees, to about 12 digits.
func sine(degrees: Double) -> Double {
  guard degrees.isFinite else { return .nan }
  let turn = degrees.truncatingRemainder(dividingBy: 360)
  let half = turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn
  let quarter = half > 90 ? 180 - half : half < -90 ? -180 - half : half
  let x = quarter * .pi / 180
  // The Taylor series up to x¹⁷, in Horner form.
  var sum = 1.0
  for n in stride(from: 16.0, through: 2, by: -2) { sum = 1 - x * x / (n * (n + 1)) * sum }
  return x * sum
}

/// Returns the cosine of an angle in degrees, to about 12 digits.
func cosine(degrees: Double) -> Double { sine(degrees: degrees + 90) }
