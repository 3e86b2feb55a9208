extension LinePlot {
  /// The curves and references as strokes over a picture of this size.
  func rasterized(rows: Int, columns: Int, y shown: ClosedRange<Double>) -> BrailleGrid {
    var result = BrailleGrid(rows: rows, columns: columns)
    guard rows > 0, columns > 0, x.lowerBound < x.upperBound else { return result }
    let frame = PlotTransform(plot: self, y: shown, width: result.width, height: result.height)
    for reference in references where !reference.y.isNaN {
      var dots = BrailleGrid(rows: rows, columns: columns)
      let y = frame.dotY(reference.y)
      dots.drawLine(from: (0, y), to: (Double(dots.width), y), paint: reference.paint)
      result.merge(dots, keeping: leftColumnMask)
    }
    for curve in series {
      var own = BrailleGrid(rows: rows, columns: columns)
      own.drawCurve(curve, frame)
      result.merge(
        own, keeping: curve.isDotted ? leftColumnMask : 0xFF, priority: curve.isDotted ? 0 : 1)
    }
    return result
  }

  /// From the plot's numbers to dots.
  struct PlotTransform {
    let x: ClosedRange<Double>
    let width: Double
    private let plot: LinePlot
    private let low: Double
    private let high: Double
    private let height: Double

    init(plot: LinePlot, y: ClosedRange<Double>, width: Int, height: Int) {
      self.plot = plot
      x = plot.x
      (low, high) = (plot.axisValue(of: y.lowerBound), plot.axisValue(of: y.upperBound))
      self.width = Double(width)
      self.height = Double(height)
    }

    func dotX(_ value: Double) -> Double {
      (value - x.lowerBound) / (x.upperBound - x.lowerBound) * width
    }

    /// What is infinitely far away is only very far away, so that lines still lead there.
    func dotY(_ value: Double) -> Double {
      let share = (plot.axisValue(of: value) - low) / (high - low)
      return min(max((1 - share) * (height - 1) + 0.5, -1e6), 1e6)
    }
  }
}

private let leftColumnMask: UInt8 = 0x47

extension BrailleGrid {
  fileprivate mutating func drawCurve(_ curve: Series, _ frame: LinePlot.PlotTransform) {
    var pen = PolylineRasterizer(paint: curve.paint)
    switch curve.samples {
    case .points(let points):
      for (x, y) in points { pen.addPoint(frame.dotX(x), frame.dotY(y), isGap: y.isNaN, on: &self) }
      pen.endPolyline(on: &self)
    case .values(let values):
      // One more at each side, so that lines lead to what is just outside.
      let inside = Series.indices(of: values, over: frame.x)
      let between =
        inside.isEmpty ? max(min(Int(min(max(frame.x.lowerBound, -1), 1e15)), values.count), 0) : 0
      let first = inside.isEmpty ? between : inside.lowerBound - 1
      let last = inside.isEmpty ? between + 1 : inside.upperBound
      for index in max(first, 0)..<max(min(last + 1, values.count), max(first, 0)) {
        let y = values[index]
        pen.addPoint(frame.dotX(Double(index)), frame.dotY(y), isGap: y.isNaN, on: &self)
      }
      pen.endPolyline(on: &self)
    case .envelope(let envelope):
      var before: (low: Double, high: Double)?
      for (column, part) in Series.intervals(of: frame.x, count: width).enumerated() {
        guard let found = envelope(part.0, part.1), !found.low.isNaN, !found.high.isNaN else {
          before = nil
          continue
        }
        let x = Double(column) + 0.5
        let (low, high) = (frame.dotY(found.low), frame.dotY(found.high))
        drawLine(from: (x, low), to: (x, high), paint: curve.paint)
        if let before, before.high > low || before.low < high {
          let fromAbove = before.low < high
          drawLine(
            from: (x - 1, fromAbove ? before.low : before.high), to: (x, fromAbove ? high : low),
            paint: curve.paint)
        }
        before = (low, high)
      }
    }
  }

  /// Adds those dots of another picture of the same size that a braille mask keeps.
  fileprivate mutating func merge(_ other: BrailleGrid, keeping kept: UInt8, priority: UInt8 = 0) {
    for index in masks.indices {
      let added = other.masks[index] & kept
      guard added != 0 else { continue }
      if masks[index] == 0 || priority > 0 { paints[index] = other.paints[index] }
      masks[index] |= added
    }
  }
}

/// Draws a polyline, collecting all points of one column of dots into one bar.
private struct PolylineRasterizer {
  let paint: Paint
  private var last: (x: Double, y: Double)?
  private var low = 0.0
  private var high = 0.0

  init(paint: Paint) { self.paint = paint }

  mutating func addPoint(_ x: Double, _ y: Double, isGap: Bool, on strokes: inout BrailleGrid) {
    guard !isGap, x.isFinite else {
      endPolyline(on: &strokes)
      return
    }
    guard let before = last else {
      (last, low, high) = ((x, y), y, y)
      return
    }
    if before.x.rounded(.down) == x.rounded(.down) {
      low = min(low, y)
      high = max(high, y)
    } else {
      drawColumn(at: before.x, on: &strokes)
      strokes.drawLine(from: before, to: (x, y), paint: paint)
      (low, high) = (y, y)
    }
    last = (x, y)
  }

  mutating func endPolyline(on strokes: inout BrailleGrid) {
    if let last { drawColumn(at: last.x, on: &strokes) }
    last = nil
  }

  private func drawColumn(at x: Double, on strokes: inout BrailleGrid) {
    strokes.drawLine(from: (x, low), to: (x, high), paint: paint)
  }
}
