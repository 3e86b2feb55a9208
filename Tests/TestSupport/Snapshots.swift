public import Drawing
import Foundation
public import Testing

/// Compares a canvas with the snapshot under `__Snapshots__` in the folder of the test target.
public func expectSnapshot(
  _ canvas: Canvas, named name: String, file: String = #filePath,
  location: SourceLocation = #_sourceLocation
) {
  expectSnapshot(snapshotText(of: canvas), named: name, file: file, location: location)
}

/// Compares several canvases with one snapshot file in compact form; equal canvases appear once.
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

/// Compares a text with the snapshot under `__Snapshots__` in the folder of the test target.
///
/// With `RECORD_SNAPSHOTS=1` in the environment, writes the snapshot and fails with “recorded”, so
/// a recording is never mistaken for a check.
///
/// - Parameters:
///   - actual: The text to compare.
///   - name: The name of the snapshot file without extension.
///   - file: The test file.
///   - location: The location of the reported issue.
public func expectSnapshot(
  _ actual: String, named name: String, file: String = #filePath,
  location: SourceLocation = #_sourceLocation
) {
  var folder = URL(fileURLWithPath: file).deletingLastPathComponent()
  while folder.pathComponents.dropLast().last != "Tests", folder.pathComponents.count > 1 {
    folder.deleteLastPathComponent()
  }
  let url = folder.appending(path: "__Snapshots__/\(name).txt")
  if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(actual.utf8).write(to: url, options: .atomic)
      Issue.record("recorded \(url.path)", sourceLocation: location)
    } catch {
      Issue.record("cannot record \(url.path): \(error)", sourceLocation: location)
    }
    return
  }
  guard let data = FileManager.default.contents(atPath: url.path) else {
    Issue.record(
      "\(url.path) is missing; record it with RECORD_SNAPSHOTS=1", sourceLocation: location)
    return
  }
  let expected = String(decoding: data, as: UTF8.self)
  guard actual != expected else { return }
  Issue.record(
    "“\(name)” differs:\n\(lineDifferences(expected, actual))", sourceLocation: location)
}

/// Returns a canvas as text: its glyphs, a line `---`, and one character of ink per cell.
///
/// Trailing blanks of a line of glyphs are omitted. Canvases with half blocks add a second `---`
/// and the ink of the upper halves; canvases with a cursor add a last line `cursor ROW COLUMN`.
///
/// The first match gives the character of an ink: `@` reversed; `A`…`I` run and `J`…`R` trail 0…8;
/// `,` faint, `#` frame, `!` accent, `?` warning, `~` landmark, `%` prediction; `0`…`9` `a`…`v`
/// level of the background, or else of the foreground; `ⓐ`…`ⓛ` category of the background;
/// `$` ink over categories; `*` bold, `.` plain.
///
/// The compact form shows half blocks as blanks and shortens more than three equal inks: `a{12}`.
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

/// Replaces more than three equal characters: `x{5}` for xxxxx.
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

/// Returns the character of an ink in a snapshot.
private func inkCode(_ ink: Ink) -> Character {
  if ink.reverse { return "@" }
  if case .level = ink.foreground, case .level = ink.background { return paintCode(ink.background) }
  if ink.background == .undefined { return paintCode(.undefined) }
  if case .category = ink.background { return paintCode(ink.background) }
  if ink.foreground != .terminalDefault { return paintCode(ink.foreground) }
  if ink.background != .terminalDefault { return paintCode(ink.background) }
  return ink.bold ? "*" : "."
}

/// Returns the character of a paint in a snapshot.
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
  case .undefined: "/"
  case .run(let run): letter(run, of: "ABCDEFGHI")
  case .trail(let run, _): letter(run, of: "JKLMNOPQR")
  case .level(let level): letter(level, of: "0123456789abcdefghijklmnopqrstuv")
  case .category(let category): letter(category, of: "ⓐⓑⓒⓓⓔⓕⓖⓗⓘⓙⓚⓛ")
  case .onCategory: "$"
  case .shade(let level): letter(level, of: "0123456789abcdefghijklmnopqrstuv")
  }
}

/// Returns the differing lines with their numbers, at most about 60.
private func lineDifferences(_ expected: String, _ actual: String) -> String {
  let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
  var report: [String] = []
  for index in 0..<max(old.count, new.count) {
    let (oldLine, newLine) = (
      index < old.count ? old[index] : nil, index < new.count ? new[index] : nil
    )
    guard oldLine != newLine else { continue }
    if let oldLine { report.append("\(index + 1) expected |\(oldLine)|") }
    if let newLine { report.append("\(index + 1) actual   |\(newLine)|") }
    if report.count >= 60 {
      report.append("…")
      break
    }
  }
  return report.joined(separator: "\n")
}
