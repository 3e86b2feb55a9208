/// An image over some cells of a canvas, for a terminal that shows pixels under the text.
///
/// The cells beneath have the same content at their own resolution. Text, recordings and figures
/// use the cells alone.
public struct Picture: Sendable, Equatable {
  /// The cells of the picture.
  public let rect: Rect
  /// The image.
  public let content: Content
  /// The lines over the image, from the bottom to the top; the cells show them as braille.
  public private(set) var strokes: [Stroke] = []
  /// The rectangles of the canvas that other content covers.
  public private(set) var covered: [Rect] = []

  /// The image of a picture.
  public enum Content: Sendable, Equatable {
    /// An image that is drawn at the resolution of the terminal.
    case drawn(PictureSource)
    /// An image of given pixels, which are enlarged.
    case enlarged(PixelImage)
  }

  /// Creates a picture over a rectangle of cells.
  public init(_ rect: Rect, _ content: Content) { (self.rect, self.content) = (rect, content) }

  /// Returns the image with a number of columns and rows of pixels; nil if cancelled.
  public func image(columns: Int, rows: Int, isCancelled: () -> Bool = { false }) -> PixelImage? {
    switch content {
    case .drawn(let source): source.image(columns: columns, rows: rows, isCancelled: isCancelled)
    case .enlarged(let image): image.resized(columns: columns, rows: rows)
    }
  }

  /// The disjoint rectangles of all cells of the picture that nothing covers.
  public var visibleRects: [Rect] {
    covered.reduce([rect]) { rects, hole in rects.flatMap { $0.subtracting(hole) } }
      .filter { !$0.isEmpty }
  }

  mutating func add(_ strokes: [Stroke]) { self.strokes += strokes }

  mutating func cover(_ hole: Rect) {
    let hole = hole.intersection(rect)
    if !hole.isEmpty, !covered.contains(hole) { covered.append(hole) }
  }
}

extension Rect {
  /// Returns the disjoint rectangles of all cells outside another rectangle, from the top.
  func subtracting(_ hole: Rect) -> [Rect] {
    let hole = intersection(hole)
    guard !hole.isEmpty else { return [self] }
    let (top, rest) = split(top: hole.row - row)
    let (middle, bottom) = rest.split(top: hole.rows)
    let (left, right) = middle.split(left: hole.column - column)
    return [top, left, right.inset(left: hole.columns), bottom].filter { !$0.isEmpty }
  }
}
