import Engine

/// The losses of a grid as a relief of triangles.
///
/// The longer side of the region is 100 wide, and the range of the heights is 40, so that the relief
/// of any losses has usual proportions. Heights are logarithms if the losses are positive and span
/// more than three decades.
struct LossMesh {
  private let grid: LossGrid
  private let x, y, heights: [Double]
  /// Whether heights are logarithms.
  let isLogarithmic: Bool

  private static let width = 100.0
  private static let height = 40.0
  /// The thickness of the base below the lowest loss.
  private static let base = 4.0

  init(_ grid: LossGrid) {
    self.grid = grid
    let losses = grid.values.filter(\.isFinite)
    let (low, high) = (losses.min() ?? 0, losses.max() ?? 1)
    let isLogarithmic = low > 0 && high > 1000 * low
    func level(_ loss: Double) -> Double { isLogarithmic ? Double.log(loss) : loss }
    let range = level(high) - level(low)
    let side = max(grid.x[grid.x.count - 1] - grid.x[0], grid.y[grid.y.count - 1] - grid.y[0])
    let scale = side > 0 ? Self.width / side : 1
    x = grid.x.map { ($0 - grid.x[0]) * scale }
    y = grid.y.map { ($0 - grid.y[0]) * scale }
    heights = grid.values.map { loss in
      guard loss.isFinite else { return .nan }
      return range > 0 ? (level(loss) - level(low)) / range * Self.height : 0
    }
    self.isLogarithmic = isLogarithmic
  }

  private func vertex(_ column: Int, _ row: Int) -> (Double, Double, Double) {
    (x[column], y[row], heights[row * x.count + column])
  }

  /// The mesh as a Wavefront object: a group of triangles, and a group of lines for the axes.
  ///
  /// Cells with a hole at a corner are left out.
  var obj: String {
    func range(_ values: [Double]) -> String {
      "\(formatSignificant(values.min() ?? 0)) to \(formatSignificant(values.max() ?? 0))"
    }
    let losses = grid.values.filter(\.isFinite)
    var text = """
      # Losses of Ravine: x \(range(grid.x)), y \(range(grid.y)), loss \(range(losses))
      # Heights: \(isLogarithmic ? "logarithm of the loss" : "loss")
      o loss

      """
    for row in y.indices {
      for column in x.indices {
        let (x, y, z) = vertex(column, row)
        text += "v \(short(x)) \(short(y)) \(short(z.isNaN ? 0 : z))\n"
      }
    }
    text += "g surface\n"
    forEachCell { column, row in
      let first = row * x.count + column + 1
      text += "f \(first) \(first + 1) \(first + x.count + 1)\n"
      text += "f \(first) \(first + x.count + 1) \(first + x.count)\n"
    }
    return text + axes(after: x.count * y.count)
  }

  /// Three lines from the corner of the smallest coordinates, with a tick at their ends.
  private func axes(after count: Int) -> String {
    let (right, back) = (x[x.count - 1], y[y.count - 1])
    let tick = 2.0
    let lines: [[(Double, Double, Double)]] = [
      [(0, 0, 0), (right, 0, 0), (right, -tick, 0)],
      [(0, 0, 0), (0, back, 0), (-tick, back, 0)],
      [(0, 0, 0), (0, 0, Self.height), (-tick, 0, Self.height)],
    ]
    var text = "g axes\n"
    for line in lines {
      for (x, y, z) in line { text += "v \(short(x)) \(short(y)) \(short(z))\n" }
    }
    for index in 0..<3 {
      let first = count + 3 * index + 1
      text += "l \(first) \(first + 1) \(first + 2)\n"
    }
    return text
  }

  private func short(_ value: Double) -> String { formatSignificant(value, digits: 7) }

  private func forEachCell(_ body: (_ column: Int, _ row: Int) -> Void) {
    for row in 0..<y.count - 1 {
      for column in 0..<x.count - 1 where grid.isClosed(column, row) { body(column, row) }
    }
  }

  /// The mesh as binary STL in millimetres: a closed solid with walls and a flat bottom.
  ///
  /// Cells with a hole at a corner are left out: the solid has an opening with walls there, because any
  /// height would look like a loss.
  var stl: [UInt8] {
    typealias Vertex = (Double, Double, Double)
    var triangles: [UInt8] = []
    var count: UInt32 = 0
    func append(_ a: Vertex, _ b: Vertex, _ c: Vertex) {
      let (u, v) = ((b.0 - a.0, b.1 - a.1, b.2 - a.2), (c.0 - a.0, c.1 - a.1, c.2 - a.2))
      let normal = (u.1 * v.2 - u.2 * v.1, u.2 * v.0 - u.0 * v.2, u.0 * v.1 - u.1 * v.0)
      let norm = (normal.0 * normal.0 + normal.1 * normal.1 + normal.2 * normal.2).squareRoot()
      let unit = norm > 0 ? 1 / norm : 0
      let numbers = [
        normal.0 * unit, normal.1 * unit, normal.2 * unit, a.0, a.1, a.2, b.0, b.1, b.2, c.0, c.1,
        c.2,
      ]
      for number in numbers {
        withUnsafeBytes(of: Float(number).bitPattern.littleEndian) { triangles += $0 }
      }
      triangles += [0, 0]
      count += 1
    }
    func quad(_ a: Vertex, _ b: Vertex, _ c: Vertex, _ d: Vertex) {
      append(a, b, c)
      append(a, c, d)
    }
    func top(_ column: Int, _ row: Int) -> Vertex { vertex(column, row) }
    func bottom(_ column: Int, _ row: Int) -> Vertex { (x[column], y[row], -Self.base) }
    /// A wall below an edge of a cell, which passes the edge counterclockwise.
    func wall(from a: (Int, Int), to b: (Int, Int)) {
      quad(bottom(a.0, a.1), bottom(b.0, b.1), top(b.0, b.1), top(a.0, a.1))
    }
    forEachCell { column, row in
      let (right, back) = (column + 1, row + 1)
      quad(top(column, row), top(right, row), top(right, back), top(column, back))
      quad(bottom(column, row), bottom(column, back), bottom(right, back), bottom(right, row))
      if !grid.isClosed(column, row - 1) { wall(from: (column, row), to: (right, row)) }
      if !grid.isClosed(right, row) { wall(from: (right, row), to: (right, back)) }
      if !grid.isClosed(column, back) { wall(from: (right, back), to: (column, back)) }
      if !grid.isClosed(column - 1, row) { wall(from: (column, back), to: (column, row)) }
    }
    let title = Array("Losses of Ravine".utf8)
    return title + [UInt8](repeating: 0x20, count: 80 - title.count)
      + littleEndian(UInt64(count), count: 4) + triangles
  }
}
