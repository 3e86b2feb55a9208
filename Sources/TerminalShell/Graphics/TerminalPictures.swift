import Drawing
import Interface

/// The pictures on the terminal: their detection, their images, and the bytes that show them.
struct TerminalPictures {
  private let environment: GraphicsEnvironment
  private let display: Display
  private(set) var choice: GraphicsChoice
  private var detection: GraphicsDetection
  /// The size of a cell; nil if unknown.
  private var cellSize: PixelSize?
  private var slots: [PictureSlot] = []
  private var opaque = OpaquePictures()
  private var resolution = MovingResolution()
  private var strokeBudget = StrokeBudget()
  /// The number of updates of lines, which start with each picture in turn.
  private var strokeUpdates = 0
  private let worker = LatestOnlyWorker(drawImages)
  /// Whether the worker draws the images that are missing.
  private var isDrawing = false
  /// Whether the program animates the canvas.
  private var isAnimated = false
  /// The time before which no picture is shown, after a change of the terminal's size.
  private var holdEnd: Nanoseconds = 0
  /// The images that the terminal may still have, though it was cleared.
  private var staleIDs: Set<Int> = []
  /// Whether the terminal may still have tiles.
  private var hasStaleTiles = false
  /// The images under text that were ever sent.
  private var layeredIDs: Set<Int> = []
  private let now: () -> Nanoseconds

  /// The first id of an image; a terminal has few others.
  private static let firstID = 7001
  /// The number of ids for the tiles of a picture.
  private static let maxTiles = 100_000
  /// The number of pictures with images; others show cells.
  private static let maxSlots = 12

  /// Creates pictures that are not detected yet.
  init(
    _ choice: GraphicsChoice, _ environment: GraphicsEnvironment, _ display: Display,
    now: @escaping () -> Nanoseconds = monotonicTime
  ) {
    (self.choice, self.environment, self.display) = (choice, environment, display)
    self.now = now
    detection = GraphicsDetection(choice, environment, display)
  }

  /// The queries that start the detection.
  var queries: [UInt8] { detection.queries }

  /// Whether a reply of the terminal is expected.
  var awaitsReply: Bool { detection.awaitsReply }

  /// Whether the terminal shows pictures.
  var isSupported: Bool {
    detection.method != nil && cellSize != nil && !detection.awaitsReply
  }

  /// Whether pictures replace cells, which must be written again when the pictures go.
  var replacesCells: Bool { isSupported && detection.method != .kitty }

  /// Whether tmux passes images to the terminal around it.
  var isThroughTmux: Bool { detection.method == .placeholders }

  /// The images that were ever sent.
  var usedIDs: Set<Int> { layeredIDs.union(opaque.usedIDs) }

  /// Handles a reply; returns the next query.
  mutating func handle(_ reply: TerminalReply, window: TerminalWindow) -> [UInt8] {
    let query = detection.handle(reply)
    cellSize = detection.cellSize(window)
    opaque.painter = isThroughTmux ? .placeholders : .sixels(maxSize: detection.maxSixelSize)
    return query
  }

  /// Starts the detection again for another choice; returns the bytes to send.
  mutating func select(_ choice: GraphicsChoice) -> [UInt8] {
    guard choice != self.choice else { return [] }
    self.choice = choice
    let removal = KittyCommands.keepingCursor(removeAll())
    detection = GraphicsDetection(choice, environment, display)
    return removal + detection.queries
  }

  /// The terminal has another size, or its content is unknown.
  mutating func didResize(_ window: TerminalWindow) {
    if let size = window.cellSize { cellSize = size }
    didClear()
    holdEnd = now() + LevelReduction.refineDelay
  }

  /// The terminal is cleared, with its pictures.
  mutating func didClear() {
    opaque.forget()
    for index in slots.indices where slots[index].shown != nil {
      staleIDs.formUnion([slots[index].ids.0, slots[index].ids.1])
      if slots[index].forget() { hasStaleTiles = true }
    }
  }

  /// Cells are written that the canvas has, and the terminal had with fewer colours.
  mutating func didRefineCells() {
    if replacesCells { opaque.uncover(at: now()) }
  }

  /// The commands that show pictures, and what they show.
  struct Shown {
    let commands: [UInt8]
    /// The cells under each picture, and the roles of the lines that are shown as pixels.
    var parts: [(rects: [Rect], lines: Set<Paint>)] = []

    /// Returns the text over the pictures.
    func text(of canvas: Canvas) -> Canvas {
      parts.reduce(canvas) {
        $1.rects.isEmpty ? $0 : $0.textOver($1.rects, without: $1.lines)
      }
    }
  }

  /// Sends the pictures of a canvas, as far as necessary.
  ///
  /// While the program animates the canvas, cells stand for pictures that replace them.
  mutating func show(
    _ pictures: [Picture], over cells: Canvas, _ display: Display, isAnimated: Bool,
    byteBudget: Int
  ) -> Shown {
    self.isAnimated = isAnimated
    var bytes = staleIDs.sorted().flatMap { KittyCommands.delete(id: $0) }
    if hasStaleTiles { bytes += KittyCommands.deleteVisible }
    (staleIDs, hasStaleTiles) = ([], false)
    guard isSupported, let cellSize, !pictures.isEmpty else {
      return Shown(commands: KittyCommands.keepingCursor(bytes + removeAll()))
    }
    guard detection.method == .kitty else {
      return Shown(commands: bytes + paintOpaque(pictures, cells, cellSize, display))
    }
    let pictures = pictures.prefix(Self.maxSlots)
    while slots.count < pictures.count {
      let id = Self.firstID + 2 * slots.count
      slots.append(
        PictureSlot(
          ids: (id, id + 1), firstTileID: Self.firstID + 1000 + Self.maxTiles * slots.count))
    }
    let time = now()
    for (index, picture) in pictures.enumerated() {
      let image = PictureImage(picture, cellSize, display)
      var moving: EncodedImage?
      if slots[index].require(image, at: time) {
        cancelDrawing()
        if time >= holdEnd {
          moving = resolution.image(
            of: image, byteBudget: byteBudget, share: pictures.count, now: now)
        }
      }
      bytes += slots[index].show(picture, moving: moving, mayShowExact: time >= holdEnd)
      bytes += slots[index].requireStrokes(of: picture, cellSize, display)
      if slots[index].shown != nil {
        layeredIDs.formUnion([slots[index].ids.0, slots[index].ids.1])
      }
    }
    for index in slots.indices.dropFirst(pictures.count) {
      _ = slots[index].require(nil, at: time)
      bytes += slots[index].hide()
    }
    bytes += sendStrokes(at: time)
    return Shown(
      commands: KittyCommands.keepingCursor(bytes),
      parts: slots.map { ($0.rects, $0.tilePaints) })
  }

  /// Returns the commands that send lines that have changed, within the budget of all pictures.
  ///
  /// Lines over a new picture are not delayed.
  private mutating func sendStrokes(at time: Nanoseconds) -> [UInt8] {
    var pending = slots.indices.filter { slots[$0].needsStrokes }
    guard !pending.isEmpty else { return [] }
    if strokeBudget.startUpdate(at: time) {
      strokeUpdates += 1
    } else {
      pending = pending.filter { slots[$0].lacksStrokes }
    }
    var bytes: [UInt8] = []
    for place in pending.indices {
      let index = pending[(place + strokeUpdates) % pending.count]
      let share = strokeBudget.credit / (pending.count - place)
      let sent = slots[index].sendStrokes(maxBytes: share)
      strokeBudget.spend(sent.count)
      bytes += sent
    }
    return bytes
  }

  /// Returns the bytes that paint opaque pictures, if nothing has changed for a moment.
  private mutating func paintOpaque(
    _ pictures: [Picture], _ cells: Canvas, _ cellSize: PixelSize, _ display: Display
  ) -> [UInt8] {
    let time = now()
    let images = pictures.map { PictureImage($0, cellSize, display) }
    opaque.require(images, pictures, cells, at: time)
    if opaque.changeTime == time { cancelDrawing() }
    guard !isAnimated, opaque.missing.isEmpty, time >= opaqueTime else { return [] }
    return KittyCommands.keepingCursor(opaque.paint())
  }

  /// The time at which opaque pictures are painted.
  private var opaqueTime: Nanoseconds {
    max(opaque.changeTime + LevelReduction.refineDelay, holdEnd)
  }

  private mutating func removeAll() -> [UInt8] {
    cancelDrawing()
    return opaque.remove()
      + slots.indices.flatMap { index in
        _ = slots[index].require(nil, at: 0)
        return slots[index].hide()
      }
  }

  private mutating func cancelDrawing() {
    if isDrawing { worker.submit(nil) }
    isDrawing = false
  }

  /// The time at which `refine` is due; nil while nothing is missing.
  var deadline: Nanoseconds? {
    guard isSupported else { return nil }
    if replacesCells { return opaque.isDirty && !isAnimated && !isDrawing ? opaqueTime : nil }
    let tiles = slots.contains(where: \.needsStrokes) ? strokeBudget.dueTime : nil
    guard !isDrawing, let time = slots.filter({ !$0.isExact }).map(\.requiredTime).max() else {
      return tiles
    }
    let exact = max(time + LevelReduction.refineDelay, holdEnd)
    return tiles.map { min($0, exact) } ?? exact
  }

  /// Starts to draw the exact images in the background; returns whether a frame would show more.
  mutating func refine() -> Bool {
    let time = now()
    if replacesCells {
      guard time >= opaqueTime, opaque.isDirty, !isAnimated, !isDrawing else { return false }
      guard !opaque.missing.isEmpty else { return true }
      isDrawing = true
      worker.submit(opaque.missing)
      return false
    }
    let isResting = slots.allSatisfy {
      $0.isExact || time >= max($0.requiredTime + LevelReduction.refineDelay, holdEnd)
    }
    let missing = slots.compactMap(\.missing)
    if isResting, !isDrawing, !missing.isEmpty {
      isDrawing = true
      worker.submit(missing)
    }
    return isResting && slots.contains(where: \.isReady)
      || slots.contains(where: \.needsStrokes) && time >= strokeBudget.dueTime
  }

  /// Takes the images that the worker has drawn; returns whether there are any.
  mutating func receive() -> Bool {
    let drawn = worker.drain()
    for drawn in drawn {
      for index in slots.indices { slots[index].receive(drawn.image) }
      if replacesCells { opaque.receive(drawn.image) }
      resolution.didDrawExactly(in: drawn.time)
    }
    if !drawn.isEmpty, slots.allSatisfy({ $0.missing == nil }), opaque.missing.isEmpty {
      isDrawing = false
    }
    return !drawn.isEmpty
  }

  /// Records the bytes of the text of a frame.
  mutating func didSendText(_ bytes: Int) { strokeBudget.spendText(bytes) }

  /// Records the time that a frame took to be sent.
  mutating func didSendFrame(in time: Nanoseconds) { resolution.didSend(in: time) }
}

/// An image and the time that drawing took.
private struct DrawnImage: Sendable {
  let image: EncodedImage
  let time: Nanoseconds
}

/// Draws images in order, at full resolution.
@Sendable private func drawImages(
  _ images: [PictureImage], isCancelled: @escaping @Sendable () -> Bool,
  onResult: (DrawnImage) -> Void
) {
  for image in images {
    let start = monotonicTime()
    guard let encoded = image.encoded(isCancelled: isCancelled) else { return }
    onResult(DrawnImage(image: encoded, time: monotonicTime() - start))
  }
}
