import Drawing
import Engine
import Integers
import Lessons
import Raster
import Scenes

/// A curve in bins of steps, each with its minimum and maximum.
struct BinnedCurve {
  /// The first step, minimum, maximum and mean of each bin; NaN if all values are NaN.
  private(set) var bins: [(x: Double, low: Double, high: Double, mean: Double)] = []

  init(
    of quantity: Quantity, in recording: Recording, last: Int, of steps: Int, columns count: Int
  ) {
    func value(_ step: Int) -> Double { recording.value(of: quantity, at: step) }
    let stepsPerBin = Double(steps) / Double(count)
    guard stepsPerBin > 1 else {
      bins = (0...last).map { step in
        let value = value(step)
        return (Double(step), value, value, value)
      }
      return
    }
    for column in 0...count {
      let first = Int(clamping: (Double(column) * stepsPerBin).rounded())
      let end = min(Int(clamping: (Double(column + 1) * stepsPerBin).rounded()), last + 1)
      guard first < end else { break }
      let found = recording.extremes(of: quantity, over: first..<end, .figure)
      bins.append(
        (Double(first), found?.low ?? .nan, found?.high ?? .nan, found?.mean ?? .nan))
    }
    let final = value(last)
    bins.append((Double(last), final, final, final))
  }

  /// Returns whether each bin is a part of a dense oscillation: as wide as a bin beside.
  func denseBins(_ y: FigureAxis) -> [Bool] {
    func side(_ index: Int) -> ClosedRange<Double>? {
      guard bins.indices.contains(index) else { return nil }
      let (top, bottom) = (y.position(bins[index].high), y.position(bins[index].low))
      // False for values that have no place on the axis.
      return top <= bottom ? top...bottom : nil
    }
    return bins.indices.map { index in
      guard let bin = side(index), bin.upperBound - bin.lowerBound > 6 else { return false }
      return [index - 1, index + 1].contains { side($0).map(bin.mostlyOverlaps) ?? false }
    }
  }

  /// Returns the polygons between minima and maxima of dense oscillations.
  func denseFill(_ x: FigureAxis, _ y: FigureAxis, in box: Box) -> [[FigurePoint]] {
    func point(_ at: Double, _ value: Double) -> FigurePoint {
      FigurePoint(x.position(at), min(max(y.position(value), box.y - 8), box.bottom + 8))
    }
    let pieces = zip(bins, denseBins(y)).split { !$0.1 }.map { $0.map(\.0) }
    return pieces.filter { $0.count > 1 }.map { piece in
      piece.map { point($0.x, $0.high) } + piece.reversed().map { point($0.x, $0.low) }
    }
  }

  /// Returns the curve as polylines, with gaps at NaN and values clamped slightly outside the box.
  ///
  /// A dense oscillation is drawn by its mean.
  func polylines(_ x: FigureAxis, _ y: FigureAxis, in box: Box) -> [[FigurePoint]] {
    var pieces: [[FigurePoint]] = []
    var line: [FigurePoint] = []
    for (column, isDense) in zip(bins, denseBins(y)) {
      guard !column.low.isNaN else {
        if !line.isEmpty { pieces.append(line) }
        line = []
        continue
      }
      let left = x.position(column.x)
      func ordinate(_ value: Double) -> Double {
        min(max(y.position(value), box.y - 8), box.bottom + 8)
      }
      guard !isDense else {
        line.append(FigurePoint(left, ordinate(column.mean)))
        continue
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
  mutating func drawPlots(_ plots: [PlottedQuantity], across: Int, in box: Box) {
    let cells = box.grid(plots.count, across: across, gap: FigurePoint(16, 10))
    for (plot, cell) in zip(plots, cells) { drawPlot(plot, in: cell) }
  }

  /// Draws one plot with title, axes and curves of all or some runs.
  ///
  /// The axes are those of a plot of all runs.
  mutating func drawPlot(_ plot: PlottedQuantity, of indices: [Int]? = nil, in cell: Box) {
    let box = cell.inset(left: 40, top: 24, bottom: 24)
    let titles = plot.figureTitles
    let title = titles.first {
      TextMetrics.width($0, size: 12, isBold: true) <= box.width - 34
    }
    write(title ?? titles[titles.count - 1], at: FigurePoint(box.x, cell.y + 14), isBold: true)
    write(
      "step", at: FigurePoint(box.right, cell.y + 14), size: 11, color: theme.faint, anchor: .end)
    draw(Path(box), fill: theme.panel)
    let curves = figure.runs.map { run in
      curve(of: plot.quantity, in: run, across: box, upTo: figure.steps)
    }
    let stepRange = 0...Double(figure.steps)
    var linePlot = LinePlot(
      series: zip(curves, figure.runs).map {
        $0.series(rescales: $1.recording.trajectory.divergedAt == nil)
      } + figure.runs.compactMap { limitSeries(of: plot, in: $0, across: box) }, x: stepRange)
    let columns = Int(clamping: box.width)
    linePlot.isLogarithmic = plot.isLogarithmic && !linePlot.hasNegativeValues(columns: columns)
    let range = linePlot.visibleRange(columns: columns)
    let x = FigureAxis(stepRange, from: box.x, to: box.right)
    let y = FigureAxis(range, from: box.bottom, to: box.y, isLogarithmic: linePlot.isLogarithmic)
    drawAxes(box, x: x, y: y)
    let shown = (indices ?? Array(figure.runs.indices)).map { (figure.runs[$0], curves[$0]) }
    group(VectorImage.Group(clip: box)) { $0.drawCurves(shown, of: plot, x, y, in: box) }
    drawBorder(box)
  }

  private mutating func drawCurves(
    _ curves: [(run: PlottedRun, whole: BinnedCurve)], of plot: PlottedQuantity, _ x: FigureAxis,
    _ y: FigureAxis, in box: Box
  ) {
    if let limit = plot.limit { drawLimits(limit, of: curves.map(\.run), x, y, in: box) }
    for (run, whole) in curves {
      let shown =
        figure.step >= figure.steps
        ? whole
        : curve(of: plot.quantity, in: run, across: box, upTo: figure.step)
      let fill = shown.denseFill(x, y, in: box)
      draw(
        Path(fill.map { Polyline.simplified($0, within: 0.2) }), fill: theme.run(run.color),
        opacity: 0.3)
      drawLine(
        shown.polylines(x, y, in: box), VectorImage.Stroke(theme.run(run.color), width: 1.5))
    }
    if figure.step < figure.steps {
      drawLine(
        [
          [
            FigurePoint(x.position(Double(figure.step)), box.y),
            FigurePoint(x.position(Double(figure.step)), box.bottom),
          ]
        ],
        VectorImage.Stroke(theme.faint))
    }
  }

  /// Draws the limit of each run as a dashed band, such as the stability threshold.
  private mutating func drawLimits(
    _ limit: Quantity, of runs: [PlottedRun], _ x: FigureAxis, _ y: FigureAxis, in box: Box
  ) {
    for run in runs {
      let band = curve(of: limit, in: run, across: box, upTo: figure.step)
      for line in band.envelopeSides(x, y, in: box) {
        drawLine(
          line, VectorImage.Stroke(theme.run(run.color), opacity: 0.75, dashes: [3, 3]))
      }
      let fill = band.envelopeFill(x, y, in: box).map { Polyline.simplified($0, within: 0.2) }
      draw(Path(fill), fill: theme.run(run.color), opacity: 0.14)
    }
  }

  /// Returns the curve of a quantity up to a step, with about a bin per pixel of a box.
  func curve(
    of quantity: Quantity, in run: PlottedRun, across box: Box, upTo step: Int
  ) -> BinnedCurve {
    BinnedCurve(
      of: quantity, in: run.recording, last: run.lastStep(at: step), of: figure.steps,
      columns: max(Int(clamping: box.width), 1))
  }

  /// Returns the limit of a run as a series that the range of y includes if near; nil without one.
  private func limitSeries(
    of plot: PlottedQuantity, in run: PlottedRun, across box: Box
  ) -> Series? {
    guard let limit = plot.limit else { return nil }
    var series = curve(of: limit, in: run, across: box, upTo: figure.steps).series(rescales: false)
    series.mark = String(run.glyph)
    return series
  }

  /// Draws polylines; round corners and ends would close the gaps between dashes.
  private mutating func drawLine(_ pieces: [[FigurePoint]], _ stroke: VectorImage.Stroke) {
    var stroke = stroke
    stroke.isRound = stroke.dashes.isEmpty
    draw(Path(pieces.map { Polyline.simplified($0, within: 0.08) }), stroke: stroke)
  }
}
