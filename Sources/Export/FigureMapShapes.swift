import Drawing
import Engine
import Scenes

extension Figure {
  /// Returns the scene of the map of all runs on a sampled field.
  func scene(on field: SampledField) -> MapScene {
    var scene = scene
    guard !surface.isProfile else { return scene }
    scene.field = field
    scene.contours = field.heatMap.contours(field.scale, count: 9)
    return scene
  }

  /// The scene of the map of all runs, without a field.
  var scene: MapScene {
    var scene = MapScene(of: surface, over: frame)
    scene.predictions = predictions
    scene.trainingPath = trainingPath
    scene.runs = runs.enumerated().map { index, run in
      MapScene.Run(index, run, at: run.lastStep(at: step))
    }
    return scene
  }
}

extension FigureRenderer {
  /// Draws a group of layers of a scene, from the bottom to the top.
  mutating func paint(_ group: MapLayer.Group, of scene: MapScene, in box: Box) {
    let plane = PlaneTransform(scene.region, in: box)
    for shape in scene.shapes(of: .figure, in: group) { paint(shape, plane, in: box) }
  }

  private mutating func paint(_ shape: MapShape, _ plane: PlaneTransform, in box: Box) {
    switch shape {
    case .field(let field): drawField(field, in: box)
    case .contours(let segments, let field): drawContours(segments, of: field, in: box)
    case .curve(let points, .valley): drawValley(points, plane, in: box)
    case .curve(let points, .prediction): drawPredictedPath(points, plane, in: box)
    case .curve(let points, .profile): drawProfile(points, plane, in: box)
    case .curve(let points, .training): drawTrainingPath(points, plane, in: box)
    case .trail(let run, let steps):
      drawPath(
        TrajectoryPath(count: steps.count, in: box) {
          plane.figurePoint(run.place(at: steps.lowerBound + $0))
        }, of: run.plotted)
    case .ascentStep(let from, let to):
      drawAscentStep(from: plane.figurePoint(from), to: plane.figurePoint(to), in: box)
    case .crossbar(let point, let run, let curve):
      drawCrossbar(
        at: plane.figurePoint(point), of: run.plotted, across: curve.map(plane.figurePoint), in: box
      )
    case .mark(let point, let mark): drawMark(mark, at: plane.figurePoint(point), in: box)
    case .waypoint(let point, let labels):
      drawWaypoint(at: plane.figurePoint(point), labels, in: box)
    case .iterates(let runs): drawIterates(runs, plane, in: box)
    }
  }

  private mutating func drawField(_ field: SampledField, in box: Box) {
    svg.put(
      "image",
      box.attributes + [
        ("preserveAspectRatio", "none"), ("xlink:href", field.raster(theme).dataURI),
      ])
  }

  private mutating func drawContours(_ segments: [Segment], of field: SampledField, in box: Box) {
    let (sx, sy) = (
      box.width / Double(field.heatMap.columns), box.height / Double(field.heatMap.rows)
    )
    let lines = Polyline.joined(segments).map { Polyline.simplified($0, within: 0.15) }
      .filter { $0.count > 2 }.map { $0.map { FigurePoint($0.x * sx, $0.y * sy) } }
    guard !lines.isEmpty else { return }
    svg.put(
      "path",
      [
        ("d", pathData(lines)), ("stroke", theme.contour), ("stroke-opacity", ".28"),
        ("stroke-width", ".7"),
      ])
  }

  private mutating func drawValley(
    _ points: [Point<Double>], _ plane: PlaneTransform, in box: Box
  ) {
    svg.put(
      "path",
      [
        ("d", simplifiedPath(through: points, plane, in: box)), ("stroke", theme.landmark),
        ("stroke-width", "1.2"), ("stroke-dasharray", "2 3"), ("stroke-opacity", ".9"),
      ])
  }

  private mutating func drawPredictedPath(
    _ points: [Point<Double>], _ plane: PlaneTransform, in box: Box
  ) {
    let data = simplifiedPath(through: points, plane, in: box)
    guard !data.isEmpty else { return }
    svg.put("path", [("d", data), ("stroke", theme.halo), ("stroke-width", "2.6")])
    svg.put(
      "path",
      [
        ("class", "prediction"), ("d", data), ("stroke", theme.prediction),
        ("stroke-width", "1.5"), ("stroke-dasharray", "6 3"),
      ])
  }

  func simplifiedPath(
    through points: [Point<Double>], _ plane: PlaneTransform, in box: Box
  ) -> String {
    let path = TrajectoryPath(count: points.count, in: box) { plane.figurePoint(points[$0]) }
    return pathData(path.polylines.map { Polyline.simplified($0, within: 0.1) })
  }

  /// Draws a trajectory in the colour of its run, with a halo against the map.
  mutating func drawPath(_ path: TrajectoryPath, of run: PlottedRun) {
    let data = pathData(path.polylines)
    guard !data.isEmpty else { return }
    let isDense = path.polylines.reduce(0) { $0 + $1.count } > 500
    svg.put(
      "path",
      [
        ("d", data), ("stroke", theme.halo), ("stroke-opacity", ".45"), ("stroke-width", "3"),
      ])
    svg.put(
      "path",
      [
        ("class", "trail"), ("d", data), ("stroke", theme.run(run.color)),
        ("stroke-width", isDense ? "1" : "1.5"), ("stroke-opacity", isDense ? ".8" : "1"),
      ])
  }

  private mutating func drawAscentStep(from: FigurePoint, to: FigurePoint, in box: Box) {
    guard formatLength(from.x) != formatLength(to.x) || formatLength(from.y) != formatLength(to.y),
      let visible = box.clippedSegment(from, to)
    else { return }
    svg.put(
      "path",
      [
        ("d", pathData([[visible.from, visible.to]])), ("stroke", theme.foreground),
        ("stroke-width", "1.2"), ("stroke-dasharray", "3 2"), ("fill", "none"),
      ])
    guard visible.to == to else { return }
    svg.put(
      "circle",
      [
        ("cx", formatLength(to.x)), ("cy", formatLength(to.y)), ("r", "2.4"), ("fill", theme.halo),
        ("stroke", theme.foreground),
      ])
  }

  /// Draws a bar across the nearest piece of a curve.
  private mutating func drawCrossbar(
    at point: FigurePoint, of run: PlottedRun, across curve: [FigurePoint], in box: Box
  ) {
    guard box.contains(point) else { return }
    func distance(_ index: Int) -> Double {
      let (dx, dy) = (curve[index].x - point.x, curve[index].y - point.y)
      return dx * dx + dy * dy
    }
    var along = FigurePoint(1, 0)
    if let nearest = curve.indices.min(by: { distance($0) < distance($1) }) {
      let (a, b) = (curve[max(nearest - 1, 0)], curve[min(nearest + 1, curve.count - 1)])
      let (dx, dy) = (b.x - a.x, b.y - a.y)
      let norm = (dx * dx + dy * dy).squareRoot()
      if norm > 0 { along = FigurePoint(dx / norm, dy / norm) }
    }
    let (dx, dy) = (-11 * along.y, 11 * along.x)
    let data = pathData([
      [FigurePoint(point.x + dx, point.y + dy), FigurePoint(point.x - dx, point.y - dy)]
    ])
    svg.put("path", [("d", data), ("stroke", theme.halo), ("stroke-width", "5")])
    svg.put("path", [("d", data), ("stroke", theme.run(run.color)), ("stroke-width", "2.4")])
  }

  private mutating func drawMark(_ mark: MapShape.Mark, at point: FigurePoint, in box: Box) {
    guard box.contains(point) else { return }
    let (x, y) = (formatLength(point.x), formatLength(point.y))
    func drawCross(_ lines: String) {
      for (color, width) in [(theme.halo, "3.2"), (theme.landmark, "1.4")] {
        svg.put(
          "path", [("d", "M\(x) \(y)\(lines)"), ("stroke", color), ("stroke-width", width)])
      }
    }
    switch mark {
    case .minimum: drawCross("m-5 0h10m-5 -5v10")
    case .saddle: drawCross("m-4 -4l8 8m0 -8l-8 8")
    case .start:
      for (color, width) in [(theme.halo, "3.4"), (theme.foreground, "1.4")] {
        svg.put(
          "circle",
          [
            ("cx", x), ("cy", y), ("r", "4"), ("fill", "none"), ("stroke", color),
            ("stroke-width", width),
          ])
      }
    }
  }
}
