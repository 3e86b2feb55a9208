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
    for lesson in try lessons() where !lesson.cards.isEmpty {
      var preferences = Preferences()
      (preferences.playsAlone, preferences.isBig) = (true, ContactSheets.isBig)
      var session = try Session(lesson.id, preferences: preferences)
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

/// PNG files of screens, three across and five down.
struct ContactSheets {
  static var folder: URL? {
    ProcessInfo.processInfo.environment["RAVINE_CONTACT_SHEETS"].map { URL(fileURLWithPath: $0) }
  }

  /// Whether the screens are those of the big mode.
  static var isBig: Bool { ProcessInfo.processInfo.environment["RAVINE_BIG"] == "1" }

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

  private static let (across, down) = (3, 5)
  private static let cell = (width: 6.0, height: 12.0)

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
          cards[cards.count - 1].frames.append(render(session.state))
        }
      }
      try session.play(.ticked(frames: 1))
    }
    if !cards.isEmpty { cards[cards.count - 1].frames.append(render(session.state)) }
    return cards
  }

  /// Adds a screen to the sheet.
  mutating func add(_ canvas: Canvas) throws {
    canvases.append(canvas)
    if canvases.count == Self.across * Self.down { try finish() }
  }

  /// Writes the sheet, if it has screens.
  mutating func finish() throws {
    guard !canvases.isEmpty else { return }
    let size = (width: 80 * Self.cell.width + 8, height: 24 * Self.cell.height + 8)
    let rows = (canvases.count + Self.across - 1) / Self.across
    var image = VectorImage(
      width: Double(Self.across) * size.width, height: Double(rows) * size.height,
      background: RGB(0x303030), foreground: RGB(0xD8D8D8))
    for (index, canvas) in canvases.enumerated() {
      let origin = FigurePoint(
        Double(index % Self.across) * size.width + 4,
        Double(index / Self.across) * size.height + 4)
      let screen = Box(
        x: origin.x, y: origin.y, width: size.width - 8, height: size.height - 8)
      image.elements.append(.shape(VectorImage.Shape(Path(screen), fill: .color(RGB(0)))))
      image.elements += canvas.elements(at: origin, cell: Self.cell, display: Display())
    }
    count += 1
    let name = "sheet-\(count < 10 ? "0" : "")\(count).png"
    try Data(try Bitmap(image, scale: 1).png).write(to: folder.appending(path: name))
    canvases = []
  }
}
