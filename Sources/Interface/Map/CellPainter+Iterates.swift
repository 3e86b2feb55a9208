import Drawing
import Engine
import Integers
import Scenes

extension CellPainter {
  /// Marks runs at their iterates; runs outside the map are marked at its border.
  ///
  /// Of several runs in a cell, the glyph of the last stands on the colour of the one before, and a
  /// number beside counts more than two. Names stand to the right, or to the left at the border.
  func drawIterates(of runs: [MapScene.Run], on canvas: inout Canvas) {
    var labels = Labels(rect: projection.rect)
    var cells: [Position] = []
    var groups: [Position: [MapScene.Run]] = [:]
    for run in runs where run.divergedAt == nil {
      guard let cell = projection.cell(of: run.place(at: run.step)) else { continue }
      if groups[cell] == nil { cells.append(cell) }
      groups[cell, default: []].append(run)
    }
    labels.occupied = Set(cells)
    for cell in cells { drawGroup(groups[cell] ?? [], at: cell, &labels, on: &canvas) }
    for run in runs
    where run.divergedAt != nil || projection.cell(of: run.place(at: run.step)) == nil {
      drawOutside(run, &labels, on: &canvas)
    }
  }

  private func drawGroup(
    _ runs: [MapScene.Run], at cell: Position, _ labels: inout Labels, on canvas: inout Canvas
  ) {
    guard let top = runs.last else { return }
    var background = outlinePaint(of: canvas[cell.row, cell.column])
    if let loss = top.plotted.recording.ambient?.losses[top.step],
      let level = lossField?.level(of: loss)
    {
      background = .level(level)
    }
    if runs.count > 1, display.depth != .mono {
      background = .run(runs[runs.count - 2].plotted.color)
    }
    canvas[cell.row, cell.column] = Cell(
      top.plotted.glyph, Ink(.run(top.plotted.color), on: background, bold: true))
    var text: [(String, Paint)] = []
    if runs.count > (display.depth == .mono ? 1 : 2) { text.append(("\(runs.count)", .landmark)) }
    if showsNames {
      for run in runs.reversed() { text.append((" \(run.plotted.name)", .run(run.plotted.color))) }
    }
    guard !text.isEmpty, let place = labels.place(width(of: text), beside: cell) else { return }
    write(text, at: place, on: &canvas)
  }

  /// Marks a run at the border with an arrow, after its end with the step.
  private func drawOutside(_ run: MapScene.Run, _ labels: inout Labels, on canvas: inout Canvas) {
    let rect = projection.rect
    let outside = projection.coordinates(of: run.lastFinitePlace)
    guard !outside.row.isNaN, !outside.column.isNaN else { return }
    let down = outside.row < 0 ? -1 : outside.row >= Double(rect.rows) ? 1 : 0
    let right = outside.column < 0 ? -1 : outside.column >= Double(rect.columns) ? 1 : 0
    let arrows: [[Unicode.Scalar]] =
      display.glyphs == .ascii
      ? [["\\", "^", "/"], ["<", "?", ">"], ["/", "v", "\\"]]
      : [["↖", "↑", "↗"], ["←", "?", "→"], ["↙", "↓", "↘"]]
    let border = Position(
      row: rect.row + Int(clamping: min(max(outside.row, 0), Double(rect.rows - 1))),
      column: rect.column + Int(clamping: min(max(outside.column, 0), Double(rect.columns - 1))))
    let paint = Paint.run(run.plotted.color)
    var text: [(String, Paint)] = [(String(arrows[down + 1][right + 1]), paint)]
    if showsNames { text.append((" \(run.plotted.name)", paint)) }
    if let ending = run.ending { text.append((" \(ending)", .warning)) }
    let place = labels.place(width(of: text), at: border) ?? border
    write(text, at: place, isBold: run.divergedAt != nil, on: &canvas)
  }

  private func width(of text: [(String, Paint)]) -> Int {
    text.reduce(0) { $0 + displayWidth(of: $1.0) }
  }

  private func write(
    _ text: [(String, Paint)], at place: Position, isBold: Bool = false, on canvas: inout Canvas
  ) {
    var column = place.column
    for (part, paint) in text {
      for scalar in part.unicodeScalars where projection.rect.contains(place.row, column) {
        canvas.put(scalar, paint, at: Position(row: place.row, column: column))
        canvas[place.row, column].ink.bold = isBold
        column += 1
      }
    }
  }
}

/// The cells of a map that labels occupy, so labels do not overlap.
private struct Labels {
  let rect: Rect
  var occupied: Set<Position> = []

  /// Returns the first free place of a label beside a cell: to the right, to the left, then in the
  /// rows below and above; nil without a place.
  mutating func place(_ width: Int, beside cell: Position) -> Position? {
    for row in [0, 1, -1, 2, -2] {
      for column in [cell.column + 1, cell.column - width] {
        if let found = take(Position(row: cell.row + row, column: column), width) { return found }
      }
    }
    return nil
  }

  /// Returns the free place of a label nearest to a cell at the border; nil without a place.
  mutating func place(_ width: Int, at cell: Position) -> Position? {
    let column = min(cell.column, rect.endColumn - width)
    for row in (0..<rect.rows).flatMap({ [$0, -$0] }) {
      if let found = take(Position(row: cell.row + row, column: column), width) { return found }
    }
    return nil
  }

  private mutating func take(_ place: Position, _ width: Int) -> Position? {
    let cells = (0..<width).map { Position(row: place.row, column: place.column + $0) }
    guard cells.allSatisfy({ rect.contains($0.row, $0.column) && !occupied.contains($0) }) else {
      return nil
    }
    occupied.formUnion(cells)
    return place
  }
}
