import Drawing
import Integers
import Raster

/// The lines over a picture on a layered terminal, in tiles that are images of their own.
///
/// A tile is sent when its lines have changed, at most ten times a second and within a number of
/// bytes per second.
struct StrokeTiles {
  /// The tiles on the terminal, by their index.
  private var shown: [Int: StrokeTile] = [:]
  /// The tiles of the last lines.
  private var wanted: [Int: StrokeTile] = [:]
  /// The place of the tiles; nil without tiles.
  private var place: Place?
  /// The lines, and the rectangles that other content covers.
  private var strokes: [Stroke] = []
  private var covered: [Rect] = []
  /// Whether `wanted` are the tiles of former lines.
  private var isStale = false
  /// The time of the last update.
  private var lastUpdate: Nanoseconds = 0
  /// The bytes that may be sent at once; negative after more were sent.
  private var credit = Self.bytesPerSecond
  private let firstID: Int

  private struct Place: Equatable {
    let rect: Rect
    let cellSize: PixelSize
    let display: Display
  }

  /// The rows and columns of a tile.
  private static let tileSize = Size(rows: 2, columns: 4)
  /// The time between two updates.
  private static let interval: Nanoseconds = 100_000_000
  /// The bytes of a second.
  static let bytesPerSecond = 10_000
  private static let second: Nanoseconds = 1_000_000_000

  /// Creates tiles whose images have ids from `firstID` on.
  init(firstID: Int) { self.firstID = firstID }

  /// The time at which `show` sends the next tiles; nil if the terminal has all.
  var deadline: Nanoseconds? {
    guard isStale || shown != wanted else { return nil }
    return lastUpdate + max(Self.interval, -credit * Self.second / Self.bytesPerSecond)
  }

  /// The roles of the lines that the terminal shows as pixels.
  var paints: Set<Paint> { place == nil ? [] : Set(strokes.map(\.paint)) }

  /// Returns the commands that send the lines of a picture, as far as an update is due.
  mutating func show(
    _ picture: Picture, _ cellSize: PixelSize, _ display: Display, at time: Nanoseconds
  ) -> [UInt8] {
    let place = Place(rect: picture.rect, cellSize: cellSize, display: display)
    var bytes: [UInt8] = []
    if place != self.place {
      bytes = remove()
      self.place = place
    }
    if picture.strokes != strokes || picture.covered != covered {
      (strokes, covered, isStale) = (picture.strokes, picture.covered, true)
    }
    guard let deadline, time >= deadline || shown.isEmpty && credit > 0 else { return bytes }
    if isStale { wanted = tiles(of: picture, cellSize) }
    isStale = false
    credit += min(time - lastUpdate, Self.second) * Self.bytesPerSecond / Self.second
    credit = min(credit, Self.bytesPerSecond)
    lastUpdate = time
    return bytes + sendChanges(place)
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

  private mutating func sendChanges(_ place: Place) -> [UInt8] {
    var bytes: [UInt8] = []
    for index in shown.keys.sorted() where wanted[index] == nil {
      bytes += KittyCommands.delete(id: firstID + index)
      shown[index] = nil
    }
    for (index, tile) in wanted.sorted(by: { $0.key < $1.key })
    where shown[index] != tile && bytes.count < credit {
      let placement = KittyCommands.Placement(
        id: firstID + index, number: 1, cells: tile.cells.moved(by: place.rect), layer: -1)
      bytes +=
        KittyCommands.send(tile.png(cellSize: place.cellSize, place.display), id: placement.id)
        + KittyCommands.show(placement)
      shown[index] = tile
    }
    credit -= bytes.count
    return bytes
  }

  /// Returns the commands that remove all tiles.
  mutating func remove() -> [UInt8] {
    let bytes = shown.keys.sorted().flatMap { KittyCommands.delete(id: firstID + $0) }
    _ = forget()
    return bytes
  }

  /// The terminal may have lost the tiles; returns whether there were any.
  mutating func forget() -> Bool {
    defer { (shown, wanted, place, strokes, covered, isStale) = ([:], [:], nil, [], [], false) }
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
