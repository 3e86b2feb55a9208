import Drawing
import Engine

/// A quantity of a run against time.
enum Measure: CaseIterable {
  case loss, gradientNorm, sharpness, way, turn

  var title: String {
    switch self {
    case .loss: "loss"
    case .gradientNorm: "gradient norm ‖∇f‖"
    case .sharpness: "sharpness λmax, its edge dashed"
    case .way: "distance from the start"
    case .turn: "turn from step to step, degrees"
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
    case .way: return (points[step] - points[0]).norm
    case .turn:
      guard step > 0, step + 1 < points.count else { return .nan }
      let (a, b) = (points[step] - points[step - 1], points[step + 1] - points[step])
      let cosine = a.dot(b) / (a.norm * b.norm)
      return cosine.isNaN ? .nan : Double.acos(max(-1, min(1, cosine))) * 180 / Double.pi
    }
  }
}

/// A curve as columns of time, each with the least and the greatest value in it.
struct Curve {
  private(set) var columns: [(x: Double, low: Double, high: Double)] = []

  /// So many values of a column are looked at, in pairs of neighbours, which show a hum.
  private static let patience = 200

  init(last: Int, of steps: Int, columns count: Int, value: (Int) -> Double) {
    let each = Double(steps) / Double(count)
    guard each > 1 else {
      columns = (0...last).map { step in
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
      let stride = max(2 * (end - first) / Self.patience, 2)
      for step in Swift.stride(from: first, to: end, by: stride) {
        take(step)
        if step + 1 < end { take(step + 1) }
      }
      columns.append(low <= high ? (Double(first), low, high) : (Double(first), .nan, .nan))
    }
    let final = value(last)
    columns.append((Double(last), final, final))
  }

  /// As connected spots; a gap where there is no value, and past the axis what lies past it.
  func pieces(_ x: FigureAxis, _ y: FigureAxis, in box: Box) -> [[FigurePoint]] {
    var pieces: [[FigurePoint]] = []
    var line: [FigurePoint] = []
    for column in columns {
      guard !column.low.isNaN else {
        if !line.isEmpty { pieces.append(line) }
        line = []
        continue
      }
      let at = x.place(column.x)
      func height(_ value: Double) -> Double {
        min(max(y.place(value), box.y - 8), box.bottom + 8)
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
  func outlines(_ x: FigureAxis, _ y: FigureAxis, in box: Box) -> [[[FigurePoint]]] {
    let sides = [columns.map { ($0.x, $0.high) }, columns.map { ($0.x, $0.low) }].map { side in
      Self.connected(side, x, y, in: box)
    }
    return sides[0] == sides[1] ? [sides[0]] : sides
  }

  /// What lies between the upper and the lower side, where they differ enough to be seen.
  func band(_ x: FigureAxis, _ y: FigureAxis, in box: Box) -> [[FigurePoint]] {
    let sides = outlines(x, y, in: box)
    guard sides.count == 2, sides[0].count == sides[1].count else { return [] }
    return zip(sides[0], sides[1]).map { $0 + $1.reversed() }
  }

  private static func connected(
    _ values: [(Double, Double)], _ x: FigureAxis, _ y: FigureAxis, in box: Box
  ) -> [[FigurePoint]] {
    values.split { $0.1.isNaN }.map { piece in
      piece.map { FigurePoint(x.place($0.0), min(max(y.place($0.1), box.y - 8), box.bottom + 8)) }
    }
  }

  /// For the choice of a range; a run that diverged has no say in it.
  func series(rescales: Bool) -> Series {
    Series(
      points: columns.flatMap { [(x: $0.x, y: $0.low), (x: $0.x, y: $0.high)] }, paint: .plain,
      rescales: rescales)
  }
}

extension FigureRenderer {
  /// Plots beside and below each other.
  mutating func drawPlots(_ measures: [Measure], across: Int, in box: Box) {
    let cells = box.grid(measures.count, across: across, gap: FigurePoint(16, 10))
    for (measure, cell) in zip(measures, cells) { drawPlot(measure, in: cell) }
  }

  mutating func drawPlot(_ measure: Measure, in cell: Box) {
    let box = cell.inset(left: 40, top: 24, bottom: 24)
    write(measure.title, at: FigurePoint(box.x, cell.y + 14), weight: "600")
    write(
      "step", at: FigurePoint(box.right, cell.y + 14), size: 11, fill: theme.faint, anchor: "end")
    svg.put("rect", box.attributes + [("fill", theme.panel)])
    let curves = figure.actors.map { actor in
      curve(of: actor, in: box, upTo: figure.steps) { measure.value(actor.recording, $0) }
    }
    let time = 0...Double(figure.steps)
    let range = LinePlot(
      series: zip(curves, figure.actors).map {
        $0.series(rescales: $1.recording.trajectory.divergedAt == nil)
      }, x: time, isLogarithmic: measure.isLogarithmic
    ).shownRange(columns: Int(box.width))
    let x = FigureAxis(time, from: box.x, to: box.right)
    let y = FigureAxis(range, from: box.bottom, to: box.y, isLogarithmic: measure.isLogarithmic)
    drawAxes(box, x: x, y: y)
    clip(to: box, named: "plot\(measure)")
    svg.begin(
      "g",
      [
        ("clip-path", link("plot\(measure)")), ("fill", "none"), ("stroke-linejoin", "round"),
      ])
    if measure == .sharpness { drawEdges(x, y, in: box) }
    for (actor, whole) in zip(figure.actors, curves) {
      let past =
        figure.step >= figure.steps
        ? whole
        : curve(of: actor, in: box, upTo: figure.step) { measure.value(actor.recording, $0) }
      drawLine(past.pieces(x, y, in: box), theme.run(actor.color), width: "1.5")
    }
    if figure.step < figure.steps {
      drawLine(
        [
          [
            FigurePoint(x.place(Double(figure.step)), box.y),
            FigurePoint(x.place(Double(figure.step)), box.bottom),
          ]
        ],
        theme.faint, width: "1")
    }
    svg.end()
    drawBorder(box)
  }

  /// The sharpness beyond which each optimizer is unstable.
  private mutating func drawEdges(_ x: FigureAxis, _ y: FigureAxis, in box: Box) {
    for actor in figure.actors {
      let recording = actor.recording
      let edge = curve(of: actor, in: box, upTo: figure.step) { step in
        recording.optimizer.stabilityThreshold(
          recording.knobs,
          gradientNorm: recording.surface.gradient(recording.trajectory.points[step]).norm)
      }
      for line in edge.outlines(x, y, in: box) {
        drawLine(line, theme.run(actor.color), width: "1", dashes: "3 3", opacity: ".75")
      }
      let band = edge.band(x, y, in: box)
      guard !band.isEmpty else { continue }
      svg.put(
        "path",
        [
          ("d", path(band.map { Outline.simplified($0, within: 0.2) })),
          ("fill", theme.run(actor.color)), ("fill-opacity", ".14"),
        ])
    }
  }

  private func curve(
    of actor: Figure.Actor, in box: Box, upTo step: Int, value: (Int) -> Double
  ) -> Curve {
    Curve(
      last: actor.latest(at: step), of: figure.steps, columns: max(Int(box.width), 1), value: value)
  }

  private mutating func clip(to box: Box, named name: String) {
    svg.begin("clipPath", [("id", id(name))])
    svg.put("rect", box.attributes)
    svg.end()
  }

  private mutating func drawLine(
    _ pieces: [[FigurePoint]], _ color: String, width: String, dashes: String? = nil,
    opacity: String? = nil
  ) {
    let lines = pieces.map { Outline.simplified($0, within: 0.08) }
    guard !lines.isEmpty else { return }
    var attributes: Svg.Attributes = [
      ("d", path(lines)), ("stroke", color), ("stroke-width", width),
    ]
    if let dashes { attributes.append(("stroke-dasharray", dashes)) }
    if let opacity { attributes.append(("stroke-opacity", opacity)) }
    svg.put("path", attributes)
  }
}
