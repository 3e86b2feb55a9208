import Drawing
import Engine

/// The way of a run over a box, as lines that a page can carry.
struct TrajectoryPath {
  /// Pieces of connected spots inside the box, or a little outside.
  let polylines: [[FigurePoint]]

  /// So many spots at most, but for the ends.
  static let maxPoints = 3000

  /// The iterates from the start to a step, each at its place.
  ///
  /// No spot is moved. Where there are too many, time is cut into equal parts, and of each part the
  /// first spot stays and those farthest to the left, right, top and bottom: so a hum keeps both
  /// sides, and the first and the last iterate are always there.
  ///
  /// - Parameters:
  ///   - count: How many iterates.
  ///   - box: What lies outside is cut off.
  ///   - spot: Where an iterate lies; nil or not finite leaves a gap.
  init(count: Int, in box: Box, spot: (Int) -> FigurePoint?) {
    var steps = Array(0..<count)
    if count > Self.maxPoints {
      let parts = Self.maxPoints / 5
      steps = (0..<parts).flatMap { part in
        Self.extremes(count * part / parts..<count * (part + 1) / parts, spot)
      }
      steps.append(count - 1)
    }
    let outer = box.inset(left: -24, top: -24, right: -24, bottom: -24)
    var pieces: [[FigurePoint]] = []
    var line: [FigurePoint] = []
    var before: FigurePoint?
    for step in steps {
      let next = spot(step).flatMap { $0.x.isFinite && $0.y.isFinite ? $0 : nil }
      defer { before = next }
      guard let before, let next else {
        if line.count > 1 { pieces.append(line) }
        line = []
        if let next, outer.contains(next) { line = [next] }
        continue
      }
      guard let cut = outer.clippedSegment(before, next) else { continue }
      if line.isEmpty || cut.from != before {
        if line.count > 1 { pieces.append(line) }
        line = [cut.from]
      }
      // What falls on the same hundredth of a unit cannot be seen.
      if formatLength(cut.to.x) != formatLength(line[line.count - 1].x)
        || formatLength(cut.to.y) != formatLength(line[line.count - 1].y)
      {
        line.append(cut.to)
      }
      if cut.to != next {
        pieces.append(line)
        line = []
      }
    }
    if !line.isEmpty { pieces.append(line) }
    self.polylines = pieces
  }

  private static func extremes(_ steps: Range<Int>, _ spot: (Int) -> FigurePoint?) -> [Int] {
    var kept: Set<Int> = [steps.lowerBound]
    var low = FigurePoint(.infinity, .infinity)
    var high = FigurePoint(-.infinity, -.infinity)
    var (left, right, top, bottom) = (steps.lowerBound, steps.lowerBound, 0, 0)
    (top, bottom) = (left, left)
    for step in steps {
      guard let at = spot(step), at.x.isFinite, at.y.isFinite else { continue }
      if at.x < low.x { (low.x, left) = (at.x, step) }
      if at.x > high.x { (high.x, right) = (at.x, step) }
      if at.y < low.y { (low.y, top) = (at.y, step) }
      if at.y > high.y { (high.y, bottom) = (at.y, step) }
    }
    kept.formUnion([left, right, top, bottom])
    return kept.sorted()
  }
}

extension Box {
  /// The part of a straight line that lies inside; nil if none does.
  ///
  /// After Liang and Barsky (1984). An end that is inside stays as it is, to the last bit.
  func clippedSegment(_ a: FigurePoint, _ b: FigurePoint) -> (from: FigurePoint, to: FigurePoint)? {
    var (enter, leave) = (0.0, 1.0)
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    for (step, room) in [(-dx, a.x - x), (dx, right - a.x), (-dy, a.y - y), (dy, bottom - a.y)] {
      if step == 0 {
        if room < 0 { return nil }
      } else if step < 0 {
        enter = max(enter, room / step)
      } else {
        leave = min(leave, room / step)
      }
    }
    guard enter <= leave else { return nil }
    return (
      enter == 0 ? a : FigurePoint(a.x + enter * dx, a.y + enter * dy),
      leave == 1 ? b : FigurePoint(a.x + leave * dx, a.y + leave * dy)
    )
  }
}
