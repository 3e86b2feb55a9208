import Integers

/// Polygons whose inside is found row by row, with the fraction of each pixel that they cover.
///
/// A row of pixels is sampled along `samplesPerRow` lines; along a line, the fraction of a pixel is
/// exact. The inside is that of the non-zero or of the even-odd rule, so overlapping polygons of
/// equal orientation make a union.
struct Coverage {
  /// The number of lines of samples in a row of pixels.
  private static let samplesPerRow = 8

  /// The rule that decides which points are inside.
  enum Rule { case nonZero, evenOdd }

  /// An edge, at its intersection with the current line of samples.
  private struct Edge {
    var x: Double
    /// The change of x from a line to the next.
    let step: Double
    let firstLine: Int
    let lastLine: Int
    let winding: Int
  }

  private var edges: [Edge] = []

  /// The rows and columns within which polygons are needed.
  let bounds: PixelBounds

  /// Creates the coverage of no polygon.
  init(in bounds: PixelBounds) { self.bounds = bounds }

  /// Adds a closed polygon, in pixels.
  mutating func add(_ polygon: [FigurePoint]) {
    guard var previous = polygon.last, polygon.count > 1 else { return }
    for point in polygon {
      addEdge(previous, point)
      previous = point
    }
  }

  private mutating func addEdge(_ a: FigurePoint, _ b: FigurePoint) {
    let lines = Double(Self.samplesPerRow)
    let (top, bottom, winding) = a.y < b.y ? (a, b, 1) : (b, a, -1)
    let low = max((top.y * lines - 0.5).rounded(.up), Double(bounds.rows.lowerBound) * lines)
    let high = min((bottom.y * lines - 0.5).rounded(.up), Double(bounds.rows.upperBound) * lines)
    guard low < high else { return }
    let slope = (bottom.x - top.x) / (bottom.y - top.y)
    edges.append(
      Edge(
        x: top.x + ((low + 0.5) / lines - top.y) * slope, step: slope / lines,
        firstLine: Int(clamping: low), lastLine: Int(clamping: high) - 1, winding: winding))
  }

  /// Calls `body` for each row with the columns that are not empty and the coverage of each, 0…1.
  ///
  /// - Parameters:
  ///   - rule: The rule that decides which points are inside.
  ///   - clip: A rectangle outside of which nothing is covered, in pixels.
  ///   - body: Receives the row, its first column, and a coverage per column.
  func forEachRow(
    _ rule: Rule, clip: Box?, _ body: (Int, Int, ArraySlice<Float>) -> Void
  ) {
    let edges = edges.sorted { $0.firstLine < $1.firstLine }
    guard let first = edges.first?.firstLine else { return }
    var pixels = RowCoverage(bounds.columns, clip, weight: 1 / Float(Self.samplesPerRow))
    var active: [Edge] = []
    var next = 0
    var line = first
    var row = line / Self.samplesPerRow
    while next < edges.count || !active.isEmpty {
      if active.isEmpty { line = max(line, edges[next].firstLine) }
      if line / Self.samplesPerRow != row {
        pixels.flush(row, body)
        row = line / Self.samplesPerRow
      }
      active.removeAll { $0.lastLine < line }
      while next < edges.count, edges[next].firstLine <= line {
        active.append(edges[next])
        next += 1
      }
      active.sort { $0.x < $1.x }
      let y = (Double(line) + 0.5) / Double(Self.samplesPerRow)
      if clip.map({ $0.y <= y && y < $0.bottom }) ?? true { Self.add(active, rule, to: &pixels) }
      for index in active.indices { active[index].x += active[index].step }
      line += 1
    }
    pixels.flush(row, body)
  }

  /// Adds the spans between the edges on a line of samples.
  private static func add(_ edges: [Edge], _ rule: Rule, to row: inout RowCoverage) {
    var winding = 0
    var start = 0.0
    for edge in edges {
      let wasInside = rule == .nonZero ? winding != 0 : winding & 1 != 0
      winding += edge.winding
      let isInside = rule == .nonZero ? winding != 0 : winding & 1 != 0
      if isInside, !wasInside { start = edge.x }
      if wasInside, !isInside { row.add(from: start, to: edge.x) }
    }
  }
}

/// The part of a bitmap that is drawn.
struct PixelBounds {
  let columns: Range<Int>
  let rows: Range<Int>
}

/// The coverage of the pixels of a row, as differences between neighbours.
private struct RowCoverage {
  private let columns: Range<Int>
  private let low, high: Double
  private let weight: Float
  private var differences: [Float]
  private var touched: ClosedRange<Int>?

  init(_ columns: Range<Int>, _ clip: Box?, weight: Float) {
    self.columns = columns
    self.weight = weight
    low = max(Double(columns.lowerBound), clip?.x ?? 0)
    high = min(Double(columns.upperBound), clip?.right ?? .infinity)
    differences = Array(repeating: 0, count: columns.count + 2)
  }

  /// Adds a span of a line of samples.
  mutating func add(from start: Double, to end: Double) {
    let (a, b) = (max(start, low), min(end, high))
    guard a < b else { return }
    let (first, last) = (step(at: a, weight), step(at: b, -weight))
    touched = min(touched?.lowerBound ?? first, first)...max(touched?.upperBound ?? last, last)
  }

  /// Adds a step of the coverage at an abscissa, and returns the column of the abscissa.
  private mutating func step(at x: Double, _ height: Float) -> Int {
    let column = Int(clamping: x) - columns.lowerBound
    let fraction = Float(x - Double(column + columns.lowerBound))
    differences[column] += height * (1 - fraction)
    differences[column + 1] += height * fraction
    return column
  }

  /// Passes the coverage of the row to `body`, and clears it.
  mutating func flush(_ row: Int, _ body: (Int, Int, ArraySlice<Float>) -> Void) {
    guard let touched else { return }
    let range = touched.lowerBound..<min(touched.upperBound + 1, columns.count)
    var sum: Float = 0
    for column in range {
      sum += differences[column]
      differences[column] = min(max(sum, 0), 1)
    }
    if !range.isEmpty {
      body(row, columns.lowerBound + range.lowerBound, differences[range])
    }
    for column in touched.lowerBound...touched.upperBound + 1 { differences[column] = 0 }
    self.touched = nil
  }
}
