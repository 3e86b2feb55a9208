import Drawing
import Engine
import Raster

extension FigureRenderer {
  /// Draws the path of a training run.
  mutating func drawTrainingPath(
    _ points: [Point<Double>], _ plane: PlaneTransform, in box: Box
  ) {
    drawWithHalo(
      simplifiedPath(through: points, plane, in: box),
      VectorImage.Stroke(theme.landmark, width: 1.6, isRound: true), haloWidth: 3.4,
      name: "training-path")
  }

  /// Draws the curve of a profile.
  mutating func drawProfile(_ points: [Point<Double>], _ plane: PlaneTransform, in box: Box) {
    draw(
      simplifiedPath(through: points, plane, in: box),
      stroke: VectorImage.Stroke(theme.foreground, width: 1.4, isRound: true), name: "profile")
  }

  /// Draws a dot with the first label that fits into the box, to its right or to its left.
  mutating func drawWaypoint(at point: FigurePoint, _ labels: [String], in box: Box) {
    guard box.contains(point) else { return }
    draw(
      Path(circleAt: point, radius: 3), fill: theme.landmark,
      stroke: VectorImage.Stroke(theme.halo))
    for label in labels {
      let width = TextMetrics.width(label, size: 11)
      let isRight = point.x + 8 + width <= box.right
      guard isRight || point.x - 8 - width >= box.x else { continue }
      let place = FigurePoint(point.x + (isRight ? 8 : -8), point.y + 4)
      write(
        label, at: place, size: 11, color: theme.landmark, anchor: isRight ? .start : .end,
        halo: theme.halo)
      return
    }
  }
}
