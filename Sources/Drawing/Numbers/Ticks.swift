/// The round numbers (1, 2, 5 times a power of ten) from `lo` to `hi`, at most so many of them.
///
/// Empty if there is no such interval; the ends count as inside.
public func ticks(_ lo: Double, _ hi: Double, atMost count: Int) -> [Double] {
  guard lo.isFinite, hi.isFinite, lo <= hi, count > 0 else { return [] }
  let span = hi - lo
  guard span.isFinite, span / Double(count) > .leastNormalMagnitude,
    span > max(lo.magnitude, hi.magnitude) * 1e-13
  else {
    return lo == hi ? [lo] : []
  }
  var power = Int(log10(span / Double(count)).rounded(.down))
  while true {
    for multiple in [1, 2, 5] {
      let found = multiples(of: multiple, power: power, lo, hi, atMost: count)
      if let found { return found }
    }
    power += 1
  }
}

/// The powers of ten from `lo` to `hi`, every n-th if there are more than `count` of them.
///
/// If fewer than two lie inside, the round numbers of `ticks`.
public func logTicks(_ lo: Double, _ hi: Double, atMost count: Int) -> [Double] {
  guard lo > 0, hi.isFinite, lo < hi, count > 0 else { return [] }
  let first = Int(log10(lo * (1 - 1e-9)).rounded(.up))
  let last = Int(log10(hi * (1 + 1e-9)).rounded(.down))
  guard last > first else { return ticks(lo, hi, atMost: count) }
  let step = (last - first) / count + 1
  let start = first + (step - ((first % step) + step) % step) % step
  return stride(from: start, through: last, by: step).map(powerOfTen)
}

/// The texts of ticks, all with as many places as the closest two need.
public func tickLabels(of ticks: [Double]) -> [String] {
  guard let largest = ticks.map(\.magnitude).max() else { return [] }
  let gaps = zip(ticks, ticks.dropFirst()).map { $1 - $0 }
  let smallest = gaps.min() ?? largest
  // Powers of ten differ too much to share their places; of two, neither is twice the other.
  let arePowers = ticks.count == 2 && ticks[0] > 0 && ticks[1] > 2.5 * ticks[0]
  if let widest = gaps.max(), widest > 2 * smallest || arePowers {
    return ticks.map {
      $0 >= 1 && $0 < 1e5 ? formatFixed($0, places: 0) : formatShort($0, digits: 1)
    }
  }
  func told(_ extra: Int = 0) -> [String] {
    let places = max(0, -Int(log10(smallest * (1 + 1e-9)).rounded(.down)))
    return ticks.map { formatFixed($0, places: places + extra) }
  }
  guard largest < 1e5, smallest >= 1e-4 else {
    let texts = ticks.map { formatShort($0) }
    // Neighbours that differ late are told apart, as long as there is room for it.
    return Set(texts).count < texts.count && largest < 10 && smallest > 9e-7 ? told() : texts
  }
  return told(ticks.count > 1 ? 0 : 1)
}

/// The multiples of `multiple` × 10^`power` from `lo` to `hi`; nil if there are too many.
private func multiples(
  of multiple: Int, power: Int, _ lo: Double, _ hi: Double, atMost count: Int
) -> [Double]? {
  // Dividing by a whole power of ten keeps 0.3 the number that is written 0.3.
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
  return (0...Int(last - first)).map { index in
    let whole = (first + Double(index)) * step
    return power < 0 ? whole / scale : whole * scale
  }
}
