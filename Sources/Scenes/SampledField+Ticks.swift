import Drawing
import Engine
import Integers

extension SampledField {
  /// The title of the colours: the field with its scale.
  ///
  /// The logarithmic scale is that of the field above its minimum, which is the field itself if the
  /// minimum is about zero.
  public func title(of field: Field) -> String {
    switch scale {
    case .linear: return field.rawValue
    case .rank: return "\(field.rawValue), by rank"
    case .log:
      let finite = heatMap.values.filter(\.isFinite)
      let (low, high) = (finite.min() ?? 0, finite.max() ?? 0)
      return low >= 0 && low < 1e-2 * high
        ? "\(field.rawValue), log" : "\(field.rawValue), log above min"
    }
  }

  /// The round values of a colour bar with their brightness 0…1, the most important first.
  public var tickCandidates: [(value: Double, shade: Double)] {
    let samples = zip(heatMap.values, shades).filter { $0.0.isFinite }.sorted { $0.0 < $1.0 }
    // By rank, no value has the brightness 1 if several are largest.
    guard let low = samples.first?.0,
      let high = (samples.first { $0.1 >= 1 } ?? samples.last)?.0, low < high
    else { return [] }
    return roundValues(low, high).filter { $0 >= low && $0 <= high }
      .map { ($0, Self.shade(of: $0, in: samples)) }
  }

  /// Returns round values, the most important first.
  private func roundValues(_ low: Double, _ high: Double) -> [Double] {
    guard scale != .linear else { return Drawing.ticks(low, high, atMost: 7) }
    let largest = max(low.magnitude, high.magnitude)
    let top = Int(clamping: (Double.log(largest) / Double.log(10) - 1e-9).rounded(.up))
    let powers = (0..<14).compactMap { Double("1e\(top - $0)") }
    let signed = { (values: [Double]) in values.flatMap { low < 0 ? [$0, -$0] : [$0] } }
    let plain = signed(powers)
    return plain + [0] + signed(powers.map { $0 / 2 } + powers.map { $0 / 5 })
      + Drawing.ticks(low, high, atMost: 6)
  }

  /// Returns the shade of a value, by interpolation between samples sorted by value.
  private static func shade(of value: Double, in samples: [(Double, Double)]) -> Double {
    var (low, high) = (0, samples.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if samples[middle].0 < value { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return samples[0].1 }
    let (a, b) = (samples[low - 1], samples[low])
    let span = b.0 - a.0
    return span > 0 ? a.1 + (value - a.0) / span * (b.1 - a.1) : b.1
  }
}
