import Drawing
import Interface

/// A decoder of the terminal's bytes, which may be split anywhere.
///
/// Decodes the keys of xterm, rxvt, the Linux console, tmux and similar terminals; the sequences in
/// `keys` take precedence. Unknown sequences are skipped, up to the next control
/// character, so ^C works inside an unfinished sequence. After a timeout, `flush` decodes a
/// lone escape as the Escape key.
///
/// The bytes between ESC [ 200 ~ and ESC [ 201 ~ are one paste, whatever they contain.
struct KeyDecoder {
  private var pending: [UInt8] = []
  /// The bytes of an unfinished paste, at most one more than are kept; nil outside a paste.
  private var pasted: [UInt8]?
  private let keys: [[UInt8]: Key]
  /// Whether a reply of the terminal is expected, whose parts the network may separate.
  var awaitsReply = false

  /// Creates a decoder with additional key sequences.
  init(keys: [[UInt8]: Key] = [:]) { self.keys = keys }

  /// The time without input after which `flush` ends an incomplete sequence or paste.
  ///
  /// Nil if nothing is incomplete.
  var flushDelay: Nanoseconds? {
    if pasted != nil { return Self.pasteDelay }
    guard !pending.isEmpty else { return nil }
    let isReply = awaitsReply && Self.replyStarts.contains { pending.starts(with: $0) }
    return isReply ? Self.replyDelay : Self.escapeDelay
  }

  /// The time after which an incomplete escape sequence counts as the Escape key.
  private static let escapeDelay: Nanoseconds = 25_000_000
  /// The time after which an incomplete reply is dropped.
  private static let replyDelay: Nanoseconds = 500_000_000
  /// The starts of the replies in control strings: DCS and APC.
  private static let replyStarts = [[escape, UInt8(ascii: "P")], [escape, UInt8(ascii: "_")]]
  /// The time after which a paste without an end counts as complete.
  private static let pasteDelay: Nanoseconds = 5_000_000_000
  private static let pasteStart = Array("\u{1B}[200~".utf8)
  private static let pasteEnd = Array("\u{1B}[201~".utf8)

  /// Returns the input that these bytes complete.
  mutating func decode(_ bytes: some Sequence<UInt8>) -> [Input] {
    pending += bytes
    var inputs: [Input] = []
    var rest = pending[...]
    while !rest.isEmpty {
      if rest.starts(with: Self.pasteStart) {
        rest.removeFirst(Self.pasteStart.count)
        pasted = []
      }
      if pasted != nil {
        guard let input = decodePaste(&rest) else { break }
        inputs.append(input)
        continue
      }
      guard let (length, input) = decodeFirst(of: rest) else { break }
      if let input { inputs.append(input) }
      rest.removeFirst(length)
    }
    pending = Array(rest)
    return inputs
  }

  /// Drops an unfinished paste.
  mutating func cancelPaste() {
    if pasted.take() != nil { pending = [] }
  }

  /// Moves bytes to the paste up to its end; returns the paste once it is complete.
  private mutating func decodePaste(_ bytes: inout ArraySlice<UInt8>) -> Input? {
    let end = bytes.indices.first {
      bytes[$0] == escape && bytes[$0...].starts(with: Self.pasteEnd)
    }
    // The last bytes may be the start of the end.
    let isOpen = { (tail: ArraySlice<UInt8>) in Self.pasteEnd.starts(with: tail) }
    let partial = bytes.suffix(Self.pasteEnd.count - 1).indices.first { isOpen(bytes[$0...]) }
    let content = bytes[..<(end ?? partial ?? bytes.endIndex)]
    bytes.removeFirst(content.count)
    let room = PastedText.maxBytes + 1 - (pasted?.count ?? 0)
    pasted?.append(contentsOf: content.prefix(max(room, 0)))
    guard end != nil else { return nil }
    bytes.removeFirst(Self.pasteEnd.count)
    return takePaste()
  }

  private mutating func takePaste() -> Input? {
    guard let bytes = pasted.take() else { return nil }
    return .paste(
      PastedText(
        String(decoding: bytes.prefix(PastedText.maxBytes), as: UTF8.self),
        isCut: bytes.count > PastedText.maxBytes))
  }

  /// Decodes a pending escape, alone or before one character; drops longer incomplete sequences.
  ///
  /// An unfinished paste ends.
  mutating func flush() -> [Input] {
    defer { pending = [] }
    if let paste = takePaste() { return [paste] }
    guard pending.first == escape else { return [] }
    switch pending.count {
    case 1: return [.key(.escape)]
    case 2: return [.key(.escape), decodeCharacter(pending[1...])?.1].compactMap(\.self)
    default: return []
    }
  }

  /// Returns the length of the first sequence and its input; nil if the sequence is incomplete.
  private func decodeFirst(of bytes: ArraySlice<UInt8>) -> (Int, Input?)? {
    guard bytes.first == escape else { return decodeCharacter(bytes) }
    guard let second = bytes.dropFirst().first else { return nil }
    switch second {
    case UInt8(ascii: "["): return decodeCSI(bytes)
    case UInt8(ascii: "O"): return decodeSS3(bytes)
    case UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "]"), UInt8(ascii: "^"),
      UInt8(ascii: "_"):
      guard let length = controlStringLength(bytes) else { return nil }
      return (length, TerminalReply(controlString: bytes.prefix(length)).map { .reply($0) })
    default:
      if let key = keys[Array(bytes.prefix(2))] { return (2, .key(key)) }
      return (1, .key(.escape))
    }
  }

  /// Decodes a control sequence, ESC [ ….
  private func decodeCSI(_ bytes: ArraySlice<UInt8>) -> (Int, Input?)? {
    var index = bytes.startIndex + 2
    while index < bytes.endIndex, index - bytes.startIndex < maxSequenceLength {
      let byte = bytes[index]
      let length = index - bytes.startIndex + 1
      switch byte {
      case UInt8(ascii: "$") where length > 3 && bytes[bytes.startIndex + 2] != UInt8(ascii: "?"):
        // The end of a shifted key on rxvt.
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

  /// Returns the offset of the first control character from the start of the sequence, if any.
  private func controlCharacter(in bytes: ArraySlice<UInt8>, of sequence: ArraySlice<UInt8>) -> Int?
  {
    bytes.firstIndex { $0 < 0x20 }.map { $0 - sequence.startIndex }
  }

  /// Decodes an application key, ESC O and a letter; some terminals send modifiers in between.
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

  /// Returns the length of a control string such as OSC or DCS up to its end or a control character.
  private func controlStringLength(_ bytes: ArraySlice<UInt8>) -> Int? {
    for (offset, byte) in bytes.enumerated().dropFirst(2) {
      if byte == 0x07 { return offset + 1 }
      if byte == escape {
        guard let next = bytes.dropFirst(offset + 1).first else { return nil }
        return next == UInt8(ascii: "\\") ? offset + 2 : offset
      }
      if byte < 0x20 || offset >= maxControlStringLength { return offset }
    }
    return nil
  }

  /// Decodes an X10 mouse report: three numbers, each a byte with an offset of 32.
  private func decodeX10Mouse(_ bytes: ArraySlice<UInt8>) -> Input? {
    let numbers = bytes.map { Int($0) - 32 }
    return decodeMouse(
      code: numbers[0], column: numbers[1], row: numbers[2], isRelease: numbers[0] & 3 == 3)
  }
}

private let maxSequenceLength = 64
private let maxControlStringLength = 4096

/// Decodes a character or control key, with its length in bytes.
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

/// Decodes a multi-byte character; skips one byte of invalid UTF-8.
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
