import Drawing
import Integers
import Raster

/// The lines over a picture on a layered terminal, in tiles that are images of their own.
///
/// A tile is sent again when its lines have changed, within the `StrokeBudget` of the screen.
struct StrokeTiles {
  /// The tiles on the terminal, by their index.
  private var shown: [Int: StrokeTile] = [:]
  /// The tiles of the last lines.
  private var wanted: [Int: StrokeTile] = [:]
  /// The place of the tiles; nil without tiles.
  private var place: Place?
  /// The picture with the lines; nil without tiles.
  private var picture: Picture?
  /// Whether `wanted` are the tiles of former lines.
  private var isStale = false
  /// Whether each tile was sent since the terminal had none.
  private var isComplete = false
  /// The index of the tile after the last one that was sent.
  private var nextIndex = 0
  private let firstID: Int

  private struct Place: Equatable {
    let rect: Rect
    let cellSize: PixelSize
    let display: Display
  }

  /// The rows and columns of a tile.
  private static let tileSize = Size(rows: 2, columns: 4)

  /// Creates tiles whose images have ids from `firstID` on.
  init(firstID: Int) { self.firstID = firstID }

  /// Whether the terminal lacks tiles or shows former ones.
  var isPending: Bool { isStale || shown != wanted }

  /// Whether the terminal shows no tile.
  var isEmpty: Bool { shown.isEmpty }

  /// The roles of the lines that the terminal shows as pixels, once all have been sent.
  var paints: Set<Paint> { isComplete ? Set((picture?.strokes ?? []).map(\.paint)) : [] }

  /// Requires the lines of a picture; returns the commands that remove the tiles of another place.
  mutating func require(
    _ picture: Picture, _ cellSize: PixelSize, _ display: Display
  ) -> [UInt8] {
    let place = Place(rect: picture.rect, cellSize: cellSize, display: display)
    let bytes = place == self.place ? [] : remove()
    self.place = place
    if picture.strokes != self.picture?.strokes || picture.covered != self.picture?.covered {
      isStale = true
    }
    self.picture = picture
    return bytes
  }

  /// Returns the commands that send the tiles that have changed, up to a number of bytes.
  ///
  /// The last tile may exceed the number. The next call starts with the tile after it.
  mutating func send(maxBytes: Int) -> [UInt8] {
    guard let place, let picture, isPending else { return [] }
    if isStale { wanted = tiles(of: picture, place.cellSize) }
    isStale = false
    var bytes: [UInt8] = []
    for index in shown.keys.sorted() where wanted[index] == nil {
      bytes += KittyCommands.delete(id: firstID + index)
      shown[index] = nil
    }
    let changed = wanted.keys.filter { shown[$0] != wanted[$0] }.sorted()
    let first = changed.firstIndex { $0 >= nextIndex } ?? 0
    for index in changed[first...] + changed[..<first] {
      guard bytes.count < maxBytes, let tile = wanted[index] else { break }
      let placement = KittyCommands.Placement(
        id: firstID + index, number: 1, cells: tile.cells.moved(by: place.rect), layer: -1)
      bytes +=
        KittyCommands.send(tile.png(cellSize: place.cellSize, place.display), id: placement.id)
        + KittyCommands.show(placement)
      shown[index] = tile
      nextIndex = index + 1
    }
    isComplete = isComplete || wanted.keys.allSatisfy { shown[$0] != nil }
    return bytes
  }

  private func tiles(of picture: Picture, _ cellSize: PixelSize) -> [Int: StrokeTile] {
    let tiles = StrokeTile.tiles(
      of: picture.strokes.map(\.withoutFading),
      in: Size(rows: picture.rect.rows, columns: picture.rect.columns), tile: Self.tileSize,
      pixels: (cellSize.width, cellSize.height))
    return tiles.filter { _, tile in
      let cells = tile.cells.moved(by: picture.rect)
      return picture.covered.allSatisfy { $0.intersection(cells).isEmpty }
    }
  }

  /// Returns the commands that remove all tiles.
  mutating func remove() -> [UInt8] {
    let bytes = shown.keys.sorted().flatMap { KittyCommands.delete(id: firstID + $0) }
    _ = forget()
    return bytes
  }

  /// The terminal may have lost the tiles; returns whether there were any.
  mutating func forget() -> Bool {
    defer {
      (shown, wanted, place, picture) = ([:], [:], nil, nil)
      (isStale, isComplete) = (false, false)
    }
    return !shown.isEmpty
  }
}

extension Rect {
  /// Returns the rectangle with its corner counted from that of another.
  fileprivate func moved(by other: Rect) -> Rect {
    Rect(row: row + other.row, column: column + other.column, rows: rows, columns: columns)
  }
}

extension Stroke {
  /// The line in the colour of a recent one: fading would redraw old tiles again and again.
  fileprivate var withoutFading: Stroke {
    guard case .trail(let run, _) = paint else { return self }
    var stroke = self
    (stroke.paint, stroke.priority) = (.run(run), 3)
    return stroke
  }
}

extension StrokeTile {
  /// Returns the tile as a PNG file of a few opacities.
  func png(cellSize: PixelSize, _ display: Display) -> [UInt8] {
    let inks = inks(cellWidth: cellSize.width, cellHeight: cellSize.height)
    let palette = Palette(display)
    var indices: [Ink: UInt8] = [:]
    var colors: [RGB] = []
    var opacities: [UInt8] = []
    let pixels = inks.map { ink -> UInt8 in
      if let index = indices[ink] { return index }
      let index = UInt8(clamping: colors.count)
      let (color, opacity) = ink.color(palette, isLight: display.isLight)
      colors.append(color)
      opacities.append(opacity)
      indices[ink] = index
      return index
    }
    var image = IndexedImage(
      columns: cells.columns * cellSize.width, rows: cells.rows * cellSize.height, pixels: pixels,
      colors: colors)
    image.opacities = opacities
    return image.png(level: 9)
  }
}

extension StrokeTile.Ink {
  /// The opacity of the full casing.
  private static let casingOpacity = 0.55

  /// Returns the colour of the line over its casing, and the opacity of both.
  fileprivate func color(_ palette: Palette, isLight: Bool) -> (RGB, UInt8) {
    let line = Double(coverage) / 4
    let under = (1 - line) * Self.casingOpacity * Double(casing) / 4
    let opacity = line + under
    guard opacity > 0 else { return (RGB(0), 0) }
    let color = paint.map { palette.rgb($0) } ?? RGB(0)
    let outline: Double = isLight ? 255 : 0
    func mixed(_ component: UInt8) -> UInt8 {
      UInt8(clamping: ((line * Double(component) + under * outline) / opacity).rounded())
    }
    return (
      RGB(mixed(color.red), mixed(color.green), mixed(color.blue)),
      UInt8(clamping: (255 * opacity).rounded())
    )
  }
}
