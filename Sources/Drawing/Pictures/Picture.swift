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

  fileprivate mutating func add(_ strokes: [Stroke]) { self.strokes += strokes }

  fileprivate mutating func cover(_ hole: Rect) {
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

extension Canvas {
  /// Adds a picture over cells that are drawn already.
  public mutating func add(_ picture: Picture) {
    if !picture.rect.isEmpty { pictures.append(picture) }
  }

  /// Hides the parts of all pictures in a rectangle, whose cells other content covers.
  public mutating func cover(_ rect: Rect) {
    for index in pictures.indices { pictures[index].cover(rect) }
  }

  /// Adds lines to the last picture, if that has some cells.
  public mutating func add(_ strokes: [Stroke], over rect: Rect) {
    guard let last = pictures.indices.last, pictures[last].rect == rect else { return }
    pictures[last].add(strokes)
  }

  /// Removes all pictures, and returns them.
  public mutating func removePictures() -> [Picture] {
    defer { pictures = [] }
    return pictures
  }

  /// Returns the canvas with the text alone in some rectangles: what a terminal shows over pictures.
  ///
  /// The levels and categories of a map become blanks in the terminal's own background, and other
  /// glyphs keep their foreground. Braille of some roles is left out: the terminal shows those
  /// lines as pixels.
  public func textOver(_ rects: [Rect], without lines: Set<Paint> = []) -> Canvas {
    var canvas = self
    for rect in rects {
      let rect = rect.intersection(Rect(size))
      for row in rect.row..<rect.endRow {
        for column in rect.column..<rect.endColumn {
          let cell = self[row, column]
          let isLine = cell.isBraille && lines.contains(cell.ink.foreground)
          canvas[row, column] = isLine ? Cell() : cell.withoutGround
        }
      }
    }
    return canvas
  }
}

extension Cell {
  /// Whether the glyph has dots of braille.
  fileprivate var isBraille: Bool { (0x2800...0x28FF).contains(glyph.value) }

  /// The glyph without the colours of a map; a blank for a cell of the map itself.
  fileprivate var withoutGround: Cell {
    let isHatch = ink.background == .undefined && glyph == "/"
    if ink.foreground.isGround || isHatch { return Cell() }
    var ink = ink
    if ink.background.isGround { ink.background = .terminalDefault }
    return glyph == " " && !ink.reverse && ink.background == .terminalDefault
      ? Cell() : Cell(glyph, ink)
  }
}

extension Paint {
  /// Whether the role is the colour of a map.
  fileprivate var isGround: Bool {
    switch self {
    case .level, .shade, .undefined, .category: true
    default: false
    }
  }
}
