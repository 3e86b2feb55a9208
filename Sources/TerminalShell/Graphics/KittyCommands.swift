import Drawing
import SafeText

/// The control strings of kitty's graphics protocol.
///
/// Each suppresses the terminal's reply. See <https://sw.kovidgoyal.net/kitty/graphics-protocol>.
enum KittyCommands {
  /// The largest number of base64 digits in one control string.
  static let maxChunk = 4096

  /// Returns the commands that send a PNG file as an image, without showing the image.
  static func send(_ png: [UInt8], id: Int) -> [UInt8] {
    let digits = Array(base64(png).utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count + digits.count / 200 + 64)
    for start in stride(from: 0, to: digits.count, by: maxChunk) {
      let chunk = digits[start..<min(start + maxChunk, digits.count)]
      let isLast = chunk.endIndex == digits.count
      let keys = start == 0 ? "a=t,f=100,i=\(id),q=2" : "q=2"
      bytes += Array("\u{1B}_G\(keys),m=\(isLast ? 0 : 1);".utf8)
      bytes += chunk
      bytes += Array("\u{1B}\\".utf8)
    }
    return bytes
  }

  /// A part of an image over some cells.
  struct Placement: Equatable {
    var id: Int
    /// The number of the placement, which replaces the former one of the image and number.
    var number: Int
    var cells: Rect
    /// The part of the image in pixels; nil for all of it.
    var part: (x: Int, y: Int, size: PixelSize)?
    var layer = -2

    static func == (a: Placement, b: Placement) -> Bool {
      a.id == b.id && a.number == b.number && a.cells == b.cells && a.layer == b.layer
        && a.part?.x == b.part?.x && a.part?.y == b.part?.y && a.part?.size == b.part?.size
    }
  }

  /// Returns the commands that show a part of an image under the text; the cursor moves.
  static func show(_ placement: Placement) -> [UInt8] {
    let rect = placement.cells
    let part =
      placement.part.map {
        ",x=\($0.x),y=\($0.y),w=\($0.size.width),h=\($0.size.height)"
      } ?? ""
    return Array(
      ("\u{1B}[\(rect.row + 1);\(rect.column + 1)H\u{1B}_Ga=p,i=\(placement.id)"
        + ",p=\(placement.number)\(part),c=\(rect.columns),r=\(rect.rows)"
        + ",z=\(placement.layer),C=1,q=2\u{1B}\\").utf8)
  }

  /// Returns the command that prepares an image for `Placeholders` in a number of cells.
  static func showVirtually(id: Int, cells: Size) -> [UInt8] {
    Array("\u{1B}_Ga=p,U=1,i=\(id),c=\(cells.columns),r=\(cells.rows),q=2\u{1B}\\".utf8)
  }

  /// Returns the command that removes an image with all its placements.
  static func delete(id: Int) -> [UInt8] { Array("\u{1B}_Ga=d,d=I,i=\(id),q=2\u{1B}\\".utf8) }

  /// Returns the command that hides one placement, and keeps the image.
  static func hide(id: Int, number: Int) -> [UInt8] {
    Array("\u{1B}_Ga=d,d=i,i=\(id),p=\(number),q=2\u{1B}\\".utf8)
  }

  /// Returns the commands that remove images, also one that was cut in the middle.
  ///
  /// Inside tmux, images of other windows stay; otherwise, all images on the screen go.
  static func deleteAll(ids: some Sequence<Int>, throughTmux: Bool) -> [UInt8] {
    let bytes = Array("\u{1B}_Gm=0,q=2;\u{1B}\\".utf8) + ids.flatMap { delete(id: $0) }
    return throughTmux ? Placeholders.throughTmux(bytes) : bytes + deleteVisible
  }

  /// Removes all images that are on the screen.
  static let deleteVisible = Array("\u{1B}_Ga=d,d=A,q=2\u{1B}\\".utf8)

  /// Returns commands between which the cursor may move; afterwards, its place is as before.
  static func keepingCursor(_ commands: [UInt8]) -> [UInt8] {
    commands.isEmpty ? [] : [escape, UInt8(ascii: "7")] + commands + [escape, UInt8(ascii: "8")]
  }
}
