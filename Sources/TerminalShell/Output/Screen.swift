import CNcurses
import Drawing
import Glibc
import Interface

/// The terminal screen, which the owner of this value controls.
///
/// `deinit` restores the shell's screen and mode.
struct Screen: ~Copyable {
  /// The display that the terminal supports, at most the requested one.
  let display: Display
  private let colors: Int
  private var modes: TerminalModes
  private var colorPairs: ColorPairs
  private var activeDisplay: Display
  private var outbox = Outbox()
  /// The canvas that was sent last; nil if the next frame must write all cells.
  private var sentCanvas: Canvas?
  /// The canvas that was presented last.
  private var requestedCanvas: Canvas?
  /// The canvas that was presented last, with its pictures.
  private var presentedCanvas: Canvas?
  /// Whether the program animates that canvas.
  private var isAnimated = false
  private var pictures: TerminalPictures

  /// Opens the screen: raw input, alternate screen, hidden cursor.
  ///
  /// - Throws: `TerminalError` if curses cannot use the terminal.
  init(_ display: Display, _ options: PlayOptions) throws(TerminalError) {
    let term = environmentVariable("TERM") ?? ""
    guard terminfo_read() else { throw Self.openingError(term) }
    var modes = TerminalModes(options)
    // Before the first output, so a signal at any time restores the terminal.
    modes.installExitSequence()
    guard guard_install() else { throw Self.openingError(term) }
    guard_set_active(true)
    guard Self.openCurses(term, display.depth) else {
      guard_set_active(false)
      throw Self.openingError(term)
    }
    let colors = display.depth == .mono ? 0 : Int(screen_start_colors())
    var supported = display
    if colors < display.depth.colors { supported.depth = Display.Depth(colors: colors) }
    self.display = supported
    self.colors = colors
    outbox.append(modes.makeEnableSequence())
    pictures = TerminalPictures(options.graphics, .current(), supported)
    outbox.append(pictures.queries)
    modes.awaitsReply = pictures.awaitsReply
    self.modes = modes
    colorPairs = ColorPairs(supported, colors: colors)
    activeDisplay = supported
  }

  /// Returns the reason for which curses cannot open a terminal of a type.
  private static func openingError(_ term: String) -> TerminalError {
    let descriptor = dup(STDOUT_FILENO)
    defer { if descriptor >= 0 { close(descriptor) } }
    return descriptor < 0 ? .tooManyOpenFiles : .unknownType(term)
  }

  /// Opens curses, with an override if the depth needs more colours than terminfo declares.
  private static func openCurses(_ term: String, _ depth: Display.Depth) -> Bool {
    guard Int(terminfo_number("colors")) < depth.colors else { return screen_open() }
    let entry = TerminfoOverride(name: term, depth: depth)
    let isOpen = entry.withOverride {
      // Checked before curses writes a byte, because opening twice would flash.
      terminfo_read() && Int(terminfo_number("colors")) >= depth.colors && screen_open()
    }
    return isOpen || screen_open()
  }

  deinit {
    var (modes, outbox) = (modes, outbox)
    Self.restoreTerminal(&modes, &outbox)
  }

  private static func restoreTerminal(_ modes: inout TerminalModes, _ outbox: inout Outbox) {
    leaveAlternateScreen(&modes, &outbox)
    guard_restore_mode()
    guard_set_active(false)
  }

  private static func leaveAlternateScreen(_ modes: inout TerminalModes, _ outbox: inout Outbox) {
    // On a slow line, writing the queued frames would delay the exit.
    outbox.discard()
    outbox.append(modes.makeDisableSequence())
    outbox.flush()
    screen_suspend()
  }

  /// Resizes the screen to the terminal, and returns the size.
  ///
  /// A terminal that shrinks and grows again loses its content even if the size is the same, so the
  /// next `present` writes every cell.
  mutating func autoresize() -> Size {
    let oldSize = Self.cursesSize()
    let size = windowSize() ?? oldSize
    if size != oldSize { screen_resize(Int32(size.rows), Int32(size.columns)) }
    screen_touch()
    sentCanvas = nil
    pictures.didResize(terminalWindow() ?? TerminalWindow(size: size))
    return size
  }

  /// Returns the size that curses uses.
  private static func cursesSize() -> Size {
    var rows: Int32 = 0
    var columns: Int32 = 0
    screen_size(&rows, &columns)
    return Size(rows: Int(rows), columns: Int(columns))
  }

  /// Whether the sent canvas has fewer levels than the presented one.
  var isReduced: Bool { sentCanvas != nil && sentCanvas != requestedCanvas }

  /// Sends the presented canvas exactly, or one part of it, if the sent canvas is reduced.
  mutating func refine() {
    guard isReduced, let requestedCanvas else { return }
    presentCells(requestedCanvas, isExact: true)
    pictures.didRefineCells()
  }

  /// Queues the differences from the sent canvas; `writePending` writes them.
  ///
  /// A frame that exceeds the byte budget is reduced: see `isReduced`. `isAnimated` means that more
  /// frames follow without input.
  mutating func present(_ canvas: Canvas, _ display: Display, isAnimated: Bool) {
    (presentedCanvas, self.isAnimated) = (canvas, isAnimated)
    var former = activeDisplay
    former.supportsPictures = display.supportsPictures
    activeDisplay = display
    if display != former { resetColorPairs() }
    var cells = canvas
    let shown = pictures.show(
      cells.removePictures(), over: cells, display, isAnimated: isAnimated,
      byteBudget: LevelReduction.frameByteBudget(Self.cursesSize()))
    modes.removeImagesOnExit(pictures.usedIDs, throughTmux: pictures.isThroughTmux)
    if pictures.replacesCells { modes.endStringsOnExit() }
    presentCells(shown.text(of: cells), with: shown.commands)
  }

  /// Queues the differences of the cells, and the commands of pictures after them.
  private mutating func presentCells(
    _ canvas: Canvas, isExact: Bool = false, with commands: [UInt8] = []
  ) {
    requestedCanvas = canvas
    guard canvas != sentCanvas else {
      if !commands.isEmpty { outbox.append(modes.wrappedInSynchronizedUpdate(commands)) }
      return
    }
    draw(canvas, isExact)
    if colorPairs.isFull {
      resetColorPairs()
      draw(canvas, isExact)
    }
    if let cursor = canvas.cursor, canvas.contains(cursor.row, cursor.column) {
      screen_show_cursor(Int32(cursor.row), Int32(cursor.column))
    } else {
      screen_hide_cursor()
    }
    var length = 0
    var bytes: [UInt8] = []
    if let frame = screen_capture_frame(&length), length > 0 {
      bytes = withoutRepeatedColors(Array(UnsafeRawBufferPointer(start: frame, count: length)))
    }
    pictures.didSendText(bytes.count)
    bytes += commands
    if !bytes.isEmpty { outbox.append(modes.wrappedInSynchronizedUpdate(bytes)) }
  }

  /// Whether all output is written, so another frame may be drawn.
  var isFlushed: Bool { outbox.isEmpty }

  /// Writes as much output as the terminal accepts.
  mutating func writePending() { outbox.write() }

  /// Switches mouse reports on or off.
  mutating func setMouseCapture(isOn: Bool) {
    outbox.append(modes.makeMouseCaptureSequence(isOn: isOn))
  }

  /// Handles the terminal's reply to the query of a mode.
  mutating func handleModeReport(_ mode: Int, isSupported: Bool) {
    modes.handleModeReport(mode, isSupported: isSupported)
  }

  /// Whether the terminal shows pictures.
  var supportsPictures: Bool { pictures.isSupported }

  /// Whether a reply of the terminal is expected.
  var awaitsReply: Bool { pictures.awaitsReply }

  /// Handles the terminal's reply to a query about graphics.
  mutating func handle(_ reply: TerminalReply) {
    let window = terminalWindow() ?? TerminalWindow(size: Self.cursesSize())
    outbox.append(pictures.handle(reply, window: window))
    modes.awaitsReply = pictures.awaitsReply
  }

  /// Selects how pictures reach the screen.
  mutating func selectGraphics(_ choice: GraphicsChoice) {
    if pictures.replacesCells, pictures.choice != choice { repaint() }
    outbox.append(pictures.select(choice))
    modes.awaitsReply = pictures.awaitsReply
  }

  /// The time at which `refinePictures` is due; nil while nothing is missing.
  ///
  /// Pictures that replace cells wait for the exact cells.
  var pictureDeadline: Nanoseconds? {
    pictures.replacesCells && isReduced ? nil : pictures.deadline
  }

  /// Shows the exact pictures, or starts to draw them; returns whether a frame is queued.
  mutating func refinePictures() -> Bool {
    guard pictures.refine(), let presentedCanvas else { return false }
    present(presentedCanvas, activeDisplay, isAnimated: isAnimated)
    return true
  }

  /// Shows the pictures that are drawn in the background; returns whether a frame is queued.
  mutating func receivePictures() -> Bool {
    guard pictures.receive(), let presentedCanvas else { return false }
    present(presentedCanvas, activeDisplay, isAnimated: isAnimated)
    return true
  }

  /// Records the time that a frame took to be sent.
  mutating func didSendFrame(in time: Nanoseconds) { pictures.didSendFrame(in: time) }

  private mutating func resetColorPairs() {
    if colors > 0 { screen_reset_pairs() }
    colorPairs = ColorPairs(activeDisplay, colors: colors)
    sentCanvas = nil
  }

  /// Makes the next `present` write every cell.
  mutating func repaint() {
    sentCanvas = nil
    pictures.didClear()
    screen_redraw()
  }

  /// Copies text to the terminal's clipboard.
  mutating func copyToClipboard(_ text: String) { outbox.append(modes.clipboardSequence(text)) }

  /// Restores the terminal, stops the process until SIGCONT, and enters the screen again.
  mutating func suspend(wholeJob: Bool) {
    Self.restoreTerminal(&modes, &outbox)
    guard_stop_process(wholeJob)
    enterAlternateScreen()
  }

  /// Enters the screen again after another process has used the terminal.
  mutating func reacquire() {
    Self.leaveAlternateScreen(&modes, &outbox)
    enterAlternateScreen()
  }

  private mutating func enterAlternateScreen() {
    guard_set_active(true)
    screen_flush()
    outbox.append(modes.makeEnableSequence())
    outbox.write()
    repaint()
  }

  private mutating func draw(_ canvas: Canvas, _ isExact: Bool) {
    let size = Self.cursesSize()
    let byteBudget = LevelReduction.frameByteBudget(size)
    let isFullRedraw = sentCanvas?.size != canvas.size
    if isFullRedraw { screen_erase() }
    let attempts =
      isFullRedraw
      ? 0
      : isExact
        ? LevelReduction.partCounts.count : hasColorLevels ? LevelReduction.levelCounts.count : 0
    for attempt in 0...attempts {
      let candidate = attempt == 0 ? canvas : reducedCanvas(canvas, isExact, attempt - 1)
      let updates = cellUpdates(from: sentCanvas, to: candidate, within: size, gap: 6)
      let encoding = cheapestEncoding(updates.map { candidate[$0.row, $0.column] })
      let cursorMoves = zip(updates, updates.dropFirst()).count { !$0.immediatelyPrecedes($1) }
      guard encoding.bytes + 7 * cursorMoves <= byteBudget || attempt == attempts else { continue }
      for (update, cell) in zip(updates, encoding.cells) { put(update, cell) }
      sentCanvas = candidate
      return
    }
  }

  /// Returns a canvas that takes fewer bytes: one part of the changes, or all with fewer levels.
  private func reducedCanvas(_ canvas: Canvas, _ isExact: Bool, _ index: Int) -> Canvas {
    isExact
      ? sentCanvas?.refined(to: canvas, parts: LevelReduction.partCounts[index]) ?? canvas
      : canvas.quantized(LevelReduction.levelCounts[index])
  }

  private var hasColorLevels: Bool { activeDisplay.depth.colors >= 256 }

  /// Writes a cell; replaces a glyph whose width differs from the update's.
  private mutating func put(_ update: CellUpdate, _ cell: Cell) {
    let pair = colorPairs[cell.ink]
    let glyphs: Display.Glyphs = display.glyphs == .ascii ? .ascii : activeDisplay.glyphs
    let glyph = PrintableScalar(cell.glyph, glyphs)
    let fits = glyph.width == update.width
    let scalar = (fits ? glyph : .replacement(glyphs)).scalar.value
    for column in update.column..<update.column + (fits ? 1 : update.width) {
      screen_put(Int32(update.row), Int32(column), scalar, pair.attributes, pair.pairNumber)
    }
  }
}
