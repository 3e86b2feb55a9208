import Integers

extension LinePlot {
  /// Returns the curves and reference lines as braille dots over `rows` × `columns` cells.
  func rasterized(rows: Int, columns: Int, y range: ClosedRange<Double>) -> BrailleGrid {
    var result = BrailleGrid(rows: rows, columns: columns)
    guard rows > 0, columns > 0, x.lowerBound < x.upperBound else { return result }
    let transform = PlotTransform(plot: self, y: range, width: result.width, height: result.height)
    for reference in references where !reference.y.isNaN {
      var dots = BrailleGrid(rows: rows, columns: columns)
      let y = transform.dotY(reference.y)
      dots.drawLine(from: (0, y), to: (Double(dots.width), y), paint: reference.paint)
      result.merge(dots, keeping: leftColumnMask)
    }
    for curve in series {
      var dots = BrailleGrid(rows: rows, columns: columns)
      dots.drawCurve(curve, transform)
      result.merge(
        dots, keeping: curve.isDotted ? leftColumnMask : 0xFF, priority: curve.isDotted ? 0 : 1)
    }
    return result
  }

  /// The transform from data coordinates to dots.
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

    /// Returns the ordinate of a value, clamped to ±1e6 to allow lines to infinity.
    func dotY(_ value: Double) -> Double {
      let fraction = (plot.axisValue(of: value) - low) / (high - low)
      return min(max((1 - fraction) * (height - 1) + 0.5, -1e6), 1e6)
    }
  }
}

/// The braille mask of the left column of dots.
private let leftColumnMask: UInt8 = 0x47

extension BrailleGrid {
  fileprivate mutating func drawCurve(
    _ curve: Series, _ transform: LinePlot.PlotTransform
  ) {
    var rasterizer = PolylineRasterizer(paint: curve.paint)
    switch curve.samples {
    case .points(let points):
      for (x, y) in points {
        rasterizer.addPoint(transform.dotX(x), transform.dotY(y), isGap: y.isNaN, on: &self)
      }
      rasterizer.endPolyline(on: &self)
    case .values(let values):
      // One more sample at each side, to draw the lines that cross the border of the plot.
      let visible = Series.indices(of: values, over: transform.x)
      let between =
        visible.isEmpty
        ? max(min(Int(clamping: min(max(transform.x.lowerBound, -1), 1e15)), values.count), 0) : 0
      let first = visible.isEmpty ? between : visible.lowerBound - 1
      let last = visible.isEmpty ? between + 1 : visible.upperBound
      for index in max(first, 0)..<max(min(last + 1, values.count), max(first, 0)) {
        let y = values[index]
        rasterizer.addPoint(
          transform.dotX(Double(index)), transform.dotY(y), isGap: y.isNaN, on: &self)
      }
      rasterizer.endPolyline(on: &self)
    case .envelope(let envelope):
      let bars = Series.intervals(of: transform.x, count: width).map { interval -> Bar? in
        guard let found = envelope(interval.0, interval.1), !found.low.isNaN, !found.high.isNaN
        else { return nil }
        return Bar(
          low: transform.dotY(found.low), high: transform.dotY(found.high),
          mean: transform.dotY(found.mean))
      }
      drawBars(bars, paint: curve.paint)
    }
  }

  /// The extent of a curve in a column of dots, as ordinates: `high` is above `low`.
  private struct Bar {
    let low, high, mean: Double

    /// Whether both bars are parts of one dense oscillation.
    ///
    /// Bars shorter than eight dots leave no room between the envelope and its mean.
    func isDense(beside other: Bar?) -> Bool {
      guard let other, low - high > 8, other.low - other.high > 8 else { return false }
      return (high...low).mostlyOverlaps(other.high...other.low)
    }
  }

  /// Draws a curve by its extent in each column of dots.
  ///
  /// A dense oscillation is drawn as its envelope and its mean, and other columns as bars.
  private mutating func drawBars(_ bars: [Bar?], paint: Paint) {
    func isDense(_ column: Int) -> Bool {
      guard let bar = bars[column] else { return false }
      return [column - 1, column + 1].contains {
        bar.isDense(beside: bars.indices.contains($0) ? bars[$0] : nil)
      }
    }
    for (column, bar) in bars.enumerated() {
      guard let bar else { continue }
      let x = Double(column) + 0.5
      let previous = column > 0 ? bars[column - 1] : nil
      if isDense(column) {
        let isJoined = bar.isDense(beside: previous)
        let start = isJoined ? previous ?? bar : bar
        let first = isJoined ? x - 1 : x
        drawLine(from: (first, start.low), to: (x, bar.low), paint: paint)
        drawLine(from: (first, start.high), to: (x, bar.high), paint: paint)
        drawLine(from: (first, start.mean), to: (x, bar.mean), paint: paint)
        if isJoined { continue }
      } else {
        drawLine(from: (x, bar.low), to: (x, bar.high), paint: paint)
      }
      if let previous, previous.high > bar.low || previous.low < bar.high {
        let fromAbove = previous.low < bar.high
        drawLine(
          from: (x - 1, fromAbove ? previous.low : previous.high),
          to: (x, fromAbove ? bar.high : bar.low), paint: paint)
      }
    }
  }

  /// Adds the dots of another grid of the same size, restricted to a braille mask.
  fileprivate mutating func merge(_ other: BrailleGrid, keeping mask: UInt8, priority: UInt8 = 0) {
    for index in masks.indices {
      let added = other.masks[index] & mask
      guard added != 0 else { continue }
      if masks[index] == 0 || priority > 0 { paints[index] = other.paints[index] }
      masks[index] |= added
    }
  }
}

/// Draws a polyline, merging the points in one column of dots into a vertical bar.
private struct PolylineRasterizer {
  let paint: Paint
  private var last: (x: Double, y: Double)?
  private var low = 0.0
  private var high = 0.0

  init(paint: Paint) { self.paint = paint }

  mutating func addPoint(_ x: Double, _ y: Double, isGap: Bool, on grid: inout BrailleGrid) {
    guard !isGap, x.isFinite else {
      endPolyline(on: &grid)
      return
    }
    guard let previous = last else {
      (last, low, high) = ((x, y), y, y)
      return
    }
    if previous.x.rounded(.down) == x.rounded(.down) {
      low = min(low, y)
      high = max(high, y)
    } else {
      drawColumn(at: previous.x, on: &grid)
      grid.drawLine(from: previous, to: (x, y), paint: paint)
      (low, high) = (y, y)
    }
    last = (x, y)
  }

  mutating func endPolyline(on grid: inout BrailleGrid) {
    if let last { drawColumn(at: last.x, on: &grid) }
    last = nil
  }

  private func drawColumn(at x: Double, on grid: inout BrailleGrid) {
    grid.drawLine(from: (x, low), to: (x, high), paint: paint)
  }
}

extension ClosedRange<Double> {
  /// Whether the common part is longer than three quarters of the longer range.
  ///
  /// True for the extents of an oscillation in neighbouring columns of a plot, if a column spans
  /// several periods.
  public func mostlyOverlaps(_ other: ClosedRange<Double>) -> Bool {
    let common = Swift.min(upperBound, other.upperBound) - Swift.max(lowerBound, other.lowerBound)
    return common
      > 0.75 * Swift.max(upperBound - lowerBound, other.upperBound - other.lowerBound)
  }
}
