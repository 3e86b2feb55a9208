/// Formats a number for display: `18.2`, `0.0573`, `7.2e-04`, `0`, `−3.00`, `inf`, `nan`.
///
/// The text has `digits` significant digits, trailing zeros included, so a changing number keeps
/// its width. From 1e5 up and below 1e-3 it has an exponent and one digit less. Integer digits are
/// never rounded off: 12345.6 is `12346`. Halves round away from zero.
public func formatShort(_ value: Double, digits: Int = 3) -> String {
  guard let number = DecimalDigits(value) else { return formatNonFinite(value) }
  let digits = max(digits, 1)
  guard !number.isZero else { return "0" }
  // Rounded before the choice of form: 0.0009999 is 0.00100 and 99999.9 is 1.0e+05.
  let rounded = number.rounded(toDigits: max(digits, min(number.exponent + 1, 5)))
  if rounded.exponent < -3 || rounded.exponent > 4 {
    return number.rounded(toDigits: max(digits - 1, 1)).scientific(digits: max(digits - 1, 1))
  }
  let text = number.fixed(places: max(digits - 1 - rounded.exponent, 0))
  return text
}

/// Formats a number with a fixed number of decimal places; from 1e15 with an exponent instead.
///
/// Halves round away from zero, and zero has no sign.
public func formatFixed(_ value: Double, places: Int) -> String {
  guard let number = DecimalDigits(value) else { return formatNonFinite(value) }
  if number.exponent >= 15 && !number.isZero { return number.scientific(digits: 4) }
  return number.fixed(places: max(places, 0))
}

private func formatNonFinite(_ value: Double) -> String {
  value.isNaN ? "nan" : value < 0 ? "−inf" : "inf"
}

/// The shortest decimal digits that identify a double: 0.d₀d₁d₂… × 10^(exponent + 1).
private struct DecimalDigits {
  var isNegative: Bool
  var digits: [UInt8]
  /// The power of ten of the first digit.
  var exponent: Int

  var isZero: Bool { digits.isEmpty }

  /// Creates the digits of a number; nil unless it is finite.
  init?(_ value: Double) {
    guard value.isFinite else { return nil }
    isNegative = value < 0
    digits = []
    exponent = -1
    var power = 0
    var isFraction = false
    var text = value.magnitude.description.utf8[...]
    while let byte = text.popFirst() {
      switch byte {
      case UInt8(ascii: "."):
        isFraction = true
      case UInt8(ascii: "e"):
        power = Int(Substring(text)) ?? 0
        text = text.suffix(0)
      default:
        digits.append(byte - UInt8(ascii: "0"))
        if !isFraction { exponent += 1 }
      }
    }
    exponent += power
    while digits.first == 0 {
      digits.removeFirst()
      exponent -= 1
    }
    while digits.last == 0 { digits.removeLast() }
  }

  /// Returns the number rounded to at most `count` digits, halves away from zero.
  func rounded(toDigits count: Int) -> DecimalDigits {
    guard count < digits.count else { return self }
    var result = self
    guard count >= 0 else {
      result.digits = []
      return result
    }
    let up = digits[count] >= 5
    result.digits = Array(digits.prefix(count))
    guard up else { return result }
    while result.digits.last == 9 { result.digits.removeLast() }
    if result.digits.isEmpty {
      result.digits = [1]
      result.exponent += 1
    } else {
      result.digits[result.digits.count - 1] += 1
    }
    return result
  }

  func fixed(places: Int) -> String {
    let number = rounded(toDigits: exponent + 1 + places)
    guard !number.isZero else {
      return places == 0 ? "0" : "0." + String(repeating: "0", count: places)
    }
    var text = number.isNegative ? "−" : ""
    for power in stride(from: max(number.exponent, 0), through: -places, by: -1) {
      if power == -1 { text += "." }
      text += String(number.digit(power))
    }
    return text
  }

  func scientific(digits count: Int) -> String {
    let number = rounded(toDigits: count)
    var text = number.isNegative ? "−" : ""
    for index in 0..<count {
      if index == 1 { text += "." }
      text += String(number.digit(number.exponent - index))
    }
    let magnitude = String(number.exponent.magnitude)
    return text + (number.exponent < 0 ? "e-" : "e+") + (magnitude.utf8.count < 2 ? "0" : "")
      + magnitude
  }

  private func digit(_ power: Int) -> UInt8 {
    let index = exponent - power
    return digits.indices.contains(index) ? digits[index] : 0
  }
}
