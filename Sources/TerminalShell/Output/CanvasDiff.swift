import Drawing

/// A place whose cells have to be written anew.
struct CellUpdate: Equatable {
  let row: Int
  let column: Int
  /// 2 for a wide character with its right half, else 1.
  let width: Int

  /// Whether it ends where another begins, so that the cursor need not be moved between them.
  func immediatelyPrecedes(_ next: CellUpdate) -> Bool {
    next.row == row && next.column == column + width
  }
}

/// What differs between what is shown and what is to be shown, row by row from the left.
///
/// Over nothing, or over a canvas of another size, the screen is taken to be blank. Fewer cells than
/// the gap that stay as they are between two that change are taken to change as well: curses writes
/// them rather than to move the cursor.
func cellUpdates(
  from shown: Canvas?, to canvas: Canvas, within size: Size, gap: Int = 0
) -> [CellUpdate] {
  let columns = min(canvas.size.columns, size.columns)
  let old = shown?.size == canvas.size ? shown?.cells : nil
  var changes: [CellUpdate] = []
  for row in 0..<min(canvas.size.rows, size.rows) {
    let start = row * canvas.size.columns
    let end = start + columns
    var index = start
    var same: [CellUpdate] = []
    var hasChanged = false
    while index < end {
      let width = hasContinuationCell(canvas.cells, after: index, before: end) ? 2 : 1
      let isSame = (index..<index + width).allSatisfy { place in
        canvas.cells[place] == (old?[place] ?? Cell())
      }
      let hadWidth = old.map { hasContinuationCell($0, after: index, before: end) ? 2 : 1 } ?? width
      let place = CellUpdate(row: row, column: index - start, width: width)
      if isSame, hadWidth == width {
        same.append(place)
      } else {
        if hasChanged, same.count < gap { changes += same }
        changes.append(place)
        (hasChanged, same) = (true, [])
      }
      index += width
    }
  }
  return changes
}

private func hasContinuationCell(_ cells: [Cell], after index: Int, before end: Int) -> Bool {
  index + 1 < end && cells[index + 1].glyph == Cell.continuation
}
