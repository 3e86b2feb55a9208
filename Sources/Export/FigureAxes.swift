import Drawing
import Integers
import Raster

/// An axis of a plot: the map from values to a coordinate.
struct FigureAxis {
  /// The range of values.
  let range: ClosedRange<Double>
  /// Whether the scale is logarithmic.
  let isLogarithmic: Bool
  /// The coordinate of the lower bound, in units of the figure.
  let from: Double
  /// The coordinate of the upper bound.
  let to: Double

  init(_ range: ClosedRange<Double>, from: Double, to: Double, isLogarithmic: Bool = false) {
    self.range = range
    self.from = from
    self.to = to
    self.isLogarithmic = isLogarithmic
  }

  /// Returns the coordinate of a value, in units of the figure; NaN for NaN.
  func position(_ value: Double) -> Double {
    let (low, high) = (axisValue(range.lowerBound), axisValue(range.upperBound))
    let fraction = (axisValue(value) - low) / (high - low)
    return fraction.isNaN ? .nan : from + min(max(fraction, -1e6), 1e6) * (to - from)
  }

  private func axisValue(_ value: Double) -> Double {
    isLogarithmic ? (value > 0 ? PowerOfTen.exponent(of: value) : value.isNaN ? .nan : -400) : value
  }

  /// Returns the ticks with their labels.
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

/// Logarithms and labels of powers of ten.
enum PowerOfTen {
  /// Returns log₁₀ of a positive number, with enough accuracy for drawing.
  static func exponent(of value: Double) -> Double {
    guard value < .infinity else { return 400 }
    // ln m = 2 artanh((m − 1)/(m + 1)) for the significand m in [1, 2).
    let s = (value.significand - 1) / (value.significand + 1)
    var sum = 0.0
    for k in stride(from: 21, through: 1, by: -2) { sum = sum * s * s + 1 / Double(k) }
    return Double(value.exponent) * 0.30102999566398120 + 2 * s * sum * 0.43429448190325182
  }

  /// Returns the exponent of a power of ten; nil for other numbers.
  static func wholeExponent(of value: Double) -> Int? {
    guard value > 0, value.isFinite else { return nil }
    let power = exponent(of: value).rounded()
    return Double("1e\(Int(clamping: power))") == value ? Int(clamping: power) : nil
  }

  /// Returns the label of a round number: `−0.02`, `10⁻³`, `5·10⁻⁴`.
  static func label(_ value: Double) -> String {
    guard value >= 0 else { return "−" + label(-value) }
    if let power = wholeExponent(of: value) { return superscriptText(power) }
    guard value > 0, !(0.005..<100_000).contains(value) else {
      return formatSignificant(value, digits: 5)
    }
    let power = Int(clamping: exponent(of: value).rounded(.down))
    let factor = value / (Double("1e\(power)") ?? 1)
    return "\(formatSignificant(factor, digits: 3))·\(superscriptText(power, isRaised: true))"
  }

  /// Returns a power of ten as `10⁻³`, or as a decimal from 0.01 to 1000 unless `isRaised`.
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
  /// Draws ticks and labels along the lower and left sides of a box.
  ///
  /// Maps pass the names of their axes; plots pass nil and get a grid. An axis that is nil has no
  /// ticks.
  mutating func drawAxes(
    _ box: Box, x: FigureAxis?, y: FigureAxis?, names: (x: String, y: String)? = nil
  ) {
    var ticks: [[FigurePoint]] = []
    var grid: [[FigurePoint]] = []
    let minSpacing = Double(x?.ticks(atMost: 8).map(\.label.count).max() ?? 1) * 8 + 34
    for tick in x?.ticks(atMost: max(Int(clamping: box.width / minSpacing), 2)) ?? [] {
      guard let position = x?.position(tick.value) else { continue }
      ticks.append([FigurePoint(position, box.bottom), FigurePoint(position, box.bottom + 4)])
      grid.append([FigurePoint(position, box.y), FigurePoint(position, box.bottom)])
      write(
        tick.label, at: FigurePoint(position, box.bottom + 16), size: 11, color: theme.faint,
        anchor: .middle)
    }
    var labelWidth = 0.0
    for tick in y?.ticks(atMost: max(Int(clamping: box.height / 34), 2)) ?? [] {
      guard let position = y?.position(tick.value) else { continue }
      ticks.append([FigurePoint(box.x, position), FigurePoint(box.x - 4, position)])
      grid.append([FigurePoint(box.x, position), FigurePoint(box.right, position)])
      labelWidth = max(labelWidth, TextMetrics.width(tick.label, size: 11))
      write(
        tick.label, at: FigurePoint(box.x - 7, position + 4), size: 11, color: theme.faint,
        anchor: .end)
    }
    if let names {
      let middle = FigurePoint(0.5 * (box.x + box.right), 0.5 * (box.y + box.bottom))
      write(
        names.x, at: FigurePoint(middle.x, box.bottom + 32), size: 13, color: theme.faint,
        anchor: .middle)
      // A word beside the labels of the ticks would cover them.
      let isWord = names.y.count > 1
      write(
        names.y,
        at: isWord
          ? FigurePoint(box.x + 8, box.y + 18)
          : FigurePoint(box.x - (labelWidth > 29 ? labelWidth + 18 : 42), middle.y + 4),
        size: 13, color: theme.faint, halo: isWord ? theme.halo : nil)
    }
    if names == nil { draw(Path(grid), stroke: VectorImage.Stroke(theme.gridLine)) }
    draw(Path(ticks), stroke: VectorImage.Stroke(theme.axisLine))
  }

  /// Draws the outline of a box.
  mutating func drawBorder(_ box: Box) {
    draw(Path(box), stroke: VectorImage.Stroke(theme.axisLine))
  }
}
