import Drawing

/// How a range of values lies along a side of a plot.
struct FigureAxis {
  let range: ClosedRange<Double>
  let isLogarithmic: Bool
  let from: Double
  let to: Double

  init(_ range: ClosedRange<Double>, from: Double, to: Double, isLogarithmic: Bool = false) {
    self.range = range
    self.from = from
    self.to = to
    self.isLogarithmic = isLogarithmic
  }

  /// Where a value lies, in units of the figure; NaN where it has no place.
  func position(_ value: Double) -> Double {
    let (low, high) = (axisValue(range.lowerBound), axisValue(range.upperBound))
    let share = (axisValue(value) - low) / (high - low)
    return share.isNaN ? .nan : from + min(max(share, -1e6), 1e6) * (to - from)
  }

  private func axisValue(_ value: Double) -> Double {
    isLogarithmic ? (value > 0 ? PowerOfTen.exponent(of: value) : value.isNaN ? .nan : -400) : value
  }

  /// The ticks with their texts.
  func ticks(atMost count: Int) -> [(value: Double, label: String)] {
    let values =
      isLogarithmic
      ? logTicks(range.lowerBound, range.upperBound, atMost: count)
      : Drawing.ticks(range.lowerBound, range.upperBound, atMost: count)
    let texts = tickLabels(of: values)
    let arePowers = isLogarithmic && values.allSatisfy { PowerOfTen.wholeExponent(of: $0) != nil }
    return zip(values, texts).map { value, text in
      (
        value,
        arePowers ? PowerOfTen.superscriptText(PowerOfTen.wholeExponent(of: value) ?? 0) : text
      )
    }
  }
}

/// Powers of ten.
enum PowerOfTen {
  /// log₁₀ of a positive number, good enough to place a point.
  static func exponent(of value: Double) -> Double {
    guard value < .infinity else { return 400 }
    // ln m = 2 artanh((m − 1)/(m + 1)) for the significand m in [1, 2).
    let s = (value.significand - 1) / (value.significand + 1)
    var sum = 0.0
    for k in stride(from: 21, through: 1, by: -2) { sum = sum * s * s + 1 / Double(k) }
    return Double(value.exponent) * 0.30102999566398120 + 2 * s * sum * 0.43429448190325182
  }

  /// The exponent if a number is a power of ten.
  static func wholeExponent(of value: Double) -> Int? {
    guard value > 0, value.isFinite else { return nil }
    let power = exponent(of: value).rounded()
    return Double("1e\(Int(power))") == value ? Int(power) : nil
  }

  /// A round number: `−0.02`, `10⁻³`, `5·10⁻⁴`.
  static func label(_ value: Double) -> String {
    guard value >= 0 else { return "−" + label(-value) }
    if let power = wholeExponent(of: value) { return superscriptText(power) }
    guard value > 0, !(0.005..<100_000).contains(value) else {
      return formatSignificant(value, digits: 5)
    }
    let power = Int(exponent(of: value).rounded(.down))
    let factor = value / (Double("1e\(power)") ?? 1)
    return "\(formatSignificant(factor, digits: 3))·\(superscriptText(power, isRaised: true))"
  }

  /// `10⁻³`, plain from a hundredth to a thousand.
  static func superscriptText(_ power: Int, isRaised: Bool = false) -> String {
    switch power {
    case _ where isRaised: break
    case 0...3: return "1" + String(repeating: "0", count: power)
    case -1: return "0.1"
    case -2: return "0.01"
    default: break
    }
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    let raised = String(power.magnitude).compactMap { $0.wholeNumberValue.map { digits[$0] } }
    return "10" + (power < 0 ? "⁻" : "") + String(raised)
  }
}

extension FigureRenderer {
  /// Ticks and texts along the lower and the left side of a box.
  ///
  /// With names for the sides for a map; without for a plot, which has a title and a grid.
  mutating func drawAxes(
    _ box: Box, x: FigureAxis, y: FigureAxis, names: (x: String, y: String)? = nil
  ) {
    var marks = ""
    var grid = ""
    svg.begin("g", [("font-size", "11"), ("fill", theme.faint)])
    let room = Double(x.ticks(atMost: 8).map(\.label.count).max() ?? 1) * 8 + 34
    for tick in x.ticks(atMost: max(Int(box.width / room), 2)) {
      let at = x.position(tick.value)
      marks += "M\(formatLength(at)) \(formatLength(box.bottom))v4"
      grid += "M\(formatLength(at)) \(formatLength(box.y))V\(formatLength(box.bottom))"
      svg.put(
        "text",
        [("x", formatLength(at)), ("y", formatLength(box.bottom + 16)), ("text-anchor", "middle")],
        tick.label)
    }
    for tick in y.ticks(atMost: max(Int(box.height / 34), 2)) {
      let at = y.position(tick.value)
      marks += "M\(formatLength(box.x)) \(formatLength(at))h-4"
      grid += "M\(formatLength(box.x)) \(formatLength(at))H\(formatLength(box.right))"
      svg.put(
        "text",
        [("x", formatLength(box.x - 7)), ("y", formatLength(at + 4)), ("text-anchor", "end")],
        tick.label)
    }
    svg.end()
    if let names {
      let middle = FigurePoint(0.5 * (box.x + box.right), 0.5 * (box.y + box.bottom))
      write(
        names.x, at: FigurePoint(middle.x, box.bottom + 32), size: 13, fill: theme.faint,
        anchor: "middle")
      write(names.y, at: FigurePoint(box.x - 42, middle.y + 4), size: 13, fill: theme.faint)
    }
    if names == nil, !grid.isEmpty {
      svg.put("path", [("d", grid), ("stroke", theme.gridLine), ("fill", "none")])
    }
    if !marks.isEmpty {
      svg.put("path", [("d", marks), ("stroke", theme.axisLine), ("fill", "none")])
    }
  }

  mutating func drawBorder(_ box: Box) {
    svg.put("rect", box.attributes + [("fill", "none"), ("stroke", theme.axisLine)])
  }
}
