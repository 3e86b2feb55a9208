/// A line over a picture, in cells from its upper left corner.
public struct Stroke: Sendable, Hashable {
  /// The coordinates of the two ends, x to the right and y down.
  public var x0, y0, x1, y1: Double
  /// The role of the colour.
  public var paint: Paint
  /// The priority: a pixel takes the paint of the highest; of equal ones, the last.
  public var priority: UInt8

  /// Creates the line from (x0, y0) to (x1, y1).
  public init(
    _ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, _ paint: Paint, priority: UInt8 = 0
  ) {
    (self.x0, self.y0, self.x1, self.y1) = (x0, y0, x1, y1)
    (self.paint, self.priority) = (paint, priority)
  }

  /// Whether the line is drawn over a dark casing, as all lines except faint ones.
  var isCased: Bool { paint != .faint }

  /// The radius in widths of a cell.
  static let radius = 0.14
  /// The width of the casing beyond the radius, in pixels.
  static let casing = 1.0

  /// Whether the line or its casing may touch a rectangle of cells, given the height of a pixel.
  ///
  /// `margin` is the distance in cells beyond which the line touches nothing.
  func touches(_ cells: Rect, margin: (x: Double, y: Double)) -> Bool {
    let left = Double(cells.column) - margin.x
    let top = Double(cells.row) - margin.y
    return clip(
      (x0 - left, y0 - top), (x1 - left, y1 - top),
      width: Double(cells.columns) + 2 * margin.x, height: Double(cells.rows) + 2 * margin.y)
      != nil
  }
}
