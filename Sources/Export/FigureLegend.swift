import Drawing
import Engine

extension FigureRenderer {
  /// A run in full, exact to the last digit: what a reader sees who points at its mark.
  func tooltip(of actor: Figure.PlottedRun) -> String {
    let row = actor.recording.row(at: figure.step)
    return "\(actor.name) at step \(row.step): \(row.state), x \(formatExact(row.point.x)), "
      + "y \(formatExact(row.point.y)), loss \(formatExact(row.loss)), "
      + "gradient norm \(formatExact(row.gradientNorm)), sharpness \(formatExact(row.sharpness))"
  }

  /// A run in few words.
  func captions(
    of actor: Figure.PlottedRun, width: Double
  ) -> (name: String, state: String, numbers: String) {
    let row = actor.recording.row(at: figure.step)
    let state = "\(row.state)"
    let room = width - TextMetrics.width(state, size: 12) - 12
    let name = TextMetrics.wrappedLines(actor.name, size: 14, width: room, isBold: true, atMost: 1)
    let numbers = [
      ("loss", row.loss), ("λ", row.sharpness), (edgeName(actor), row.stabilityThreshold),
    ]
    .filter { !$0.1.isNaN }.map { "\($0.0) \(formatShort($0.1))" }.joined(separator: " · ")
    return (name.first ?? "", state, numbers)
  }

  private func edgeName(_ actor: Figure.PlottedRun) -> String {
    actor.recording.optimizer.info.stabilityThresholdLabel
  }

  private func knobs(of actor: Figure.PlottedRun) -> String {
    actor.recording.optimizer.info.knobs
      .map { "\($0.symbol) \(formatSignificant(actor.recording.knobs[$0], digits: 4))" }
      .joined(separator: " · ")
  }

  /// The runs one below the other, in as much detail as there is room for.
  mutating func drawRunLegend(in box: Box) {
    let notes = self.legendItems
    let room = box.height - Double(notes.count) * 17 - 8
    let each = room / Double(max(figure.runs.count, 1))
    let lines = each >= 104 ? 5 : each >= 64 ? 3 : each >= 50 ? 2 : 1
    let height = lines == 5 ? 102.0 : lines == 3 ? 64 : lines == 2 ? 46 : 20
    var y = box.y + 10
    for actor in figure.runs where y < box.y + room + 4 {
      drawLegendEntry(of: actor, lines: lines, at: FigurePoint(box.x, y), width: box.width)
      y += height
    }
    var line = box.bottom - Double(notes.count) * 17 + 8
    for note in notes {
      drawSymbol(note.sample, at: FigurePoint(box.x, line - 4))
      write(note.text, at: FigurePoint(box.x + 26, line), size: 11, fill: theme.faint)
      line += 17
    }
  }

  private mutating func drawLegendEntry(
    of actor: Figure.PlottedRun, lines: Int, at spot: FigurePoint, width: Double
  ) {
    let row = actor.recording.row(at: figure.step)
    let words = captions(of: actor, width: width - 20)
    drawMarker(actor, at: FigurePoint(spot.x + 7, spot.y))
    write(words.name, at: FigurePoint(spot.x + 20, spot.y + 5), size: 14, weight: "600")
    write(
      words.state, at: FigurePoint(spot.x + width, spot.y + 5), fill: color(of: row.state),
      anchor: "end")
    guard lines > 1 else { return }
    let knobLine = TextMetrics.wrappedLines(
      knobs(of: actor), size: 11.5, width: width - 20, atMost: 1)
    var y = spot.y + 22
    write(knobLine.first ?? "", at: FigurePoint(spot.x + 20, y), size: 11.5, fill: theme.faint)
    let pairs = [
      [("loss", row.loss), ("‖∇f‖", row.gradientNorm)],
      [("λmax", row.sharpness), (edgeName(actor), row.stabilityThreshold)],
      [("x", row.point.x), ("y", row.point.y)],
    ]
    let shown = lines == 5 ? pairs : lines == 3 ? [pairs[1]] : []
    for pair in shown {
      y += 18
      for (column, entry) in pair.enumerated() where !entry.1.isNaN {
        let room = (width - 20) / 2
        drawValue(
          entry.0, entry.1, at: FigurePoint(spot.x + 20 + Double(column) * room, y), width: room)
      }
    }
  }

  /// A name and its value; an edge whose formula leaves no room for the value is only called so.
  private mutating func drawValue(
    _ name: String, _ value: Double, at spot: FigurePoint, width: Double
  ) {
    func indent(_ name: String) -> Double {
      name.count <= 1 ? 14 : max(37, TextMetrics.width(name, size: 11.5) + 4)
    }
    let isLong = indent(name) + TextMetrics.width(formatShort(value), size: 11.5) > width
    let shown = isLong ? "edge" : name
    write(shown, at: spot, size: 11.5, fill: theme.faint)
    write(formatShort(value), at: FigurePoint(spot.x + indent(shown), spot.y), size: 11.5)
  }

  private func color(of state: State) -> String? {
    switch state {
    case .drifting, .hallucinating, .atSaddle: theme.accent
    case .diverged, .climbing: theme.warning
    default: nil
    }
  }

  /// What the lines and marks of the map mean.
  private var legendItems: [(sample: LegendSymbol, text: String)] {
    var notes: [(sample: LegendSymbol, text: String)] = [(.start, "start")]
    if figure.kind == .plots { return [] }
    if case .relief = figure.kind { return [] }
    let landmarks = figure.surface.landmarks
    if !landmarks.valley.isEmpty {
      notes.append((.valley, "valley of minima"))
    } else if figure.predictions.valleyFloor.count > 1 {
      notes.append((.valley, "valley floor"))
    }
    if !landmarks.minima.isEmpty { notes.append((.minimum, "minimum")) }
    if !landmarks.saddles.isEmpty { notes.append((.saddle, "saddle")) }
    let looks = figure.runs.contains { actor in
      let step = actor.lastStep(at: figure.step)
      return actor.recording.trajectory.ascentPoints[step]
        != actor.recording.trajectory.points[step]
    }
    if looks { notes.append((.ascentPoint, "w + ε, where the gradient is taken")) }
    if !figure.predictions.predictedPaths.isEmpty {
      notes.append((.predictedPath, "way that theory predicts"))
    }
    let frame = figure.frame
    if figure.predictions.stoppingPoints.contains(where: {
      frame.x.contains($0.point.x) && frame.y.contains($0.point.y)
    }) {
      notes.append((.stoppingPoint, "the edge of a run's stability"))
    }
    return notes
  }

  private enum LegendSymbol {
    case start, valley, minimum, saddle, ascentPoint, predictedPath, stoppingPoint
  }

  private mutating func drawSymbol(_ sample: LegendSymbol, at spot: FigurePoint) {
    let (x, y) = (formatLength(spot.x + 8), formatLength(spot.y))
    let attributes: SVGWriter.Attributes =
      switch sample {
      case .start:
        [("d", "M\(x) \(y)m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0"), ("stroke", theme.foreground)]
      case .valley:
        [
          ("d", "M\(x) \(y)m-8 0h16"), ("stroke", theme.foreground), ("stroke-dasharray", "2 3"),
          ("stroke-width", "1.4"),
        ]
      case .predictedPath:
        [
          ("d", "M\(x) \(y)m-8 0h16"), ("stroke", theme.prediction), ("stroke-width", "1.5"),
          ("stroke-dasharray", "6 3"),
        ]
      case .stoppingPoint:
        [("d", "M\(x) \(y)m0 -6v12"), ("stroke", theme.faint), ("stroke-width", "2.4")]
      case .minimum: [("d", "M\(x) \(y)m-5 0h10m-5 -5v10"), ("stroke", theme.foreground)]
      case .saddle: [("d", "M\(x) \(y)m-4 -4l8 8m0 -8l-8 8"), ("stroke", theme.foreground)]
      case .ascentPoint:
        [
          ("d", "M\(x) \(y)m-8 0h11m0 0a2.4 2.4 0 1 0 4.8 0a2.4 2.4 0 1 0 -4.8 0"),
          ("stroke", theme.foreground), ("stroke-dasharray", "3 2"),
        ]
      }
    svg.put("path", attributes + [("fill", "none")])
  }

  /// What the lesson says, the runs below, and the map beside.
  mutating func drawLesson(_ words: String, in box: Box) {
    let (left, right) = box.split(left: box.width * 0.4)
    let lines = TextMetrics.wrappedLines(words, size: 17, width: left.width - 24, atMost: 12)
    var y = left.y + 4
    for line in lines {
      y += 24
      write(line, at: FigurePoint(left.x, y - 8), size: 17)
    }
    drawRunLegend(in: left.inset(top: y - left.y + 18, right: 24))
    let panel = right.inset(left: 46, bottom: 36)
    defineBackground(sampleSurface(panel), in: panel)
    drawMap(of: Array(figure.runs.indices), in: panel)
    let plane = PlaneTransform(figure.frame, in: panel)
    drawAxes(panel, x: plane.x, y: plane.y, names: ("x", "y"))
  }
}
