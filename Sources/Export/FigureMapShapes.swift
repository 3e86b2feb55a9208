import Drawing
import Engine
import Raster
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
    image.elements.append(.image(field.indexedImage(theme), box, isSmooth: true))
  }

  private mutating func drawContours(_ segments: [Segment], of field: SampledField, in box: Box) {
    let (sx, sy) = (
      box.width / Double(field.heatMap.columns), box.height / Double(field.heatMap.rows)
    )
    let lines = Polyline.joined(segments).map { Polyline.simplified($0, within: 0.15) }
      .filter { $0.count > 2 }.map { $0.map { FigurePoint($0.x * sx, $0.y * sy) } }
    draw(
      Path(lines),
      stroke: VectorImage.Stroke(theme.contour, width: 0.7, opacity: 0.28, isRound: true))
  }

  private mutating func drawValley(
    _ points: [Point<Double>], _ plane: PlaneTransform, in box: Box
  ) {
    draw(
      simplifiedPath(through: points, plane, in: box),
      stroke: VectorImage.Stroke(
        theme.landmark, width: 1.2, opacity: 0.9, dashes: [2, 3], isRound: true))
  }

  private mutating func drawPredictedPath(
    _ points: [Point<Double>], _ plane: PlaneTransform, in box: Box
  ) {
    drawWithHalo(
      simplifiedPath(through: points, plane, in: box),
      VectorImage.Stroke(theme.prediction, width: 1.5, dashes: [6, 3], isRound: true),
      haloWidth: 2.6, name: "prediction")
  }

  func simplifiedPath(
    through points: [Point<Double>], _ plane: PlaneTransform, in box: Box
  ) -> Path {
    let path = TrajectoryPath(count: points.count, in: box) { plane.figurePoint(points[$0]) }
    return Path(path.polylines.map { Polyline.simplified($0, within: 0.1) })
  }

  /// Draws a trajectory in the colour of its run, with a halo against the map.
  mutating func drawPath(_ path: TrajectoryPath, of run: PlottedRun) {
    let line = Path(path.polylines)
    let isDense = path.polylines.reduce(0) { $0 + $1.count } > 500
    draw(
      line, stroke: VectorImage.Stroke(theme.halo, width: 3, opacity: 0.45, isRound: true))
    draw(
      line,
      stroke: VectorImage.Stroke(
        theme.run(run.color), width: isDense ? 1 : 1.5, opacity: isDense ? 0.8 : 1, isRound: true),
      name: "trail")
  }

  private mutating func drawAscentStep(from: FigurePoint, to: FigurePoint, in box: Box) {
    guard formatLength(from.x) != formatLength(to.x) || formatLength(from.y) != formatLength(to.y),
      let visible = box.clippedSegment(from, to)
    else { return }
    draw(
      Path([[visible.from, visible.to]]),
      stroke: VectorImage.Stroke(theme.foreground, width: 1.2, dashes: [3, 2]))
    guard visible.to == to else { return }
    draw(
      Path(circleAt: to, radius: 2.4), fill: theme.halo,
      stroke: VectorImage.Stroke(theme.foreground))
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
    drawWithHalo(
      Path(at: point, [((dx, dy), (-dx, -dy))]),
      VectorImage.Stroke(theme.run(run.color), width: 2.4, isRound: true), haloWidth: 5)
  }

  private mutating func drawMark(_ mark: MapShape.Mark, at point: FigurePoint, in box: Box) {
    guard box.contains(point) else { return }
    let landmark = VectorImage.Stroke(theme.landmark, width: 1.4)
    switch mark {
    case .minimum: drawWithHalo(Path(at: point, Self.plus), landmark, haloWidth: 3.2)
    case .saddle: drawWithHalo(Path(at: point, Self.cross), landmark, haloWidth: 3.2)
    case .start:
      drawWithHalo(
        Path(circleAt: point, radius: 4), VectorImage.Stroke(theme.foreground, width: 1.4),
        haloWidth: 3.4)
    }
  }
}
