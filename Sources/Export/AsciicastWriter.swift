public import Drawing
import SafeText

/// A writer of screen recordings in the format asciicast v2.
///
/// The file is `header`, the result of `encodeFrame` for each canvas, and the result of `finish`,
/// concatenated. Equal canvases at equal times give equal bytes.
public struct AsciicastWriter: Sendable {
  /// The first line of the file.
  public let header: String

  private var size: Size
  private var display: Display
  private var encoder: ANSIEncoder
  private var lastFrame: Canvas?

  /// Creates a writer; later frames may have another size or display.
  public init(_ size: Size, _ display: Display, title: String) {
    self.size = size
    self.display = display
    encoder = ANSIEncoder(Palette(display))
    header =
      JSON.object([
        ("version", .count(2)), ("width", .count(max(size.columns, 1))),
        ("height", .count(max(size.rows, 1))), ("title", .string(sanitized(title))),
        ("env", .object([("TERM", .string("xterm-256color"))])),
      ]).description + "\n"
  }

  /// Returns the events from the previous frame to this one; empty if the frames are equal.
  public mutating func encodeFrame(_ canvas: Canvas, _ display: Display, milliseconds: Int)
    -> String
  {
    var lines = ""
    var output = ""
    if display != self.display {
      self.display = display
      lastFrame = nil
      encoder.reset(to: &output)
      encoder = ANSIEncoder(Palette(display))
    }
    if canvas.size != size {
      size = canvas.size
      lastFrame = nil
      lines += event(
        "r", "\(max(size.columns, 1))x\(max(size.rows, 1))", milliseconds: milliseconds)
    }
    if lastFrame == nil {
      encoder.reset(to: &output)
      output += "\u{1B}[?25l\u{1B}[2J"
    }
    write(canvas, to: &output)
    lastFrame = canvas
    return output.isEmpty ? lines : lines + event("o", output, milliseconds: milliseconds)
  }

  /// Returns the last event, which resets colours and cursor and keeps the last frame visible.
  public mutating func finish(milliseconds: Int) -> String {
    var output = ""
    encoder.reset(to: &output)
    output += "\u{1B}[\(max(size.rows, 1));1H\u{1B}[?25h"
    return event("o", output, milliseconds: milliseconds)
  }

  private func event(_ kind: String, _ data: String, milliseconds: Int) -> String {
    let fraction = String(milliseconds % 1000)
    let time =
      "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
    return "[\(time), \"\(kind)\", \(JSON.string(data))]\n"
  }

  /// Writes the changed cells, with cursor moves over the unchanged ones.
  private mutating func write(_ canvas: Canvas, to output: inout String) {
    // The cursor's position; nil after the last column, where terminals differ.
    var cursor: Position?
    for row in 0..<canvas.size.rows {
      var column = 0
      while column < canvas.size.columns {
        let width = canvas[row, column + 1].glyph == Cell.continuation ? 2 : 1
        defer { column += width }
        guard hasChanged(canvas, row, column..<column + width) else { continue }
        let target = Position(row: row, column: column)
        if cursor != target { output += cursorMove(from: cursor, to: target) }
        encoder.write(canvas[row, column], to: &output)
        let next = column + width
        cursor = next < canvas.size.columns ? Position(row: row, column: next) : nil
      }
    }
  }

  private func hasChanged(_ canvas: Canvas, _ row: Int, _ columns: Range<Int>) -> Bool {
    columns.contains { column in
      let cell = canvas[row, column]
      guard let lastFrame else { return !cell.isBlank }
      let old = lastFrame[row, column]
      return cell != old && !(cell.isBlank && old.isBlank)
    }
  }

  private func cursorMove(from: Position?, to target: Position) -> String {
    if let from, from.row == target.row, target.column > from.column {
      let count = target.column - from.column
      return count == 1 ? "\u{1B}[C" : "\u{1B}[\(count)C"
    }
    return "\u{1B}[\(target.row + 1);\(target.column + 1)H"
  }
}
