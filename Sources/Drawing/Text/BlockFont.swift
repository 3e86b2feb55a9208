/// Capital letters of blocks for a text that is read from far away.
///
/// Letters alone are small or capital, as in the text: `n` and `N` are different keys.
///
/// A glyph is five dots high and mostly three wide, with a dot of space to the next glyph and to
/// the next line. A dot is a quarter of a cell at scale 1, and `scale` quarters wide and high.
public struct BlockFont: Sendable, Hashable {
  /// The width and height of a dot, in quarters of a cell: half a column, half a row.
  public let scale: Int

  /// Creates a font; a scale below 1 becomes 1.
  public init(scale: Int) { self.scale = max(scale, 1) }

  /// The number of rows of a line of text, with the space to the next line.
  public var lineRows: Int { 3 * scale }

  /// The number of dots of the width of a space.
  private static let spaceWidth = 2

  /// Returns the number of columns of a text.
  public func columns(of text: String) -> Int { (dots(of: text) * scale + 1) / 2 }

  private func dots(of text: String) -> Int {
    Self.glyphs(of: text).reduce(0) { $0 + $1.width + 1 }
  }

  /// Wraps a text at blanks into lines of at most `columns`; a longer word is broken.
  public func wrapped(_ text: String, columns: Int) -> [String] {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n") {
      var line = ""
      for word in paragraph.split(whereSeparator: \.isWhitespace) {
        for part in parts(of: String(word), columns: columns) {
          let longer = line.isEmpty ? part : "\(line) \(part)"
          if self.columns(of: longer) <= columns {
            line = longer
          } else {
            if !line.isEmpty { lines.append(line) }
            line = part
          }
        }
      }
      if !line.isEmpty { lines.append(line) }
    }
    return lines
  }

  /// Breaks a word into parts that fit into a line.
  private func parts(of word: String, columns: Int) -> [String] {
    guard self.columns(of: word) > columns else { return [word] }
    var parts: [String] = []
    var part = ""
    for character in word {
      if !part.isEmpty, self.columns(of: part + String(character)) > columns {
        parts.append(part)
        part = ""
      }
      part.append(character)
    }
    return parts + [part]
  }

  /// Returns as much of a text as fits, marked by `…` if cut.
  public func truncated(_ text: String, columns: Int) -> String {
    guard self.columns(of: text) > columns else { return text }
    var text = text
    while !text.isEmpty, self.columns(of: text + "…") > columns { text.removeLast() }
    return text.isEmpty ? "" : text + "…"
  }

  /// Returns the glyphs of a text: its capitals, or its transliteration in ASCII.
  ///
  /// A letter alone keeps its case, because it names a key or a variable; the article is a capital.
  private static func glyphs(of text: String) -> [BlockGlyph] {
    let scalars = Array(text.unicodeScalars)
    return scalars.indices.flatMap { index -> [BlockGlyph] in
      let scalar = scalars[index]
      if scalar == " " { return [BlockGlyph(width: spaceWidth, rows: [])] }
      let before = index > 0 ? scalars[index - 1] : " "
      let after = index + 1 < scalars.count ? scalars[index + 1] : " "
      let isAlone = !isInWord(before) && !isInWord(after)
      let isArticle = scalar == "a" && before == " " && after == " "
      let shown = isAlone && !isArticle ? scalar : capital(of: scalar)
      if let glyph = known[shown] { return [glyph] }
      let spelled = asciiTransliteration(String(scalar)).unicodeScalars
      return spelled.map { known[capital(of: $0)] ?? missing }
    }
  }

  /// Whether a letter beside the character is a part of a word: beside another letter or `'`.
  private static func isInWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar == "'" || scalar == "’"
  }

  /// Returns the capital of a letter of ASCII; other characters unchanged.
  private static func capital(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    ("a"..."z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value) - 32) : scalar
  }

  private static let missing = BlockGlyph(["###", "#.#", "#.#", "#.#", "###"])

  /// The glyphs by character, from `table`.
  private static let known: [Unicode.Scalar: BlockGlyph] = {
    var glyphs: [Unicode.Scalar: BlockGlyph] = [:]
    for line in table.split(separator: "\n") {
      let parts = line.split(separator: " ")
      guard let scalar = parts.first?.unicodeScalars.first else { continue }
      glyphs[scalar] = BlockGlyph(parts.dropFirst())
    }
    let synonyms: [(Unicode.Scalar, Unicode.Scalar)] = [
      ("–", "-"), ("—", "−"), ("“", "\""), ("”", "\""), ("’", "'"), ("⋅", "·"),
    ]
    for (scalar, other) in synonyms { glyphs[scalar] = glyphs[other] }
    return glyphs
  }()

  /// Returns the dots of a text, row by row, with the space after each glyph.
  fileprivate func dotRows(of text: String) -> [[Bool]] {
    let glyphs = Self.glyphs(of: text)
    return (0..<BlockGlyph.height).map { row in
      glyphs.flatMap { glyph in
        (0...glyph.width).map { glyph.rows.indices.contains(row) && glyph.rows[row].contains($0) }
      }
    }
  }
}

/// The dots of a character.
private struct BlockGlyph {
  /// The number of dots in a row.
  let width: Int
  /// The columns of the dots of each row.
  let rows: [Set<Int>]

  static let height = 5

  init(width: Int, rows: [Set<Int>]) {
    self.width = width
    self.rows = rows
  }

  /// Creates a glyph from rows in which `#` is a dot.
  init(_ texts: some Sequence<some StringProtocol>) {
    rows = texts.map { text in Set(text.enumerated().filter { $0.element == "#" }.map(\.offset)) }
    width = texts.map(\.count).max() ?? 0
  }
}

extension Canvas {
  /// Writes a text in letters of blocks, with its upper left corner at a cell.
  ///
  /// A cell that no dot touches keeps its glyph; a touched cell keeps its background.
  ///
  /// - Returns: The number of columns of the text.
  @discardableResult public mutating func write(
    _ text: String, in font: BlockFont, row: Int, column: Int, ink: Ink = Ink()
  ) -> Int {
    let dots = font.dotRows(of: text)
    let (height, width) = (dots.count * font.scale, (dots.first?.count ?? 0) * font.scale)
    func isSet(_ y: Int, _ x: Int) -> Bool {
      y < height && x < width && dots[y / font.scale][x / font.scale]
    }
    for cellRow in 0..<(height + 1) / 2 {
      for cellColumn in 0..<(width + 1) / 2 {
        let (y, x) = (2 * cellRow, 2 * cellColumn)
        let mask =
          (isSet(y, x) ? 1 : 0) | (isSet(y, x + 1) ? 2 : 0) | (isSet(y + 1, x) ? 4 : 0)
          | (isSet(y + 1, x + 1) ? 8 : 0)
        guard mask > 0 else { continue }
        var cellInk = ink
        if ink.background == .terminalDefault {
          cellInk.background = self[row + cellRow, column + cellColumn].ink.background
        }
        self[row + cellRow, column + cellColumn] = Cell(quadrants[mask], cellInk)
      }
    }
    return font.columns(of: text)
  }
}
