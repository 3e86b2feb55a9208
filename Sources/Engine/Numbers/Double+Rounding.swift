import Integers

extension Double {
  /// Returns the nearest value with a number of significant decimal digits.
  package func rounded(toDigits digits: Int) -> Double {
    guard isFinite, self != 0 else { return self }
    return rounded(
      toPlaces: digits - 1 - Int(clamping: (Double.log(magnitude) / Double.log(10)).rounded(.down)))
  }

  /// Returns the nearest value with a number of digits after the decimal point.
  package func rounded(toPlaces places: Int) -> Double {
    guard isFinite, places <= 300 else { return self }  // 10^places would overflow
    let scale = Double.pow(10, Int(places.magnitude))
    return places >= 0 ? (self * scale).rounded() / scale : (self / scale).rounded() * scale
  }
}
