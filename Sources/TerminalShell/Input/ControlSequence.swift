import Interface

/// A parsed control sequence, such as ESC [ ? 1 ; 2 A or ESC O A.
struct ControlSequence {
  /// Whether the sequence starts with ESC O instead of ESC [.
  private let isSS3: Bool
  /// The private marker `<`, `=`, `>` or `?` before the parameters.
  private let privateMarker: Character?
  private let parameters: [Int]
  /// The bytes between the parameters and the final byte.
  private let intermediates: String
  private let finalByte: Character

  /// Parses a complete sequence; nil for fewer than three bytes.
  init?(_ bytes: ArraySlice<UInt8>) {
    guard bytes.count > 2, let last = bytes.last else { return nil }
    isSS3 = bytes[bytes.startIndex + 1] == UInt8(ascii: "O")
    var body = bytes.dropFirst(2).dropLast()
    if let first = body.first, (0x3C...0x3F).contains(first) {
      privateMarker = Character(Unicode.Scalar(first))
      body = body.dropFirst()
    } else {
      privateMarker = nil
    }
    let digits = body.prefix { $0 >= 0x30 }
    intermediates = String(decoding: body[digits.endIndex...], as: UTF8.self)
    parameters = digits.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { digits in
        digits.reduce(0) { min($0 * 10 + Int($1 &- 48) % 10, 0x10FFFF) }
      }
    finalByte = Character(Unicode.Scalar(last))
    isLinuxConsole = body.first == UInt8(ascii: "[")
  }

  /// Whether the sequence is ESC [ [ A to ESC [ [ E: F1 to F5 on the Linux console.
  private let isLinuxConsole: Bool

  private func parameter(_ index: Int) -> Int { index < parameters.count ? parameters[index] : 0 }

  /// Shift, Alt, Control as bits 1, 2, 4.
  private var modifiers: Int { max(parameter(1) - 1, 0) }
  private var hasShift: Bool { modifiers & 1 != 0 }

  /// The key, mouse event or reply; nil for any other sequence.
  var input: Input? {
    switch (privateMarker, intermediates + String(finalByte)) {
    case ("<", "M"), ("<", "m"):
      guard parameters.count == 3 else { return nil }
      return decodeMouse(
        code: parameters[0], column: parameters[1], row: parameters[2], isRelease: finalByte == "m")
    case ("?", "$y"):
      return .modeReport(parameter(0), isSupported: (1...2).contains(parameter(1)))
    case ("?", "c"): return .reply(.deviceAttributes(parameters))
    case ("?", "S") where parameters.count >= 3: return .reply(.graphicsAttribute(parameters))
    case (nil, "t") where parameters.count == 3 && [4, 6].contains(parameters[0]):
      let size = PixelSize(width: parameters[2], height: parameters[1])
      return .reply(parameters[0] == 6 ? .cellSize(size) : .textAreaSize(size))
    case (nil, _) where intermediates.isEmpty:
      return
        (isSS3
        ? keypadKey ?? cursorKey
        : isLinuxConsole ? consoleFunctionKey : finalByte == "~" ? tildeKey : cursorKey)
        .map { .key($0) }
    default:
      return nil
    }
  }

  private var cursorKey: Key? {
    switch finalByte {
    case "A", "a": .up
    case "B", "b": .down
    case "C": hasShift ? .shiftRight : .right
    case "D": hasShift ? .shiftLeft : .left
    case "c": isSS3 ? .right : .shiftRight
    case "d": isSS3 ? .left : .shiftLeft
    case "H": .home
    case "F": .end
    case "Z": .backTab
    case "P": .function(1)
    case "Q": .function(2)
    // Otherwise R ends a cursor position report.
    case "R": parameters.count < 2 || parameter(0) == 1 ? .function(3) : nil
    case "S": .function(4)
    case "u": characterKey(parameter(0))
    case "$": editingKey(parameter(0))
    default: nil
    }
  }

  private var tildeKey: Key? {
    switch parameter(0) {
    case 27: characterKey(parameter(2))
    case 11...15: .function(parameter(0) - 10)
    case 17...21: .function(parameter(0) - 11)
    case 23, 24: .function(parameter(0) - 12)
    default: editingKey(parameter(0))
    }
  }

  private func editingKey(_ number: Int) -> Key? {
    switch number {
    case 1, 7: .home
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    default: nil
    }
  }

  private var consoleFunctionKey: Key? {
    guard let letter = finalByte.asciiValue, (65...69).contains(letter) else { return nil }
    return .function(Int(letter) - 64)
  }

  private var keypadKey: Key? {
    switch finalByte {
    case "M": .enter
    case "X": .character("=")
    case "j"..."y":
      finalByte.asciiValue.map { .character(Character(Unicode.Scalar($0 - 0x40))) }
    default: nil
    }
  }

  /// Returns the key of a Unicode code point, as in CSI u, with the sequence's modifiers.
  private func characterKey(_ code: Int) -> Key? {
    switch code {
    case 9: return hasShift ? .backTab : .tab
    case 13: return .enter
    case 27: return .escape
    case 8, 127: return .backspace
    default:
      guard let scalar = Unicode.Scalar(UInt32(code)), code >= 32, !(0x7F...0x9F).contains(code)
      else { return nil }
      return modifiers & 4 != 0
        ? .control(Character(scalar.properties.lowercaseMapping.first.map(String.init) ?? " "))
        : .character(Character(scalar))
    }
  }
}
