import Drawing
import Interface

/// The detection of the terminal's graphics by its replies.
///
/// The first queries are control sequences, which every xterm skips silently. The query of kitty's
/// protocol, which some terminals print, follows only if the terminal has replied with its name and
/// the protocol is of use there.
struct GraphicsDetection: Sendable {
  /// How pixels reach the screen.
  enum Method: Sendable, Hashable {
    /// By kitty's protocol, under the text.
    case kitty
    /// By sixels, over the text.
    case sixel
    /// By `Placeholders`, instead of the text, in the terminal around tmux.
    case placeholders
  }

  private enum Stage {
    case off, identifying, queryingKitty, queryingSixel, queryingThroughTmux, done
  }

  private let choice: GraphicsChoice
  private let environment: GraphicsEnvironment
  private var stage = Stage.off
  private(set) var method: Method?
  /// The size of a cell by the terminal's reply.
  private(set) var cellSize: PixelSize?
  private var textAreaSize: PixelSize?
  /// The largest image of sixels; nil if unknown.
  private(set) var maxSixelSize: PixelSize?
  private var sixelColors: Int?
  private var name: String?
  private var reason: String

  /// Starts the detection of a choice on a display.
  init(_ choice: GraphicsChoice, _ environment: GraphicsEnvironment, _ display: Display) {
    (self.choice, self.environment) = (choice, environment)
    reason = environment.exclusion(choice, display) ?? "no reply"
    if environment.exclusion(choice, display) == nil { stage = .identifying }
  }

  /// The queries of the first stage; empty without a detection.
  var queries: [UInt8] {
    stage == .identifying ? Array("\u{1B}[>q\u{1B}[16t\u{1B}[14t\u{1B}[c".utf8) : []
  }

  /// Whether a reply is expected.
  var awaitsReply: Bool { stage != .off && stage != .done }

  /// Handles a reply; returns the next query, empty for none.
  mutating func handle(_ reply: TerminalReply) -> [UInt8] {
    guard awaitsReply else { return [] }
    switch reply {
    case .name(let name): self.name = name
    case .cellSize(let size): cellSize = size.isCellSize ? size : nil
    case .textAreaSize(let size): textAreaSize = size
    case .kittyGraphics(let isOK) where stage == .queryingKitty:
      if isOK { method = .kitty }
    case .kittyGraphics(let isOK) where stage == .queryingThroughTmux:
      stage = .done
      if isOK { method = .placeholders }
      reason = "the terminal around \(title) does not support kitty's protocol"
    case .deviceAttributes(let attributes): return endStage(attributes)
    case .graphicsAttribute(let values) where values.count >= 3 && values[1] == 0:
      if values[0] == 1 { sixelColors = values[2] }
      if values[0] == 2, values.count >= 4 {
        maxSixelSize = PixelSize(width: values[2], height: values[3])
      }
    case .kittyGraphics, .graphicsAttribute: break
    }
    return []
  }

  /// The number of colours of a map.
  private static let neededSixelColors = 34

  private mutating func endStage(_ attributes: [Int]) -> [UInt8] {
    if stage == .queryingSixel {
      stage = .done
      if let sixelColors, sixelColors < Self.neededSixelColors {
        method = nil
        reason = "\(title) has only \(sixelColors) colours of sixels"
      }
      return []
    }
    // tmux replies itself, and not after the terminal around it.
    guard stage != .queryingThroughTmux else { return [] }
    guard stage == .identifying else {
      stage = .done
      if method == nil { reason = "\(title) does not support kitty's protocol" }
      return []
    }
    stage = .done
    if environment.isInsideMultiplexer { return queryThroughTmux() }
    guard choice != .sixel else {
      reason = "\(title) does not support sixels"
      guard attributes.dropFirst().contains(4) else { return [] }
      (method, stage) = (.sixel, .queryingSixel)
      return Array("\u{1B}[?1;1;0S\u{1B}[?2;1;0S\u{1B}[c".utf8)
    }
    guard mayKnowKitty else {
      reason =
        choice == .auto && name != nil
        ? "\(title) is not known to keep text over pixels" : "\(title) has no kitty protocol"
      return []
    }
    stage = .queryingKitty
    return Self.kittyQuery + Array("\u{1B}[c".utf8)
  }

  private static let kittyQuery = Array("\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\".utf8)

  /// Returns the query of the terminal around tmux, which may never reply.
  private mutating func queryThroughTmux() -> [UInt8] {
    reason = "inside screen"
    guard name?.lowercased().hasPrefix("tmux") == true else { return [] }
    stage = .queryingThroughTmux
    reason =
      "no reply through \(title): pixels need “tmux set -g allow-passthrough on”, in kitty 0.28 or "
      + "later or in Ghostty"
    return Placeholders.throughTmux(Self.kittyQuery)
  }

  /// Whether the terminal does not print a query of kitty's protocol and, for `auto`, whether text
  /// stays over its pictures.
  private var mayKnowKitty: Bool {
    if choice == .kitty { return name != nil || environment.program == "vscode" }
    return name.map(Self.isLayered) ?? false
  }

  /// Whether a terminal is known to keep text over pictures: kitty since 0.28, Ghostty, and Konsole
  /// since 22.
  ///
  /// kitty 0.26 leaves former text visible beside pictures.
  private static func isLayered(_ name: String) -> Bool {
    let name = name.lowercased()
    let numbers = name.drop { !$0.isNumber }.split(separator: ".").map { Int($0) ?? 0 }
    let major = numbers.first ?? 0
    if name.hasPrefix("kitty") { return major > 0 || numbers.dropFirst().first ?? 0 >= 28 }
    return name.hasPrefix("ghostty") || name.hasPrefix("konsole") && major >= 22
  }

  /// Returns the size of a cell, given what the kernel knows of the window; nil if unknown.
  ///
  /// Placeholders scale their image, so any size does for them.
  func cellSize(_ window: TerminalWindow?) -> PixelSize? {
    cellSize
      ?? window.flatMap { textAreaSize?.divided(rows: $0.size.rows, columns: $0.size.columns) }
      ?? window?.cellSize ?? (method == .placeholders ? PixelSize(width: 10, height: 20) : nil)
  }

  private var title: String { name ?? "the terminal" }

  /// The method in use, or the reason for showing cells, for `ravine doctor`.
  func summary(cell: PixelSize?) -> String {
    guard let method else { return "cells: \(reason)" }
    guard let cell else { return "cells: \(title) does not report the size of a cell" }
    let protocolName =
      switch method {
      case .kitty: "kitty protocol"
      case .sixel: "sixels"
      case .placeholders: "kitty protocol by placeholders through tmux, allow-passthrough is on"
      }
    return "\(protocolName) (\(title)), cell \(cell.width)x\(cell.height)"
  }
}
