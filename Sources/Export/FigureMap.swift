import Drawing
import Engine
import Integers
import Scenes

/// The map from the plane of parameters to a box of a figure.
struct PlaneTransform {
  let x: FigureAxis
  let y: FigureAxis

  init(_ frame: Region, in box: Box) {
    x = FigureAxis(frame.x, from: box.x, to: box.right)
    y = FigureAxis(frame.y, from: box.bottom, to: box.y)
  }

  /// Returns the point of the figure for a point of the plane.
  func figurePoint(_ point: Point<Double>) -> FigurePoint {
    FigurePoint(x.position(point.x), y.position(point.y))
  }
}

extension FigureRenderer {
  /// Draws the map or relief with its colour bar and legend.
  mutating func drawScene(in box: Box) {
    let (left, legend) = box.split(left: box.width - 218)
    let (main, bar) = left.split(left: left.width - 74)
    let isMap = if case .relief = figure.kind { false } else { true }
    let panel = isMap ? main.inset(left: 46, top: 4, bottom: 36) : main.inset(top: 4)
    let field: SampledField
    if case .relief(let yaw, let pitch, let zoom) = figure.kind {
      field = drawRelief(ReliefCamera(yaw: yaw, pitch: pitch, zoom: zoom), in: panel)
    } else {
      field = sampleSurface(panel)
      defineBackground(field, in: panel)
      drawMap(of: Array(figure.runs.indices), in: panel)
      let plane = PlaneTransform(figure.frame, in: panel)
      drawAxes(panel, x: plane.x, y: plane.y, names: ("x", "y"))
    }
    drawColorBar(
      of: field, in: Box(x: bar.x + 12, y: panel.y, width: 12, height: panel.height))
    drawRunLegend(in: legend.inset(left: 14))
  }

  /// Draws one small map per run, above the plots.
  mutating func drawMaps(in box: Box) {
    let plotHeight = 196.0
    let maps = box.inset(bottom: plotHeight + 6)
    let across = figure.runs.count > 3 ? min((figure.runs.count + 1) / 2, 4) : 3
    let cells = maps.grid(max(figure.runs.count, 1), across: across, gap: FigurePoint(14, 10))
    guard let first = cells.first else { return }
    let mapBox = { (cell: Box) in cell.inset(left: 46, top: 44, bottom: 36) }
    defineBackground(sampleSurface(mapBox(first)), in: mapBox(first))
    for (index, cell) in cells.enumerated() where index < figure.runs.count {
      let run = figure.runs[index]
      drawMarker(run, at: FigurePoint(cell.x + 54, cell.y + 8))
      let caption = captions(of: run, width: cell.width - 72)
      write(caption.name, at: FigurePoint(cell.x + 68, cell.y + 13), size: 14, weight: "600")
      write(caption.state, at: FigurePoint(cell.right, cell.y + 13), anchor: "end")
      write(
        caption.numbers, at: FigurePoint(cell.x + 46, cell.y + 33), size: 11.5, fill: theme.faint)
      let panel = mapBox(cell)
      drawMap(of: [index], in: panel)
      let plane = PlaneTransform(figure.frame, in: panel)
      drawAxes(panel, x: plane.x, y: plane.y, names: ("x", "y"))
    }
    drawPlots(
      [.loss, .gradientNorm, .sharpness], across: 3, in: box.inset(top: box.height - plotHeight))
  }

  /// Samples the surface at the resolution of a box, at most 400 × 400 points.
  func sampleSurface(_ box: Box) -> SampledField {
    SampledField(
      of: figure.surface, over: figure.frame,
      columns: max(min(Int(clamping: box.width / 1.5), 400), 2),
      rows: max(min(Int(clamping: box.height / 1.5), 400), 2),
      scale: figure.scale)
  }

  /// Defines the heat map with contours and landmarks, for `use` elements in every map.
  ///
  /// The coordinates are those of the first map, with the origin at its upper left corner.
  mutating func defineBackground(_ surface: SampledField, in box: Box) {
    let localBox = Box(x: 0, y: 0, width: box.width, height: box.height)
    svg.begin("defs")
    svg.begin("clipPath", [("id", id("frame"))])
    svg.put("rect", localBox.attributes)
    svg.end()
    svg.begin("g", [("id", id("ground")), ("clip-path", urlReference("frame")), ("fill", "none")])
    svg.put(
      "image",
      localBox.attributes + [
        ("preserveAspectRatio", "none"), ("xlink:href", surface.raster(theme).dataURI),
      ])
    let (sx, sy) = (
      localBox.width / Double(surface.heatMap.columns),
      localBox.height / Double(surface.heatMap.rows)
    )
    let lines = surface.contours.map { $0.map { FigurePoint($0.x * sx, $0.y * sy) } }
    if !lines.isEmpty {
      svg.put(
        "path",
        [
          ("d", pathData(lines)), ("stroke", theme.contour), ("stroke-opacity", ".28"),
          ("stroke-width", ".7"),
        ])
    }
    drawLandmarks(in: localBox)
    svg.end()
    svg.end()
  }

  /// Draws the known valleys of minima, isolated minima and saddles.
  private mutating func drawLandmarks(in box: Box) {
    let plane = PlaneTransform(figure.frame, in: box)
    for valley in figure.predictions.valleys(of: figure.surface) {
      let path = TrajectoryPath(count: valley.count, in: box) { plane.figurePoint(valley[$0]) }
      let lines = path.polylines.map { Polyline.simplified($0, within: 0.1) }
      svg.put(
        "path",
        [
          ("d", pathData(lines)), ("stroke", theme.landmark), ("stroke-width", "1.2"),
          ("stroke-dasharray", "2 3"), ("stroke-opacity", ".9"),
        ])
    }
    let criticalPoints =
      figure.surface.landmarks.minima.map { (plane.figurePoint($0), "+") }
      + figure.surface.landmarks.saddles.map { (plane.figurePoint($0), "x") }
    for (point, symbol) in criticalPoints where box.contains(point) {
      let (x, y) = (formatLength(point.x), formatLength(point.y))
      let cross = symbol == "+" ? "m-5 0h10m-5 -5v10" : "m-4 -4l8 8m0 -8l-8 8"
      for (color, width) in [(theme.halo, "3.2"), (theme.landmark, "1.4")] {
        svg.put(
          "path", [("d", "M\(x) \(y)\(cross)"), ("stroke", color), ("stroke-width", width)])
      }
    }
  }

  /// Draws the map with the trajectories of some runs.
  mutating func drawMap(of indices: [Int], in box: Box) {
    let runs = indices.map { figure.runs[$0] }
    svg.put(
      "use",
      [("xlink:href", "#\(id("ground"))"), ("x", formatLength(box.x)), ("y", formatLength(box.y))])
    let plane = PlaneTransform(figure.frame, in: box)
    let translation = "translate(\(formatLength(box.x)) \(formatLength(box.y)))"
    let localBox = Box(x: 0, y: 0, width: box.width, height: box.height)
    let localPlane = PlaneTransform(figure.frame, in: localBox)
    svg.begin(
      "g",
      [
        ("transform", translation), ("clip-path", urlReference("frame")), ("fill", "none"),
        ("stroke-linejoin", "round"), ("stroke-linecap", "round"),
      ])
    for run in runs { drawTrajectory(of: run, localPlane, in: localBox) }
    drawPredictions(of: indices, localPlane, in: localBox)
    svg.end()
    for run in runs { drawAscentStep(of: run, plane, in: box) }
    drawBorder(box)
    drawStarts(of: runs, plane, in: box)
    for run in runs {
      let row = run.recording.row(at: figure.step)
      let point = plane.figurePoint(row.point)
      if box.contains(point) {
        drawMarker(run, at: point, title: tooltip(of: run))
      } else {
        drawArrow(run, from: box, to: point)
      }
    }
  }

  private mutating func drawTrajectory(
    of run: Figure.PlottedRun, _ plane: PlaneTransform, in box: Box
  ) {
    let points = run.recording.trajectory.points
    let path = TrajectoryPath(count: run.lastStep(at: figure.step) + 1, in: box) {
      plane.figurePoint(points[$0])
    }
    drawPath(path, of: run)
  }

  /// Draws a trajectory in the colour of its run, with a halo against the map.
  mutating func drawPath(_ path: TrajectoryPath, of run: Figure.PlottedRun) {
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

  /// Draws the ascent step from the iterate w to the ascent point w + ε.
  private mutating func drawAscentStep(
    of run: Figure.PlottedRun, _ plane: PlaneTransform, in box: Box
  ) {
    guard let ascentStep = run.recording.ascentStep(at: run.lastStep(at: figure.step)) else {
      return
    }
    let (from, to) = (plane.figurePoint(ascentStep.from), plane.figurePoint(ascentStep.to))
    guard formatLength(from.x) != formatLength(to.x) || formatLength(from.y) != formatLength(to.y),
      let visible = box.clippedSegment(from, to)
    else { return }
    svg.put(
      "path",
      [
        ("d", pathData([[visible.from, visible.to]])), ("stroke", theme.foreground),
        ("stroke-width", "1.2"),
        ("stroke-dasharray", "3 2"), ("fill", "none"),
      ])
    guard visible.to == to else { return }
    svg.put(
      "circle",
      [
        ("cx", formatLength(to.x)), ("cy", formatLength(to.y)), ("r", "2.4"), ("fill", theme.halo),
        ("stroke", theme.foreground),
      ])
  }

  /// Draws a ring at each start.
  private mutating func drawStarts(
    of runs: [Figure.PlottedRun], _ plane: PlaneTransform, in box: Box
  ) {
    var drawn: [FigurePoint] = []
    for run in runs {
      let point = plane.figurePoint(run.recording.trajectory.points[0])
      guard box.contains(point), !drawn.contains(point) else { continue }
      drawn.append(point)
      for (color, width) in [(theme.halo, "3.4"), (theme.foreground, "1.4")] {
        svg.put(
          "circle",
          [
            ("cx", formatLength(point.x)), ("cy", formatLength(point.y)), ("r", "4"),
            ("fill", "none"),
            ("stroke", color), ("stroke-width", width),
          ])
      }
    }
  }

  /// Draws the colour bar with its ticks.
  mutating func drawColorBar(of surface: SampledField, in box: Box) {
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
    for tick in surface.ticks(gap: 20 / strip.height) {
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
