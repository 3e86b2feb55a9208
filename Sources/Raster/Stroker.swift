/// Turns lines along polylines into polygons, all of one orientation: their union is the line.
struct Stroker {
  /// Half the width, in pixels.
  let radius: Double
  /// Whether corners and ends are round.
  let isRound: Bool
  /// The lengths of dashes and gaps in turn, in pixels; empty for a solid line.
  let dashes: [Double]

  /// A mitre longer than this multiple of the width becomes a bevel, as in SVG.
  private static let miterLimit = 4.0
  /// The maximum number of dashes of a polyline, beyond which the line is solid.
  private static let maxDashes = 20_000.0

  /// Adds the line along a polyline to the coverage.
  func add(_ polyline: Polyline, to coverage: inout Coverage) {
    for piece in dashed(polyline) { addSolid(piece, to: &coverage) }
  }

  private func addSolid(_ polyline: Polyline, to coverage: inout Coverage) {
    var points: [FigurePoint] = []
    for point in polyline.points where points.last != point { points.append(point) }
    if polyline.isClosed, points.count > 1, points.first == points.last { points.removeLast() }
    guard points.count > 1 else {
      if let point = points.first, isRound { addDisc(at: point, to: &coverage) }
      return
    }
    let isClosed = polyline.isClosed && points.count > 2
    let count = isClosed ? points.count : points.count - 1
    var normals: [FigurePoint] = []
    for index in 0..<count {
      let (from, to) = (points[index], points[(index + 1) % points.count])
      let along = to - from
      let normal = (radius / along.length) * along.rotated
      normals.append(normal)
      coverage.add([from - normal, to - normal, to + normal, from + normal])
    }
    for index in (isClosed ? 0 : 1)..<count {
      let before = normals[index > 0 ? index - 1 : count - 1]
      addJoin(at: points[index], before, normals[index], to: &coverage)
    }
    guard isRound, !isClosed else { return }
    addDisc(at: points[0], to: &coverage)
    addDisc(at: points[points.count - 1], to: &coverage)
  }

  private func addDisc(at point: FigurePoint, to coverage: inout Coverage) {
    coverage.add(Path.circlePoints(at: point, radius: radius))
  }

  /// Adds the corner between two segments with the normals `a` and `b`.
  private func addJoin(
    at point: FigurePoint, _ a: FigurePoint, _ b: FigurePoint, to coverage: inout Coverage
  ) {
    let turn = (a.x * b.y - a.y * b.x) / (radius * radius)
    let cosine = (a.x * b.x + a.y * b.y) / (radius * radius)
    if isRound, cosine < 0.98 { return addDisc(at: point, to: &coverage) }
    // The outer side of the corner.
    let side = turn > 0 ? -1.0 : 1.0
    var corner = [point, point + side * a]
    // The mitre is 1 / sin(θ/2) times the width, and cos θ = −cosine.
    if !isRound, cosine > 2 / (Self.miterLimit * Self.miterLimit) - 1 {
      corner.append(point + (side / (1 + cosine)) * (a + b))
    }
    corner.append(point + side * b)
    coverage.add(turn > 0 ? corner : corner.reversed())
  }

  /// Returns the dashes of a polyline, or the polyline itself.
  private func dashed(_ polyline: Polyline) -> [Polyline] {
    let period = dashes.reduce(0, +)
    guard period > 0, dashes.allSatisfy({ $0 >= 0 }) else { return [polyline] }
    var points = polyline.points
    if polyline.isClosed, let first = points.first { points.append(first) }
    let total = zip(points, points.dropFirst()).reduce(0) { $0 + ($1.1 - $1.0).length }
    guard total / period * Double(dashes.count) < Self.maxDashes else { return [polyline] }
    // An odd number of lengths repeats with dashes and gaps exchanged.
    let lengths = dashes.count % 2 == 0 ? dashes : dashes + dashes
    var (index, rest) = (0, lengths[0])
    var pieces: [Polyline] = []
    var piece = Polyline(points: points.first.map { [$0] } ?? [])
    for (from, to) in zip(points, points.dropFirst()) {
      let length = (to - from).length
      var done = 0.0
      while length - done > rest {
        done += rest
        let cut = from + (done / length) * (to - from)
        if index % 2 == 0 {
          piece.points.append(cut)
          pieces.append(piece)
        }
        piece = Polyline(points: [cut])
        index = (index + 1) % lengths.count
        rest = lengths[index]
      }
      rest -= length - done
      if index % 2 == 0 { piece.points.append(to) }
    }
    if index % 2 == 0, piece.points.count > 1 { pieces.append(piece) }
    return pieces
  }
}
