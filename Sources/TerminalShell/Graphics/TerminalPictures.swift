import Drawing
import Interface

/// The pictures on the terminal: their detection, their images, and the bytes that show them.
struct TerminalPictures {
  private let environment: GraphicsEnvironment
  private let display: Display
  private var choice: GraphicsChoice
  private var detection: GraphicsDetection
  /// The size of a cell; nil if unknown.
  private var cellSize: PixelSize?
  private var slots: [PictureSlot] = []
  private var resolution = MovingResolution()
  private let worker = LatestOnlyWorker(drawImages)
  /// Whether the worker draws the images that are missing.
  private var isDrawing = false
  /// The time before which no picture is shown, after a change of the terminal's size.
  private var holdEnd: Nanoseconds = 0
  /// The images that the terminal may still have, though it was cleared.
  private var staleIDs: Set<Int> = []
  /// The images that were ever sent.
  private(set) var usedIDs: Set<Int> = []
  private let now: () -> Nanoseconds

  /// The first id of an image; a terminal has few others.
  private static let firstID = 7001
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
  var isSupported: Bool { detection.method == .kitty && cellSize != nil }

  /// Handles a reply; returns the next query.
  mutating func handle(_ reply: TerminalReply, window: TerminalWindow) -> [UInt8] {
    let query = detection.handle(reply)
    cellSize = detection.cellSize(window.size) ?? window.cellSize
    return query
  }

  /// Starts the detection again for another choice; returns the bytes to send.
  mutating func select(_ choice: GraphicsChoice) -> [UInt8] {
    guard choice != self.choice else { return [] }
    self.choice = choice
    detection = GraphicsDetection(choice, environment, display)
    return KittyCommands.keepingCursor(removeAll()) + detection.queries
  }

  /// The terminal has another size, or its content is unknown.
  mutating func didResize(_ window: TerminalWindow) {
    if let size = window.cellSize { cellSize = size }
    didClear()
    holdEnd = now() + LevelReduction.refineDelay
  }

  /// The terminal is cleared, with its pictures.
  mutating func didClear() {
    for index in slots.indices where slots[index].shown != nil {
      staleIDs.formUnion([slots[index].ids.0, slots[index].ids.1])
      _ = slots[index].hide()
    }
  }

  /// Returns the bytes that show the pictures of a canvas, and the cells under the pictures.
  mutating func show(
    _ pictures: [Picture], _ display: Display, byteBudget: Int
  ) -> (bytes: [UInt8], rects: [Rect]) {
    var bytes = staleIDs.sorted().flatMap { KittyCommands.delete(id: $0) }
    staleIDs = []
    guard isSupported, let cellSize, !pictures.isEmpty else {
      return (KittyCommands.keepingCursor(bytes + removeAll()), [])
    }
    let pictures = pictures.prefix(Self.maxSlots)
    while slots.count < pictures.count {
      let id = Self.firstID + 2 * slots.count
      slots.append(PictureSlot(ids: (id, id + 1)))
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
      if slots[index].shown != nil {
        usedIDs.formUnion([slots[index].ids.0, slots[index].ids.1])
      }
    }
    for index in slots.indices.dropFirst(pictures.count) {
      _ = slots[index].require(nil, at: time)
      bytes += slots[index].hide()
    }
    return (KittyCommands.keepingCursor(bytes), slots.flatMap(\.rects))
  }

  private mutating func removeAll() -> [UInt8] {
    cancelDrawing()
    return slots.indices.flatMap { index in
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
    guard isSupported, !isDrawing else { return nil }
    let times = slots.filter { !$0.isExact }.map(\.requiredTime)
    return times.max().map { max($0 + LevelReduction.refineDelay, holdEnd) }
  }

  /// Starts to draw the exact images in the background; returns whether one is known already.
  mutating func refine() -> Bool {
    let missing = slots.compactMap(\.missing)
    if !missing.isEmpty {
      isDrawing = true
      worker.submit(missing)
    }
    return slots.contains(where: \.isReady)
  }

  /// Takes the images that the worker has drawn; returns whether there are any.
  mutating func receive() -> Bool {
    let drawn = worker.drain()
    for drawn in drawn {
      for index in slots.indices { slots[index].receive(drawn.image) }
      resolution.didDrawExactly(in: drawn.time)
    }
    if !drawn.isEmpty, slots.allSatisfy({ $0.missing == nil }) { isDrawing = false }
    return !drawn.isEmpty
  }

  /// Records the time that a frame took to be sent.
  mutating func didSendFrame(in time: Nanoseconds) { resolution.didSend(in: time) }
}

/// The size of the terminal's window.
struct TerminalWindow: Sendable, Hashable {
  var size: Size
  /// The size of a cell; nil if the terminal reports no pixels.
  var cellSize: PixelSize?
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
