import Drawing
import Raster

/// Pictures that replace the cells while nothing changes: each character that the terminal receives
/// later replaces its part of the picture again.
///
/// The cells stay as in a terminal without pictures. After a rest, the part of each picture whose
/// cells have changed is painted, and then the text over it.
struct SixelPictures {
  /// The painted pictures, and the cells at that time; nil if the screen is unknown.
  private var painted: (images: [PictureImage], pictures: [Picture], cells: Canvas)?
  private var required: (images: [PictureImage], pictures: [Picture], cells: Canvas)?
  private var drawn: [(source: PictureImage, image: IndexedImage)] = []
  /// The time of the last change.
  private(set) var changeTime: Nanoseconds = 0
  /// The size up to which the terminal paints an image; nil for any.
  var maxSize: PixelSize?

  /// Requires pictures over cells, at a time.
  mutating func require(
    _ images: [PictureImage], _ pictures: [Picture], _ cells: Canvas, at time: Nanoseconds
  ) {
    if let required, required.cells == cells, required.pictures == pictures,
      required.images == images
    {
      return
    }
    required = (images, pictures, cells)
    changeTime = time
    drawn.removeAll { !images.contains($0.source) }
  }

  /// The images that are not drawn yet.
  var missing: [PictureImage] {
    (required?.images ?? []).filter { image in !drawn.contains { $0.source == image } }
  }

  /// Whether the terminal does not show the required pictures.
  var isDirty: Bool {
    guard let required, !required.images.isEmpty else { return false }
    guard let painted else { return true }
    return painted.cells != required.cells || painted.pictures != required.pictures
      || painted.images != required.images
  }

  /// Keeps an image if a picture requires it.
  mutating func receive(_ image: IndexedImage, of source: PictureImage) {
    if required?.images.contains(source) == true { drawn.append((source, image)) }
  }

  /// The screen no longer has the pictures.
  mutating func forget() { painted = nil }

  /// Returns the bytes that paint the required pictures, and the text over them.
  mutating func paint() -> [UInt8] {
    guard let required, missing.isEmpty, isDirty else { return [] }
    var bytes: [UInt8] = []
    for (index, picture) in required.pictures.enumerated() {
      let image = required.images[index]
      guard let drawn = drawn.first(where: { $0.source == image })?.image else { continue }
      let isKnown =
        painted.map {
          $0.images.indices.contains(index) && $0.images[index] == image
            && $0.pictures[index] == picture
        } ?? false
      let changed = isKnown ? changedRect(of: picture.rect, required.cells) : picture.rect
      for rect in picture.visibleRects {
        for part in parts(of: rect.intersection(changed), image.cellSize) where !part.isEmpty {
          bytes += paint(part, of: picture.rect, drawn, image.cellSize)
          bytes += text(in: part, of: required.cells, image.display)
        }
      }
    }
    painted = required
    return bytes
  }

  /// Returns the cells around all changes since the last painting.
  ///
  /// Curses may rewrite up to six unchanged cells instead of moving the cursor.
  private func changedRect(of rect: Rect, _ cells: Canvas) -> Rect {
    guard let before = painted?.cells, before.size == cells.size else { return rect }
    var (top, bottom, left, right) = (Int.max, -1, Int.max, -1)
    for row in max(rect.row, 0)..<min(rect.endRow, cells.size.rows) {
      for column in 0..<cells.size.columns where cells[row, column] != before[row, column] {
        (top, bottom) = (min(top, row), max(bottom, row))
        (left, right) = (min(left, column), max(right, column))
      }
    }
    guard bottom >= top else { return Rect(row: 0, column: 0, rows: 0, columns: 0) }
    return Rect(row: top, column: left - 8, rows: bottom - top + 1, columns: right - left + 17)
      .intersection(rect)
  }

  /// Returns parts of a rectangle that the terminal paints as one image.
  private func parts(of rect: Rect, _ cell: PixelSize) -> [Rect] {
    guard let maxSize else { return [rect] }
    let rows = max(maxSize.height / cell.height, 1)
    let columns = max(maxSize.width / cell.width, 1)
    return rect.splitIntoRows((rect.rows + rows - 1) / rows).flatMap {
      $0.splitIntoColumns((rect.columns + columns - 1) / columns)
    }
  }

  private func paint(
    _ part: Rect, of rect: Rect, _ image: IndexedImage, _ cell: PixelSize
  ) -> [UInt8] {
    let left = (part.column - rect.column) * cell.width
    let top = (part.row - rect.row) * cell.height
    return Array("\u{1B}[\(part.row + 1);\(part.column + 1)H".utf8)
      + SixelEncoder.encoded(
        image, columns: left..<left + part.columns * cell.width,
        rows: top..<top + part.rows * cell.height)
  }

  /// Returns the bytes that write the cells with text in their colours.
  private func text(in rect: Rect, of canvas: Canvas, _ display: Display) -> [UInt8] {
    let text = canvas.textOver([rect])
    let palette = Palette(display)
    var written = ""
    for row in rect.row..<rect.endRow {
      for column in rect.column..<rect.endColumn where text[row, column] != Cell() {
        let cell = canvas[row, column]
        let glyph = PrintableScalar(cell.glyph, display.glyphs)
        guard glyph.width == 1 else { continue }
        let codes =
          [cell.ink.bold ? "1" : nil, cell.ink.reverse ? "7" : nil].compactMap(\.self)
          + [
            palette.color(cell.ink.foreground, isBackground: false).sgr(38),
            palette.color(cell.ink.background, isBackground: true).sgr(48),
          ]
        written += "\u{1B}[\(row + 1);\(column + 1)H\u{1B}[0;\(codes.joined(separator: ";"))m"
        written.unicodeScalars.append(glyph.scalar)
      }
    }
    return Array(written.utf8)
  }
}

extension Color {
  /// The SGR code that selects the colour, where 38 selects the foreground and 48 the background.
  fileprivate func sgr(_ code: Int) -> String {
    switch self {
    case .terminalDefault: "\(code + 1)"
    case .indexed(let index): "\(code);5;\(index)"
    case .rgb(let red, let green, let blue): "\(code);2;\(red);\(green);\(blue)"
    }
  }
}
