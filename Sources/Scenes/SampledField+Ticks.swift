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
      var (low, high) = (Double.infinity, -Double.infinity)
      for value in heatMap.values where value.isFinite {
        (low, high) = (min(low, value), max(high, value))
      }
      return low >= 0 && low < 1e-2 * high
        ? "\(field.rawValue), log" : "\(field.rawValue), log above min"
    }
  }

  /// The round values of a colour bar with their brightness 0…1, the most important first.
  public var tickCandidates: [(value: Double, shade: Double)] {
    var (low, high, brightest) = (Double.infinity, -Double.infinity, Double.infinity)
    for (value, shade) in zip(heatMap.values, shades) where value.isFinite {
      (low, high) = (min(low, value), max(high, value))
      if shade >= 1 { brightest = min(brightest, value) }
    }
    // By rank, no value has the brightness 1 if several are largest.
    high = min(high, brightest)
    guard low < high else { return [] }
    let values = roundValues(low, high).filter { $0 >= low && $0 <= high }
    return Array(zip(values, shades(of: values)))
  }

  /// Returns the level of a value in the colours of the field, the nearest for a value outside.
  ///
  /// Nil if the value or the whole field is undefined.
  public func level(of value: Double) -> UInt8? {
    var (low, high) = (Double.infinity, -Double.infinity)
    for sample in heatMap.values where sample.isFinite {
      (low, high) = (min(low, sample), max(high, sample))
    }
    guard !value.isNaN, low <= high else { return nil }
    let shade = value <= low ? 0 : value >= high ? 1 : shades(of: [value])[0]
    return HeatMap.levels(ofShades: [shade])[0]
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

  /// Returns the shades of values, by interpolation between the nearest samples below and above.
  ///
  /// Each sample is compared with the values, not with the other samples: a map that moves has too
  /// many to sort in each frame.
  private func shades(of values: [Double]) -> [Double] {
    typealias Sample = (value: Double, shade: Double)
    let sorted = values.sorted()
    // The extremes of the samples from each value to the next, and before the first.
    var ranges = [(least: Sample, greatest: Sample)?](repeating: nil, count: sorted.count + 1)
    for sample in zip(heatMap.values, shades) where sample.0.isFinite {
      let index = sorted.partitioningIndex { $0 > sample.0 }
      guard let range = ranges[index] else {
        ranges[index] = (sample, sample)
        continue
      }
      if sample.0 < range.least.value { ranges[index]?.least = sample }
      if sample.0 > range.greatest.value { ranges[index]?.greatest = sample }
    }
    return values.map { value in
      let index = sorted.partitioningIndex { $0 >= value }
      let next = sorted.partitioningIndex { $0 > value }
      guard let above = ranges[next...].lazy.compactMap(\.self).first?.least else { return .nan }
      guard let below = ranges[...index].lazy.compactMap(\.self).last?.greatest else {
        return above.shade
      }
      let span = above.value - below.value
      return span > 0
        ? below.shade + (value - below.value) / span * (above.shade - below.shade) : above.shade
    }
  }
}
