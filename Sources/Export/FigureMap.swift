import Drawing
import Engine
import Integers
import Lessons
import Raster
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
      drawMap(on: field, in: panel)
    }
    // The height of a profile shows its loss.
    let hasColors = !(isMap && figure.surface.isProfile)
    if hasColors {
      drawColorBar(
        of: field, in: Box(x: bar.x + 12, y: panel.y, width: 12, height: panel.height))
    }
    drawRunLegend(in: legend.inset(left: 14), on: field)
  }

  /// Draws one small map per run, above the plots.
  mutating func drawMaps(in box: Box) {
    let plotHeight = 196.0
    let maps = box.inset(bottom: plotHeight + 6)
    let across = figure.runs.count > 3 ? min((figure.runs.count + 1) / 2, 4) : 3
    let cells = maps.grid(max(figure.runs.count, 1), across: across, gap: FigurePoint(14, 10))
    guard let first = cells.first else { return }
    let mapBox = { (cell: Box) in cell.inset(left: 46, top: 44, bottom: 36) }
    let field = sampleSurface(mapBox(first))
    let scene = figure.scene(on: field)
    let surface = surfaceSymbol(scene, in: mapBox(first), name: "ground")
    for (index, (cell, run)) in zip(cells, figure.runs).enumerated() {
      drawMarker(run, at: FigurePoint(cell.x + 54, cell.y + 8))
      let caption = captions(of: run, width: cell.width - 72)
      write(caption.name, at: FigurePoint(cell.x + 68, cell.y + 13), size: 14, isBold: true)
      write(caption.state, at: FigurePoint(cell.right, cell.y + 13), anchor: .end)
      write(
        caption.numbers, at: FigurePoint(cell.x + 46, cell.y + 33), size: 11.5, color: theme.faint)
      let panel = mapBox(cell)
      drawMap(scene.showing(only: [index]), over: surface, in: panel)
      drawUndefinedLegend(of: field, below: panel)
    }
    drawPlots(
      [.loss, .gradientNorm, .sharpness], across: 3, in: box.inset(top: box.height - plotHeight))
  }

  /// Explains the colour of undefined ground below a map that has some.
  mutating func drawUndefinedLegend(of field: SampledField, below panel: Box) {
    guard field.isUndefinedSomewhere else { return }
    drawLegendItem(
      .undefined, figure.surface.undefinedWord, at: FigurePoint(panel.x, panel.bottom + 34))
  }

  /// Samples the surface at the resolution of a box, at most 400 × 400 points.
  func sampleSurface(_ box: Box) -> SampledField {
    SampledField(
      of: figure.surface, over: figure.frame,
      columns: max(min(Int(clamping: box.width / 1.5), 400), 2),
      // The losses of a line are the same in all rows.
      rows: figure.surface.projection?.line == nil
        ? max(min(Int(clamping: box.height / 1.5), 400), 2) : 2,
      scale: figure.scale)
  }

  /// Returns the layers of the surface, for every map of the size of a box.
  mutating func surfaceSymbol(
    _ scene: MapScene, in box: Box, name: String = "ground"
  ) -> VectorImage.Symbol {
    let localBox = Box(x: 0, y: 0, width: box.width, height: box.height)
    return VectorImage.Symbol(
      name, size: (box.width, box.height),
      elements: elements { $0.paint(.surface, of: scene, in: localBox) })
  }

  /// Draws a map of all runs with its axes; `name` is that of its surface in the file.
  mutating func drawMap(on field: SampledField, in box: Box, name: String = "ground") {
    let scene = figure.scene(on: field)
    drawMap(scene, over: surfaceSymbol(scene, in: box, name: name), in: box)
  }

  /// Draws a map with its axes over the layers of its surface.
  mutating func drawMap(
    _ scene: MapScene, over surface: VectorImage.Symbol, in box: Box
  ) {
    let origin = FigurePoint(box.x, box.y)
    image.elements.append(.symbol(surface, at: origin))
    let localBox = Box(x: 0, y: 0, width: box.width, height: box.height)
    group(VectorImage.Group(clip: localBox, offset: origin)) {
      $0.paint(.lines, of: scene, in: localBox)
    }
    paint(.steps, of: scene, in: box)
    drawBorder(box)
    paint(.marks, of: scene, in: box)
    let plane = PlaneTransform(scene.region, in: box)
    let note = figure.planeNote.flatMap {
      let axes = scene.surface.isProfile ? "x" : "x, y"
      return TextMetrics.wrappedLines(
        "\(axes): \($0)", size: 13, width: box.width, atMost: 1
      ).first
    }
    drawAxes(box, x: plane.x, y: plane.y, names: (note ?? "x", scene.surface.verticalAxisName))
  }

  /// Draws the colour bar with its ticks.
  mutating func drawColorBar(of surface: SampledField, in box: Box) {
    let strip = box.inset(top: 20)
    // A long title has a second line above the first, because the legend begins to the right.
    let title = TextMetrics.wrappedLines(
      surface.title(of: .loss), size: 11, width: 66, atMost: 2)
    for (line, text) in title.reversed().enumerated() {
      let point = FigurePoint(box.x, box.y + 10 - 12 * Double(line))
      write(text, at: point, size: 11, color: theme.faint)
    }
    image.elements.append(
      .shape(
        VectorImage.Shape(
          Path(strip), fill: .upward((0..<16).map { theme.mapColor(Double($0) / 15) }),
          stroke: VectorImage.Stroke(theme.axisLine))))
    for tick in surface.ticks(gap: 20 / strip.height) {
      let point = FigurePoint(strip.right, strip.bottom - tick.shade * strip.height)
      draw(Path(at: point, [((0, 0), (4, 0))]), stroke: VectorImage.Stroke(theme.axisLine))
      write(
        tick.label, at: FigurePoint(point.x + 7, point.y + 4), size: 11, color: theme.faint)
    }
  }
}
