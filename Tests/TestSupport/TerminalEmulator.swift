public import Drawing

/// A terminal emulator for the escape sequences of recordings.
public struct TerminalEmulator {
  /// The cells of the screen, row by row.
  public private(set) var cells: [ScreenCell]
  /// The size of the screen.
  public let size: Size
  /// The unsupported sequences of the input.
  public private(set) var unrecognized: [String] = []
  private var row = 0
  private var column = 0
  private var state = SGRState()

  /// A cell of the screen.
  public struct ScreenCell: Equatable, Sendable {
    /// The glyph; NUL in the right half of a wide character.
    public var glyph: Unicode.Scalar = " "
    /// The colours and attributes.
    public var attributes = SGRState()
  }

  /// The colours and attributes set by SGR sequences.
  public struct SGRState: Equatable, Sendable {
    /// The SGR codes of the foreground.
    public var foreground = "39"
    /// The SGR codes of the background.
    public var background = "49"
    /// Whether bold is set.
    public var bold = false
    /// Whether reverse video is set.
    public var reverse = false
  }

  /// Creates a blank screen.
  public init(_ size: Size) {
    self.size = size
    cells = Array(repeating: ScreenCell(), count: size.rows * size.columns)
  }

  /// The lines as text, without trailing blanks.
  public var lines: [String] {
    (0..<size.rows).map { row in
      var line = String.UnicodeScalarView()
      for cell in cells[row * size.columns..<(row + 1) * size.columns] where cell.glyph != "\0" {
        line.append(cell.glyph)
      }
      while line.last == " " { line.removeLast() }
      return String(line)
    }
  }

  /// Interprets output of a program.
  public mutating func feed(_ text: String) {
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\n": (row, column) = (row + 1, 0)
      case "\u{1B}": parseEscape(&rest)
      default: putGlyph(scalar)
      }
    }
  }

  private mutating func putGlyph(_ scalar: Unicode.Scalar) {
    let width = Drawing.displayWidth(of: String(scalar))
    guard row < size.rows, column + width <= size.columns else {
      unrecognized.append("\(scalar) at \(row), \(column)")
      return
    }
    for offset in 0..<width {
      cells[row * size.columns + column + offset] = ScreenCell(
        glyph: offset == 0 ? scalar : "\0", attributes: state)
    }
    column += width
  }

  private mutating func parseEscape(_ rest: inout Substring.UnicodeScalarView) {
    var body = ""
    guard rest.popFirst() == "[" else {
      unrecognized.append("escape")
      return
    }
    while let scalar = rest.popFirst() {
      guard !scalar.properties.isAlphabetic else {
        dispatchCSI(scalar, body)
        return
      }
      body.unicodeScalars.append(scalar)
    }
  }

  private mutating func dispatchCSI(_ final: Unicode.Scalar, _ body: String) {
    let numbers = body.split(separator: ";").map { Int($0) ?? -1 }
    switch (final, body) {
    case ("H", _) where numbers.count == 2: (row, column) = (numbers[0] - 1, numbers[1] - 1)
    case ("C", _): column += numbers.first ?? 1
    case ("J", "2"): cells = cells.map { _ in ScreenCell() }
    case ("m", _): applySGR(numbers)
    case ("h", "?25"), ("l", "?25"): break
    default: unrecognized.append("[\(body)\(final)")
    }
  }

  private mutating func applySGR(_ numbers: [Int]) {
    if numbers.isEmpty { state = SGRState() }
    var rest = numbers[...]
    while let code = rest.popFirst() {
      switch code {
      case 0: state = SGRState()
      case 1: state.bold = true
      case 22: state.bold = false
      case 7: state.reverse = true
      case 27: state.reverse = false
      case 38, 48:
        let count = rest.first == 2 ? 4 : 2
        let text =
          "\(code == 38 ? 38 : 48);" + rest.prefix(count).map(String.init).joined(separator: ";")
        rest = rest.dropFirst(count)
        if code == 38 { state.foreground = text } else { state.background = text }
      case 30...39, 90...97: state.foreground = "\(code)"
      case 40...49, 100...107: state.background = "\(code)"
      default: unrecognized.append("\(code)m")
      }
    }
  }
}
