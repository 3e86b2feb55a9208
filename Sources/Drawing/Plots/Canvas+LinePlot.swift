import Integers

extension Canvas {
  /// Draws a plot into a rectangle.
  ///
  /// The title appears above the curves, ticks at the left and the range of x below; small
  /// rectangles omit some or all of these.
  public mutating func draw(_ plot: LinePlot, in rect: Rect, display: Display) {
    var area = rect
    if let title = plot.title, area.rows >= 3 {
      let (top, rest) = area.split(top: 1)
      write(
        truncated(title, to: top.columns, glyphs: display.glyphs), row: top.row, column: top.column,
        ink: Ink(.faint))
      area = rest
    }
    var rangeRow = Rect(row: 0, column: 0, rows: 0, columns: 0)
    if plot.showsX, area.rows >= 6, area.columns >= 20 { (rangeRow, area) = area.split(bottom: 1) }
    let range = plot.visibleRange(columns: area.columns)
    if area.columns >= 20, area.rows >= 2 {
      let gutter = drawTicks(plot, range, in: area, display: display)
      area = area.inset(left: gutter)
      rangeRow = rangeRow.inset(left: gutter)
    }
    drawXRange(of: plot.x, in: rangeRow, display: display)
    if let playhead = plot.playhead, let column = plot.column(of: playhead, in: area) {
      let glyph: Unicode.Scalar = display.glyphs == .ascii ? "|" : "│"
      for row in area.row..<area.endRow { setCell(Cell(glyph, Ink(.frame)), row, column) }
    }
    let grid = plot.rasterized(rows: area.rows, columns: area.columns, y: range)
    draw(grid, in: area, display: display)
    drawDistantLimits(of: plot, range, in: area, display: display)
  }

  /// Names the limits beyond the range at the right end of the first or the last row.
  private mutating func drawDistantLimits(
    of plot: LinePlot, _ range: ClosedRange<Double>, in area: Rect, display: Display
  ) {
    guard area.rows >= 3 else { return }
    var ends = [true: area.endColumn, false: area.endColumn]
    for curve in plot.series {
      guard let mark = curve.mark,
        let values = curve.range(over: plot.x, columns: 2 * area.columns, log: plot.isLogarithmic),
        values.lowerBound > range.upperBound || values.upperBound < range.lowerBound
      else { continue }
      let isAbove = values.lowerBound > range.upperBound
      let value = isAbove ? values.lowerBound : values.upperBound
      let text = display.adapted("\(mark)\(isAbove ? "↑" : "↓")\(formatShort(value))")
      let column = (ends[isAbove] ?? area.endColumn) - displayWidth(of: text)
      guard column > area.column else { continue }
      let row = isAbove ? area.row : area.endRow - 1
      write(text, row: row, column: column, ink: Ink(curve.paint))
      ends[isAbove] = column - 1
    }
  }

  /// Draws the axis and its labels at the left, and returns the number of columns used.
  private mutating func drawTicks(
    _ plot: LinePlot, _ range: ClosedRange<Double>, in area: Rect, display: Display
  ) -> Int {
    let maxCount = max(area.rows / 2, 2)
    let makeTicks = plot.isLogarithmic ? logTicks : ticks
    let values = makeTicks(range.lowerBound, range.upperBound, maxCount)
    let texts = tickLabels(of: values).map { display.adapted($0) }
    // Labels that do not fit are left out: a truncated number would be wrong.
    let labelWidth = texts.map(displayWidth).filter { $0 <= area.columns / 3 }.max() ?? 0
    let transform = LinePlot.PlotTransform(
      plot: plot, y: range, width: 2 * area.columns, height: 4 * area.rows)
    let dots = values.map { min(max(Int(clamping: transform.dotY($0)), 0), 4 * area.rows - 1) }
    var usedRows: Set<Int> = []
    for (dot, text) in zip(dots, texts) {
      let row = area.row + dot / 4
      guard usedRows.insert(row).inserted, displayWidth(of: text) <= labelWidth else { continue }
      write(
        text, row: row, column: area.column + labelWidth - displayWidth(of: text), ink: Ink(.faint))
    }
    drawAxis(
      in: Rect(row: area.row, column: area.column + labelWidth, rows: area.rows, columns: 1),
      ticks: Set(dots), display: display)
    return labelWidth + 1
  }

  /// Draws a vertical axis in the right column of dots, with each tick in the row of its dot.
  ///
  /// A quarter of a cell is the resolution of the curves, so a curve below a tick is drawn below.
  private mutating func drawAxis(in rect: Rect, ticks: Set<Int>, display: Display) {
    var grid = BrailleGrid(rows: rect.rows, columns: 1)
    for dot in 0..<grid.height {
      let left = ticks.contains(dot) ? 0.5 : 1.5
      let y = Double(dot) + 0.5
      grid.drawLine(from: (left, y), to: (1.5, y), paint: .frame)
    }
    guard display.glyphs == .ascii else { return draw(grid, in: rect, display: display) }
    for row in 0..<rect.rows {
      let isTick = (4 * row..<4 * row + 4).contains(where: ticks.contains)
      setCell(Cell(isTick ? "+" : "|", Ink(.frame)), rect.row + row, rect.column)
    }
  }

  /// Draws the ends of x if both fit.
  private mutating func drawXRange(of x: ClosedRange<Double>, in row: Rect, display: Display) {
    guard !row.isEmpty else { return }
    let texts = [x.lowerBound, x.upperBound].map { display.adapted(formatBound($0)) }
    let (left, right) = (texts[0], texts[1])
    guard displayWidth(of: left) + displayWidth(of: right) < row.columns else { return }
    write(left, row: row.row, column: row.column, ink: Ink(.faint))
    write(right, row: row.row, column: row.endColumn - displayWidth(of: right), ink: Ink(.faint))
  }
}

extension LinePlot {
  /// Returns the column of cells for a value of x; nil outside the range.
  public func column(of value: Double, in area: Rect) -> Int? {
    guard x.contains(value), x.lowerBound < x.upperBound, !area.isEmpty else { return nil }
    let fraction = (value - x.lowerBound) / (x.upperBound - x.lowerBound)
    guard fraction.isFinite else { return nil }
    return area.column + min(Int(clamping: fraction * Double(area.columns)), area.columns - 1)
  }
}

private func formatBound(_ value: Double) -> String {
  value == value.rounded() && value.magnitude < 1e7
    ? formatFixed(value, places: 0) : formatShort(value)
}
