import Drawing
import Engine
import Raster

/// The trajectory of a run in a box, as polylines of bounded size.
struct TrajectoryPath {
  /// The polylines, clipped slightly outside the box.
  let polylines: [[FigurePoint]]

  /// The maximum number of points, excluding the last iterate.
  static let maxPoints = 3000

  /// Creates the path through the iterates of a run.
  ///
  /// A long run is divided into equal intervals of steps. Each interval keeps its first point and
  /// its leftmost, rightmost, topmost and bottommost points, which preserves the amplitude of a
  /// 2-cycle; the first and last iterates are always kept.
  ///
  /// - Parameters:
  ///   - count: The number of iterates.
  ///   - box: The clipping box.
  ///   - point: Returns the position of an iterate; nil or a non-finite position leaves a gap.
  init(count: Int, in box: Box, point: (Int) -> FigurePoint?) {
    var steps = Array(0..<count)
    if count > Self.maxPoints {
      let parts = Self.maxPoints / 5
      steps = (0..<parts).flatMap { part in
        Self.extremes(count * part / parts..<count * (part + 1) / parts, point)
      }
      steps.append(count - 1)
    }
    let outer = box.inset(left: -24, top: -24, right: -24, bottom: -24)
    var pieces: [[FigurePoint]] = []
    var line: [FigurePoint] = []
    var previous: FigurePoint?
    for step in steps {
      let next = point(step).flatMap { $0.x.isFinite && $0.y.isFinite ? $0 : nil }
      defer { previous = next }
      guard let previous, let next else {
        if line.count > 1 { pieces.append(line) }
        line = []
        if let next, outer.contains(next) { line = [next] }
        continue
      }
      guard let visible = outer.clippedSegment(previous, next) else { continue }
      if line.isEmpty || visible.from != previous {
        if line.count > 1 { pieces.append(line) }
        line = [visible.from]
      }
      // Points that round to the same hundredth of a unit are merged.
      if formatLength(visible.to.x) != formatLength(line[line.count - 1].x)
        || formatLength(visible.to.y) != formatLength(line[line.count - 1].y)
      {
        line.append(visible.to)
      }
      if visible.to != next {
        pieces.append(line)
        line = []
      }
    }
    if !line.isEmpty { pieces.append(line) }
    self.polylines = pieces
  }

  /// Returns the first step of an interval and the steps with extreme positions.
  private static func extremes(_ steps: Range<Int>, _ point: (Int) -> FigurePoint?) -> [Int] {
    var kept: Set<Int> = [steps.lowerBound]
    var low = FigurePoint(.infinity, .infinity)
    var high = FigurePoint(-.infinity, -.infinity)
    var (left, right, top, bottom) = (steps.lowerBound, steps.lowerBound, 0, 0)
    (top, bottom) = (left, left)
    for step in steps {
      guard let position = point(step), position.x.isFinite, position.y.isFinite else { continue }
      if position.x < low.x { (low.x, left) = (position.x, step) }
      if position.x > high.x { (high.x, right) = (position.x, step) }
      if position.y < low.y { (low.y, top) = (position.y, step) }
      if position.y > high.y { (high.y, bottom) = (position.y, step) }
    }
    kept.formUnion([left, right, top, bottom])
    return kept.sorted()
  }
}

extension Box {
  /// Clips a segment to the box (Liang and Barsky, 1984); nil if the segment lies outside.
  ///
  /// An end inside the box is returned unchanged.
  func clippedSegment(_ a: FigurePoint, _ b: FigurePoint) -> (from: FigurePoint, to: FigurePoint)? {
    var (enter, leave) = (0.0, 1.0)
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    for (p, q) in [(-dx, a.x - x), (dx, right - a.x), (-dy, a.y - y), (dy, bottom - a.y)] {
      if p == 0 {
        if q < 0 { return nil }
      } else if p < 0 {
        enter = max(enter, q / p)
      } else {
        leave = min(leave, q / p)
      }
    }
    guard enter <= leave else { return nil }
    return (
      enter == 0 ? a : FigurePoint(a.x + enter * dx, a.y + enter * dy),
      leave == 1 ? b : FigurePoint(a.x + leave * dx, a.y + leave * dy)
    )
  }
}
