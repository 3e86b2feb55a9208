import Drawing
import Engine
import Scenes

/// The parts of the pane with a map of outcomes over η and ρ.
///
/// The parts depend on the size alone, not on the outcomes, because the map has a run per pixel.
struct OutcomeMapLayout: Sendable {
  /// The whole pane.
  let rect: Rect
  /// The cells of the map.
  let map: Rect
  /// The labels of the vertical axis, with the axis in the last column; nil in a small pane.
  private(set) var left: Rect?
  /// The row with the labels of the horizontal axis; nil in a small pane.
  private(set) var below: Rect?
  /// The line with the settings and the outcome of a cell; nil if the frame shows the line.
  private(set) var readout: Rect?
  /// The legend below the map, or beside the map in the sidebar.
  private(set) var legend: Rect

  /// The width of the labels of the vertical axis, with the axis.
  private static let leftColumns = 7

  /// Arranges the parts in a pane, with the legend in `sidebar` if given.
  init(_ rect: Rect, isFramed: Bool, sidebar: Rect? = nil) {
    self.rect = rect
    var map = rect
    if let sidebar {
      legend = sidebar
    } else {
      let rows = min(Self.legendRows(columns: rect.columns), max(rect.rows - 3, 1))
      (legend, map) = map.split(bottom: rows)
    }
    if !isFramed, map.rows >= 5 {
      let (line, rest) = map.split(bottom: 1)
      (readout, map) = (line, rest)
    }
    if map.rows >= 4, map.columns >= 3 * Self.leftColumns {
      let (row, rest) = map.split(bottom: 1)
      let (labels, cells) = rest.split(left: Self.leftColumns)
      (left, map) = (labels, cells)
      below = row.inset(left: Self.leftColumns)
    }
    self.map = map
  }

  /// Returns the number of rows in which the short names of all entries fit.
  static func legendRows(columns: Int) -> Int {
    OutcomeLegend.lines(of: OutcomeLegend.complete.shortNames, columns: columns).count
  }

  /// The coordinate of the centre of a pixel row, in rows of cells from the top of the map.
  private func coordinate(ofPixel pixel: Double) -> Double {
    (Double(2 * map.rows) - 0.5 - pixel) / 2
  }

  /// Returns the axes of a sweep with a pixel per half row of the map.
  func axes(of sweep: Sweep) -> (x: CellAxis, y: CellAxis) {
    (
      CellAxis(
        sweep.x.low...sweep.x.high, from: 0.5, to: Double(sweep.x.count) - 0.5,
        isLogarithmic: sweep.x.isLog),
      CellAxis(
        sweep.y.low...sweep.y.high, from: coordinate(ofPixel: 0),
        to: coordinate(ofPixel: Double(sweep.y.count - 1)), isLogarithmic: sweep.y.isLog)
    )
  }

  /// Returns the index of the cell of a sweep at a position; nil outside the map.
  ///
  /// Of the two pixels of a position, the lower one.
  func index(at position: Position, of sweep: Sweep) -> Int? {
    guard map.contains(position.row, position.column) else { return nil }
    let row = sweep.y.count - 2 - 2 * (position.row - map.row)
    let index = row * sweep.x.count + position.column - map.column
    return (0..<sweep.count).contains(index) ? index : nil
  }

  /// Returns the position of the pixel of a sweep in a column and in a row from the bottom.
  func position(column: Int, pixel: Int) -> Position {
    Position(row: map.endRow - 1 - pixel / 2, column: map.column + column)
  }
}
