public import Drawing

/// A terminal that knows just what recordings may say; anything else is kept in `unknown`.
public struct Emulator {
  /// The glyph and the look of each cell, the look as the codes that set it.
  public private(set) var cells: [Spot]
  public let size: Size
  public private(set) var unknown: [String] = []
  private var row = 0
  private var column = 0
  private var look = Look()

  public struct Spot: Equatable, Sendable {
    public var glyph: Unicode.Scalar = " "
    public var look = Look()
  }

  public struct Look: Equatable, Sendable {
    public var fore = "39"
    public var back = "49"
    public var bold = false
    public var reverse = false
  }

  public init(_ size: Size) {
    self.size = size
    cells = Array(repeating: Spot(), count: size.rows * size.columns)
  }

  /// The lines as text, without blanks at their ends.
  public var lines: [String] {
    (0..<size.rows).map { row in
      var line = String.UnicodeScalarView()
      for spot in cells[row * size.columns..<(row + 1) * size.columns] where spot.glyph != "\0" {
        line.append(spot.glyph)
      }
      while line.last == " " { line.removeLast() }
      return String(line)
    }
  }

  public mutating func feed(_ text: String) {
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\n": (row, column) = (row + 1, 0)
      case "\u{1B}": escape(&rest)
      default: put(scalar)
      }
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = Drawing.columns(of: String(scalar))
    guard row < size.rows, column + width <= size.columns else {
      unknown.append("\(scalar) at \(row), \(column)")
      return
    }
    for place in 0..<width {
      cells[row * size.columns + column + place] = Spot(
        glyph: place == 0 ? scalar : "\0", look: look)
    }
    column += width
  }

  private mutating func escape(_ rest: inout Substring.UnicodeScalarView) {
    var body = ""
    guard rest.popFirst() == "[" else {
      unknown.append("escape")
      return
    }
    while let scalar = rest.popFirst() {
      guard !scalar.properties.isAlphabetic else {
        obey(scalar, body)
        return
      }
      body.unicodeScalars.append(scalar)
    }
  }

  private mutating func obey(_ final: Unicode.Scalar, _ body: String) {
    let numbers = body.split(separator: ";").map { Int($0) ?? -1 }
    switch (final, body) {
    case ("H", _) where numbers.count == 2: (row, column) = (numbers[0] - 1, numbers[1] - 1)
    case ("C", _): column += numbers.first ?? 1
    case ("J", "2"): cells = cells.map { _ in Spot() }
    case ("m", _): paint(numbers)
    case ("h", "?25"), ("l", "?25"): break
    default: unknown.append("[\(body)\(final)")
    }
  }

  private mutating func paint(_ numbers: [Int]) {
    if numbers.isEmpty { look = Look() }
    var rest = numbers[...]
    while let code = rest.popFirst() {
      switch code {
      case 0: look = Look()
      case 1: look.bold = true
      case 22: look.bold = false
      case 7: look.reverse = true
      case 27: look.reverse = false
      case 38, 48:
        let count = rest.first == 2 ? 4 : 2
        let text =
          "\(code == 38 ? 38 : 48);" + rest.prefix(count).map(String.init).joined(separator: ";")
        rest = rest.dropFirst(count)
        if code == 38 { look.fore = text } else { look.back = text }
      case 30...39, 90...97: look.fore = "\(code)"
      case 40...49, 100...107: look.back = "\(code)"
      default: unknown.append("\(code)m")
      }
    }
  }
}
