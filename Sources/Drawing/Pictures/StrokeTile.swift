import Integers

/// A rectangle of cells of a picture with the lines that touch it, as pixels of several opacities.
public struct StrokeTile: Sendable, Hashable {
  /// The cells, from the upper left corner of the picture.
  public let cells: Rect
  /// The lines that may touch the cells, from the bottom to the top.
  public let strokes: [Stroke]

  /// A colour of a tile: a line with a coverage, over a casing with another.
  public struct Ink: Sendable, Hashable {
    /// The role of the line; nil for the casing alone.
    public var paint: Paint?
    /// The coverage of the line, 0…4 quarters.
    public var coverage: UInt8 = 0
    /// The coverage of the casing beneath, 0…4 quarters.
    public var casing: UInt8 = 0

    /// The ink of a pixel that no line touches.
    public static let none = Ink()
  }

  /// Returns the tiles that lines touch, by the index of the tile, row by row.
  ///
  /// - Parameters:
  ///   - strokes: The lines.
  ///   - size: The rows and columns of the picture.
  ///   - tile: The rows and columns of a tile.
  ///   - pixels: The width and height of a cell in pixels.
  /// - Returns: The tiles with lines.
  public static func tiles(
    of strokes: [Stroke], in size: Size, tile: Size, pixels: (width: Int, height: Int)
  ) -> [Int: StrokeTile] {
    guard tile.rows > 0, tile.columns > 0, size.rows > 0, size.columns > 0 else { return [:] }
    let across = (size.columns + tile.columns - 1) / tile.columns
    let down = (size.rows + tile.rows - 1) / tile.rows
    let reach = Stroke.radius * Double(pixels.width) + Stroke.casing + 1
    let margin = (x: reach / Double(pixels.width), y: reach / Double(pixels.height))
    var lines: [Int: [Stroke]] = [:]
    for stroke in strokes
    where [stroke.x0, stroke.y0, stroke.x1, stroke.y1].allSatisfy(\.isFinite) {
      func range(_ a: Double, _ b: Double, _ margin: Double, _ length: Int, _ count: Int)
        -> ClosedRange<Int>?
      {
        let low = ((min(a, b) - margin) / Double(length)).rounded(.down)
        let high = ((max(a, b) + margin) / Double(length)).rounded(.down)
        guard high >= 0, low < Double(count) else { return nil }
        return Int(clamping: max(low, 0))...Int(clamping: min(high, Double(count - 1)))
      }
      guard let columns = range(stroke.x0, stroke.x1, margin.x, tile.columns, across),
        let rows = range(stroke.y0, stroke.y1, margin.y, tile.rows, down)
      else { continue }
      for row in rows {
        for column in columns {
          let isOnly = rows.count == 1 && columns.count == 1
          let cells = rect(row * across + column, in: size, tile: tile)
          if isOnly || stroke.touches(cells, margin: margin) {
            lines[row * across + column, default: []].append(stroke)
          }
        }
      }
    }
    return Dictionary(
      uniqueKeysWithValues: lines.map { index, strokes in
        (index, StrokeTile(cells: rect(index, in: size, tile: tile), strokes: strokes))
      })
  }

  /// Returns the cells of a tile by its index.
  private static func rect(_ index: Int, in size: Size, tile: Size) -> Rect {
    let across = (size.columns + tile.columns - 1) / tile.columns
    return Rect(
      row: index / across * tile.rows, column: index % across * tile.columns, rows: tile.rows,
      columns: tile.columns
    ).intersection(Rect(size))
  }

  /// Returns the inks of all pixels, row by row, for cells of a width and height in pixels.
  public func inks(cellWidth width: Int, cellHeight height: Int) -> [Ink] {
    let (columns, rows) = (cells.columns * width, cells.rows * height)
    var inks = Array(repeating: Ink.none, count: columns * rows)
    var priorities = Array(repeating: UInt8(0), count: columns * rows)
    let radius = Stroke.radius * Double(width)
    let (left, top) = (Double(cells.column * width), Double(cells.row * height))
    for stroke in strokes {
      let a = (x: stroke.x0 * Double(width) - left, y: stroke.y0 * Double(height) - top)
      let b = (x: stroke.x1 * Double(width) - left, y: stroke.y1 * Double(height) - top)
      let (dx, dy) = (b.x - a.x, b.y - a.y)
      let length = dx * dx + dy * dy
      let casing = stroke.isCased ? Stroke.casing : 0
      let reach = radius + casing + 0.5
      let firstX = Int(clamping: max(min(a.x, b.x) - reach, 0))
      let lastX = Int(clamping: min(max(a.x, b.x) + reach, Double(columns - 1)))
      let firstY = Int(clamping: max(min(a.y, b.y) - reach, 0))
      let lastY = Int(clamping: min(max(a.y, b.y) + reach, Double(rows - 1)))
      guard firstX <= lastX, firstY <= lastY else { continue }
      for y in firstY...lastY {
        for x in firstX...lastX {
          let (px, py) = (Double(x) + 0.5 - a.x, Double(y) + 0.5 - a.y)
          let along = length > 0 ? max(0, min(1, (px * dx + py * dy) / length)) : 0
          let (ex, ey) = (px - along * dx, py - along * dy)
          let distance = (ex * ex + ey * ey).squareRoot()
          let index = y * columns + x
          if stroke.isCased {
            inks[index].casing = max(inks[index].casing, quarters(radius + casing - distance))
          }
          let coverage = quarters(radius - distance)
          let isOver =
            stroke.priority > priorities[index]
            || stroke.priority == priorities[index] && coverage >= inks[index].coverage
          if coverage > 0, isOver || inks[index].coverage == 0 {
            (inks[index].paint, inks[index].coverage) = (stroke.paint, coverage)
            priorities[index] = stroke.priority
          }
        }
      }
    }
    return inks
  }
}

/// Returns the coverage of a pixel whose centre is a distance inside the border, in quarters.
private func quarters(_ inside: Double) -> UInt8 {
  UInt8(clamping: (4 * max(0, min(1, inside + 0.5))).rounded())
}
