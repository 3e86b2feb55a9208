extension Canvas {
  /// Draws a plot into a rectangle.
  ///
  /// With room there is a title above, ticks at the left and the ends of x below; the smaller the
  /// rectangle, the fewer of these, down to the bare curves.
  public mutating func draw(_ plot: LinePlot, in rect: Rect, display: Display) {
    var area = rect
    if let title = plot.title, area.rows >= 3 {
      let (top, rest) = area.split(top: 1)
      write(
        truncated(title, to: top.columns, glyphs: display.glyphs), row: top.row, column: top.column,
        ink: Ink(.faint))
      area = rest
    }
    var below = Rect(row: 0, column: 0, rows: 0, columns: 0)
    if plot.showsX, area.rows >= 6, area.columns >= 20 { (below, area) = area.split(bottom: 1) }
    let range = plot.visibleRange(columns: area.columns)
    if area.columns >= 20, area.rows >= 2 {
      let gutter = drawTicks(plot, range, in: area, display: display)
      area = area.inset(left: gutter)
      below = below.inset(left: gutter)
    }
    drawXRange(of: plot.x, in: below, display: display)
    if let playhead = plot.playhead, let column = plot.column(of: playhead, in: area) {
      let glyph: Unicode.Scalar = display.glyphs == .ascii ? "|" : "│"
      for row in area.row..<area.endRow { setCell(Cell(glyph, Ink(.frame)), row, column) }
    }
    let strokes = plot.rasterized(rows: area.rows, columns: area.columns, y: range)
    draw(strokes, in: area, display: display)
  }

  /// Labels and axis at the left; gives the columns that they take.
  private mutating func drawTicks(
    _ plot: LinePlot, _ range: ClosedRange<Double>, in area: Rect, display: Display
  ) -> Int {
    let most = max(area.rows / 2, 2)
    let choose = plot.isLogarithmic ? logTicks : ticks
    let values = choose(range.lowerBound, range.upperBound, most)
    let texts = tickLabels(of: values).map { displayText($0, display) }
    // A label that does not fit is left out, since half a number is a wrong number.
    let room = texts.map(displayWidth).filter { $0 <= area.columns / 3 }.max() ?? 0
    let isPlain = display.glyphs == .ascii
    for row in area.row..<area.endRow {
      setCell(Cell(isPlain ? "|" : "│", Ink(.frame)), row, area.column + room)
    }
    let frame = LinePlot.PlotTransform(
      plot: plot, y: range, width: 2 * area.columns, height: 4 * area.rows)
    var taken: Set<Int> = []
    for (value, text) in zip(values, texts) {
      let row = area.row + min(max(Int(frame.dotY(value)) / 4, 0), area.rows - 1)
      guard taken.insert(row).inserted else { continue }
      if displayWidth(of: text) <= room {
        write(text, row: row, column: area.column + room - displayWidth(of: text), ink: Ink(.faint))
      }
      setCell(Cell(isPlain ? "+" : "┤", Ink(.frame)), row, area.column + room)
    }
    return room + 1
  }

  /// The ends of x, if both find room.
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
  /// The column of cells in which a value of x is shown; nil if it is outside.
  public func column(of value: Double, in area: Rect) -> Int? {
    guard x.contains(value), x.lowerBound < x.upperBound, !area.isEmpty else { return nil }
    let share = (value - x.lowerBound) / (x.upperBound - x.lowerBound)
    guard share.isFinite else { return nil }
    return area.column + min(Int(share * Double(area.columns)), area.columns - 1)
  }
}

private func formatBound(_ value: Double) -> String {
  value == value.rounded() && value.magnitude < 1e7
    ? formatFixed(value, places: 0) : formatShort(value)
}

private func displayText(_ text: String, _ display: Display) -> String {
  display.glyphs == .ascii ? asciiTransliteration(text) : text
}
