import Engine

extension FigureRenderer {
  /// What theory says of some runs, over their trails: ways dashed, and gates where they stop.
  mutating func drawPredictions(of indices: [Int], _ plane: PlaneTransform, in box: Box) {
    for way in figure.predictions.predictedPaths where indices.contains(way.actor) {
      let trail = TrajectoryPath(count: way.points.count, in: box) {
        plane.figurePoint(way.points[$0])
      }
      let data = pathData(trail.polylines.map { Polyline.simplified($0, within: 0.1) })
      guard !data.isEmpty else { continue }
      svg.put("path", [("d", data), ("stroke", theme.halo), ("stroke-width", "2.6")])
      svg.put(
        "path",
        [
          ("class", "prediction"), ("d", data), ("stroke", theme.prediction),
          ("stroke-width", "1.5"), ("stroke-dasharray", "6 3"),
        ])
    }
    for stop in figure.predictions.stoppingPoints where indices.contains(stop.actor) {
      let spot = plane.figurePoint(stop.point)
      guard box.contains(spot) else { continue }
      let data = crossbar(at: spot, plane)
      let color = theme.run(figure.runs[stop.actor].color)
      svg.put("path", [("d", data), ("stroke", theme.halo), ("stroke-width", "5")])
      svg.put("path", [("d", data), ("stroke", color), ("stroke-width", "2.4")])
    }
  }

  /// A bar across the valley.
  private func crossbar(at spot: FigurePoint, _ plane: PlaneTransform) -> String {
    let floor = figure.predictions.valleyFloor.map(plane.figurePoint)
    func distance(_ index: Int) -> Double {
      let (dx, dy) = (floor[index].x - spot.x, floor[index].y - spot.y)
      return dx * dx + dy * dy
    }
    var along = FigurePoint(1, 0)
    if let near = floor.indices.min(by: { distance($0) < distance($1) }) {
      let (a, b) = (floor[max(near - 1, 0)], floor[min(near + 1, floor.count - 1)])
      let (dx, dy) = (b.x - a.x, b.y - a.y)
      let norm = (dx * dx + dy * dy).squareRoot()
      if norm > 0 { along = FigurePoint(dx / norm, dy / norm) }
    }
    let (dx, dy) = (-11 * along.y, 11 * along.x)
    return pathData([
      [FigurePoint(spot.x + dx, spot.y + dy), FigurePoint(spot.x - dx, spot.y - dy)]
    ])
  }
}
