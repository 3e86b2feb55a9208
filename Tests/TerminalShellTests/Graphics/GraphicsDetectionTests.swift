import Drawing
import Interface
import Testing

@testable import TerminalShell

@Suite struct `The detection of graphics` {
  private let window = TerminalWindow(size: Size(rows: 24, columns: 80))
  private static let kittyQuery = "\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\\u{1B}[c"

  /// Answers the queries of a terminal; returns the queries after the first, and the detection.
  private func detect(
    _ choice: GraphicsChoice = .auto, name: String?, attributes: [Int] = [62],
    kitty: Bool? = nil, _ environment: GraphicsEnvironment = GraphicsEnvironment(term: "xterm"),
    _ display: Display = Display()
  ) -> (queries: [String], detection: GraphicsDetection) {
    var detection = GraphicsDetection(choice, environment, display)
    var queries: [String] = []
    guard !detection.queries.isEmpty else { return ([], detection) }
    func answer(_ reply: TerminalReply) {
      let query = detection.handle(reply)
      if !query.isEmpty { queries.append(String(decoding: query, as: UTF8.self)) }
    }
    if let name { answer(.name(name)) }
    answer(.cellSize(PixelSize(width: 10, height: 20)))
    answer(.deviceAttributes(attributes))
    guard !queries.isEmpty else { return (queries, detection) }
    if let kitty { answer(.kittyGraphics(isOK: kitty)) }
    answer(.deviceAttributes(attributes))
    return (queries, detection)
  }

  @Test(arguments: [
    "kitty(0.41.1)", "kitty(0.28.0)", "kitty(1.0.0)", "ghostty 1.3.0", "Konsole 25.04.2",
    "Konsole 22.12.3",
  ])
  func `finds kitty's protocol on terminals that keep text over pixels`(_ name: String) {
    let (queries, detection) = detect(name: name, kitty: true)
    #expect(queries == [Self.kittyQuery])
    #expect(detection.method == .kitty && !detection.awaitsReply)
    #expect(
      detection.summary(cell: detection.cellSize(window))
        == "kitty protocol (\(name)), cell 10x20")
  }

  @Test(arguments: [
    nil, "kitty(0.26.5)", "WezTerm 20240203", "iTerm2 3.6", "XTerm(379)", "foot(1.21.0)",
    "Konsole 21.12", "mlterm 3.9", "tmux 3.5a",
  ])
  func `sends no query of the protocol to others`(_ name: String?) {
    let (queries, detection) = detect(name: name, attributes: [62, 4], kitty: true)
    #expect(queries == [] && detection.method == nil && !detection.awaitsReply)
    #expect(detection.summary(cell: nil).hasPrefix("cells: "))
  }

  @Test func `asks any terminal with a name on request`() {
    #expect(detect(.kitty, name: "WezTerm 2024", kitty: true).detection.method == .kitty)
    #expect(detect(.kitty, name: "foot(1.21.0)", kitty: nil).detection.method == nil)
    #expect(detect(.kitty, name: "iTerm2", kitty: false).detection.method == nil)
    #expect(detect(.kitty, name: nil, kitty: true).queries == [])
    let code = GraphicsEnvironment(term: "xterm", program: "vscode")
    #expect(detect(.kitty, name: nil, kitty: true, code).detection.method == .kitty)
  }

  @Test func `finds sixels on request by the device attributes`() {
    #expect(detect(.sixel, name: "XTerm(398)", attributes: [64, 4]).detection.method == .sixel)
    #expect(detect(.sixel, name: "XTerm(398)", attributes: [4, 1]).detection.method == nil)
  }

  @Test(arguments: [
    ("linux", nil, false), ("screen.xterm-256color", nil, false), ("tmux-256color", nil, false),
    ("xterm-256color", "Apple_Terminal", false), ("xterm-kitty", nil, true),
  ])
  func `sends nothing where a reply is of no use`(
    _ term: String, _ program: String?, _ isMultiplexed: Bool
  ) {
    let environment = GraphicsEnvironment(
      term: term, program: program, isMultiplexed: isMultiplexed)
    for choice in GraphicsChoice.allCases
    where choice != .kitty || !environment.isInsideMultiplexer {
      let detection = GraphicsDetection(choice, environment, Display())
      #expect(detection.queries == [] && !detection.awaitsReply)
    }
  }

  private static let tmuxQuery =
    "\u{1B}Ptmux;\u{1B}\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\u{1B}\\\u{1B}\\"

  @Test(arguments: [
    GraphicsEnvironment(term: "xterm-kitty", isMultiplexed: true),
    GraphicsEnvironment(term: "tmux-256color"), GraphicsEnvironment(term: "screen-256color"),
  ])
  func `queries the terminal around tmux on request`(_ environment: GraphicsEnvironment) {
    var detection = GraphicsDetection(.kitty, environment, Display())
    #expect(!detection.queries.isEmpty)
    #expect(detection.handle(.name("tmux 3.3a")) == [])
    let query = detection.handle(.deviceAttributes([1, 2, 4]))
    #expect(String(decoding: query, as: UTF8.self) == Self.tmuxQuery)
    // tmux replies before the terminal around it.
    #expect(detection.handle(.deviceAttributes([1, 2, 4])) == [])
    #expect(detection.awaitsReply && detection.method == nil)
    #expect(detection.summary(cell: nil).contains("tmux set -g allow-passthrough on"))
    _ = detection.handle(.kittyGraphics(isOK: true))
    #expect(detection.method == .placeholders && !detection.awaitsReply)
    #expect(detection.cellSize(window) == PixelSize(width: 10, height: 20))
    #expect(
      detection.summary(cell: detection.cellSize(window))
        == "kitty protocol by placeholders through tmux, allow-passthrough is on (tmux 3.3a), "
        + "cell 10x20")
  }

  @Test func `shows cells inside screen and where the terminal around tmux has no pixels`() {
    let environment = GraphicsEnvironment(term: "screen")
    let screen = detect(.kitty, name: nil, environment)
    #expect(screen.queries == [] && !screen.detection.awaitsReply)
    #expect(screen.detection.summary(cell: nil) == "cells: inside screen")
    let tmux = detect(.kitty, name: "tmux 3.5a", kitty: false, environment)
    #expect(tmux.queries == [Self.tmuxQuery] && tmux.detection.method == nil)
    #expect(
      tmux.detection.summary(cell: nil)
        == "cells: the terminal around tmux 3.5a does not support kitty's protocol")
  }

  @Test(arguments: [
    Display(depth: .sixteen), Display(depth: .mono), Display(glyphs: .ascii), Display(),
  ])
  func `sends nothing without the colours, or for cells`(_ display: Display) {
    let choice = display == Display() ? GraphicsChoice.cells : .auto
    let detection = GraphicsDetection(choice, GraphicsEnvironment(term: "xterm-kitty"), display)
    #expect(detection.queries == [] && detection.summary(cell: nil).hasPrefix("cells: "))
  }

  @Test func `takes the size of a cell from the size of the text`() {
    var detection = GraphicsDetection(.auto, GraphicsEnvironment(term: "xterm"), Display())
    #expect(detection.cellSize(window) == nil)
    _ = detection.handle(.textAreaSize(PixelSize(width: 804, height: 484)))
    #expect(detection.cellSize(window) == PixelSize(width: 10, height: 20))
    _ = detection.handle(.cellSize(PixelSize(width: 0, height: 0)))
    #expect(detection.cellSize(window) != nil)
  }
}

@Suite struct `Replies of the terminal` {
  private static let replies: [(String, TerminalReply)] = [
    ("\u{1B}P>|kitty(0.41.1)\u{1B}\\", .name("kitty(0.41.1)")),
    ("\u{1B}[?62;4;22c", .deviceAttributes([62, 4, 22])),
    ("\u{1B}[6;20;10t", .cellSize(PixelSize(width: 10, height: 20))),
    ("\u{1B}[4;480;800t", .textAreaSize(PixelSize(width: 800, height: 480))),
    ("\u{1B}_Gi=31;OK\u{1B}\\", .kittyGraphics(isOK: true)),
    ("\u{1B}_Gi=31;ENOTSUPPORTED:x\u{1B}\\", .kittyGraphics(isOK: false)),
    ("\u{1B}[?2;0;800;480S", .graphicsAttribute([2, 0, 800, 480])),
  ]

  @Test(arguments: replies)
  func `are decoded wherever they are split`(_ text: String, _ reply: TerminalReply) {
    let bytes = Array(text.utf8)
    for cut in 0...bytes.count {
      var decoder = KeyDecoder()
      #expect(decoder.decode(bytes[..<cut]) + decoder.decode(bytes[cut...]) == [.reply(reply)])
    }
  }

  @Test func `that the network tears type nothing while they are expected`() throws {
    for (text, _) in Self.replies where text.hasPrefix("\u{1B}P") || text.hasPrefix("\u{1B}_") {
      var decoder = KeyDecoder()
      let usual = {
        _ = decoder.decode([escape])
        return decoder.flushDelay
      }()
      decoder = KeyDecoder()
      decoder.awaitsReply = true
      #expect(decoder.decode(Array(text.utf8.prefix(2))) == [])
      #expect(try #require(decoder.flushDelay) > 10 * (usual ?? 0))
      decoder.awaitsReply = false
      #expect(decoder.flushDelay == usual)
    }
    var decoder = KeyDecoder()
    decoder.awaitsReply = true
    _ = decoder.decode([escape])
    #expect(decoder.flushDelay ?? 0 < 100_000_000)
  }
}
