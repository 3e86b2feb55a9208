import Engine
import Scenes

extension FigureRenderer {
  /// Draws the predictions for some runs: dashed paths, and crossbars at threshold points.
  mutating func drawPredictions(of indices: [Int], _ plane: PlaneTransform, in box: Box) {
    for prediction in figure.predictions.driftPaths where indices.contains(prediction.run) {
      let path = TrajectoryPath(count: prediction.points.count, in: box) {
        plane.figurePoint(prediction.points[$0])
      }
      let data = pathData(path.polylines.map { Polyline.simplified($0, within: 0.1) })
      guard !data.isEmpty else { continue }
      svg.put("path", [("d", data), ("stroke", theme.halo), ("stroke-width", "2.6")])
      svg.put(
        "path",
        [
          ("class", "prediction"), ("d", data), ("stroke", theme.prediction),
          ("stroke-width", "1.5"), ("stroke-dasharray", "6 3"),
        ])
    }
    for stop in figure.predictions.stopPoints where indices.contains(stop.run) {
      let point = plane.figurePoint(stop.point)
      guard box.contains(point) else { continue }
      let data = crossbar(at: point, plane)
      let color = theme.run(figure.runs[stop.run].color)
      svg.put("path", [("d", data), ("stroke", theme.halo), ("stroke-width", "5")])
      svg.put("path", [("d", data), ("stroke", color), ("stroke-width", "2.4")])
    }
  }

  /// Returns the path of a bar across the valley floor.
  private func crossbar(at point: FigurePoint, _ plane: PlaneTransform) -> String {
    let floor = figure.predictions.valleyFloor.map(plane.figurePoint)
    func distance(_ index: Int) -> Double {
      let (dx, dy) = (floor[index].x - point.x, floor[index].y - point.y)
      return dx * dx + dy * dy
    }
    var along = FigurePoint(1, 0)
    if let nearest = floor.indices.min(by: { distance($0) < distance($1) }) {
      let (a, b) = (floor[max(nearest - 1, 0)], floor[min(nearest + 1, floor.count - 1)])
      let (dx, dy) = (b.x - a.x, b.y - a.y)
      let norm = (dx * dx + dy * dy).squareRoot()
      if norm > 0 { along = FigurePoint(dx / norm, dy / norm) }
    }
    let (dx, dy) = (-11 * along.y, 11 * along.x)
    return pathData([
      [FigurePoint(point.x + dx, point.y + dy), FigurePoint(point.x - dx, point.y - dy)]
    ])
  }
}
