/// A rectangle of cells: the content of the screen as a value.
///
/// Writes outside the rectangle do nothing, so callers need not clip.
public struct Canvas: Sendable, Equatable {
  /// The number of rows and columns.
  public let size: Size
  /// The cells, row by row from the top: `size.rows` × `size.columns`.
  public private(set) var cells: [Cell]
  /// The position of the terminal's cursor; nil hides the cursor.
  public var cursor: Position?
  /// The pictures over the cells, for terminals that show pixels.
  public internal(set) var pictures: [Picture] = []

  /// Creates a canvas of blank cells.
  public init(_ size: Size) {
    self.size = size
    cells = Array(repeating: Cell(), count: size.rows * size.columns)
  }

  /// The cell at a position.
  ///
  /// Reads outside the canvas return a blank; writes outside do nothing.
  public subscript(row: Int, column: Int) -> Cell {
    get { contains(row, column) ? cells[row * size.columns + column] : Cell() }
    set {
      guard contains(row, column) else { return }
      cells[row * size.columns + column] = newValue
    }
  }

  /// Whether a position lies on the canvas.
  public func contains(_ row: Int, _ column: Int) -> Bool {
    row >= 0 && row < size.rows && column >= 0 && column < size.columns
  }
}
