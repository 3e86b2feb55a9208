import Drawing

/// The place of one picture of the canvas on a layered terminal, with two image ids in turn.
///
/// A new image is shown before the former one is removed, so there is no gap between them.
struct PictureSlot {
  /// The ids of the images.
  let ids: (Int, Int)
  /// The displayed image and its placements; nil if the cells are shown.
  private(set) var shown: (image: EncodedImage, id: Int, placements: [KittyCommands.Placement])?
  /// The last exact image.
  private var exact: EncodedImage?
  /// The image that the canvas requires; nil without a picture.
  private(set) var required: PictureImage?
  /// The time since which that image is required.
  private(set) var requiredTime: Nanoseconds = 0
  /// The lines over the image, shown while the image is exact.
  private var tiles: StrokeTiles
  /// Whether other content covers the whole picture.
  private var isCovered = false

  /// Creates a place; the tiles of its lines have the ids from `firstTileID` on.
  init(ids: (Int, Int), firstTileID: Int) {
    self.ids = ids
    tiles = StrokeTiles(firstID: firstTileID)
  }

  /// Whether the terminal lacks lines over the image.
  var needsStrokes: Bool { tiles.isPending }

  /// Whether the terminal shows no lines over the image.
  var lacksStrokes: Bool { tiles.isEmpty }

  /// The roles of the lines that the terminal shows as pixels.
  var tilePaints: Set<Paint> { tiles.paints }

  /// Requires the lines over an exact image; returns the commands that remove former ones.
  mutating func requireStrokes(
    of picture: Picture, _ cellSize: PixelSize, _ display: Display
  ) -> [UInt8] {
    guard shown?.image.isExact == true, shown?.image.source == required else {
      return tiles.remove()
    }
    return tiles.require(picture, cellSize, display)
  }

  /// Returns the commands that send lines that have changed, up to a number of bytes.
  mutating func sendStrokes(maxBytes: Int) -> [UInt8] { tiles.send(maxBytes: maxBytes) }

  /// Whether the exact image is displayed, or no image is visible.
  var isExact: Bool { required == nil || isCovered || shown?.image.isExact == true }

  /// The required image, unless its exact pixels are known.
  var missing: PictureImage? {
    required.flatMap { !isExact && exact?.source != $0 ? $0 : nil }
  }

  /// The exact image that is required and not displayed; nil if unknown.
  private var readyImage: EncodedImage? {
    guard let required, let exact, exact.source == required, !isExact else { return nil }
    return exact
  }

  /// Whether the next frame could display exact pixels.
  var isReady: Bool { readyImage != nil }

  /// Keeps an exact image if the picture requires it.
  mutating func receive(_ image: EncodedImage) {
    if image.source == required { exact = image }
  }

  /// Requires an image, or none; returns whether this is another one than before.
  mutating func require(_ image: PictureImage?, at time: Nanoseconds) -> Bool {
    guard image != required else { return false }
    (required, requiredTime) = (image, time)
    return true
  }

  /// Returns the commands that display the required image over the visible cells of a picture.
  ///
  /// - Parameters:
  ///   - picture: The picture of the canvas.
  ///   - moving: The image while the picture moves, at any resolution; nil for none.
  ///   - mayShowExact: Whether an exact image may be displayed now.
  /// - Returns: The commands; empty if the terminal shows the picture already.
  mutating func show(
    _ picture: Picture, moving: EncodedImage?, mayShowExact: Bool
  ) -> [UInt8] {
    isCovered = picture.visibleRects.isEmpty
    if let moving, moving.isExact { exact = moving }
    let image = mayShowExact ? readyImage ?? moving : moving
    guard let image else {
      guard let shown, shown.image.source == required else { return hide() }
      return place(shown.image, shown.id, picture)
    }
    let id = shown?.id == ids.0 ? ids.1 : ids.0
    let former = shown?.id
    shown = nil
    return KittyCommands.send(image.png, id: id) + place(image, id, picture)
      + (former.map { KittyCommands.delete(id: $0) } ?? [])
  }

  /// Returns the commands that change the placements of an image to the visible cells.
  private mutating func place(_ image: EncodedImage, _ id: Int, _ picture: Picture) -> [UInt8] {
    let placements = picture.visibleRects.enumerated().map { index, cells in
      KittyCommands.Placement(
        id: id, number: index + 1, cells: cells, part: image.part(over: cells, of: picture.rect))
    }
    let former = shown?.placements ?? []
    shown = (image, id, placements)
    guard placements != former else { return [] }
    return placements.filter { !former.contains($0) }.flatMap(KittyCommands.show)
      + former.dropFirst(placements.count).flatMap {
        KittyCommands.hide(id: id, number: $0.number)
      }
  }

  /// Returns the commands that remove the displayed image, which is known still, and the lines.
  mutating func hide() -> [UInt8] {
    defer { shown = nil }
    return (shown.map { KittyCommands.delete(id: $0.id) } ?? []) + tiles.remove()
  }

  /// The terminal may have lost the image and the lines; returns whether there were lines.
  mutating func forget() -> Bool {
    shown = nil
    return tiles.forget()
  }

  /// The cells under the displayed parts of the image.
  var rects: [Rect] { shown?.placements.map(\.cells) ?? [] }
}
