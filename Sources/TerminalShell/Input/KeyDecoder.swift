import Drawing
import Interface

/// Something that came from the terminal.
enum Input: Sendable, Hashable {
  case key(Key)
  case mouse(Mouse)
  /// The answer to a question about a mode: whether the terminal knows it.
  case modeReport(Int, known: Bool)
}

/// Turns the bytes of a terminal into keys, wherever they are cut.
///
/// Knows what xterm, rxvt, the Linux console, tmux and their kin send, plus the keys given, which
/// come first. Replies and sequences that nobody knows are swallowed whole, but never a control
/// character: it ends them, so that ^C leads out of whatever was begun. A lone escape is told from
/// the start of a sequence by time, see `flush`.
struct KeyDecoder {
  private var pending: [UInt8] = []
  private let keys: [[UInt8]: Key]

  init(keys: [[UInt8]: Key] = [:]) { self.keys = keys }

  /// Whether what has come so far may go on.
  var hasPendingBytes: Bool { !pending.isEmpty }

  /// What has been completed by these bytes.
  mutating func decode(_ bytes: some Sequence<UInt8>) -> [Input] {
    pending += bytes
    var inputs: [Input] = []
    var rest = pending[...]
    while !rest.isEmpty {
      guard let (length, input) = decodeFirst(of: rest) else { break }
      if let input { inputs.append(input) }
      rest.removeFirst(length)
    }
    pending = Array(rest)
    return inputs
  }

  /// What is there when nothing more has come for a while: torn sequences are dropped.
  mutating func flush() -> [Input] {
    defer { pending = [] }
    guard pending.first == escape else { return [] }
    switch pending.count {
    case 1: return [.key(.escape)]
    case 2: return [.key(.escape), decodeCharacter(pending[1...])?.1].compactMap(\.self)
    default: return []
    }
  }

  /// The first thing in the bytes with its length; nil if it is not complete.
  private func decodeFirst(of bytes: ArraySlice<UInt8>) -> (Int, Input?)? {
    guard bytes.first == escape else { return decodeCharacter(bytes) }
    guard let second = bytes.dropFirst().first else { return nil }
    switch second {
    case UInt8(ascii: "["): return decodeCSI(bytes)
    case UInt8(ascii: "O"): return decodeSS3(bytes)
    case UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "]"), UInt8(ascii: "^"),
      UInt8(ascii: "_"):
      return skipControlString(bytes)
    default:
      if let key = keys[Array(bytes.prefix(2))] { return (2, .key(key)) }
      return (1, .key(.escape))
    }
  }

  /// A control sequence, ESC [ and on.
  private func decodeCSI(_ bytes: ArraySlice<UInt8>) -> (Int, Input?)? {
    var index = bytes.startIndex + 2
    while index < bytes.endIndex, index - bytes.startIndex < maxSequenceLength {
      let byte = bytes[index]
      let length = index - bytes.startIndex + 1
      switch byte {
      case UInt8(ascii: "$") where length > 3 && bytes[bytes.startIndex + 2] != UInt8(ascii: "?"):
        // How rxvt ends the keys that are held with Shift.
        return lookUp(bytes.prefix(length))
      case 0x20...0x3F:
        index += 1
      case UInt8(ascii: "M") where length == 3:
        if let end = controlCharacter(in: bytes.dropFirst(3).prefix(3), of: bytes) {
          return (end, nil)
        }
        guard bytes.count >= 6 else { return nil }
        return (6, decodeX10Mouse(bytes.dropFirst(3).prefix(3)))
      case UInt8(ascii: "[") where length == 3:
        if let end = controlCharacter(in: bytes.dropFirst(3).prefix(1), of: bytes) {
          return (end, nil)
        }
        guard bytes.count >= 4 else { return nil }
        return lookUp(bytes.prefix(4))
      case 0x40...0x7E:
        return lookUp(bytes.prefix(length))
      default:
        return (length - 1, nil)
      }
    }
    return index < bytes.endIndex ? (maxSequenceLength, nil) : nil
  }

  /// Where, from the start of the sequence, a control character stands; nil if none does.
  private func controlCharacter(in bytes: ArraySlice<UInt8>, of sequence: ArraySlice<UInt8>) -> Int?
  {
    bytes.firstIndex { $0 < 0x20 }.map { $0 - sequence.startIndex }
  }

  /// A key of an application keypad, ESC O and one letter, with modifiers between on some terminals.
  private func decodeSS3(_ bytes: ArraySlice<UInt8>) -> (Int, Input?)? {
    for (offset, byte) in bytes.enumerated().dropFirst(2) {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: ";") where offset < maxSequenceLength: continue
      case 0x20...0x7E: return lookUp(bytes.prefix(offset + 1))
      default: return (offset, nil)
      }
    }
    return nil
  }

  private func lookUp(_ sequence: ArraySlice<UInt8>) -> (Int, Input?) {
    if let key = keys[Array(sequence)] { return (sequence.count, .key(key)) }
    return (sequence.count, ControlSequence(sequence)?.input)
  }

  /// A string for somebody else, swallowed up to its end: there are no control characters in it.
  private func skipControlString(_ bytes: ArraySlice<UInt8>) -> (Int, Input?)? {
    for (offset, byte) in bytes.enumerated().dropFirst(2) {
      if byte == 0x07 { return (offset + 1, nil) }
      if byte == escape {
        guard let next = bytes.dropFirst(offset + 1).first else { return nil }
        return (next == UInt8(ascii: "\\") ? offset + 2 : offset, nil)
      }
      if byte < 0x20 || offset >= maxControlStringLength { return (offset, nil) }
    }
    return nil
  }

  /// Mouse reports as they were before SGR: each number one byte, 32 added.
  private func decodeX10Mouse(_ bytes: ArraySlice<UInt8>) -> Input? {
    let numbers = bytes.map { Int($0) - 32 }
    return decodeMouse(
      code: numbers[0], column: numbers[1], row: numbers[2], isRelease: numbers[0] & 3 == 3)
  }
}

let escape: UInt8 = 0x1B
private let maxSequenceLength = 64
private let maxControlStringLength = 4096

/// A character or control key.
private func decodeCharacter(_ bytes: ArraySlice<UInt8>) -> (Int, Input?)? {
  guard let byte = bytes.first else { return nil }
  switch byte {
  case 0x09: return (1, .key(.tab))
  case 0x0A, 0x0D: return (1, .key(.enter))
  case 0x08, 0x7F: return (1, .key(.backspace))
  case 0x00: return (1, .key(.control("@")))
  case 0x01...0x1A: return (1, .key(.control(Character(Unicode.Scalar(byte + 0x60)))))
  case 0x1B: return (1, .key(.escape))
  case 0x1C...0x1F: return (1, .key(.control(Character(Unicode.Scalar(byte + 0x40)))))
  case 0x20...0x7E: return (1, .key(.character(Character(Unicode.Scalar(byte)))))
  default: return decodeUTF8(bytes)
  }
}

/// A character of several bytes; what is not UTF-8 is dropped byte by byte.
private func decodeUTF8(_ bytes: ArraySlice<UInt8>) -> (Int, Input?)? {
  let length =
    switch bytes.first ?? 0 {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 1
    }
  let candidate = bytes.prefix(length)
  guard length > 1, candidate.dropFirst().allSatisfy({ $0 & 0xC0 == 0x80 }) else { return (1, nil) }
  guard candidate.count == length else { return nil }
  guard let text = String(validating: candidate, as: UTF8.self),
    let scalar = text.unicodeScalars.first,
    scalar.value >= 0xA0
  else { return (length, nil) }
  return (length, .key(.character(Character(scalar))))
}

/// What a mouse report says; only the left button and the wheel speak to us.
func decodeMouse(code: Int, column: Int, row: Int, isRelease: Bool) -> Input? {
  let position = Position(row: row - 1, column: column - 1)
  guard position.row >= 0, position.column >= 0 else { return nil }
  let isMotion = code & 32 != 0
  let action: Mouse.Action? =
    switch code & ~(4 | 8 | 16 | 32) {
    case 64: .wheelUp
    case 65: .wheelDown
    case 0: isRelease ? .release : isMotion ? .drag : .press
    case 3 where isRelease && !isMotion: .release
    default: nil
    }
  return action.map { .mouse(Mouse($0, position)) }
}
