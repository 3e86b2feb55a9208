import Drawing
import Scenes

/// The legend of a map of outcomes: the colour, mark and name of each class, and the boundary.
struct OutcomeLegend {
  /// The classes on the map.
  let classes: [OutcomeClass]
  /// Whether the map shows the stability boundary.
  let hasBoundary: Bool

  /// The legend with all entries.
  static let complete = OutcomeLegend(classes: OutcomeClass.allCases, hasBoundary: true)

  /// The shortest names of the entries.
  var shortNames: [String] { entries(Display()).compactMap(\.names.last) }

  /// An entry: its cell, and its names from the longest to the shortest.
  private struct Entry {
    let cell: Cell
    let names: [String]
  }

  /// Draws the entries, with long names if all fit.
  func draw(in rect: Rect, display: Display, on canvas: inout Canvas) {
    let all = entries(display)
    let wordings = [all.map(\.names), all.map { $0.names.suffix(1) }].map { entries in
      entries.map { names in
        let texts = names.map(display.adapted)
        return texts.first { displayWidth(of: $0) + 2 <= rect.columns } ?? texts.last ?? ""
      }
    }
    for (index, names) in wordings.enumerated() {
      let lines = Self.lines(of: names, columns: rect.columns)
      guard lines.count <= rect.rows || index == wordings.count - 1 else { continue }
      for (row, line) in lines.prefix(rect.rows).enumerated() {
        for (entry, column) in line {
          canvas[rect.row + row, rect.column + column] = all[entry].cell
          canvas.write(
            names[entry], row: rect.row + row, column: rect.column + column + 2,
            ink: Ink(.faint), width: rect.columns - column - 2)
        }
      }
      return
    }
  }

  private func entries(_ display: Display) -> [Entry] {
    let boundary = Entry(
      cell: Cell(
        display.glyphs == .ascii ? "|" : "⢸",
        display.depth == .mono
          ? Ink(bold: true) : Ink(.onCategory, on: OutcomeClass.descending.category.paint)),
      names: [
        "theory: no stable minimum to the right", "theory: right of it unstable",
        "theory: none stable", "theory",
      ])
    return classes.map {
      Entry(
        cell: categoryCell($0.category, display: display),
        names: ($0 == .descending ? ["still descending"] : []) + [$0.name, $0.shortName])
    } + (hasBoundary ? [boundary] : [])
  }

  /// Arranges names in lines, each with the columns of its entries.
  ///
  /// The entries form a grid if that takes no more lines than entries one after the other.
  static func lines(of names: [String], columns: Int) -> [[(entry: Int, column: Int)]] {
    let widths = names.map { displayWidth(of: $0) + 2 }
    let cell = (widths.max() ?? 0) + 1
    let across = max((columns + 1) / cell, 1)
    var grid: [[(entry: Int, column: Int)]] = []
    for entry in names.indices {
      if entry % across == 0 { grid.append([]) }
      grid[grid.count - 1].append((entry, entry % across * cell))
    }
    var flow: [[(entry: Int, column: Int)]] = []
    var column = Int.max
    for (entry, width) in widths.enumerated() {
      if flow.isEmpty || column + width > columns {
        flow.append([])
        column = 0
      }
      flow[flow.count - 1].append((entry, column))
      column += width + 1
    }
    return grid.count <= flow.count ? grid : flow
  }
}
