import Drawing
import Engine
import Raster
import Scenes

extension FigureRenderer {
  /// Returns the tooltip of a run's marker, with exact numbers.
  func tooltip(of run: PlottedRun) -> String {
    let row = run.recording.row(at: figure.step)
    return "\(run.name) at step \(row.step): \(row.state), x \(formatExact(row.point.x)), "
      + "y \(formatExact(row.point.y)), loss \(formatExact(row.loss)), "
      + "gradient norm \(formatExact(row.gradientNorm)), sharpness \(formatExact(row.sharpness))"
  }

  /// Returns the name, state and main numbers of a run, the name truncated to fit `width`.
  func captions(
    of run: PlottedRun, width: Double
  ) -> (name: String, state: String, numbers: String) {
    let row = run.recording.row(at: figure.step)
    let state = "\(row.state)"
    let nameWidth = width - TextMetrics.width(state, size: 12) - 12
    let name = TextMetrics.wrappedLines(
      run.name, size: 14, width: nameWidth, isBold: true, atMost: 1)
    return (name.first ?? "", state, numbers(of: run, width: width + 20))
  }

  /// Returns loss, sharpness and stability threshold of a run; a narrow line has only the last two,
  /// or only the sharpness.
  ///
  /// Empty for a diverged run.
  func numbers(of run: PlottedRun, width: Double) -> String {
    let row = run.recording.row(at: figure.step)
    if case .diverged = row.state { return "" }
    let numbers = [
      ("loss", row.loss), ("λ", row.sharpness), (thresholdLabel(run), row.stabilityThreshold),
    ]
    .filter { !$0.1.isNaN }.map { "\($0.0) \(formatShort($0.1))" }
    let wordings = [numbers[...], numbers.dropFirst(), numbers.dropFirst().prefix(1)].map {
      $0.joined(separator: " · ")
    }
    return wordings.first { TextMetrics.width($0, size: 11.5) <= width } ?? ""
  }

  private func thresholdLabel(_ run: PlottedRun) -> String {
    run.recording.optimizer.info.stabilityThresholdLabel
  }

  private func knobs(of run: PlottedRun) -> String {
    run.recording.optimizer.info.knobs
      .map { "\($0.symbol) \(formatSignificant(run.recording.knobs[$0], digits: 4))" }
      .joined(separator: " · ")
  }

  /// Draws the list of runs, in as much detail as fits, and the legend of the map below.
  mutating func drawRunLegend(in box: Box, on field: SampledField? = nil) {
    let items = legendItems(on: field)
    let available = box.height - Double(items.count) * 17 - 8
    let each = available / Double(max(figure.runs.count, 1))
    let lines = each >= 104 ? 5 : each >= 64 ? 3 : each >= 50 ? 2 : 1
    let height = lines == 5 ? 102.0 : lines == 3 ? 64 : lines == 2 ? 46 : 20
    var y = box.y + 10
    for run in figure.runs where y < box.y + available + 4 {
      drawLegendEntry(of: run, lines: lines, at: FigurePoint(box.x, y), width: box.width)
      y += height
    }
    var baseline = box.bottom - Double(items.count) * 17 + 8
    for item in items {
      drawLegendItem(item.symbol, item.text, at: FigurePoint(box.x, baseline))
      baseline += 17
    }
  }

  /// Draws a symbol of the map with its text, at the left end of the text's baseline.
  mutating func drawLegendItem(
    _ symbol: MapLegendEntry.Symbol, _ text: String, at point: FigurePoint
  ) {
    drawSymbol(symbol, at: FigurePoint(point.x, point.y - 4))
    write(text, at: FigurePoint(point.x + 26, point.y), size: 11, color: theme.faint)
  }

  private mutating func drawLegendEntry(
    of run: PlottedRun, lines: Int, at point: FigurePoint, width: Double
  ) {
    let row = run.recording.row(at: figure.step)
    let caption = captions(of: run, width: width - 20)
    drawMarker(run, at: FigurePoint(point.x + 7, point.y))
    write(caption.name, at: FigurePoint(point.x + 20, point.y + 5), size: 14, isBold: true)
    write(
      caption.state, at: FigurePoint(point.x + width, point.y + 5), color: color(of: row.state),
      anchor: .end)
    guard lines > 1 else { return }
    let knobLine = TextMetrics.wrappedLines(
      knobs(of: run), size: 11.5, width: width - 20, atMost: 1)
    var y = point.y + 22
    write(knobLine.first ?? "", at: FigurePoint(point.x + 20, y), size: 11.5, color: theme.faint)
    let pairs = [
      [(["loss"], row.loss), (["‖∇f‖"], row.gradientNorm)],
      [(["λmax"], row.sharpness), ([thresholdLabel(run), "edge"], row.stabilityThreshold)],
      run.recording.ambient == nil
        ? [(["x"], row.point.x), (["y"], row.point.y)]
        : [
          (["test"], run.recording.value(of: .testLoss, at: figure.step)),
          (["off plane", "off"], run.recording.value(of: .planeDistance, at: figure.step)),
        ],
    ]
    let shown = lines == 5 ? pairs : lines == 3 ? [pairs[1]] : []
    for pair in shown {
      y += 18
      for (column, entry) in pair.enumerated() where !entry.1.isNaN {
        let columnWidth = (width - 20) / 2
        drawValue(
          entry.0, entry.1, at: FigurePoint(point.x + 20 + Double(column) * columnWidth, y),
          width: columnWidth)
      }
    }
  }

  /// Draws the first of some names that fits, or the last, and its value.
  private mutating func drawValue(
    _ names: [String], _ value: Double, at point: FigurePoint, width: Double
  ) {
    func indent(_ name: String) -> Double {
      name.count <= 1 ? 14 : max(37, TextMetrics.width(name, size: 11.5) + 4)
    }
    let valueWidth = TextMetrics.width(formatShort(value), size: 11.5)
    let shown = names.first { indent($0) + valueWidth <= width } ?? names.last ?? ""
    write(shown, at: point, size: 11.5, color: theme.faint)
    write(formatShort(value), at: FigurePoint(point.x + indent(shown), point.y), size: 11.5)
  }

  func color(of state: State) -> RGB? {
    switch state {
    case .drifting, .hallucinating, .atSaddle: theme.accent
    case .diverged, .climbing: theme.warning
    default: nil
    }
  }

  /// The legend of the lines and markers of the map.
  private func legendItems(on field: SampledField?) -> [MapLegendEntry] {
    switch figure.kind {
    case .plots, .relief: return []
    case .map, .sideBySide, .lesson, .stability:
      var scene = figure.scene
      scene.field = field
      return scene.legend(of: .figure)
    }
  }

  private mutating func drawSymbol(_ symbol: MapLegendEntry.Symbol, at point: FigurePoint) {
    let center = FigurePoint(point.x + 8, point.y)
    let bar = Path(at: center, [((-8, 0), (8, 0))])
    switch symbol {
    case .start:
      draw(Path(circleAt: center, radius: 4), stroke: VectorImage.Stroke(theme.foreground))
    case .valley:
      draw(bar, stroke: VectorImage.Stroke(theme.foreground, width: 1.4, dashes: [2, 3]))
    case .predictedPath:
      draw(bar, stroke: VectorImage.Stroke(theme.prediction, width: 1.5, dashes: [6, 3]))
    case .trainingPath:
      draw(bar, stroke: VectorImage.Stroke(theme.foreground, width: 1.6))
    case .stoppingPoint:
      draw(
        Path(at: center, [((0, -6), (0, 6))]),
        stroke: VectorImage.Stroke(theme.faint, width: 2.4))
    case .minimum:
      draw(Path(at: center, Self.plus), stroke: VectorImage.Stroke(theme.foreground))
    case .saddle:
      draw(Path(at: center, Self.cross), stroke: VectorImage.Stroke(theme.foreground))
    case .ascentPoint:
      draw(
        Path(at: center, [((-8, 0), (3, 0))]),
        stroke: VectorImage.Stroke(theme.foreground, dashes: [3, 2]))
      draw(
        Path(circleAt: FigurePoint(center.x + 5.4, center.y), radius: 2.4),
        stroke: VectorImage.Stroke(theme.foreground))
    case .undefined:
      let square = Box(x: center.x - 6, y: center.y - 6, width: 12, height: 12)
      draw(Path(square), fill: theme.undefined, stroke: VectorImage.Stroke(theme.axisLine))
    }
  }

  /// The lines of the mark of a minimum.
  static let plus = [((-5.0, 0.0), (5.0, 0.0)), ((0, -5), (0, 5))]
  /// The lines of the mark of a saddle.
  static let cross = [((-4.0, -4.0), (4.0, 4.0)), ((4, -4), (-4, 4))]

  /// Draws the text of the lesson above the list of runs, and the map to the right.
  mutating func drawLesson(_ text: String, in box: Box) {
    let (left, right) = box.split(left: box.width * 0.4)
    let lines = TextMetrics.wrappedLines(text, size: 17, width: left.width - 24, atMost: 12)
    var y = left.y + 4
    for line in lines {
      y += 24
      write(line, at: FigurePoint(left.x, y - 8), size: 17)
    }
    let panel = right.inset(left: 46, bottom: 36)
    let field = sampleSurface(panel)
    drawRunLegend(in: left.inset(top: y - left.y + 18, right: 24), on: field)
    drawMap(on: field, in: panel)
  }
}
