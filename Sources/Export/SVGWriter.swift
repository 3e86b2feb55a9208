/// Text in SVG, element by element; everything from outside passes through `escaped`.
struct SVGWriter {
  private(set) var text = ""
  private var open: [String] = []

  typealias Attributes = [(String, String)]

  /// Begins an element that has others in it.
  mutating func begin(_ name: String, _ attributes: Attributes = []) {
    start(name, attributes)
    text += ">\n"
    open.append(name)
  }

  /// Ends what was begun last.
  mutating func end() {
    guard let name = open.popLast() else { return }
    text += "</\(name)>\n"
  }

  /// An element without others in it.
  mutating func put(_ name: String, _ attributes: Attributes = [], _ content: String? = nil) {
    start(name, attributes)
    guard let content else {
      text += "/>\n"
      return
    }
    text += ">\(xmlEscaped(content))</\(name)>\n"
  }

  /// Puts elements with some attributes in common into a group.
  mutating func group(_ attributes: Attributes, _ body: (inout SVGWriter) -> Void) {
    begin("g", attributes)
    body(&self)
    end()
  }

  private mutating func start(_ name: String, _ attributes: Attributes) {
    text += "<\(name)"
    for (key, value) in attributes { text += " \(key)=\"\(xmlEscaped(value))\"" }
  }
}

/// A text for XML: markup escaped, what XML forbids or what reorders a line shown as `�`.
func xmlEscaped(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result.append(contentsOf: "&amp;".unicodeScalars)
    case "<": result.append(contentsOf: "&lt;".unicodeScalars)
    case ">": result.append(contentsOf: "&gt;".unicodeScalars)
    case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
    case "'": result.append(contentsOf: "&#39;".unicodeScalars)
    case "\n", "\t": result.append(" ")
    case _ where scalar.isUnsafeForTerminal || scalar.value & 0xFFFE == 0xFFFE:
      result.append("\u{FFFD}")
    default: result.append(scalar)
    }
  }
  return String(result)
}

/// A length in a figure: two decimals at most, as few as it needs; what is not finite is 0.
func formatLength(_ value: Double) -> String {
  guard value.magnitude < 1e9 else { return "0" }
  let hundredths = Int((value * 100).rounded())
  let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
  let sign = hundredths < 0 ? "-" : ""
  if rest == 0 { return "\(sign)\(whole)" }
  let places = rest % 10 == 0 ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)"
  return whole == 0 ? "\(sign).\(places)" : "\(sign)\(whole).\(places)"
}

/// A place in a figure, in its units, y downwards.
struct FigurePoint: Equatable {
  var x: Double
  var y: Double

  init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// A part of a figure, in its units, y downwards.
struct Box: Equatable {
  var x, y, width, height: Double

  var right: Double { x + width }
  var bottom: Double { y + height }

  func inset(left: Double = 0, top: Double = 0, right: Double = 0, bottom: Double = 0) -> Box {
    Box(
      x: x + left, y: y + top, width: max(width - left - right, 1),
      height: max(height - top - bottom, 1))
  }

  func contains(_ spot: FigurePoint) -> Bool {
    spot.x >= x && spot.x <= right && spot.y >= y && spot.y <= bottom
  }

  var attributes: SVGWriter.Attributes {
    [
      ("x", formatLength(x)), ("y", formatLength(y)), ("width", formatLength(width)),
      ("height", formatLength(height)),
    ]
  }
}

/// The data of a path through pieces of connected spots; pieces of one spot are dots.
func pathData(_ pieces: [[FigurePoint]]) -> String {
  var data = ""
  for piece in pieces {
    guard let first = piece.first else { continue }
    data += "M\(formatLength(first.x)) \(formatLength(first.y))"
    if piece.count == 1 { data += "h0" }
    for spot in piece.dropFirst() { data += "L\(formatLength(spot.x)) \(formatLength(spot.y))" }
  }
  return data
}
