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
  }

  /// Draws the axis and its labels at the left, and returns the number of columns used.
  private mutating func drawTicks(
    _ plot: LinePlot, _ range: ClosedRange<Double>, in area: Rect, display: Display
  ) -> Int {
    let maxCount = max(area.rows / 2, 2)
    let makeTicks = plot.isLogarithmic ? logTicks : ticks
    let values = makeTicks(range.lowerBound, range.upperBound, maxCount)
    let texts = tickLabels(of: values).map { displayText($0, display) }
    // Labels that do not fit are left out: a truncated number would be wrong.
    let labelWidth = texts.map(displayWidth).filter { $0 <= area.columns / 3 }.max() ?? 0
    let isASCII = display.glyphs == .ascii
    for row in area.row..<area.endRow {
      setCell(Cell(isASCII ? "|" : "│", Ink(.frame)), row, area.column + labelWidth)
    }
    let transform = LinePlot.PlotTransform(
      plot: plot, y: range, width: 2 * area.columns, height: 4 * area.rows)
    var usedRows: Set<Int> = []
    for (value, text) in zip(values, texts) {
      let row = area.row + min(max(Int(clamping: transform.dotY(value)) / 4, 0), area.rows - 1)
      guard usedRows.insert(row).inserted else { continue }
      if displayWidth(of: text) <= labelWidth {
        write(
          text, row: row, column: area.column + labelWidth - displayWidth(of: text),
          ink: Ink(.faint))
      }
      setCell(Cell(isASCII ? "+" : "┤", Ink(.frame)), row, area.column + labelWidth)
    }
    return labelWidth + 1
  }

  /// Draws the ends of x if both fit.
  private mutating func drawXRange(of x: ClosedRange<Double>, in row: Rect, display: Display) {
    guard !row.isEmpty else { return }
    let texts = [x.lowerBound, x.upperBound].map { displayText(formatBound($0), display) }
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

private func displayText(_ text: String, _ display: Display) -> String {
  display.glyphs == .ascii ? asciiTransliteration(text) : text
}
