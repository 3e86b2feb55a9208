import Drawing

/// The characters that stand for cells of an image in kitty's protocol, for terminals inside tmux.
///
/// tmux moves and hides them like other text, and passes the images through to the terminal if its
/// option `allow-passthrough` is on. The colour of a character is the id of the image, and two
/// combining characters are its row and column.
/// See <https://sw.kovidgoyal.net/kitty/graphics-protocol/#unicode-placeholders>.
enum Placeholders {
  /// The first id of an image: ids are colours of the 256-colour palette.
  static let firstID = 201
  /// The number of pictures with two ids each.
  static let maxImages = 12
  /// The number of rows or columns of an image.
  static let maxCells = 297

  /// The combining characters for the numbers 0…296.
  ///
  /// These are the characters above the base in Unicode 6.0 that no composed character contains.
  static let numbers: [Unicode.Scalar] = {
    let composing: Set<UInt32> = [
      0x0300, 0x0301, 0x0302, 0x0303, 0x0304, 0x0306, 0x0307, 0x0308, 0x0309, 0x030A, 0x030B,
      0x030C, 0x030F, 0x0311, 0x0313, 0x0314, 0x0340, 0x0341, 0x0342, 0x0343, 0x0344, 0x0653,
      0x0654,
    ]
    return [
      0x0300...0x2DFF, 0xA66F...0xAAFF, 0xFE20...0xFE2F, 0x10A00...0x10A3F, 0x1D185...0x1D244,
    ]
    .flatMap { (range: ClosedRange<UInt32>) in range.compactMap(Unicode.Scalar.init) }
    .filter { scalar in
      let age = scalar.properties.age ?? (.max, 0)
      return scalar.properties.canonicalCombiningClass == .above && (age.major, age.minor) <= (6, 0)
        && !composing.contains(scalar.value)
    }
  }()

  /// Returns the bytes that write a part of an image over some cells.
  static func text(id: Int, over cells: Rect, firstRow: Int, firstColumn: Int) -> [UInt8] {
    var text = ""
    for row in 0..<cells.rows {
      text += "\u{1B}[\(cells.row + row + 1);\(cells.column + 1)H\u{1B}[0;38;5;\(id)m"
      for column in 0..<cells.columns {
        text.unicodeScalars.append("\u{10EEEE}")
        text.unicodeScalars.append(numbers[firstRow + row])
        text.unicodeScalars.append(numbers[firstColumn + column])
      }
    }
    return Array(text.utf8)
  }

  /// Returns the sequence by which tmux passes bytes to the terminal around it.
  static func throughTmux(_ bytes: [UInt8]) -> [UInt8] {
    Array("\u{1B}Ptmux;".utf8) + bytes.flatMap { $0 == escape ? [escape, escape] : [$0] }
      + stringTerminator
  }
}
