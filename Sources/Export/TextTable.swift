/// Text from outside made harmless: what could steer a terminal is shown as `�`.
///
/// Line feeds stay, so that a message may have several lines.
public func sanitized(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: { $0.isUnsafeForTerminal && $0 != "\n" }) else {
    return text
  }
  var shown = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    shown.append(scalar.isUnsafeForTerminal && scalar != "\n" ? "\u{FFFD}" : scalar)
  }
  return String(shown)
}

extension Unicode.Scalar {
  /// Whether it is a control, a line separator, or an override of the direction of writing.
  var isUnsafeForTerminal: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate: true
    case .format: !(value == 0x200D || value == 0x00AD)
    default: false
    }
  }
}

/// Rows of text in columns that are as wide as their widest entry.
public struct TextTable: Sendable {
  public enum Alignment: Sendable { case left, right }

  private let titles: [String]
  private let alignments: [Alignment]
  private var rows: [[String]] = []

  /// Columns with these heads; there is no line of heads if all are empty.
  public init(_ titles: [String], sides: [Alignment] = []) {
    self.titles = titles
    self.alignments = sides
  }

  /// Adds a row; entries that are missing are empty, those too many are dropped.
  public mutating func append(_ row: [String]) { rows.append(row.map(sanitized)) }

  /// The lines, each ended by a line feed, without trailing spaces.
  public var text: String {
    let all = (titles.allSatisfy(\.isEmpty) ? [] : [titles]) + rows
    let widths = titles.indices.map { column in
      all.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return all.map { line($0, widths) + "\n" }.joined()
  }

  /// The same as a Markdown table.
  public var markdown: String {
    func line(_ cells: [String]) -> String {
      "| "
        + cells.map { $0.split(separator: "|", omittingEmptySubsequences: false) }
        .map { $0.joined(separator: "\\|") }.joined(separator: " | ") + " |\n"
    }
    return line(titles) + "|" + titles.map { _ in "---|" }.joined() + "\n"
      + rows.map(line).joined()
  }

  private func line(_ row: [String], _ widths: [Int]) -> String {
    var line = ""
    for (column, width) in widths.enumerated() {
      let entry = column < row.count ? row[column] : ""
      let gap = String(repeating: " ", count: max(0, width - entry.count))
      let side = column < alignments.count ? alignments[column] : .left
      line += (column > 0 ? "  " : "") + (side == .left ? entry + gap : gap + entry)
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
