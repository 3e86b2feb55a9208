/// A rectangle of cells: everything that is shown, as a value.
///
/// Writing outside is defined and does nothing, so nobody who draws has to clip.
public struct Canvas: Sendable, Equatable {
  public let size: Size
  public private(set) var cells: [Cell]
  /// Where the terminal's cursor is to be seen, if anywhere.
  public var cursor: Position?

  public init(_ size: Size) {
    self.size = size
    cells = Array(repeating: Cell(), count: size.rows * size.columns)
  }

  /// The cell at a position; reading outside gives a blank, writing outside does nothing.
  public subscript(row: Int, column: Int) -> Cell {
    get { contains(row, column) ? cells[row * size.columns + column] : Cell() }
    set {
      guard contains(row, column) else { return }
      cells[row * size.columns + column] = newValue
    }
  }

  public func contains(_ row: Int, _ column: Int) -> Bool {
    row >= 0 && row < size.rows && column >= 0 && column < size.columns
  }
}

public struct Size: Sendable, Hashable {
  public var rows: Int
  public var columns: Int

  /// Negative sizes count as 0.
  public init(rows: Int, columns: Int) {
    self.rows = max(rows, 0)
    self.columns = max(columns, 0)
  }
}

public struct Position: Sendable, Hashable {
  public var row: Int
  public var column: Int

  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}

/// One cell of the screen.
public struct Cell: Sendable, Hashable {
  /// A printable scalar of width 1 or 2; `Cell.rest` in the right half of a wide one.
  public var glyph: Unicode.Scalar
  public var ink: Ink

  public init(_ glyph: Unicode.Scalar = " ", _ ink: Ink = Ink()) {
    self.glyph = glyph
    self.ink = ink
  }

  /// The right half of a wide character.
  public static let continuation: Unicode.Scalar = "\0"
}

/// How a cell is painted: by roles, which a palette turns into the colours of a terminal.
public struct Ink: Sendable, Hashable {
  public var foreground: Paint
  public var background: Paint
  public var bold: Bool
  public var reverse: Bool

  public init(
    _ fore: Paint = .terminalDefault, on back: Paint = .terminalDefault, bold: Bool = false,
    reverse: Bool = false
  ) {
    self.foreground = fore
    self.background = back
    self.bold = bold
    self.reverse = reverse
  }
}

/// What a colour means.
public enum Paint: Sendable, Hashable {
  /// The terminal's own foreground or background.
  case terminalDefault
  /// Quieter than plain: hints, axis labels.
  case faint
  case frame
  /// What is chosen or new.
  case accent
  case warning
  /// The valley of minima and other known curves.
  case landmark
  /// What theory predicts.
  case prediction
  /// The run of this index, 0…8.
  case run(UInt8)
  /// A trail of the run of this index, fading from 0 (fresh) to 3 (old).
  case trail(UInt8, fade: UInt8)
  /// A level of the colour map, 0…31.
  case level(UInt8)
}
