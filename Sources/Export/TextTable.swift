import Drawing
import SafeText

/// A table of text; each column is as wide as its widest entry.
public struct TextTable: Sendable {
  /// The alignment of a column.
  public enum Alignment: Sendable {
    /// Flush left.
    case left
    /// Flush right.
    case right
  }

  private let titles: [String]
  private let alignments: [Alignment]
  private var rows: [[String]] = []

  /// Creates a table; omits the header if all titles are empty.
  ///
  /// Columns without an alignment are flush left.
  public init(_ titles: [String], alignments: [Alignment] = []) {
    self.titles = titles
    self.alignments = alignments
  }

  /// Appends a row; missing entries are empty, surplus entries are ignored.
  public mutating func append(_ row: [String]) { rows.append(row.map(sanitized)) }

  /// The table as lines without trailing spaces.
  public var text: String { text(columns: .max) }

  /// Returns the table as lines of at most some columns.
  ///
  /// The last entry of a longer row continues below, between words.
  public func text(columns: Int) -> String {
    let all = (titles.allSatisfy(\.isEmpty) ? [] : [titles]) + rows
    let widths = titles.indices.map { column in
      all.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    let indent = widths.dropLast().reduce(0) { $0 + $1 + 2 }
    return all.flatMap { row -> [String] in
      guard columns < .max, row.count == titles.count, let last = row.last else {
        return [line(row, widths)]
      }
      return wrapped(last, to: max(columns - indent, 20)).enumerated().map { index, text in
        let others = index == 0 ? Array(row.dropLast()) : row.dropLast().map { _ in "" }
        return line(others + [text], widths)
      }
    }.map { $0 + "\n" }.joined()
  }

  /// The table in Markdown.
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
      let alignment = column < alignments.count ? alignments[column] : .left
      line += (column > 0 ? "  " : "") + (alignment == .left ? entry + gap : gap + entry)
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
