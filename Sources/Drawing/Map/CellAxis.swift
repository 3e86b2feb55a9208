import Integers

/// An axis along a side of a picture of cells.
public struct CellAxis: Sendable {
  /// The values at `from` and `to`.
  public let range: ClosedRange<Double>
  /// Whether equal distances are equal ratios.
  public let isLogarithmic: Bool
  /// The coordinates of the bounds, in cells from the left or from the top of the picture.
  let from, to: Double

  /// Creates an axis whose range lies between two coordinates; `from` may be greater than `to`.
  public init(
    _ range: ClosedRange<Double>, from: Double, to: Double, isLogarithmic: Bool = false
  ) {
    (self.range, self.from, self.to) = (range, from, to)
    self.isLogarithmic = isLogarithmic && range.lowerBound > 0
  }

  /// Returns the coordinate of a value, in cells; NaN for an empty range.
  public func coordinate(of value: Double) -> Double {
    func scaled(_ value: Double) -> Double { isLogarithmic ? log10(value) : value }
    let (low, high) = (scaled(range.lowerBound), scaled(range.upperBound))
    return from + (scaled(value) - low) / (high - low) * (to - from)
  }

  /// Returns at most `count` ticks with distinct labels, and the cell that contains each tick.
  ///
  /// Cells outside `0..<length` have no tick.
  public func ticks(atMost count: Int, length: Int) -> [(cell: Int, label: String)] {
    let make = isLogarithmic ? logTicks : Drawing.ticks
    let values = make(range.lowerBound, range.upperBound, count)
    return zip(values, tickLabels(of: values)).compactMap { value, label in
      // A value on the border belongs to the last cell.
      let position = coordinate(of: value)
      guard position >= -1e-9, position <= Double(length) + 1e-9 else { return nil }
      return (min(max(Int(clamping: position), 0), length - 1), label)
    }
  }
}

extension Canvas {
  /// Draws ticks with labels below a picture, and the title at the right end.
  ///
  /// A tick is in the column of its value, and its label beside the tick; labels that do not fit
  /// are left out with their ticks. With `isBorder`, the row is the lower border of the picture.
  public mutating func drawTicks(
    of axis: CellAxis, title: String, row: Int, columns: Range<Int>, isBorder: Bool = false,
    display: Display
  ) {
    let title = display.adapted(isBorder ? " \(title) " : title)
    let titleColumn = columns.upperBound - displayWidth(of: title)
    guard titleColumn >= columns.lowerBound else { return }
    write(title, row: row, column: titleColumn, ink: Ink(.faint))
    let isASCII = display.glyphs == .ascii
    let tick: Unicode.Scalar = isBorder ? (isASCII ? "+" : "┴") : isASCII ? "'" : "╵"
    var end = columns.lowerBound
    for (cell, text) in axis.ticks(atMost: max(columns.count / 9, 2), length: columns.count) {
      let (column, label) = (columns.lowerBound + cell, display.adapted(text))
      guard column >= end, column + displayWidth(of: label) + 1 < titleColumn else { continue }
      setCell(Cell(tick, Ink(.frame)), row, column)
      end = column + 2 + write(label, row: row, column: column + 1, ink: Ink(.faint))
    }
  }

  /// Draws ticks with labels to the left of a picture, and the title at the top.
  ///
  /// The last column of the rectangle is the axis, with ticks in the rows of their values.
  public mutating func drawTicks(
    of axis: CellAxis, title: String, in rect: Rect, display: Display
  ) {
    let isASCII = display.glyphs == .ascii
    let line = rect.endColumn - 1
    for row in rect.row..<rect.endRow {
      setCell(Cell(isASCII ? "|" : "│", Ink(.frame)), row, line)
    }
    for (cell, text) in axis.ticks(atMost: max(rect.rows / 3, 2), length: rect.rows) {
      let (row, label) = (rect.row + cell, display.adapted(text))
      setCell(Cell(isASCII ? "+" : "┤", Ink(.frame)), row, line)
      guard displayWidth(of: label) < rect.columns, row > rect.row || title.isEmpty else {
        continue
      }
      write(label, row: row, column: line - displayWidth(of: label), ink: Ink(.faint))
    }
    let text = display.adapted(title)
    write(text, row: rect.row, column: line - displayWidth(of: text), ink: Ink(.faint))
  }
}
