/// Returns the bytes of a frame without the colours that are in effect already.
///
/// Curses sends both colours of a pair with every change of pair, though usually only one changes.
/// The colours before the frame are unknown. Any sequence other than one colour or attributes is
/// kept, and both colours are unknown afterwards.
func withoutRepeatedColors(_ bytes: [UInt8]) -> [UInt8] {
  var kept: [UInt8] = []
  kept.reserveCapacity(bytes.count)
  var state = SGRState()
  var rest = bytes[...]
  while let start = rest.firstIndex(of: escape) {
    kept += rest[..<start]
    rest = rest[start...]
    let sequence = sgrPrefix(rest)
    if sequence.isEmpty {
      kept.append(escape)
      rest = rest.dropFirst()
    } else {
      if state.apply(sequence.dropFirst(2).dropLast()) { kept += sequence }
      rest = rest[sequence.endIndex...]
    }
  }
  return kept + rest
}

/// Returns the SGR sequence, ESC [ … m, at the start of the bytes; empty if there is none.
private func sgrPrefix(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  guard bytes.starts(with: [escape, UInt8(ascii: "[")]) else { return [] }
  let end = bytes.dropFirst(2).firstIndex { !(0x30...0x39).contains($0) && $0 != UInt8(ascii: ";") }
  guard let end, bytes[end] == UInt8(ascii: "m") else { return [] }
  return bytes[...end]
}

/// The two colours in effect, as the SGR parameters that set them; nil if unknown.
private struct SGRState {
  private var foreground: ArraySlice<UInt8>?
  private var background: ArraySlice<UInt8>?

  /// Applies SGR parameters, and returns whether they may change a colour or an attribute.
  mutating func apply(_ parameters: ArraySlice<UInt8>) -> Bool {
    var (first, second, count) = (0, 0, 1)
    var hasOnlyAttributes = true
    var number = 0
    for byte in parameters {
      if byte == UInt8(ascii: ";") {
        hasOnlyAttributes = hasOnlyAttributes && (1...29).contains(number)
        (count, number) = (count + 1, 0)
      } else {
        number = min(10 * number + Int(byte) - 48, 1000)
      }
      if count == 1 { first = number }
      if count == 2 { second = number }
    }
    switch first {
    case 30...37, 90...97, 39, 38:
      guard isOneColor(first, second, count, extended: 38) else { break }
      defer { foreground = parameters }
      return foreground != parameters
    case 40...47, 100...107, 49, 48:
      guard isOneColor(first, second, count, extended: 48) else { break }
      defer { background = parameters }
      return background != parameters
    default:
      if hasOnlyAttributes, (1...29).contains(number) { return true }
    }
    (foreground, background) = (nil, nil)
    return true
  }

  private func isOneColor(_ first: Int, _ second: Int, _ count: Int, extended: Int) -> Bool {
    first == extended ? count == 3 && second == 5 || count == 5 && second == 2 : count == 1
  }
}
