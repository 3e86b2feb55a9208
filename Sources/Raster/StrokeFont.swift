/// A sans-serif font of strokes with round ends, drawn for figures.
///
/// A glyph is a path in hundredths of the font size: the cap height is 72, the x-height 54, and the
/// line has a width of 8.5, or 12.5 if bold. A character without a glyph is a box.
public enum StrokeFont {
  /// Returns the width of the strokes at a size of 1.
  static func weight(isBold: Bool) -> Double { isBold ? 0.125 : 0.085 }

  /// Returns the width of a text, in the units of `size`.
  public static func width(of text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { $0 + glyph($1).advance } * size / 100
  }

  /// Returns the width of a character at a size of 1.
  public static func width(of scalar: Unicode.Scalar) -> Double { glyph(scalar).advance / 100 }

  /// Whether the font has a glyph for a character.
  public static func hasGlyph(_ scalar: Unicode.Scalar) -> Bool { glyphs[scalar] != nil }

  /// Returns the strokes of a text whose baseline starts at a point.
  static func path(of text: String, size: Double, at start: FigurePoint) -> Path {
    var path = Path()
    var x = start.x
    let scale = size / 100
    for scalar in text.unicodeScalars {
      let glyph = glyph(scalar)
      let left = x
      path.append(
        glyph.path.mapped(scaledBy: scale) {
          FigurePoint(left + scale * $0.x, start.y - scale * $0.y)
        })
      x += scale * glyph.advance
    }
    return path
  }

  private static func glyph(_ scalar: Unicode.Scalar) -> StrokeGlyph {
    glyphs[scalar] ?? missing
  }

  private static let missing = StrokeGlyph(
    advance: 60,
    path: Path(
      [
        [FigurePoint(10, 0), FigurePoint(50, 0), FigurePoint(50, 70), FigurePoint(10, 70)]
      ], isClosed: true))

  private static let glyphs: [Unicode.Scalar: StrokeGlyph] = {
    var glyphs: [Unicode.Scalar: StrokeGlyph] = [:]
    for table in [glyphsOfLatin, glyphsOfGreek, glyphsOfSymbols, compositeGlyphs] {
      for line in table.split(separator: "\n") {
        guard let scalar = line.unicodeScalars.first else { continue }
        glyphs[scalar] = StrokeGlyph(line.dropFirst(), glyphs)
      }
    }
    for (scalar, other) in synonyms { glyphs[scalar] = glyphs[other] }
    return glyphs
  }()
}

/// The path of a character, with the ordinate upwards from the baseline.
struct StrokeGlyph {
  /// The distance to the next character.
  var advance: Double
  /// The strokes.
  var path: Path

  init(advance: Double, path: Path) {
    self.advance = advance
    self.path = path
  }

  /// Reads the advance and the path of a glyph.
  ///
  /// The commands of a path are letters with numbers, all coordinates absolute:
  /// `M x y` moves, `L x y`, `H x` and `V y` draw lines, `Q x y x y` and `C x y x y x y` curves;
  /// `R x y` is a quarter of an ellipse that starts horizontally, `U x y` one that starts
  /// vertically; `O x y a b` is an ellipse with its half axes, `D x y` a dot, `Z` closes; `@c s x y`
  /// is the glyph of the character c, scaled by s percent and moved.
  init(_ text: Substring, _ known: [Unicode.Scalar: StrokeGlyph]) {
    var reader = GlyphReader(text)
    advance = reader.number()
    path = Path()
    while let command = reader.command() {
      switch command {
      case "@":
        let other = reader.character().flatMap { known[$0] }
        let (scale, x, y) = (reader.number() / 100, reader.number(), reader.number())
        guard let other else { continue }
        path.append(
          other.path.mapped(scaledBy: scale) { FigurePoint(x + scale * $0.x, y + scale * $0.y) })
      default: reader.append(command, to: &path)
      }
    }
  }
}

/// A reader of the text of a glyph.
private struct GlyphReader {
  private var rest: Substring.UnicodeScalarView
  /// The end of the path so far.
  private var point = FigurePoint(0, 0)

  init(_ text: Substring) { rest = text.unicodeScalars }

  private mutating func skipBlanks() {
    while rest.first == " " { rest.removeFirst() }
  }

  /// Reads any character; nil at the end.
  mutating func character() -> Unicode.Scalar? { rest.popFirst() }

  /// Reads a letter of a command; nil at the end.
  mutating func command() -> Unicode.Scalar? {
    skipBlanks()
    return rest.popFirst()
  }

  /// Parses a number; 0 at any other text.
  mutating func number() -> Double {
    skipBlanks()
    var digits = ""
    while let next = rest.first, "-.0123456789".unicodeScalars.contains(next) {
      if next == "-", !digits.isEmpty { break }
      digits.unicodeScalars.append(next)
      rest.removeFirst()
    }
    return Double(digits) ?? 0
  }

  private mutating func nextPoint() -> FigurePoint { FigurePoint(number(), number()) }

  /// Reads the numbers of a command, and appends its part of the path.
  mutating func append(_ command: Unicode.Scalar, to path: inout Path) {
    let start = point
    var parts: [Path.Element] = []
    switch command {
    case "M":
      point = nextPoint()
      parts = [.move(point)]
    case "L", "H", "V":
      switch command {
      case "H": point.x = number()
      case "V": point.y = number()
      default: point = nextPoint()
      }
      parts = [.line(point)]
    case "Q":
      let control = nextPoint()
      point = nextPoint()
      parts = [
        .curve(start + (2 / 3) * (control - start), point + (2 / 3) * (control - point), point)
      ]
    case "C":
      let controls = (nextPoint(), nextPoint())
      point = nextPoint()
      parts = [.curve(controls.0, controls.1, point)]
    case "R", "U":
      point = nextPoint()
      parts = [Self.quarter(start, point, startsHorizontally: command == "R")]
    case "O":
      let (center, half) = (nextPoint(), nextPoint())
      parts = Self.ellipse(center, half)
    case "D":
      point = nextPoint()
      parts = [.move(point), .line(point)]
    default: parts = [.close]
    }
    path.append(Path(parts))
  }

  private static func quarter(
    _ from: FigurePoint, _ to: FigurePoint, startsHorizontally: Bool
  ) -> Path.Element {
    let corner = startsHorizontally ? FigurePoint(to.x, from.y) : FigurePoint(from.x, to.y)
    return .curve(from + 0.5523 * (corner - from), to + 0.5523 * (corner - to), to)
  }

  private static func ellipse(_ center: FigurePoint, _ half: FigurePoint) -> [Path.Element] {
    let top = FigurePoint(center.x, center.y + half.y)
    let right = FigurePoint(center.x + half.x, center.y)
    let bottom = FigurePoint(center.x, center.y - half.y)
    let left = FigurePoint(center.x - half.x, center.y)
    return [
      .move(top), quarter(top, right, startsHorizontally: true),
      quarter(right, bottom, startsHorizontally: false),
      quarter(bottom, left, startsHorizontally: true),
      quarter(left, top, startsHorizontally: false), .close,
    ]
  }
}
