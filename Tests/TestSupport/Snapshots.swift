public import Drawing
import Foundation
public import Testing

/// Compares a canvas with the one kept under `__Snapshots__` beside the test file.
public func expectSnapshot(
  _ canvas: Canvas, named name: String, file: String = #filePath,
  location: SourceLocation = #_sourceLocation
) {
  expectSnapshot(snapshotText(of: canvas), named: name, file: file, location: location)
}

/// The same for several canvases of one size in one file: equal ones once, runs of ink shortened.
public func expectSnapshots(
  _ canvases: [(name: String, canvas: Canvas)], named name: String, file: String = #filePath,
  location: SourceLocation = #_sourceLocation
) {
  var sections: [(names: [String], text: String)] = []
  for (name, canvas) in canvases {
    let text = snapshotText(of: canvas, isCompact: true)
    if let same = sections.firstIndex(where: { $0.text == text }) {
      sections[same].names.append(name)
    } else {
      sections.append(([name], text))
    }
  }
  let text = sections.map { "== \($0.names.joined(separator: ", "))\n\($0.text)" }.joined()
  expectSnapshot(text, named: name, file: file, location: location)
}

/// Compares a text with the one kept under `__Snapshots__` beside the test file.
///
/// With `RECORD_SNAPSHOTS=1` in the environment the text is written there and the test fails with
/// “recorded”, so that a recording never passes for a check.
///
/// - Parameters:
///   - actual: What was made.
///   - name: The file's name without its ending.
///   - file: The test file.
///   - location: Where a difference is reported.
public func expectSnapshot(
  _ actual: String, named name: String, file: String = #filePath,
  location: SourceLocation = #_sourceLocation
) {
  let place = URL(fileURLWithPath: file).deletingLastPathComponent()
    .appendingPathComponent("__Snapshots__").appendingPathComponent(name + ".txt")
  if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
    do {
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(actual.utf8).write(to: place, options: .atomic)
      Issue.record("recorded \(place.path)", sourceLocation: location)
    } catch {
      Issue.record("cannot record \(place.path): \(error)", sourceLocation: location)
    }
    return
  }
  guard let data = FileManager.default.contents(atPath: place.path) else {
    Issue.record(
      "there is no \(place.path); record it with RECORD_SNAPSHOTS=1", sourceLocation: location)
    return
  }
  let expected = String(decoding: data, as: UTF8.self)
  guard actual != expected else { return }
  Issue.record(
    "“\(name)” differs:\n\(lineDifferences(expected, actual))", sourceLocation: location)
}

/// A canvas as text: its glyphs, a line `---`, and one character of ink a cell.
///
/// Blanks at the end of a line of glyphs are left out. Where there are half blocks a second `---`
/// and the ink of their upper halves follow; where there is a cursor, a last line `cursor ROW COLUMN`.
///
/// Ink is named by the first that fits: `@` reversed; `A`…`I` run and `J`…`R` trail 0…8; `,` faint,
/// `#` frame, `!` accent, `?` warning, `~` landmark, `%` prediction; `0`…`9` `a`…`v` level of the
/// background, or of the foreground if the background has none; `*` bold, `.` plain.
///
/// In the compact form half blocks are blanks above, and of ink that is repeated more than three
/// times there is one with a number: `a{12}`.
public func snapshotText(of canvas: Canvas, isCompact: Bool = false) -> String {
  let rows = 0..<canvas.size.rows
  let columns = 0..<canvas.size.columns
  var lines: [String] = []
  for row in rows {
    var line = ""
    for column in columns where canvas[row, column].glyph != Cell.continuation {
      let glyph = canvas[row, column].glyph
      line.unicodeScalars.append(isCompact && glyph == "▀" ? " " : glyph)
    }
    while line.last == " " { line.removeLast() }
    lines.append(line)
  }
  lines.append("---")
  func inks(_ code: (Cell) -> Character) -> [String] {
    rows.map { row in
      let line = columns.map { code(canvas[row, $0]) }
      return isCompact ? runLengthEncoded(line) : String(line)
    }
  }
  lines += inks { inkCode($0.ink) }
  let hasHalves = canvas.cells.contains { $0.glyph == "▀" }
  if hasHalves {
    lines.append("---")
    lines += inks { $0.glyph == "▀" ? paintCode($0.ink.foreground) : " " }
  }
  if let cursor = canvas.cursor { lines.append("cursor \(cursor.row) \(cursor.column)") }
  return lines.joined(separator: "\n") + "\n"
}

/// With `x{5}` for xxxxx.
private func runLengthEncoded(_ line: [Character]) -> String {
  var text = ""
  var rest = line[...]
  while let first = rest.first {
    let run = rest.prefix { $0 == first }.count
    text += run > 3 ? "\(first){\(run)}" : String(repeating: first, count: run)
    rest = rest.dropFirst(run)
  }
  return text
}

private func inkCode(_ ink: Ink) -> Character {
  if ink.reverse { return "@" }
  if case .level = ink.foreground, case .level = ink.background { return paintCode(ink.background) }
  if ink.foreground != .terminalDefault { return paintCode(ink.foreground) }
  if ink.background != .terminalDefault { return paintCode(ink.background) }
  return ink.bold ? "*" : "."
}

private func paintCode(_ paint: Paint) -> Character {
  func letter(_ index: UInt8, of alphabet: String) -> Character {
    Array(alphabet)[min(Int(index), alphabet.count - 1)]
  }
  return switch paint {
  case .terminalDefault: "."
  case .faint: ","
  case .frame: "#"
  case .accent: "!"
  case .warning: "?"
  case .landmark: "~"
  case .prediction: "%"
  case .run(let run): letter(run, of: "ABCDEFGHI")
  case .trail(let run, _): letter(run, of: "JKLMNOPQR")
  case .level(let level): letter(level, of: "0123456789abcdefghijklmnopqrstuv")
  }
}

/// The lines that differ, each with its number, as expected and as drawn.
private func lineDifferences(_ expected: String, _ actual: String) -> String {
  let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
  var report: [String] = []
  for index in 0..<max(old.count, new.count) {
    let (was, now) = (
      index < old.count ? old[index] : nil, index < new.count ? new[index] : nil
    )
    guard was != now else { continue }
    if let was { report.append("\(index + 1) expected |\(was)|") }
    if let now { report.append("\(index + 1) drawn    |\(now)|") }
    if report.count >= 60 {
      report.append("…")
      break
    }
  }
  return report.joined(separator: "\n")
}
