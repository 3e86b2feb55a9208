import Drawing
import Raster

/// Pictures that replace the cells while nothing changes: each character that the terminal receives
/// later replaces its part of the picture again.
///
/// The cells stay as in a terminal without pictures. After a rest, the part of each picture whose
/// cells have changed is painted, and then the text over it.
struct OpaquePictures {
  /// How the terminal shows a part of an image.
  enum Painter: Equatable {
    /// By sixels, up to a size; nil for any size.
    case sixels(maxSize: PixelSize?)
    /// By characters of `Placeholders`, for images that are sent through tmux.
    case placeholders
  }

  /// The painted pictures, and the cells at that time; nil if the screen is unknown.
  private var painted: (images: [PictureImage], pictures: [Picture], cells: Canvas)?
  private var required: (images: [PictureImage], pictures: [Picture], cells: Canvas)?
  private var drawn: [EncodedImage] = []
  /// The images for placeholders on the terminal, which may lack them if `source` is nil.
  private var sent: [Int: (id: Int, source: PictureImage?)] = [:]
  /// The ids of images that were ever sent.
  private(set) var usedIDs: Set<Int> = []
  /// The time of the last change.
  private(set) var changeTime: Nanoseconds = 0
  var painter: Painter

  /// Creates pictures that are not painted yet.
  init(_ painter: Painter = .sixels(maxSize: nil)) { self.painter = painter }

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
  mutating func receive(_ image: EncodedImage) {
    if required?.images.contains(image.source) == true { drawn.append(image) }
  }

  /// Cells were written over the pictures, at a time.
  mutating func uncover(at time: Nanoseconds) { (painted, changeTime) = (nil, time) }

  /// The screen no longer has the pictures.
  mutating func forget() {
    painted = nil
    for index in sent.keys { sent[index]?.source = nil }
  }

  /// Forgets all pictures; returns the commands that remove their images.
  mutating func remove() -> [UInt8] {
    let ids = sent.values.map(\.id).sorted()
    (painted, required, drawn, sent) = (nil, nil, [], [:])
    return ids.isEmpty ? [] : Placeholders.throughTmux(ids.flatMap { KittyCommands.delete(id: $0) })
  }

  /// Returns the bytes that paint the required pictures, and the text over them.
  mutating func paint() -> [UInt8] {
    guard let required, missing.isEmpty, isDirty else { return [] }
    var bytes: [UInt8] = []
    for (index, picture) in required.pictures.enumerated() {
      let source = required.images[index]
      guard let image = drawn.first(where: { $0.source == source }), canPaint(picture, index)
      else { continue }
      let isKnown =
        painted.map {
          $0.images.indices.contains(index) && $0.images[index] == source
            && $0.pictures[index] == picture
        } ?? false
      let changed = isKnown ? changedRect(of: picture.rect, required.cells) : picture.rect
      let former = sent[index]?.id
      if painter == .placeholders { bytes += send(image, index) }
      for rect in picture.visibleRects {
        for part in parts(of: rect.intersection(changed), source.cellSize) where !part.isEmpty {
          bytes += paint(part, of: picture.rect, image, index)
          bytes += text(in: part, of: required.cells, source.display)
        }
      }
      if let former, former != sent[index]?.id {
        bytes += Placeholders.throughTmux(KittyCommands.delete(id: former))
      }
    }
    painted = required
    return bytes
  }

  private func canPaint(_ picture: Picture, _ index: Int) -> Bool {
    painter != .placeholders
      || index < Placeholders.maxImages
        && max(picture.rect.rows, picture.rect.columns) <= Placeholders.maxCells
  }

  /// Returns the commands that send an image for placeholders, if the terminal may lack it.
  ///
  /// Each picture has two ids in turn, because tmux does not write cells again that have the same
  /// content.
  private mutating func send(_ image: EncodedImage, _ index: Int) -> [UInt8] {
    guard sent[index]?.source != image.source else { return [] }
    let first = Placeholders.firstID + 2 * index
    let id = sent[index]?.id == first ? first + 1 : first
    sent[index] = (id, image.source)
    usedIDs.insert(id)
    return Placeholders.throughTmux(
      KittyCommands.send(image.png, id: id)
        + KittyCommands.showVirtually(id: id, cells: image.source.cells))
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
    guard case .sixels(let maxSize?) = painter else { return [rect] }
    let rows = max(maxSize.height / cell.height, 1)
    let columns = max(maxSize.width / cell.width, 1)
    return rect.splitIntoRows((rect.rows + rows - 1) / rows).flatMap {
      $0.splitIntoColumns((rect.columns + columns - 1) / columns)
    }
  }

  private func paint(
    _ part: Rect, of rect: Rect, _ image: EncodedImage, _ index: Int
  ) -> [UInt8] {
    let (row, column) = (part.row - rect.row, part.column - rect.column)
    guard painter != .placeholders else {
      return Placeholders.text(
        id: sent[index]?.id ?? 0, over: part, firstRow: row, firstColumn: column)
    }
    let cell = image.source.cellSize
    let (left, top) = (column * cell.width, row * cell.height)
    let isTransparent = image.indexed.transparentIndex != nil
    return (isTransparent ? erasure(of: part) : [])
      + Array("\u{1B}[\(part.row + 1);\(part.column + 1)H".utf8)
      + SixelEncoder.encoded(
        image.indexed, columns: left..<left + part.columns * cell.width,
        rows: top..<top + part.rows * cell.height)
  }

  /// Returns the bytes that erase cells, which transparent pixels would show.
  private func erasure(of cells: Rect) -> [UInt8] {
    let rows = (cells.row..<cells.endRow).map {
      "\u{1B}[\($0 + 1);\(cells.column + 1)H\u{1B}[\(cells.columns)X"
    }
    return Array(("\u{1B}[0m" + rows.joined()).utf8)
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
