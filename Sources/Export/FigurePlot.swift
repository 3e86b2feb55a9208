import Drawing
import Engine
import Integers

/// A quantity of a run plotted against the step.
enum PlottedQuantity: CaseIterable {
  case loss, gradientNorm, sharpness, distanceFromStart, updateAngle

  /// The title of the plot.
  var title: String {
    switch self {
    case .loss: "loss"
    case .gradientNorm: "gradient norm ‖∇f‖"
    case .sharpness: "sharpness, threshold dashed"
    case .distanceFromStart: "distance from the start ‖w_t − w₀‖"
    case .updateAngle: "angle between successive updates, degrees"
    }
  }

  /// Whether the y axis is logarithmic.
  var isLogarithmic: Bool { self == .loss || self == .gradientNorm }

  /// The quantity of the curve.
  var quantity: Quantity {
    switch self {
    case .loss: .loss
    case .gradientNorm: .gradientNorm
    case .sharpness: .sharpness
    case .distanceFromStart: .distanceFromStart
    case .updateAngle: .updateAngle
    }
  }
}

/// A curve in bins of steps, each with its minimum and maximum.
struct BinnedCurve {
  /// The first step, minimum and maximum of each bin; NaN if all values are NaN.
  private(set) var bins: [(x: Double, low: Double, high: Double)] = []

  /// The maximum number of samples in a bin, taken in pairs of successive steps to catch 2-cycles.
  private static let maxSamplesPerBin = 200

  init(last: Int, of steps: Int, columns count: Int, value: (Int) -> Double) {
    let stepsPerBin = Double(steps) / Double(count)
    guard stepsPerBin > 1 else {
      bins = (0...last).map { step in
        let value = value(step)
        return (Double(step), value, value)
      }
      return
    }
    for column in 0...count {
      let first = Int(clamping: (Double(column) * stepsPerBin).rounded())
      let end = min(Int(clamping: (Double(column + 1) * stepsPerBin).rounded()), last + 1)
      guard first < end else { break }
      var (low, high) = (Double.infinity, -Double.infinity)
      func include(_ step: Int) {
        let value = value(step)
        guard !value.isNaN else { return }
        (low, high) = (min(low, value), max(high, value))
      }
      let stride = max(2 * (end - first) / Self.maxSamplesPerBin, 2)
      for step in Swift.stride(from: first, to: end, by: stride) {
        include(step)
        if step + 1 < end { include(step + 1) }
      }
      bins.append(low <= high ? (Double(first), low, high) : (Double(first), .nan, .nan))
    }
    let final = value(last)
    bins.append((Double(last), final, final))
  }

  /// Returns the curve as polylines, with gaps at NaN and values clamped slightly outside the box.
  func polylines(_ x: FigureAxis, _ y: FigureAxis, in box: Box) -> [[FigurePoint]] {
    var pieces: [[FigurePoint]] = []
    var line: [FigurePoint] = []
    for column in bins {
      guard !column.low.isNaN else {
        if !line.isEmpty { pieces.append(line) }
        line = []
        continue
      }
      let left = x.position(column.x)
      func ordinate(_ value: Double) -> Double {
        min(max(y.position(value), box.y - 8), box.bottom + 8)
      }
      let (low, high) = (ordinate(column.low), ordinate(column.high))
      guard (low - high).magnitude > 0.3 else {
        line.append(FigurePoint(left, high))
        continue
      }
      // The end nearer to the previous point comes first.
      let isHighFirst = line.last.map { ($0.y - high).magnitude < ($0.y - low).magnitude } ?? true
      line +=
        isHighFirst
        ? [FigurePoint(left, high), FigurePoint(left, low)]
        : [FigurePoint(left, low), FigurePoint(left, high)]
    }
    if !line.isEmpty { pieces.append(line) }
    return pieces
  }

  /// Returns the maxima and minima as two lines, or as one line if they are equal.
  func envelopeSides(_ x: FigureAxis, _ y: FigureAxis, in box: Box) -> [[[FigurePoint]]] {
    let sides = [bins.map { ($0.x, $0.high) }, bins.map { ($0.x, $0.low) }].map { side in
      Self.connected(side, x, y, in: box)
    }
    return sides[0] == sides[1] ? [sides[0]] : sides
  }

  /// Returns the polygons between minima and maxima; none if they are equal.
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

  /// Returns the curve as a series of a `LinePlot`, which chooses the range of y.
  func series(rescales: Bool) -> Series {
    Series(
      points: bins.flatMap { [(x: $0.x, y: $0.low), (x: $0.x, y: $0.high)] },
      paint: .terminalDefault,
      rescales: rescales)
  }
}

extension FigureRenderer {
  /// Draws plots in a grid.
  mutating func drawPlots(_ quantities: [PlottedQuantity], across: Int, in box: Box) {
    let cells = box.grid(quantities.count, across: across, gap: FigurePoint(16, 10))
    for (quantity, cell) in zip(quantities, cells) { drawPlot(quantity, in: cell) }
  }

  /// Draws one plot with title, axes and curves.
  mutating func drawPlot(_ quantity: PlottedQuantity, in cell: Box) {
    let box = cell.inset(left: 40, top: 24, bottom: 24)
    write(quantity.title, at: FigurePoint(box.x, cell.y + 14), weight: "600")
    write(
      "step", at: FigurePoint(box.right, cell.y + 14), size: 11, fill: theme.faint, anchor: "end")
    svg.put("rect", box.attributes + [("fill", theme.panel)])
    let curves = figure.runs.map { run in
      curve(of: quantity.quantity, in: run, across: box, upTo: figure.steps)
    }
    let stepRange = 0...Double(figure.steps)
    let range = LinePlot(
      series: zip(curves, figure.runs).map {
        $0.series(rescales: $1.recording.trajectory.divergedAt == nil)
      }, x: stepRange, isLogarithmic: quantity.isLogarithmic
    ).visibleRange(columns: Int(clamping: box.width))
    let x = FigureAxis(stepRange, from: box.x, to: box.right)
    let y = FigureAxis(range, from: box.bottom, to: box.y, isLogarithmic: quantity.isLogarithmic)
    drawAxes(box, x: x, y: y)
    defineClipPath(to: box, named: "plot\(quantity)")
    svg.begin(
      "g",
      [
        ("clip-path", urlReference("plot\(quantity)")), ("fill", "none"),
        ("stroke-linejoin", "round"),
      ])
    if quantity == .sharpness { drawThresholds(x, y, in: box) }
    for (run, whole) in zip(figure.runs, curves) {
      let shown =
        figure.step >= figure.steps
        ? whole
        : curve(of: quantity.quantity, in: run, across: box, upTo: figure.step)
      drawLine(shown.polylines(x, y, in: box), theme.run(run.color), width: "1.5")
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

  /// Draws the stability threshold of each run: the sharpness above which the run is unstable.
  private mutating func drawThresholds(_ x: FigureAxis, _ y: FigureAxis, in box: Box) {
    for run in figure.runs {
      let threshold = curve(of: .edge, in: run, across: box, upTo: figure.step)
      for line in threshold.envelopeSides(x, y, in: box) {
        drawLine(line, theme.run(run.color), width: "1", dashes: "3 3", opacity: ".75")
      }
      let band = threshold.envelopeFill(x, y, in: box)
      guard !band.isEmpty else { continue }
      svg.put(
        "path",
        [
          ("d", pathData(band.map { Polyline.simplified($0, within: 0.2) })),
          ("fill", theme.run(run.color)), ("fill-opacity", ".14"),
        ])
    }
  }

  /// Returns the curve of a quantity up to a step, with about a bin per pixel of a box.
  func curve(
    of quantity: Quantity, in run: Figure.PlottedRun, across box: Box, upTo step: Int
  ) -> BinnedCurve {
    BinnedCurve(
      last: run.lastStep(at: step), of: figure.steps, columns: max(Int(clamping: box.width), 1)
    ) { run.recording.value(of: quantity, at: $0) }
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
