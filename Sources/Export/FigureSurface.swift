import Drawing
import Engine
import Integers
import Raster
import Scenes

extension SampledField {
  /// The number of colours: more than the eye distinguishes, and few enough to compress well.
  static let shadeCount = 96

  /// Returns the heat map as an image.
  func indexedImage(_ theme: Theme) -> IndexedImage {
    let top = Double(Self.shadeCount - 1)
    return IndexedImage(
      columns: heatMap.columns, rows: heatMap.rows,
      pixels: shades.map {
        $0.isNaN ? UInt8(clamping: Self.shadeCount) : UInt8(clamping: ($0 * top).rounded())
      },
      colors: (0..<Self.shadeCount).map { theme.mapColor(Double($0) / top) }
        + (isUndefinedSomewhere ? [theme.undefined] : []))
  }

  /// Returns ticks with their positions on the colour bar, 0…1, at least `gap` apart.
  func ticks(gap: Double) -> [(value: Double, label: String, shade: Double)] {
    var found: [(value: Double, label: String, shade: Double)] = []
    for (value, shade) in tickCandidates
    where found.allSatisfy({ ($0.shade - shade).magnitude >= gap }) {
      found.append((value, PowerOfTen.label(value), shade))
    }
    return found.sorted { $0.shade < $1.shade }
  }
}

/// Algorithms on polylines.
enum Polyline {
  /// Joins segments with bitwise equal ends into polylines.
  static func joined(_ segments: [Segment]) -> [[FigurePoint]] {
    /// An end of a segment, compared by its bits.
    struct End: Hashable {
      let x, y: UInt64
      init(_ x: Double, _ y: Double) { (self.x, self.y) = (x.bitPattern, y.bitPattern) }
    }
    var segmentsByEnd: [End: [Int]] = [:]
    for (index, segment) in segments.enumerated() {
      segmentsByEnd[End(segment.x0, segment.y0), default: []].append(index)
      segmentsByEnd[End(segment.x1, segment.y1), default: []].append(index)
    }
    var isUsed = Array(repeating: false, count: segments.count)
    func follow(from start: FigurePoint) -> [FigurePoint] {
      var line: [FigurePoint] = []
      var point = start
      while let next = segmentsByEnd[End(point.x, point.y)]?.first(where: { !isUsed[$0] }) {
        isUsed[next] = true
        let segment = segments[next]
        let isForward = segment.x0 == point.x && segment.y0 == point.y
        point =
          isForward ? FigurePoint(segment.x1, segment.y1) : FigurePoint(segment.x0, segment.y0)
        line.append(point)
      }
      return line
    }
    var lines: [[FigurePoint]] = []
    for index in segments.indices where !isUsed[index] {
      let start = FigurePoint(segments[index].x0, segments[index].y0)
      let forward = follow(from: start)
      let backward = follow(from: start)
      lines.append(backward.reversed() + [start] + forward)
    }
    return lines
  }

  /// Simplifies a polyline by the algorithm of Douglas and Peucker (1973).
  ///
  /// No removed point is farther than `tolerance` from the result.
  static func simplified(_ line: [FigurePoint], within tolerance: Double) -> [FigurePoint] {
    guard line.count > 2 else { return line }
    var isKept = Array(repeating: false, count: line.count)
    isKept[0] = true
    isKept[line.count - 1] = true
    var pending = [(0, line.count - 1)]
    while let (first, last) = pending.popLast() {
      var (farthest, distance) = (first, tolerance)
      for index in first..<last where index > first {
        let found = Self.distance(of: line[index], from: line[first], line[last])
        if found > distance { (farthest, distance) = (index, found) }
      }
      guard farthest > first else { continue }
      isKept[farthest] = true
      pending += [(first, farthest), (farthest, last)]
    }
    return zip(line, isKept).filter(\.1).map(\.0)
  }

  /// Returns the distance of a point from the segment between two points.
  private static func distance(of point: FigurePoint, from a: FigurePoint, _ b: FigurePoint)
    -> Double
  {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let square = dx * dx + dy * dy
    let along = square > 0 ? ((point.x - a.x) * dx + (point.y - a.y) * dy) / square : 0
    let fraction = min(max(along, 0), 1)
    let (ex, ey) = (point.x - a.x - fraction * dx, point.y - a.y - fraction * dy)
    return (ex * ex + ey * ey).squareRoot()
  }
}
