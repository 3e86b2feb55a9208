extension FigureRenderer {
  /// A run's glyph, drawn so that it stands out from whatever lies below.
  mutating func drawMarker(
    _ actor: Figure.PlottedRun, at spot: FigurePoint, radius: Double = 6, title: String? = nil
  ) {
    let color = theme.run(actor.color)
    let isHollow = "○△□◇".unicodeScalars.contains(actor.glyph)
    let data = markerPath(of: actor.glyph, at: spot, radius)
    var attributes: SVGWriter.Attributes = [("d", data), ("stroke-linejoin", "round")]
    attributes +=
      isHollow
      ? [("fill", theme.halo), ("stroke", color), ("stroke-width", "2.2")]
      : [("fill", color), ("stroke", theme.halo), ("stroke-width", "1.4")]
    guard let title else {
      svg.put("path", attributes)
      return
    }
    svg.begin("path", attributes)
    svg.put("title", [], title)
    svg.end()
  }

  private func markerPath(of glyph: Unicode.Scalar, at spot: FigurePoint, _ radius: Double)
    -> String
  {
    func polygon(_ corners: [(Double, Double)]) -> String {
      pathData([corners.map { FigurePoint(spot.x + radius * $0.0, spot.y + radius * $0.1) }]) + "Z"
    }
    switch glyph {
    case "▲", "△": return polygon([(0, -1.15), (1.05, 0.8), (-1.05, 0.8)])
    case "■", "□": return polygon([(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)])
    case "◆", "◇": return polygon([(0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)])
    case "✚":
      let (a, b) = (0.4, 1.1)
      return polygon([
        (-a, -b), (a, -b), (a, -a), (b, -a), (b, a), (a, a), (a, b), (-a, b), (-a, a), (-b, a),
        (-b, -a), (-a, -a),
      ])
    default:
      let r = formatLength(radius)
      return "M\(formatLength(spot.x - radius)) \(formatLength(spot.y))a\(r) \(r) 0 1 0 "
        + "\(formatLength(2 * radius)) 0a\(r) \(r) 0 1 0 \(formatLength(-2 * radius)) 0Z"
    }
  }

  /// An arrow at the border of a box, towards a spot outside of it.
  mutating func drawArrow(_ actor: Figure.PlottedRun, from box: Box, to spot: FigurePoint) {
    guard !spot.x.isNaN, !spot.y.isNaN else { return }
    let rim = box.inset(left: 13, top: 13, right: 13, bottom: 13)
    let at = FigurePoint(
      min(max(spot.x, rim.x), rim.right), min(max(spot.y, rim.y), rim.bottom))
    var (dx, dy) = (
      min(max(spot.x - at.x, -1e6), 1e6), min(max(spot.y - at.y, -1e6), 1e6)
    )
    let norm = (dx * dx + dy * dy).squareRoot()
    guard norm > 0 else { return }
    (dx, dy) = (dx / norm, dy / norm)
    func place(_ along: Double, _ aside: Double) -> FigurePoint {
      FigurePoint(at.x + along * dx - aside * dy, at.y + along * dy + aside * dx)
    }
    let head = [place(10, 0), place(-5, 6), place(-2, 0), place(-5, -6)]
    svg.put(
      "path",
      [
        ("d", pathData([head]) + "Z"), ("fill", theme.run(actor.color)), ("stroke", theme.halo),
        ("stroke-width", "1.4"),
      ])
  }
}
