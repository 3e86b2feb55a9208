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
