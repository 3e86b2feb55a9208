import Drawing
import Engine

extension FigureRenderer {
  /// Draws the path of a training run.
  mutating func drawTrainingPath(
    _ points: [Point<Double>], _ plane: PlaneTransform, in box: Box
  ) {
    let data = simplifiedPath(through: points, plane, in: box)
    guard !data.isEmpty else { return }
    svg.put("path", [("d", data), ("stroke", theme.halo), ("stroke-width", "3.4")])
    svg.put(
      "path",
      [
        ("class", "training-path"), ("d", data), ("stroke", theme.landmark),
        ("stroke-width", "1.6"),
      ])
  }

  /// Draws the curve of a profile.
  mutating func drawProfile(_ points: [Point<Double>], _ plane: PlaneTransform, in box: Box) {
    let data = simplifiedPath(through: points, plane, in: box)
    guard !data.isEmpty else { return }
    svg.put(
      "path",
      [("class", "profile"), ("d", data), ("stroke", theme.foreground), ("stroke-width", "1.4")])
  }

  /// Draws a dot with the first label that fits into the box, to its right or to its left.
  mutating func drawWaypoint(at point: FigurePoint, _ labels: [String], in box: Box) {
    guard box.contains(point) else { return }
    let (x, y) = (formatLength(point.x), formatLength(point.y))
    svg.put(
      "circle",
      [("cx", x), ("cy", y), ("r", "3"), ("fill", theme.landmark), ("stroke", theme.halo)])
    for label in labels {
      let width = TextMetrics.width(label, size: 11)
      let isRight = point.x + 8 + width <= box.right
      guard isRight || point.x - 8 - width >= box.x else { continue }
      let place = FigurePoint(point.x + (isRight ? 8 : -8), point.y + 4)
      svg.put(
        "text",
        [
          ("x", formatLength(place.x)), ("y", formatLength(place.y)), ("font-size", "11"),
          ("fill", theme.landmark), ("stroke", theme.halo), ("stroke-width", "3"),
          ("paint-order", "stroke"), ("text-anchor", isRight ? "start" : "end"),
        ], label)
      return
    }
  }
}
