import Integers
import SafeText

/// A writer of SVG elements; attributes and contents are escaped.
struct SVGWriter {
  /// The text of all elements.
  private(set) var text = ""
  private var open: [String] = []

  /// Pairs of names and values, in order.
  typealias Attributes = [(String, String)]

  /// Opens an element with children.
  mutating func begin(_ name: String, _ attributes: Attributes = []) {
    start(name, attributes)
    text += ">\n"
    open.append(name)
  }

  /// Closes the innermost open element.
  mutating func end() {
    guard let name = open.popLast() else { return }
    text += "</\(name)>\n"
  }

  /// Writes an element without children.
  mutating func put(_ name: String, _ attributes: Attributes = [], _ content: String? = nil) {
    start(name, attributes)
    guard let content else {
      text += "/>\n"
      return
    }
    text += ">\(xmlEscaped(content))</\(name)>\n"
  }

  /// Writes a group of elements with common attributes.
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

/// Escapes a text for XML; scalars that XML forbids or that reorder a line become `�`.
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
    case _ where !scalar.isSafe || scalar.value & 0xFFFE == 0xFFFE:
      result.append("\u{FFFD}")
    default: result.append(scalar)
    }
  }
  return String(result)
}

/// Formats a coordinate with at most two decimals; 0 for non-finite or huge values.
func formatLength(_ value: Double) -> String {
  guard value.magnitude < 1e9 else { return "0" }
  let hundredths = Int(clamping: (value * 100).rounded())
  let (integer, remainder) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
  let sign = hundredths < 0 ? "-" : ""
  if remainder == 0 { return "\(sign)\(integer)" }
  let decimals =
    remainder % 10 == 0 ? "\(remainder / 10)" : remainder < 10 ? "0\(remainder)" : "\(remainder)"
  return integer == 0 ? "\(sign).\(decimals)" : "\(sign)\(integer).\(decimals)"
}

/// A point of a figure, in its units.
struct FigurePoint: Equatable {
  /// The abscissa, to the right.
  var x: Double
  /// The ordinate, downwards.
  var y: Double

  init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// A rectangle of a figure, in its units.
struct Box: Equatable {
  /// The upper left corner and the size.
  var x, y, width, height: Double

  /// The abscissa of the right side.
  var right: Double { x + width }
  /// The ordinate of the lower side.
  var bottom: Double { y + height }

  /// Returns the box shrunk at each side, at least 1 × 1.
  func inset(left: Double = 0, top: Double = 0, right: Double = 0, bottom: Double = 0) -> Box {
    Box(
      x: x + left, y: y + top, width: max(width - left - right, 1),
      height: max(height - top - bottom, 1))
  }

  /// Whether a point lies in the box or on its border.
  func contains(_ point: FigurePoint) -> Bool {
    point.x >= x && point.x <= right && point.y >= y && point.y <= bottom
  }

  /// The attributes of a `rect` or `image` element.
  var attributes: SVGWriter.Attributes {
    [
      ("x", formatLength(x)), ("y", formatLength(y)), ("width", formatLength(width)),
      ("height", formatLength(height)),
    ]
  }
}

/// Returns the path data of polylines; a polyline of one point is a dot.
func pathData(_ polylines: [[FigurePoint]]) -> String {
  var data = ""
  for polyline in polylines {
    guard let first = polyline.first else { continue }
    data += "M\(formatLength(first.x)) \(formatLength(first.y))"
    if polyline.count == 1 { data += "h0" }
    for point in polyline.dropFirst() {
      data += "L\(formatLength(point.x)) \(formatLength(point.y))"
    }
  }
  return data
}
