import SafeText

/// A reply of the terminal to a query about its graphics.
enum TerminalReply: Sendable, Hashable {
  /// The name and version of the terminal (XTVERSION).
  case name(String)
  /// The primary device attributes (DA1); 4 stands for sixel graphics.
  case deviceAttributes([Int])
  /// The size of a cell.
  case cellSize(PixelSize)
  /// The size of all cells together.
  case textAreaSize(PixelSize)
  /// The reply to a query of kitty's graphics protocol: `OK` or an error.
  case kittyGraphics(isOK: Bool)
  /// The item, the status, 0 for success, and the values of a graphics attribute (XTSMGRAPHICS).
  case graphicsAttribute([Int])

  /// Parses a DCS or APC string with its end; nil for other strings.
  init?(controlString bytes: ArraySlice<UInt8>) {
    let end = bytes.suffix(2) == [escape, UInt8(ascii: "\\")] ? 2 : bytes.last == 0x07 ? 1 : 0
    guard end > 0, bytes.count >= 2 + end else { return nil }
    let text = String(decoding: bytes.dropFirst(2).dropLast(end), as: UTF8.self)
    switch bytes[bytes.startIndex + 1] {
    case UInt8(ascii: "P") where text.hasPrefix(">|"):
      self = .name(printable(String(text.dropFirst(2).prefix(100))))
    case UInt8(ascii: "_") where text.hasPrefix("G"):
      self = .kittyGraphics(isOK: text.split(separator: ";").last == "OK")
    default:
      return nil
    }
  }
}

/// A size in pixels.
struct PixelSize: Sendable, Hashable {
  var width: Int
  var height: Int

  /// Whether a cell of the terminal can have this size.
  var isCellSize: Bool { 4...128 ~= width && 4...256 ~= height }

  /// The size of a cell if this is the size of all cells together; nil if not plausible.
  func divided(rows: Int, columns: Int) -> PixelSize? {
    guard rows > 0, columns > 0 else { return nil }
    let cell = PixelSize(width: width / columns, height: height / rows)
    return cell.isCellSize ? cell : nil
  }
}
