import Raster
import Scenes

extension FigureRenderer {
  /// Draws the glyph of a run, with an outline against the background.
  mutating func drawMarker(
    _ run: PlottedRun, at point: FigurePoint, radius: Double = 6, title: String? = nil
  ) {
    let color = theme.run(run.color)
    let isHollow = "○△□◇".unicodeScalars.contains(run.glyph)
    let (fill, stroke) =
      isHollow
      ? (theme.halo, VectorImage.Stroke(color, width: 2.2, isRound: true))
      : (color, VectorImage.Stroke(theme.halo, width: 1.4, isRound: true))
    draw(markerPath(of: run.glyph, at: point, radius), fill: fill, stroke: stroke, title: title)
  }

  private func markerPath(of glyph: Unicode.Scalar, at point: FigurePoint, _ radius: Double)
    -> Path
  {
    func polygon(_ corners: [(Double, Double)]) -> Path {
      Path(
        [corners.map { FigurePoint(point.x + radius * $0.0, point.y + radius * $0.1) }],
        isClosed: true)
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
    default: return Path(circleAt: point, radius: radius)
    }
  }

  /// Draws an arrow at the border of a box, toward a point outside.
  mutating func drawArrow(_ run: PlottedRun, from box: Box, to point: FigurePoint) {
    guard !point.x.isNaN, !point.y.isNaN else { return }
    let innerBox = box.inset(left: 13, top: 13, right: 13, bottom: 13)
    let center = FigurePoint(
      min(max(point.x, innerBox.x), innerBox.right),
      min(max(point.y, innerBox.y), innerBox.bottom))
    var (dx, dy) = (
      min(max(point.x - center.x, -1e6), 1e6), min(max(point.y - center.y, -1e6), 1e6)
    )
    let norm = (dx * dx + dy * dy).squareRoot()
    guard norm > 0 else { return }
    (dx, dy) = (dx / norm, dy / norm)
    func vertex(_ along: Double, _ across: Double) -> FigurePoint {
      FigurePoint(center.x + along * dx - across * dy, center.y + along * dy + across * dx)
    }
    let head = [vertex(10, 0), vertex(-5, 6), vertex(-2, 0), vertex(-5, -6)]
    draw(
      Path([head], isClosed: true), fill: theme.run(run.color),
      stroke: VectorImage.Stroke(theme.halo, width: 1.4))
  }
}
