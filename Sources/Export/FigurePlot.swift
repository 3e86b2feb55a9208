import Drawing
import Engine

/// A quantity of a run against time.
enum PlottedQuantity: CaseIterable {
  case loss, gradientNorm, sharpness, distanceFromStart, updateAngle

  var title: String {
    switch self {
    case .loss: "loss"
    case .gradientNorm: "gradient norm ‖∇f‖"
    case .sharpness: "sharpness λmax, its edge dashed"
    case .distanceFromStart: "distance from the start"
    case .updateAngle: "turn from step to step, degrees"
    }
  }

  var isLogarithmic: Bool { self == .loss || self == .gradientNorm }

  /// The value at a step that was taken.
  func value(_ recording: Recording, _ step: Int) -> Double {
    let points = recording.trajectory.points
    switch self {
    case .loss: return recording.surface.value(points[step])
    case .gradientNorm: return recording.surface.gradient(points[step]).norm
    case .sharpness: return recording.surface.hessian(points[step]).maxEigenvalue
    case .distanceFromStart: return (points[step] - points[0]).norm
    case .updateAngle:
      guard step > 0, step + 1 < points.count else { return .nan }
      let (a, b) = (points[step] - points[step - 1], points[step + 1] - points[step])
      let cosine = a.dot(b) / (a.norm * b.norm)
      return cosine.isNaN ? .nan : Double.acos(max(-1, min(1, cosine))) * 180 / Double.pi
    }
  }
}

/// A curve as columns of time, each with the least and the greatest value in it.
struct BinnedCurve {
  private(set) var bins: [(x: Double, low: Double, high: Double)] = []

  /// So many values of a column are looked at, in pairs of neighbours, which show a hum.
  private static let maxSamplesPerBin = 200

  init(last: Int, of steps: Int, columns count: Int, value: (Int) -> Double) {
    let each = Double(steps) / Double(count)
    guard each > 1 else {
      bins = (0...last).map { step in
        let value = value(step)
        return (Double(step), value, value)
      }
      return
    }
    for column in 0...count {
      let first = Int((Double(column) * each).rounded())
      let end = min(Int((Double(column + 1) * each).rounded()), last + 1)
      guard first < end else { break }
      var (low, high) = (Double.infinity, -Double.infinity)
      func take(_ step: Int) {
        let value = value(step)
        guard !value.isNaN else { return }
        (low, high) = (min(low, value), max(high, value))
      }
      let stride = max(2 * (end - first) / Self.maxSamplesPerBin, 2)
      for step in Swift.stride(from: first, to: end, by: stride) {
        take(step)
        if step + 1 < end { take(step + 1) }
      }
      bins.append(low <= high ? (Double(first), low, high) : (Double(first), .nan, .nan))
    }
    let final = value(last)
    bins.append((Double(last), final, final))
  }

  /// As connected spots; a gap where there is no value, and past the axis what lies past it.
  func polylines(_ x: FigureAxis, _ y: FigureAxis, in box: Box) -> [[FigurePoint]] {
    var pieces: [[FigurePoint]] = []
    var line: [FigurePoint] = []
    for column in bins {
      guard !column.low.isNaN else {
        if !line.isEmpty { pieces.append(line) }
        line = []
        continue
      }
      let at = x.position(column.x)
      func height(_ value: Double) -> Double {
        min(max(y.position(value), box.y - 8), box.bottom + 8)
      }
      let (low, high) = (height(column.low), height(column.high))
      guard (low - high).magnitude > 0.3 else {
        line.append(FigurePoint(at, high))
        continue
      }
      // The end that is nearer to the line so far comes first.
      let isHighFirst = line.last.map { ($0.y - high).magnitude < ($0.y - low).magnitude } ?? true
      line +=
        isHighFirst
        ? [FigurePoint(at, high), FigurePoint(at, low)]
        : [FigurePoint(at, low), FigurePoint(at, high)]
    }
    if !line.isEmpty { pieces.append(line) }
    return pieces
  }

  /// The upper and the lower side where they differ, one line where they do not.
  func envelopeSides(_ x: FigureAxis, _ y: FigureAxis, in box: Box) -> [[[FigurePoint]]] {
    let sides = [bins.map { ($0.x, $0.high) }, bins.map { ($0.x, $0.low) }].map { side in
      Self.connected(side, x, y, in: box)
    }
    return sides[0] == sides[1] ? [sides[0]] : sides
  }

  /// What lies between the upper and the lower side, where they differ enough to be seen.
  func envelopeFill(_ x: FigureAxis, _ y: FigureAxis, in box: Box) -> [[FigurePoint]] {
    let sides = envelopeSides(x, y, in: box)
    guard sides.count == 2, sides[0].count == sides[1].count else { return [] }
    return zip(sides[0], sides[1]).map { $0 + $1.reversed() }
  }

  private static func connected(
    _ values: [(Double, Double)], _ x: FigureAxis, _ y: FigureAxis, in box: Box
  ) -> [[FigurePoint]] {
    values.split { $0.1.isNaN }.map { piece in
      piece.map {
        FigurePoint(x.position($0.0), min(max(y.position($0.1), box.y - 8), box.bottom + 8))
      }
    }
  }

  /// For the choice of a range; a run that diverged has no say in it.
  func series(rescales: Bool) -> Series {
    Series(
      points: bins.flatMap { [(x: $0.x, y: $0.low), (x: $0.x, y: $0.high)] },
      paint: .terminalDefault,
      rescales: rescales)
  }
}

extension FigureRenderer {
  /// Plots beside and below each other.
  mutating func drawPlots(_ measures: [PlottedQuantity], across: Int, in box: Box) {
    let cells = box.grid(measures.count, across: across, gap: FigurePoint(16, 10))
    for (measure, cell) in zip(measures, cells) { drawPlot(measure, in: cell) }
  }

  mutating func drawPlot(_ measure: PlottedQuantity, in cell: Box) {
    let box = cell.inset(left: 40, top: 24, bottom: 24)
    write(measure.title, at: FigurePoint(box.x, cell.y + 14), weight: "600")
    write(
      "step", at: FigurePoint(box.right, cell.y + 14), size: 11, fill: theme.faint, anchor: "end")
    svg.put("rect", box.attributes + [("fill", theme.panel)])
    let curves = figure.runs.map { actor in
      curve(of: actor, in: box, upTo: figure.steps) { measure.value(actor.recording, $0) }
    }
    let time = 0...Double(figure.steps)
    let range = LinePlot(
      series: zip(curves, figure.runs).map {
        $0.series(rescales: $1.recording.trajectory.divergedAt == nil)
      }, x: time, isLogarithmic: measure.isLogarithmic
    ).visibleRange(columns: Int(box.width))
    let x = FigureAxis(time, from: box.x, to: box.right)
    let y = FigureAxis(range, from: box.bottom, to: box.y, isLogarithmic: measure.isLogarithmic)
    drawAxes(box, x: x, y: y)
    defineClipPath(to: box, named: "plot\(measure)")
    svg.begin(
      "g",
      [
        ("clip-path", urlReference("plot\(measure)")), ("fill", "none"),
        ("stroke-linejoin", "round"),
      ])
    if measure == .sharpness { drawThresholds(x, y, in: box) }
    for (actor, whole) in zip(figure.runs, curves) {
      let past =
        figure.step >= figure.steps
        ? whole
        : curve(of: actor, in: box, upTo: figure.step) { measure.value(actor.recording, $0) }
      drawLine(past.polylines(x, y, in: box), theme.run(actor.color), width: "1.5")
    }
    if figure.step < figure.steps {
      drawLine(
        [
          [
            FigurePoint(x.position(Double(figure.step)), box.y),
            FigurePoint(x.position(Double(figure.step)), box.bottom),
          ]
        ],
        theme.faint, width: "1")
    }
    svg.end()
    drawBorder(box)
  }

  /// The sharpness beyond which each optimizer is unstable.
  private mutating func drawThresholds(_ x: FigureAxis, _ y: FigureAxis, in box: Box) {
    for actor in figure.runs {
      let recording = actor.recording
      let edge = curve(of: actor, in: box, upTo: figure.step) { step in
        recording.optimizer.stabilityThreshold(
          recording.knobs,
          gradientNorm: recording.surface.gradient(recording.trajectory.points[step]).norm)
      }
      for line in edge.envelopeSides(x, y, in: box) {
        drawLine(line, theme.run(actor.color), width: "1", dashes: "3 3", opacity: ".75")
      }
      let band = edge.envelopeFill(x, y, in: box)
      guard !band.isEmpty else { continue }
      svg.put(
        "path",
        [
          ("d", pathData(band.map { Polyline.simplified($0, within: 0.2) })),
          ("fill", theme.run(actor.color)), ("fill-opacity", ".14"),
        ])
    }
  }

  private func curve(
    of actor: Figure.PlottedRun, in box: Box, upTo step: Int, value: (Int) -> Double
  ) -> BinnedCurve {
    BinnedCurve(
      last: actor.lastStep(at: step), of: figure.steps, columns: max(Int(box.width), 1),
      value: value)
  }

  private mutating func defineClipPath(to box: Box, named name: String) {
    svg.begin("clipPath", [("id", id(name))])
    svg.put("rect", box.attributes)
    svg.end()
  }

  private mutating func drawLine(
    _ pieces: [[FigurePoint]], _ color: String, width: String, dashes: String? = nil,
    opacity: String? = nil
  ) {
    let lines = pieces.map { Polyline.simplified($0, within: 0.08) }
    guard !lines.isEmpty else { return }
    var attributes: SVGWriter.Attributes = [
      ("d", pathData(lines)), ("stroke", color), ("stroke-width", width),
    ]
    if let dashes { attributes.append(("stroke-dasharray", dashes)) }
    if let opacity { attributes.append(("stroke-opacity", opacity)) }
    svg.put("path", attributes)
  }
}
