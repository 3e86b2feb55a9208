import CNcurses
import Drawing
import Glibc

/// The terminal, while it is ours.
///
/// Whoever owns it owns the terminal; when it goes, the shell's screen and mode are back.
struct Screen: ~Copyable {
  /// What is really there, which may be less than was asked for.
  let display: Display
  private let colors: Int
  private var modes: TerminalModes
  private var colorPairs: ColorPairs
  private var activeDisplay: Display
  private var outbox = Outbox()
  /// What was sent last; nil if the screen has to be drawn whole.
  private var sentCanvas: Canvas?
  /// What was to be shown last.
  private var requestedCanvas: Canvas?

  /// Takes the terminal: raw input, alternate screen, no cursor.
  init(_ display: Display, _ options: PlayOptions) throws(TerminalError) {
    let term = environmentVariable("TERM") ?? ""
    guard terminfo_read() else { throw .unknownType(term) }
    var modes = TerminalModes(options)
    // Before anything is written, so that no moment is left without a way back.
    modes.installExitSequence()
    guard guard_install() else { throw .notATerminal }
    guard_set_active(true)
    guard Self.openCurses(term, display.depth) else {
      guard_set_active(false)
      throw .unknownType(term)
    }
    let colors = display.depth == .mono ? 0 : Int(screen_start_colors())
    var real = display
    if colors < display.depth.colors { real.depth = Display.Depth(colors: colors) }
    self.display = real
    self.colors = colors
    outbox.append(modes.makeEnableSequence())
    self.modes = modes
    colorPairs = ColorPairs(real, colors: colors)
    activeDisplay = real
  }

  /// Opens curses, with more colours than the terminal's description has if they are wanted.
  private static func openCurses(_ term: String, _ depth: Display.Depth) -> Bool {
    guard Int(terminfo_number("colors")) < depth.colors else { return screen_open() }
    let richer = TerminfoOverride(name: term, depth: depth)
    let isOpen = richer.withOverride {
      // Asked before curses writes a byte: starting over would flash.
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
    // On a slow line nobody has to wait for frames that are of no use any more.
    outbox.discard()
    outbox.append(modes.makeDisableSequence())
    outbox.flush()
    screen_suspend()
  }

  /// The size of the terminal now, to which the screen is fitted.
  ///
  /// A terminal that has shrunk and grown again has lost what it showed, even if its size is the
  /// same now: so the next `present` writes every cell.
  mutating func autoresize() -> Size {
    let before = Self.cursesSize()
    let size = windowSize() ?? before
    if size != before { screen_resize(Int32(size.rows), Int32(size.columns)) }
    screen_touch()
    sentCanvas = nil
    return size
  }

  /// The size that curses works with.
  private static func cursesSize() -> Size {
    var rows: Int32 = 0
    var columns: Int32 = 0
    screen_size(&rows, &columns)
    return Size(rows: Int(rows), columns: Int(columns))
  }

  /// Whether what is shown is but a rough picture of what was presented.
  var isReduced: Bool { sentCanvas != nil && sentCanvas != requestedCanvas }

  /// Shows more of what was presented last as it is, if it is rough.
  mutating func refine() {
    if isReduced, let requestedCanvas { present(requestedCanvas, activeDisplay, isExact: true) }
  }

  /// Has a canvas shown, as `deliver` gets it out, by what differs from the last one.
  ///
  /// Where that were too many bytes, and it need not be exact, it has fewer levels: see `isRough`.
  mutating func present(_ canvas: Canvas, _ display: Display, isExact: Bool = false) {
    requestedCanvas = canvas
    if display != activeDisplay {
      activeDisplay = display
      resetColorPairs()
    }
    guard canvas != sentCanvas else { return }
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
    if let frame = screen_capture_frame(&length), length > 0 {
      let bytes = UnsafeRawBufferPointer(start: frame, count: length)
      outbox.append(modes.wrappedInSynchronizedUpdate(withoutRepeatedColors(Array(bytes))))
    }
  }

  /// Whether the terminal has taken everything, so that there may be another frame.
  var isFlushed: Bool { outbox.isEmpty }

  /// Writes what the terminal takes by now.
  mutating func writePending() { outbox.write() }

  /// Asks for what the mouse does, or no longer.
  mutating func setMouseCapture(toMouse wanted: Bool) {
    outbox.append(modes.makeMouseCaptureSequence(toMouse: wanted))
  }

  /// Takes the terminal's answer whether it knows a mode.
  mutating func handleModeReport(_ mode: Int, known: Bool) {
    modes.handleModeReport(mode, known: known)
  }

  private mutating func resetColorPairs() {
    if colors > 0 { screen_reset_pairs() }
    colorPairs = ColorPairs(activeDisplay, colors: colors)
    sentCanvas = nil
  }

  /// Makes the next `present` write every cell.
  mutating func repaint() {
    sentCanvas = nil
    screen_redraw()
  }

  /// Gives a text to the terminal's clipboard.
  mutating func copyToClipboard(_ text: String) { outbox.append(modes.clipboardSequence(text)) }

  /// Gives the terminal back, stops until continued, and takes it again.
  mutating func suspend(wholeJob: Bool) {
    Self.restoreTerminal(&modes, &outbox)
    guard_stop_process(wholeJob)
    enterAlternateScreen()
  }

  /// Takes the terminal anew after somebody else has used it.
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
    let most = LevelReduction.frameByteBudget(size)
    let isWhole = sentCanvas?.size != canvas.size
    if isWhole { screen_erase() }
    let attempts =
      isWhole
      ? 0
      : isExact
        ? LevelReduction.partCounts.count : hasColorLevels ? LevelReduction.levelCounts.count : 0
    for attempt in 0...attempts {
      let picture = attempt == 0 ? canvas : reducedCanvas(canvas, isExact, attempt - 1)
      let places = cellUpdates(from: sentCanvas, to: picture, within: size, gap: 6)
      let written = cheapestEncoding(places.map { picture[$0.row, $0.column] })
      let leaps = zip(places, places.dropFirst()).count { !$0.immediatelyPrecedes($1) }
      guard written.bytes + 7 * leaps <= most || attempt == attempts else { continue }
      for (place, cell) in zip(places, written.cells) { put(place, cell) }
      sentCanvas = picture
      return
    }
  }

  /// A picture that takes fewer bytes: part of what differs, or all of it with fewer levels.
  private func reducedCanvas(_ canvas: Canvas, _ isExact: Bool, _ rung: Int) -> Canvas {
    isExact
      ? sentCanvas?.refined(to: canvas, parts: LevelReduction.partCounts[rung]) ?? canvas
      : canvas.quantized(LevelReduction.levelCounts[rung])
  }

  private var hasColorLevels: Bool { activeDisplay.depth.colors >= 256 }

  /// Writes what stands at a place; what does not fill them exactly is replaced.
  private mutating func put(_ place: CellUpdate, _ cell: Cell) {
    let brush = colorPairs[cell.ink]
    let glyphs: Display.Glyphs = display.glyphs == .ascii ? .ascii : activeDisplay.glyphs
    let glyph = PrintableScalar(cell.glyph, glyphs)
    let fits = glyph.width == place.width
    let scalar = (fits ? glyph : .replacement(glyphs)).scalar.value
    for column in place.column..<place.column + (fits ? 1 : place.width) {
      screen_put(Int32(place.row), Int32(column), scalar, brush.attributes, brush.pairNumber)
    }
  }
}
