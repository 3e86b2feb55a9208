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
  private var modes: Modes
  private var colorPairs: ColorPairs
  private var brushesAreFor: Display
  private var outbox = Outbox()
  /// What was sent last; nil if the screen has to be drawn whole.
  private var shown: Canvas?
  /// What was to be shown last.
  private var wanted: Canvas?

  /// Takes the terminal: raw input, alternate screen, no cursor.
  init(_ display: Display, _ options: PlayOptions) throws(TerminalError) {
    let term = variable("TERM") ?? ""
    guard terminfo_read() else { throw .unknownType(term) }
    var modes = Modes(options)
    // Before anything is written, so that no moment is left without a way back.
    modes.prepareLeaving()
    guard guard_install() else { throw .notATerminal }
    guard_set_on_screen(true)
    guard Self.open(term, display.depth) else {
      guard_set_on_screen(false)
      throw .unknownType(term)
    }
    let colors = display.depth == .mono ? 0 : Int(screen_start_colors())
    var real = display
    if colors < display.depth.colors { real.depth = Display.Depth(colors: colors) }
    self.display = real
    self.colors = colors
    outbox.add(modes.turningOn())
    self.modes = modes
    colorPairs = ColorPairs(real, colors: colors)
    brushesAreFor = real
  }

  /// Opens curses, with more colours than the terminal's description has if they are wanted.
  private static func open(_ term: String, _ depth: Display.Depth) -> Bool {
    guard Int(terminfo_number("colors")) < depth.colors else { return screen_open() }
    let richer = Terminfo(name: term, depth: depth)
    let isOpen = richer.inForce {
      // Asked before curses writes a byte: starting over would flash.
      terminfo_read() && Int(terminfo_number("colors")) >= depth.colors && screen_open()
    }
    return isOpen || screen_open()
  }

  deinit {
    var (modes, outbox) = (modes, outbox)
    Self.leave(&modes, &outbox)
  }

  private static func leave(_ modes: inout Modes, _ outbox: inout Outbox) {
    close(&modes, &outbox)
    guard_restore_mode()
    guard_set_on_screen(false)
  }

  private static func close(_ modes: inout Modes, _ outbox: inout Outbox) {
    // On a slow line nobody has to wait for frames that are of no use any more.
    outbox.drop()
    outbox.add(modes.turningOff())
    outbox.flush()
    screen_leave()
  }

  /// The size of the terminal now, to which the screen is fitted.
  ///
  /// A terminal that has shrunk and grown again has lost what it showed, even if its size is the
  /// same now: so the next `present` writes every cell.
  mutating func measure() -> Size {
    let before = Self.size()
    let size = measuredSize() ?? before
    if size != before { screen_resize(Int32(size.rows), Int32(size.columns)) }
    screen_distrust()
    shown = nil
    return size
  }

  /// The size that curses works with.
  private static func size() -> Size {
    var rows: Int32 = 0
    var columns: Int32 = 0
    screen_size(&rows, &columns)
    return Size(rows: Int(rows), columns: Int(columns))
  }

  /// Whether what is shown is but a rough picture of what was presented.
  var isRough: Bool { shown != nil && shown != wanted }

  /// Shows more of what was presented last as it is, if it is rough.
  mutating func refine() {
    if isRough, let wanted { present(wanted, brushesAreFor, isExact: true) }
  }

  /// Has a canvas shown, as `deliver` gets it out, by what differs from the last one.
  ///
  /// Where that were too many bytes, and it need not be exact, it has fewer levels: see `isRough`.
  mutating func present(_ canvas: Canvas, _ display: Display, isExact: Bool = false) {
    wanted = canvas
    if display != brushesAreFor {
      brushesAreFor = display
      startOver()
    }
    guard canvas != shown else { return }
    draw(canvas, isExact)
    if colorPairs.isFull {
      startOver()
      draw(canvas, isExact)
    }
    if let cursor = canvas.cursor, canvas.contains(cursor.row, cursor.column) {
      screen_show_cursor(Int32(cursor.row), Int32(cursor.column))
    } else {
      screen_hide_cursor()
    }
    var length = 0
    if let frame = screen_frame(&length), length > 0 {
      let bytes = UnsafeRawBufferPointer(start: frame, count: length)
      outbox.add(modes.framed(withoutRepeatedColors(Array(bytes))))
    }
  }

  /// Whether the terminal has taken everything, so that there may be another frame.
  var isDelivered: Bool { outbox.isEmpty }

  /// Writes what the terminal takes by now.
  mutating func deliver() { outbox.write() }

  /// Asks for what the mouse does, or no longer.
  mutating func listen(toMouse wanted: Bool) {
    outbox.add(modes.listening(toMouse: wanted))
  }

  /// Takes the terminal's answer whether it knows a mode.
  mutating func answered(_ mode: Int, known: Bool) { modes.answered(mode, known: known) }

  private mutating func startOver() {
    if colors > 0 { screen_forget_pairs() }
    colorPairs = ColorPairs(brushesAreFor, colors: colors)
    shown = nil
  }

  /// Makes the next `present` write every cell.
  mutating func repaint() {
    shown = nil
    screen_redraw()
  }

  /// Gives a text to the terminal's clipboard.
  mutating func copy(_ text: String) { outbox.add(modes.copying(text)) }

  /// Gives the terminal back, stops until continued, and takes it again.
  mutating func suspend(wholeJob: Bool) {
    Self.leave(&modes, &outbox)
    guard_stop(wholeJob)
    enter()
  }

  /// Takes the terminal anew after somebody else has used it.
  mutating func takeBack() {
    Self.close(&modes, &outbox)
    enter()
  }

  private mutating func enter() {
    guard_set_on_screen(true)
    screen_flush()
    outbox.add(modes.turningOn())
    outbox.write()
    repaint()
  }

  private mutating func draw(_ canvas: Canvas, _ isExact: Bool) {
    let size = Self.size()
    let most = LevelReduction.mostBytes(size)
    let isWhole = shown?.size != canvas.size
    if isWhole { screen_erase() }
    let attempts =
      isWhole
      ? 0 : isExact ? LevelReduction.parts.count : isColorful ? LevelReduction.ladder.count : 0
    for attempt in 0...attempts {
      let picture = attempt == 0 ? canvas : simpler(canvas, isExact, attempt - 1)
      let places = changes(from: shown, to: picture, within: size, gap: 6)
      let written = thrifty(places.map { picture[$0.row, $0.column] })
      let leaps = zip(places, places.dropFirst()).count { !$0.isBeside($1) }
      guard written.bytes + 7 * leaps <= most || attempt == attempts else { continue }
      for (place, cell) in zip(places, written.cells) { put(place, cell) }
      shown = picture
      return
    }
  }

  /// A picture that takes fewer bytes: part of what differs, or all of it with fewer levels.
  private func simpler(_ canvas: Canvas, _ isExact: Bool, _ rung: Int) -> Canvas {
    isExact
      ? shown?.refined(to: canvas, parts: LevelReduction.parts[rung]) ?? canvas
      : canvas.withLevels(LevelReduction.ladder[rung])
  }

  private var isColorful: Bool { brushesAreFor.depth.colors >= 256 }

  /// Writes what stands at a place; what does not fill them exactly is replaced.
  private mutating func put(_ place: Change, _ cell: Cell) {
    let brush = colorPairs[cell.ink]
    let glyphs: Display.Glyphs = display.glyphs == .ascii ? .ascii : brushesAreFor.glyphs
    let glyph = Glyph(cell.glyph, glyphs)
    let fits = glyph.width == place.width
    let scalar = (fits ? glyph : .substitute(glyphs)).scalar.value
    for column in place.column..<place.column + (fits ? 1 : place.width) {
      screen_put(Int32(place.row), Int32(column), scalar, brush.flags, brush.pair)
    }
  }
}
