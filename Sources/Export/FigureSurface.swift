import Drawing
import Engine

/// The surface below the runs: its heights over the frame, and what follows from them.
struct SampledSurface {
  let heatMap: HeatMap
  let shades: [Double]
  let scale: HeatMap.Scale

  /// So many tones, more than an eye tells apart side by side, and few enough to pack well.
  static let shadeCount = 96

  init(_ surface: AnySurface, _ frame: Region, _ scale: HeatMap.Scale, columns: Int, rows: Int) {
    func middles(_ range: ClosedRange<Double>, _ count: Int) -> [Double] {
      (0..<count).map {
        range.lowerBound + (Double($0) + 0.5) / Double(count)
          * (range.upperBound - range.lowerBound)
      }
    }
    let xs = middles(frame.x, columns)
    var row = Array(repeating: 0.0, count: columns)
    var values: [Double] = []
    values.reserveCapacity(columns * rows)
    for y in middles(frame.y, rows).reversed() {
      surface.values(xs, y, &row)
      values += row
    }
    heatMap = HeatMap(columns: columns, rows: rows, values: values)
    shades = heatMap.shades(scale)
    self.scale = scale
  }

  func raster(_ theme: Theme) -> Raster {
    let top = Double(Self.shadeCount - 1)
    return Raster(
      columns: heatMap.columns, rows: heatMap.rows,
      pixels: shades.map { UInt8(($0 * top).rounded()) },
      colors: (0..<Self.shadeCount).map { theme.mapColor(Double($0) / top) })
  }

  /// Lines of equal loss, each whole, in pixels of the map.
  var contours: [[FigurePoint]] {
    Polyline.joined(heatMap.contours(scale, count: 9)).map { Polyline.simplified($0, within: 0.15) }
      .filter { $0.count > 2 }
  }

  /// Values with their place along the colour bar from 0 to 1, no closer than `gap`.
  func ticks(gap: Double) -> [(value: Double, label: String, shade: Double)] {
    let known = zip(heatMap.values, shades).filter { $0.0.isFinite }.sorted { $0.0 < $1.0 }
    guard let low = known.first?.0, let high = known.first(where: { $0.1 >= 1 })?.0, low < high
    else { return [] }
    var found: [(value: Double, label: String, shade: Double)] = []
    for value in tickCandidates(low, high) where value >= low && value <= high {
      let shade = Self.shade(of: value, in: known)
      guard found.allSatisfy({ ($0.shade - shade).magnitude >= gap }) else { continue }
      found.append((value, PowerOfTen.label(value), shade))
    }
    return found.sorted { $0.shade < $1.shade }
  }

  /// Round values, those that matter most first.
  private func tickCandidates(_ low: Double, _ high: Double) -> [Double] {
    guard scale != .linear else { return Drawing.ticks(low, high, atMost: 7) }
    let far = max(low.magnitude, high.magnitude)
    let top = Int(PowerOfTen.exponent(of: far).rounded(.up))
    let powers = (0..<14).compactMap { Double("1e\(top - $0)") }
    let signed = { (values: [Double]) in values.flatMap { low < 0 ? [$0, -$0] : [$0] } }
    let plain = signed(powers)
    return plain + [0] + signed(powers.map { $0 / 2 } + powers.map { $0 / 5 })
      + Drawing.ticks(low, high, atMost: 6)
  }

  private static func shade(of value: Double, in known: [(Double, Double)]) -> Double {
    var (low, high) = (0, known.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if known[middle].0 < value { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return known[0].1 }
    let (a, b) = (known[low - 1], known[low])
    let span = b.0 - a.0
    return span > 0 ? a.1 + (value - a.0) / span * (b.1 - a.1) : b.1
  }
}

/// Lines made of pieces.
enum Polyline {
  /// Joins segments that share an end, bit for bit, into lines.
  static func joined(_ segments: [Segment]) -> [[FigurePoint]] {
    struct End: Hashable {
      let x, y: UInt64
      init(_ x: Double, _ y: Double) { (self.x, self.y) = (x.bitPattern, y.bitPattern) }
    }
    var at: [End: [Int]] = [:]
    for (index, segment) in segments.enumerated() {
      at[End(segment.x0, segment.y0), default: []].append(index)
      at[End(segment.x1, segment.y1), default: []].append(index)
    }
    var isUsed = Array(repeating: false, count: segments.count)
    func walk(from start: FigurePoint) -> [FigurePoint] {
      var line: [FigurePoint] = []
      var spot = start
      while let next = at[End(spot.x, spot.y)]?.first(where: { !isUsed[$0] }) {
        isUsed[next] = true
        let segment = segments[next]
        let isForward = segment.x0 == spot.x && segment.y0 == spot.y
        spot = isForward ? FigurePoint(segment.x1, segment.y1) : FigurePoint(segment.x0, segment.y0)
        line.append(spot)
      }
      return line
    }
    var lines: [[FigurePoint]] = []
    for index in segments.indices where !isUsed[index] {
      let start = FigurePoint(segments[index].x0, segments[index].y0)
      let forth = walk(from: start)
      let back = walk(from: start)
      lines.append(back.reversed() + [start] + forth)
    }
    return lines
  }

  /// The line with fewer spots, none of those left out farther from it than `tolerance`.
  ///
  /// After Douglas and Peucker (1973).
  static func simplified(_ line: [FigurePoint], within tolerance: Double) -> [FigurePoint] {
    guard line.count > 2 else { return line }
    var isKept = Array(repeating: false, count: line.count)
    isKept[0] = true
    isKept[line.count - 1] = true
    var open = [(0, line.count - 1)]
    while let (first, last) = open.popLast() {
      var (farthest, distance) = (first, tolerance)
      for index in first..<last where index > first {
        let found = Self.distance(of: line[index], from: line[first], line[last])
        if found > distance { (farthest, distance) = (index, found) }
      }
      guard farthest > first else { continue }
      isKept[farthest] = true
      open += [(first, farthest), (farthest, last)]
    }
    return zip(line, isKept).filter(\.1).map(\.0)
  }

  private static func distance(of spot: FigurePoint, from a: FigurePoint, _ b: FigurePoint)
    -> Double
  {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let square = dx * dx + dy * dy
    let along = square > 0 ? ((spot.x - a.x) * dx + (spot.y - a.y) * dy) / square : 0
    let share = min(max(along, 0), 1)
    let (ex, ey) = (spot.x - a.x - share * dx, spot.y - a.y - share * dy)
    return (ex * ex + ey * ey).squareRoot()
  }
}
