import Drawing
import Raster

/// What determines the pixels of a picture on a terminal.
struct PictureImage: Sendable, Equatable {
  let content: Picture.Content
  /// The number of rows and columns of cells.
  let cells: Size
  let cellSize: PixelSize
  let display: Display

  init(_ picture: Picture, _ cellSize: PixelSize, _ display: Display) {
    content = picture.content
    cells = Size(rows: picture.rect.rows, columns: picture.rect.columns)
    (self.cellSize, self.display) = (cellSize, display)
  }

  /// Returns the image as a PNG file, with 1 / `divisor` of the pixels across and down.
  ///
  /// Nil if cancelled.
  func encoded(divisor: Int = 1, isCancelled: () -> Bool = { false }) -> EncodedImage? {
    let size = PixelSize(
      width: max(cells.columns * cellSize.width / divisor, 1),
      height: max(cells.rows * cellSize.height / divisor, 1))
    let picture = Picture(Rect(cells), content)
    guard
      let image = picture.image(
        columns: size.width, rows: size.height, isCancelled: isCancelled),
      !isCancelled()
    else { return nil }
    let indexed = IndexedImage(
      columns: image.columns, rows: image.rows, pixels: image.pixels,
      colors: colors(of: image.paints),
      transparentIndex: image.paints.firstIndex(of: .terminalDefault).map {
        UInt8(truncatingIfNeeded: $0)
      })
    return EncodedImage(
      source: self, size: size, isExact: divisor == 1, indexed: indexed,
      png: indexed.png(level: 6))
  }

  /// Returns the colours of roles, which are those of the cells.
  func colors(of paints: [Paint]) -> [RGB] {
    let palette = Palette(display)
    return paints.map(palette.rgb)
  }
}

extension Palette {
  /// Returns the colour of a role; black for the terminal's own colours.
  func rgb(_ paint: Paint) -> RGB {
    switch color(paint, isBackground: true) {
    case .rgb(let red, let green, let blue): return RGB(red, green, blue)
    case .indexed(let index):
      let (red, green, blue) = xtermPaletteRGB(index)
      return RGB(red, green, blue)
    case .terminalDefault: return RGB(0)
    }
  }
}

/// A PNG file of a picture.
struct EncodedImage: Sendable {
  let source: PictureImage
  let size: PixelSize
  /// Whether each pixel of the terminal has a pixel of the image.
  let isExact: Bool
  let indexed: IndexedImage
  let png: [UInt8]

  /// The number of bytes that the terminal receives.
  var byteCount: Int { png.count * 4 / 3 }

  /// Returns the part of the image over some cells of the picture.
  func part(over cells: Rect, of rect: Rect) -> (x: Int, y: Int, size: PixelSize)? {
    guard cells != rect else { return nil }
    let x = (cells.column - rect.column) * size.width / rect.columns
    let y = (cells.row - rect.row) * size.height / rect.rows
    let endX = (cells.endColumn - rect.column) * size.width / rect.columns
    let endY = (cells.endRow - rect.row) * size.height / rect.rows
    return (x, y, PixelSize(width: max(endX - x, 1), height: max(endY - y, 1)))
  }
}
