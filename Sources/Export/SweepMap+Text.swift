import Engine

extension SweepMap {
  /// The glyph and colour of a word.
  static func style(_ word: String, _ order: Int) -> (glyph: Character, color: String) {
    switch word {
    case "settled": (".", "#2c7fb8")
    case "cycling": ("o", "#41b6c4")
    case "drifting": ("~", "#a1dab4")
    case "descending": ("-", "#ffffcc")
    case "chaotic": ("*", "#fdae61")
    case "climbing": ("^", "#d7191c")
    case "at a saddle", "saddle": ("x", "#7b3294")
    case "hallucinating", "hallucinated": ("?", "#f1b6da")
    case "diverged", "infinity": ("#", "#4d4d4d")
    case "elsewhere": ("-", "#ffffcc")
    default:
      (
        ["1", "2", "3", "4", "5", "6", "7", "8", "9"][order % 9],
        ["#1b9e77", "#d95f02", "#7570b3", "#e7298a", "#66a61e", "#e6ab02", "#a6761d", "#377eb8"][
          order % 8]
      )
    }
  }

  /// The glyph and colour of each word that is there.
  var styles: [String: (glyph: Character, color: String)] {
    let minima = Set(labels.filter { $0.hasPrefix("minimum") }).sorted {
      ($0.count, $0) < ($1.count, $1)
    }
    var looks: [String: (glyph: Character, color: String)] = [:]
    for word in Set(labels) {
      looks[word] = Self.style(word, minima.firstIndex(of: word) ?? 0)
    }
    return looks
  }

  /// A picture of at most so many columns and rows: a cell of the picture is a cell of the map.
  ///
  /// `|` is the boundary that theory gives. Only ASCII, so that it can be pasted anywhere.
  public func text(columns: Int = 64, rows: Int = 24) -> String {
    let (x, y) = (sweep.x, sweep.y)
    let (width, height) = (min(columns, x.count), min(rows, y.count))
    let looks = styles
    var picture = (0..<height).map { row in
      (0..<width).map { column in
        let word = labels[
          sampledIndex(row, height, y.count) * x.count + sampledIndex(column, width, x.count)]
        return looks[word]?.glyph ?? " "
      }
    }
    for point in sweep.stabilityBoundaryLine {
      let column = Int((point.x + 0.5) * Double(width) / Double(x.count))
      let row = Int((point.y + 0.5) * Double(height) / Double(y.count))
      guard picture.indices.contains(row), picture[row].indices.contains(column) else { continue }
      picture[row][column] = "|"
    }
    let marks = [formatSignificant(y.high, digits: 4), formatSignificant(y.low, digits: 4)]
    let margin = max(marks.map(\.count).max() ?? 0, y.name.count)
    func left(_ text: String) -> String {
      String(repeating: " ", count: margin - text.count) + text + " "
    }
    var text = sanitized("\(name): \(y.name) over \(x.name)\n")
    for row in picture.indices.reversed() {
      let mark = row == height - 1 ? marks[0] : row == 0 ? marks[1] : ""
      text += left(mark) + String(picture[row]) + "\n"
    }
    let (low, high) = (formatSignificant(x.low, digits: 4), formatSignificant(x.high, digits: 4))
    let gap = max(1, width - low.count - high.count)
    text += left("") + low + String(repeating: " ", count: gap) + high + "\n"
    text += left("")
    text += counts.map { word, count in
      "\(looks[word]?.glyph ?? " ") \(word) \(percentage(count))"
    }.joined(separator: "   ")
    if sweep.stabilityBoundary != nil { text += "   | boundary" }
    return text + "\n"
  }

  /// The cell to show at a place, if so many places show so many cells.
  func sampledIndex(_ index: Int, _ shown: Int, _ count: Int) -> Int {
    (2 * index + 1) * count / (2 * shown)
  }

  private func percentage(_ count: Int) -> String {
    formatSignificant(100 * Double(count) / Double(max(labels.count, 1)), digits: 3) + " %"
  }
}
