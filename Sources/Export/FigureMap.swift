import Drawing
import Engine

/// How the plane lies in a box of a figure.
struct PlaneTransform {
  let x: FigureAxis
  let y: FigureAxis

  init(_ frame: Region, in box: Box) {
    x = FigureAxis(frame.x, from: box.x, to: box.right)
    y = FigureAxis(frame.y, from: box.bottom, to: box.y)
  }

  func figurePoint(_ point: Point<Double>) -> FigurePoint {
    FigurePoint(x.position(point.x), y.position(point.y))
  }
}

extension FigureRenderer {
  /// The map or the relief with its colour bar, and the legend beside.
  mutating func drawScene(in box: Box) {
    let (left, legend) = box.split(left: box.width - 218)
    let (main, bar) = left.split(left: left.width - 74)
    let isMap = if case .relief = figure.kind { false } else { true }
    let panel = isMap ? main.inset(left: 46, top: 4, bottom: 36) : main.inset(top: 4)
    let ground: SampledSurface
    if case .relief(let yaw, let pitch, let zoom) = figure.kind {
      ground = drawRelief(ReliefCamera(yaw: yaw, pitch: pitch, zoom: zoom), in: panel)
    } else {
      ground = sampleSurface(panel)
      defineBackground(ground, in: panel)
      drawMap(of: Array(figure.runs.indices), in: panel)
      let plane = PlaneTransform(figure.frame, in: panel)
      drawAxes(panel, x: plane.x, y: plane.y, names: ("x", "y"))
    }
    drawColorBar(of: ground, in: Box(x: bar.x + 12, y: panel.y, width: 12, height: panel.height))
    drawRunLegend(in: legend.inset(left: 14))
  }

  /// Small maps of one size, one for each run, with the plots below.
  mutating func drawMaps(in box: Box) {
    let plots = 196.0
    let maps = box.inset(bottom: plots + 6)
    let across = figure.runs.count > 3 ? min((figure.runs.count + 1) / 2, 4) : 3
    let cells = maps.grid(max(figure.runs.count, 1), across: across, gap: FigurePoint(14, 10))
    guard let first = cells.first else { return }
    let inner = { (cell: Box) in cell.inset(left: 46, top: 44, bottom: 36) }
    defineBackground(sampleSurface(inner(first)), in: inner(first))
    for (index, cell) in cells.enumerated() where index < figure.runs.count {
      let actor = figure.runs[index]
      drawMarker(actor, at: FigurePoint(cell.x + 54, cell.y + 8))
      let lines = captions(of: actor, width: cell.width - 72)
      write(lines.name, at: FigurePoint(cell.x + 68, cell.y + 13), size: 14, weight: "600")
      write(lines.state, at: FigurePoint(cell.right, cell.y + 13), anchor: "end")
      write(lines.numbers, at: FigurePoint(cell.x + 46, cell.y + 33), size: 11.5, fill: theme.faint)
      let panel = inner(cell)
      drawMap(of: [index], in: panel)
      let plane = PlaneTransform(figure.frame, in: panel)
      drawAxes(panel, x: plane.x, y: plane.y, names: ("x", "y"))
    }
    drawPlots(
      [.loss, .gradientNorm, .sharpness], across: 3, in: box.inset(top: box.height - plots))
  }

  /// The ground as fine as the box can show it.
  func sampleSurface(_ box: Box) -> SampledSurface {
    SampledSurface(
      figure.surface, figure.frame, figure.scale,
      columns: max(min(Int(box.width / 1.5), 400), 2), rows: max(min(Int(box.height / 1.5), 400), 2)
    )
  }

  /// Puts the ground, its lines and landmarks where every map can refer to them.
  ///
  /// All of it is drawn in units of the first map, with the upper left corner at 0, 0.
  mutating func defineBackground(_ ground: SampledSurface, in box: Box) {
    let home = Box(x: 0, y: 0, width: box.width, height: box.height)
    svg.begin("defs")
    svg.begin("clipPath", [("id", id("frame"))])
    svg.put("rect", home.attributes)
    svg.end()
    svg.begin("g", [("id", id("ground")), ("clip-path", urlReference("frame")), ("fill", "none")])
    svg.put(
      "image",
      home.attributes + [
        ("preserveAspectRatio", "none"), ("xlink:href", ground.raster(theme).dataURI),
      ])
    let (sx, sy) = (
      home.width / Double(ground.heatMap.columns), home.height / Double(ground.heatMap.rows)
    )
    let lines = ground.contours.map { $0.map { FigurePoint($0.x * sx, $0.y * sy) } }
    if !lines.isEmpty {
      svg.put(
        "path",
        [
          ("d", pathData(lines)), ("stroke", theme.contour), ("stroke-opacity", ".28"),
          ("stroke-width", ".7"),
        ])
    }
    drawLandmarks(in: home)
    svg.end()
    svg.end()
  }

  /// The valley of minima, single minima and saddles, as far as they are known.
  private mutating func drawLandmarks(in box: Box) {
    let plane = PlaneTransform(figure.frame, in: box)
    var valleys = figure.surface.landmarks.valley.map { curve in
      let span = curve.range.upperBound - curve.range.lowerBound
      return (0...800).map { curve.point(curve.range.lowerBound + Double($0) / 800 * span) }
    }
    if valleys.isEmpty, figure.predictions.valleyFloor.count > 1 {
      valleys = [figure.predictions.valleyFloor]
    }
    for valley in valleys {
      let trail = TrajectoryPath(count: valley.count, in: box) { plane.figurePoint(valley[$0]) }
      let lines = trail.polylines.map { Polyline.simplified($0, within: 0.1) }
      svg.put(
        "path",
        [
          ("d", pathData(lines)), ("stroke", theme.landmark), ("stroke-width", "1.2"),
          ("stroke-dasharray", "2 3"), ("stroke-opacity", ".9"),
        ])
    }
    let spots =
      figure.surface.landmarks.minima.map { (plane.figurePoint($0), "+") }
      + figure.surface.landmarks.saddles.map { (plane.figurePoint($0), "x") }
    for (spot, kind) in spots where box.contains(spot) {
      let (x, y) = (formatLength(spot.x), formatLength(spot.y))
      let cross = kind == "+" ? "m-5 0h10m-5 -5v10" : "m-4 -4l8 8m0 -8l-8 8"
      for (color, width) in [(theme.halo, "3.2"), (theme.landmark, "1.4")] {
        svg.put(
          "path", [("d", "M\(x) \(y)\(cross)"), ("stroke", color), ("stroke-width", width)])
      }
    }
  }

  /// The ground with the ways of some runs on it.
  mutating func drawMap(of indices: [Int], in box: Box) {
    let actors = indices.map { figure.runs[$0] }
    svg.put(
      "use",
      [("xlink:href", "#\(id("ground"))"), ("x", formatLength(box.x)), ("y", formatLength(box.y))])
    let plane = PlaneTransform(figure.frame, in: box)
    let corner = "translate(\(formatLength(box.x)) \(formatLength(box.y)))"
    let home = Box(x: 0, y: 0, width: box.width, height: box.height)
    let inner = PlaneTransform(figure.frame, in: home)
    svg.begin(
      "g",
      [
        ("transform", corner), ("clip-path", urlReference("frame")), ("fill", "none"),
        ("stroke-linejoin", "round"), ("stroke-linecap", "round"),
      ])
    for actor in actors { drawTrajectory(of: actor, inner, in: home) }
    drawPredictions(of: indices, inner, in: home)
    svg.end()
    for actor in actors { drawAscentStep(of: actor, plane, in: box) }
    drawBorder(box)
    drawStarts(of: actors, plane, in: box)
    for actor in actors {
      let row = actor.recording.row(at: figure.step)
      let spot = plane.figurePoint(row.point)
      if box.contains(spot) {
        drawMarker(actor, at: spot, title: tooltip(of: actor))
      } else {
        drawArrow(actor, from: box, to: spot)
      }
    }
  }

  private mutating func drawTrajectory(
    of actor: Figure.PlottedRun, _ plane: PlaneTransform, in box: Box
  ) {
    let points = actor.recording.trajectory.points
    let trail = TrajectoryPath(count: actor.lastStep(at: figure.step) + 1, in: box) {
      plane.figurePoint(points[$0])
    }
    drawPath(trail, of: actor)
  }

  /// A line in a run's colour, with a halo against the map.
  mutating func drawPath(_ trail: TrajectoryPath, of actor: Figure.PlottedRun) {
    let data = pathData(trail.polylines)
    guard !data.isEmpty else { return }
    let isDense = trail.polylines.reduce(0) { $0 + $1.count } > 500
    svg.put(
      "path",
      [
        ("d", data), ("stroke", theme.halo), ("stroke-opacity", ".45"), ("stroke-width", "3"),
      ])
    svg.put(
      "path",
      [
        ("class", "trail"), ("d", data), ("stroke", theme.run(actor.color)),
        ("stroke-width", isDense ? "1" : "1.5"), ("stroke-opacity", isDense ? ".8" : "1"),
      ])
  }

  /// From the iterate to the point where the next gradient is taken.
  private mutating func drawAscentStep(
    of actor: Figure.PlottedRun, _ plane: PlaneTransform, in box: Box
  ) {
    let trajectory = actor.recording.trajectory
    let step = actor.lastStep(at: figure.step)
    guard trajectory.divergedAt.map({ step < $0 }) ?? true else { return }
    let (from, to) = (
      plane.figurePoint(trajectory.points[step]), plane.figurePoint(trajectory.ascentPoints[step])
    )
    guard formatLength(from.x) != formatLength(to.x) || formatLength(from.y) != formatLength(to.y),
      let cut = box.clippedSegment(from, to)
    else { return }
    svg.put(
      "path",
      [
        ("d", pathData([[cut.from, cut.to]])), ("stroke", theme.foreground),
        ("stroke-width", "1.2"),
        ("stroke-dasharray", "3 2"), ("fill", "none"),
      ])
    guard cut.to == to else { return }
    svg.put(
      "circle",
      [
        ("cx", formatLength(to.x)), ("cy", formatLength(to.y)), ("r", "2.4"), ("fill", theme.halo),
        ("stroke", theme.foreground),
      ])
  }

  /// A ring where the runs start.
  private mutating func drawStarts(
    of actors: [Figure.PlottedRun], _ plane: PlaneTransform, in box: Box
  ) {
    var seen: [FigurePoint] = []
    for actor in actors {
      let spot = plane.figurePoint(actor.recording.trajectory.points[0])
      guard box.contains(spot), !seen.contains(spot) else { continue }
      seen.append(spot)
      for (color, width) in [(theme.halo, "3.4"), (theme.foreground, "1.4")] {
        svg.put(
          "circle",
          [
            ("cx", formatLength(spot.x)), ("cy", formatLength(spot.y)), ("r", "4"),
            ("fill", "none"),
            ("stroke", color), ("stroke-width", width),
          ])
      }
    }
  }

  /// The colours of the map with their values.
  mutating func drawColorBar(of ground: SampledSurface, in box: Box) {
    svg.begin("defs")
    svg.begin(
      "linearGradient", [("id", id("bar")), ("x1", "0"), ("y1", "1"), ("x2", "0"), ("y2", "0")])
    for stop in 0..<16 {
      let shade = Double(stop) / 15
      svg.put(
        "stop", [("offset", formatLength(shade)), ("stop-color", theme.mapColorHex(shade))])
    }
    svg.end()
    svg.end()
    let strip = box.inset(top: 20)
    let name =
      switch figure.scale {
      case .log: "loss (log)"
      case .linear: "loss"
      case .rank: "loss (rank)"
      }
    write(name, at: FigurePoint(box.x, box.y + 10), size: 11, fill: theme.faint)
    svg.put(
      "rect", strip.attributes + [("fill", urlReference("bar")), ("stroke", theme.axisLine)])
    svg.begin("g", [("font-size", "11"), ("fill", theme.faint)])
    for tick in ground.ticks(gap: 20 / strip.height) {
      let y = strip.bottom - tick.shade * strip.height
      svg.put(
        "path",
        [("d", "M\(formatLength(strip.right)) \(formatLength(y))h4"), ("stroke", theme.axisLine)])
      svg.put(
        "text", [("x", formatLength(strip.right + 7)), ("y", formatLength(y + 4))], tick.label)
    }
    svg.end()
  }
}
