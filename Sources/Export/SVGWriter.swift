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
