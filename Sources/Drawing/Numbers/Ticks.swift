import Integers

/// Returns at most `count` equidistant round numbers (1, 2, 5 times a power of ten) in `lo`…`hi`.
///
/// Returns no ticks for an empty or infinite interval.
public func ticks(_ lo: Double, _ hi: Double, atMost count: Int) -> [Double] {
  guard lo.isFinite, hi.isFinite, lo <= hi, count > 0 else { return [] }
  let span = hi - lo
  guard span.isFinite, span / Double(count) > .leastNormalMagnitude,
    span > max(lo.magnitude, hi.magnitude) * 1e-13
  else {
    return lo == hi ? [lo] : []
  }
  var power = Int(clamping: log10(span / Double(count)).rounded(.down))
  while true {
    for multiple in [1, 2, 5] {
      let found = multiples(of: multiple, power: power, lo, hi, atMost: count)
      if let found { return found }
    }
    power += 1
  }
}

/// Returns at most `count` powers of ten in `lo`…`hi`, skipping powers where necessary.
///
/// If the interval contains fewer than two powers of ten, returns `ticks(_:_:atMost:)`.
public func logTicks(_ lo: Double, _ hi: Double, atMost count: Int) -> [Double] {
  guard lo > 0, hi.isFinite, lo < hi, count > 0 else { return [] }
  let first = Int(clamping: log10(lo * (1 - 1e-9)).rounded(.up))
  let last = Int(clamping: log10(hi * (1 + 1e-9)).rounded(.down))
  guard last > first else { return ticks(lo, hi, atMost: count) }
  let step = (last - first) / count + 1
  let start = first + (step - ((first % step) + step) % step) % step
  return stride(from: start, through: last, by: step).map(powerOfTen)
}

/// Returns the labels of ticks, with the digits that distinguish the closest two.
///
/// Labels of different ticks are different, and each is nearer to its tick than to any other.
public func tickLabels(of ticks: [Double]) -> [String] {
  let labels = shortTickLabels(of: ticks)
  guard Set(labels).count < Set(ticks).count else { return labels }
  return (4...17).lazy.map { digits in ticks.map { formatShort($0, digits: digits) } }
    .first { Set($0).count == Set(ticks).count } ?? labels
}

private func shortTickLabels(of ticks: [Double]) -> [String] {
  guard let largest = ticks.map(\.magnitude).max() else { return [] }
  let gaps = zip(ticks, ticks.dropFirst()).map { $1 - $0 }
  let smallest = gaps.min() ?? largest
  // Powers of ten share no decimal places; unequal gaps, or a ratio above 2.5, identify them.
  let arePowers = ticks.count == 2 && ticks[0] > 0 && ticks[1] > 2.5 * ticks[0]
  if let widest = gaps.max(), widest > 2 * smallest || arePowers {
    return ticks.map {
      $0 >= 1 && $0 < 1e5 ? formatFixed($0, places: 0) : formatShort($0, digits: 1)
    }
  }
  func fixedLabels(extraPlaces: Int = 0) -> [String] {
    let places = max(0, -Int(clamping: log10(smallest * (1 + 1e-9)).rounded(.down)))
    return ticks.map { formatFixed($0, places: places + extraPlaces) }
  }
  guard largest < 1e5, smallest >= 1e-4 else {
    let texts = ticks.map { formatShort($0) }
    // Equal labels get more decimal places if the text stays short.
    return Set(texts).count < texts.count && largest < 10 && smallest > 9e-7 ? fixedLabels() : texts
  }
  return fixedLabels(extraPlaces: ticks.count > 1 ? 0 : 1)
}

/// Returns the multiples of `multiple` × 10^`power` in `lo`…`hi`; nil if more than `count`.
private func multiples(
  of multiple: Int, power: Int, _ lo: Double, _ hi: Double, atMost count: Int
) -> [Double]? {
  // Division by 10 gives the double closest to 0.3; multiplication by 0.1 would not.
  let scale = powerOfTen(power.magnitude == 0 ? 0 : Int(power.magnitude))
  let step = Double(multiple)
  let low = power < 0 ? lo * scale : lo / scale
  let high = power < 0 ? hi * scale : hi / scale
  guard low.isFinite, high.isFinite else { return [] }
  let slack = (high - low) * 1e-9
  let first = ((low - slack) / step).rounded(.up)
  let last = ((high + slack) / step).rounded(.down)
  guard last - first < Double(count) else { return nil }
  guard last >= first else { return [] }
  return (0...Int(clamping: last - first)).map { index in
    let whole = (first + Double(index)) * step
    return power < 0 ? whole / scale : whole * scale
  }
}
