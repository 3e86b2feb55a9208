import Engine
import Integers
import SafeText

extension SweepMap {
  /// Returns the glyph and colour of a label: a state or an outcome of `Basins`.
  static func style(_ label: String) -> (glyph: Character, color: String) {
    if let outcome = BasinOutcome(name: label) { return (outcome.mark, color(of: outcome)) }
    return switch label {
    case "settled": (".", "#2c7fb8")
    case "drifting": ("~", "#a1dab4")
    case "descending": ("-", "#ffffcc")
    case "quasi-periodic": ("%", "#fee391")
    case "chaotic", "aperiodic": ("*", "#fdae61")
    case "fluctuating": (":", "#cab2d6")
    case "stalled": ("=", "#8c96c6")
    case "climbing": ("^", "#d7191c")
    case "at a saddle": ("x", color(of: .saddle))
    case "hallucinating": ("?", color(of: .hallucinated))
    case "diverged": ("#", color(of: .infinity))
    case "cycling": ("o", "#41b6c4")
    case _ where label.hasSuffix("saddle"): ("x", color(of: .saddle))
    case _ where label.hasSuffix("-cycle"): ("o", "#41b6c4")
    default: (" ", "#000000")
    }
  }

  private static func color(of outcome: BasinOutcome) -> String {
    switch outcome {
    case .attractor(_, let index): attractorColors[index % attractorColors.count]
    case .saddle: "#7b3294"
    case .hallucinated: "#f1b6da"
    case .cycle: "#9ecae1"
    case .elsewhere: "#ffffff"
    case .moving: "#fff7bc"
    case .infinity: "#4d4d4d"
    case .undefined: "#d9d9d9"
    }
  }

  /// A colour for each mark of an attractor.
  ///
  /// The first eight are ColorBrewer's Dark2. Each further colour is, in OKLab, the farthest from
  /// all before and from those of the other outcomes; no two are closer than 0.07.
  static let attractorColors = [
    "#1b9e77", "#d95f02", "#7570b3", "#e7298a", "#66a61e", "#e6ab02", "#a6761d", "#377eb8",
    "#4bff00", "#0000ff", "#c300ff", "#a5001e", "#1e1e87", "#ff69ff", "#00ffd2", "#006900",
    "#a596ff", "#5a0f3c", "#694bff", "#b49696", "#e1f00f", "#ff78a5", "#87d278", "#00b4ff",
    "#2d4bb4", "#a55a69", "#1e3c0f", "#c369c3", "#874b00", "#00d200", "#0fc3b4", "#b400a5",
    "#697869", "#ff002d", "#f000d2", "#6900d2", "#ff875a", "#003c5a", "#0078ff", "#5a0078",
    "#5a2d00", "#964bd2", "#87005a", "#f0d278", "#3c8700", "#a5a55a", "#7896c3", "#b41e69",
    "#006978", "#b4ffa5", "#0000c3", "#4b3c78", "#78f0ff", "#e1b496", "#d20000", "#e196f0",
    "#d26987", "#b469ff", "#696900", "#7878f0", "#784b69",
  ]

  /// The glyph and colour of each label of the map.
  var styles: [String: (glyph: Character, color: String)] {
    Dictionary(uniqueKeysWithValues: Set(labels).map { ($0, Self.style($0)) })
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
      characters, title: "\(name): last loss\(subject)\(isLog ? ", logarithmic" : "")",
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
