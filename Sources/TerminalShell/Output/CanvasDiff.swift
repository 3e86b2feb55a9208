import Drawing

/// A cell, or a wide character of two cells, to write to the terminal.
struct CellUpdate: Equatable {
  let row: Int
  let column: Int
  /// The number of columns: 2 for a wide character, otherwise 1.
  let width: Int

  /// Whether `next` starts where this update ends, so no cursor movement is needed.
  func immediatelyPrecedes(_ next: CellUpdate) -> Bool {
    next.row == row && next.column == column + width
  }
}

/// Returns the cells that differ between the displayed and the new canvas, in reading order.
///
/// The screen counts as blank if `displayed` is nil or has another size. Unchanged cells between
/// two changes are included if they are fewer than `gap`: curses rewrites them instead of moving
/// the cursor.
func cellUpdates(
  from displayed: Canvas?, to canvas: Canvas, within size: Size, gap: Int = 0
) -> [CellUpdate] {
  let columns = min(canvas.size.columns, size.columns)
  let old = displayed?.size == canvas.size ? displayed?.cells : nil
  var updates: [CellUpdate] = []
  for row in 0..<min(canvas.size.rows, size.rows) {
    let start = row * canvas.size.columns
    let end = start + columns
    var index = start
    var unchanged: [CellUpdate] = []
    var hasChanged = false
    while index < end {
      let width = hasContinuationCell(canvas.cells, after: index, before: end) ? 2 : 1
      let isEqual = (index..<index + width).allSatisfy { index in
        canvas.cells[index] == (old?[index] ?? Cell())
      }
      let oldWidth = old.map { hasContinuationCell($0, after: index, before: end) ? 2 : 1 } ?? width
      let update = CellUpdate(row: row, column: index - start, width: width)
      if isEqual, oldWidth == width {
        unchanged.append(update)
      } else {
        if hasChanged, unchanged.count < gap { updates += unchanged }
        updates.append(update)
        (hasChanged, unchanged) = (true, [])
      }
      index += width
    }
  }
  return updates
}

private func hasContinuationCell(_ cells: [Cell], after index: Int, before end: Int) -> Bool {
  index + 1 < end && cells[index + 1].glyph == Cell.continuation
}
