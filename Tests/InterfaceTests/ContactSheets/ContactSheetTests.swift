import Drawing
import Foundation
import Lessons
import Raster
import Testing

@testable import Interface

/// Writes every card of every lesson as it is first seen, to be looked at: see `.ci/contact-sheets`.
@Suite(.enabled(if: ContactSheets.folder != nil))
struct `Contact sheets` {
  @Test func `show the screen at each card, with a table of the times`() throws {
    let folder = try #require(ContactSheets.folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var sheets = ContactSheets(folder: folder)
    var table =
      "| lesson | card | step | words | reading time s | stood s |\n|---|---|---|---|---|---|\n"
    for lesson in try lessons() where !lesson.cards.isEmpty && ContactSheets.shows(lesson.id) {
      var preferences = Preferences()
      (preferences.playsAlone, preferences.isBig) = (true, ContactSheets.isBig)
      let size = ContactSheets.size
      var session = try Session(
        lesson.id, rows: size.rows, columns: size.columns, display: ContactSheets.display,
        preferences: preferences)
      for card in try ContactSheets.cards(of: &session) {
        // The last frame of a card, with what happened while it stood.
        for canvas in card.frames { try sheets.add(canvas) }
        let needed = max(3, Double(card.words) * 60 / 200)
        table +=
          "| \(lesson.id) | \(card.index + 1) | \(card.step) | \(card.words) "
          + "| \(String(format: "%.1f", needed)) | \(String(format: "%.1f", card.seconds)) |\n"
        #expect(card.seconds > needed - 0.1, "\(lesson.id), card \(card.index + 1)")
      }
    }
    try sheets.finish()
    try Data(table.utf8).write(to: folder.appending(path: "cards.md"))
  }
}

/// PNG files of screens: at 80x24, three across and five down.
struct ContactSheets {
  static var folder: URL? { variable("RAVINE_CONTACT_SHEETS").map { URL(fileURLWithPath: $0) } }

  /// Whether a lesson is among those of the environment, by default all.
  static func shows(_ id: String) -> Bool {
    variable("RAVINE_LESSONS").map { $0.isEmpty || $0.split(separator: " ").contains(id[...]) }
      ?? true
  }

  /// Whether the screens are those of the big mode.
  static var isBig: Bool { variable("RAVINE_BIG") == "1" }

  /// The size of the screens, 80x24 by default.
  static var size: Size {
    let numbers = (variable("RAVINE_SIZE") ?? "").split(separator: "x").compactMap { Int($0) }
    return numbers.count == 2
      ? Size(rows: numbers[1], columns: numbers[0]) : Size(rows: 24, columns: 80)
  }

  /// The display of the screens, with 24-bit colours by default.
  static var display: Display { Display(depth: variable("RAVINE_MONO") == "1" ? .mono : .direct) }

  private static func variable(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name]
  }

  /// A card as a viewer without a keyboard sees it.
  struct Card {
    let index: Int
    let step: Int
    let words: Int
    var seconds = 0.0
    var frames: [Canvas] = []
  }

  private let folder: URL
  private var canvases: [Canvas] = []
  private var count = 0

  /// The width and the height of a sheet, in pixels.
  private static let extent = (width: 1464, height: 1480)
  private static let cell = (width: 6, height: 12)
  private static let gap = 8

  /// The width and the height of a screen with its margin, in pixels.
  private static let tile = (
    width: size.columns * cell.width + gap, height: size.rows * cell.height + gap
  )
  private static let across = max(1, extent.width / tile.width)
  private static let down = max(1, extent.height / tile.height)

  init(folder: URL) { self.folder = folder }

  /// Plays a lesson to its end, and returns its cards with their last frames and times.
  static func cards(of session: inout Session) throws -> [Card] {
    var cards: [Card] = []
    var pages: Set<Int> = []
    while session.playback.isPlaying {
      if let entry = session.narration.entryIndex {
        if cards.last?.index != entry {
          let words = session.narrationText.split { $0 == " " || $0 == "\n" }.count
          cards.append(Card(index: entry, step: session.playback.playhead, words: words))
          pages = []
        }
        cards[cards.count - 1].seconds += 1.0 / 30
        if session.playback.isHeld, pages.insert(session.pageIndex).inserted {
          cards[cards.count - 1].frames.append(picture(of: session))
        }
      }
      try session.play(.ticked(frames: 1))
    }
    if !cards.isEmpty { cards[cards.count - 1].frames.append(picture(of: session)) }
    return cards
  }

  /// Returns the screen with the whole picture of a problem, which a session refines while it plays.
  private static func picture(of session: Session) -> Canvas {
    var state = session.state
    state.completeProblem()
    return render(state)
  }

  /// Adds a screen to the sheet.
  mutating func add(_ canvas: Canvas) throws {
    canvases.append(canvas)
    if canvases.count == Self.across * Self.down { try finish() }
  }

  /// Writes the sheet, if it has screens.
  mutating func finish() throws {
    guard !canvases.isEmpty else { return }
    let (cell, tile) = (
      (width: Double(Self.cell.width), height: Double(Self.cell.height)),
      (width: Double(Self.tile.width), height: Double(Self.tile.height))
    )
    let (gap, rows) = (Double(Self.gap), (canvases.count + Self.across - 1) / Self.across)
    var image = VectorImage(
      width: Double(Self.across) * tile.width, height: Double(rows) * tile.height,
      background: RGB(0x303030), foreground: RGB(0xD8D8D8))
    for (index, canvas) in canvases.enumerated() {
      let origin = FigurePoint(
        Double(index % Self.across) * tile.width + gap / 2,
        Double(index / Self.across) * tile.height + gap / 2)
      let screen = Box(
        x: origin.x, y: origin.y, width: tile.width - gap, height: tile.height - gap)
      image.elements.append(.shape(VectorImage.Shape(Path(screen), fill: .color(RGB(0)))))
      image.elements += canvas.elements(at: origin, cell: cell, display: Self.display)
    }
    count += 1
    let name = "sheet-\(count < 10 ? "0" : "")\(count).png"
    try Data(try Bitmap(image, scale: 1).png).write(to: folder.appending(path: name))
    canvases = []
  }
}
