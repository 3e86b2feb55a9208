import Engine
import Integers
import Raster
import SafeText

extension SweepMap {
  /// The glyph and colour of each label of the map.
  ///
  /// A map with attractors, whose glyphs are numbers, has one glyph for all cycles.
  var styles: [String: (glyph: Character, color: RGB)] {
    let outcomes = Dictionary(
      uniqueKeysWithValues: Set(labels).map { ($0, BasinOutcome(name: $0)) })
    let hasAttractors = outcomes.values.contains { if case .attractor = $0 { true } else { false } }
    return outcomes.reduce(into: [:]) { styles, entry in
      var style = Self.style(entry.key)
      if hasAttractors, case .cycle = entry.value { style.glyph = BasinOutcome.cycle().mark }
      styles[entry.key] = style
    }
  }

  /// Returns the map as ASCII text with axes and legend.
  ///
  /// Each character is one cell of the map; larger maps are subsampled to `columns` × `rows`. `|`
  /// marks the stability boundary of theory.
  ///
  /// A map over one parameter is a plot of the last loss; the glyphs are those of the outcomes.
  public func text(columns: Int = 64, rows: Int = 24) -> String {
    if sweep.isLine { return lineText(columns: columns, rows: rows / 2) }
    let (x, y) = (sweep.x, sweep.y)
    let (width, height) = (min(columns, x.count), min(rows, y.count))
    let styles = self.styles
    var characters = (0..<height).map { row in
      (0..<width).map { column in
        let label = labels[
          sampledIndex(row, height, y.count) * x.count + sampledIndex(column, width, x.count)]
        return styles[label]?.glyph ?? " "
      }
    }
    for point in sweep.stabilityBoundaryLine {
      let column = Int(clamping: (point.x + 0.5) * Double(width) / Double(x.count))
      let row = Int(clamping: (point.y + 0.5) * Double(height) / Double(y.count))
      guard characters.indices.contains(row), characters[row].indices.contains(column) else {
        continue
      }
      characters[row][column] = "|"
    }
    return framed(
      characters, title: "\(name): \(y.name) over \(x.name)",
      bounds: (formatSignificant(y.low, digits: 4), formatSignificant(y.high, digits: 4)),
      margin: y.name.count)
  }

  /// Returns a plot of the last loss over the varied parameter, in the glyphs of the outcomes.
  ///
  /// Losses that are not finite, and those of diverged runs, lie on the upper edge.
  private func lineText(columns: Int, rows: Int) -> String {
    let width = min(columns, sweep.x.count)
    let shown = (0..<width).map { sampledIndex($0, width, sweep.x.count) }
    let hasDiverged = cells.map {
      if case .diverged = $0.state { true } else { !$0.loss.isFinite }
    }
    let losses = cells.indices.filter { !hasDiverged[$0] }.map { cells[$0].loss }
    let (low, high) = (losses.min() ?? 0, losses.max() ?? 1)
    let isLog = low > 0 && high > 100 * low
    func scaled(_ loss: Double) -> Double { isLog ? PowerOfTen.exponent(of: loss) : loss }
    let span = scaled(high) - scaled(low)
    var characters = [[Character]](repeating: Array(repeating: " ", count: width), count: rows)
    for point in sweep.stabilityBoundaryLine {
      let column = Int(clamping: (point.x + 0.5) * Double(width) / Double(sweep.x.count))
      for row in 0..<rows where column < width { characters[row][column] = "|" }
    }
    let styles = self.styles
    for (column, index) in shown.enumerated() {
      let fraction = span > 0 ? (scaled(cells[index].loss) - scaled(low)) / span : 0
      let row =
        hasDiverged[index] ? rows - 1 : Int(clamping: (fraction * Double(rows - 1)).rounded())
      characters[row][column] = styles[labels[index]]?.glyph ?? " "
    }
    let subject = sweep.x.name.isEmpty ? "" : " over \(sweep.x.name)"
    return framed(
      characters, title: "\(name): last loss\(subject)\(isLog ? ", log" : "")",
      bounds: (formatSignificant(low, digits: 4), formatSignificant(high, digits: 4)))
  }

  /// Returns rows of characters, the lowest first, with their title, axes and legend.
  private func framed(
    _ characters: [[Character]], title: String, bounds: (low: String, high: String),
    margin minMargin: Int = 0
  ) -> String {
    let styles = self.styles
    let margin = max(bounds.low.count, bounds.high.count, minMargin)
    func padded(_ text: String) -> String {
      String(repeating: " ", count: margin - text.count) + text + " "
    }
    var text = sanitized("\(title)\n")
    for row in characters.indices.reversed() {
      let bound = row == characters.count - 1 ? bounds.high : row == 0 ? bounds.low : ""
      text += padded(bound) + String(characters[row]) + "\n"
    }
    if !sweep.x.name.isEmpty {
      let low = formatSignificant(sweep.x.low, digits: 4)
      let high = formatSignificant(sweep.x.high, digits: 4)
      let gap = max(1, (characters.first?.count ?? 0) - low.count - high.count)
      text += padded("") + low + String(repeating: " ", count: gap) + high + "\n"
    }
    var entries = counts.map { label, count in
      "\(styles[label]?.glyph ?? " ") \(label) \(percentage(count))"
    }
    if sweep.stabilityBoundary != nil { entries.append("| boundary") }
    for line in Self.wrapped(entries, width: 100) { text += padded("") + line + "\n" }
    return text
  }

  /// Returns lines of entries, each line at most `width` characters or one entry.
  private static func wrapped(_ entries: [String], width: Int) -> [String] {
    var lines: [String] = []
    for entry in entries {
      if let last = lines.last, last.count + 3 + entry.count <= width {
        lines[lines.count - 1] = last + "   " + entry
      } else {
        lines.append(entry)
      }
    }
    return lines
  }

  /// Returns the cell at the centre of pixel `index` if `shown` pixels display `count` cells.
  func sampledIndex(_ index: Int, _ shown: Int, _ count: Int) -> Int {
    (2 * index + 1) * count / (2 * shown)
  }

  /// Returns a number of cells as a percentage of all cells.
  private func percentage(_ count: Int) -> String {
    formatSignificant(100 * Double(count) / Double(max(labels.count, 1)), digits: 3) + " %"
  }
}
