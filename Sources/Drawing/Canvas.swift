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

/// The size of a canvas or terminal, in cells.
public struct Size: Sendable, Hashable {
  /// The number of rows.
  public var rows: Int
  /// The number of columns.
  public var columns: Int

  /// Creates a size; negative numbers become 0.
  public init(rows: Int, columns: Int) {
    self.rows = max(rows, 0)
    self.columns = max(columns, 0)
  }
}

/// The position of a cell.
public struct Position: Sendable, Hashable {
  /// The row, counted from 0 at the top.
  public var row: Int
  /// The column, counted from 0 at the left.
  public var column: Int

  /// Creates a position.
  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}

/// One cell of the screen.
public struct Cell: Sendable, Hashable {
  /// A printable scalar of width 1 or 2, or `Cell.continuation`.
  public var glyph: Unicode.Scalar
  /// The colours and attributes of the glyph.
  public var ink: Ink

  /// Creates a cell; by default a blank in the terminal's own colours.
  public init(_ glyph: Unicode.Scalar = " ", _ ink: Ink = Ink()) {
    self.glyph = glyph
    self.ink = ink
  }

  /// The glyph of the cell under the right half of a wide character.
  public static let continuation: Unicode.Scalar = "\0"
}

/// The colours of a cell by role, and its text attributes.
///
/// A `Palette` maps the roles to the colours of a terminal.
public struct Ink: Sendable, Hashable {
  /// The role of the glyph's colour.
  public var foreground: Paint
  /// The role of the colour behind the glyph.
  public var background: Paint
  /// Whether the glyph is bold.
  public var bold: Bool
  /// Whether the terminal swaps foreground and background.
  public var reverse: Bool

  /// Creates an ink; by default plain text in the terminal's own colours.
  public init(
    _ foreground: Paint = .terminalDefault, on background: Paint = .terminalDefault,
    bold: Bool = false, reverse: Bool = false
  ) {
    self.foreground = foreground
    self.background = background
    self.bold = bold
    self.reverse = reverse
  }
}

/// The role of a colour.
public enum Paint: Sendable, Hashable {
  /// The terminal's own foreground or background.
  case terminalDefault
  /// Secondary text: hints, axis labels.
  case faint
  /// Borders and axes.
  case frame
  /// Selected or new content.
  case accent
  /// Errors and diverged runs.
  case warning
  /// The valley of minima and other known curves.
  case landmark
  /// A prediction of theory.
  case prediction
  /// The run with this index, 0…8.
  case run(UInt8)
  /// The trajectory of the run with this index, fading from 0 (recent) to 3 (old).
  case trail(UInt8, fade: UInt8)
  /// A level of the colour map, 0…31.
  case level(UInt8)
  /// A part of the map where the field is undefined.
  case undefined
  /// The outline of lines and marks over a level of the colour map: the level, closer to the
  /// background.
  case shade(UInt8)
  /// A category of a map of outcomes, 0…11: colours of equal weight without an order.
  case category(UInt8)
  /// Lines and marks over categories.
  case onCategory
}
