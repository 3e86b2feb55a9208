/// The bytes of a frame without the colours that are in force already.
///
/// Curses sends both colours of a pair whenever the pair changes, though mostly one of them stays.
/// What was in force before the frame is not known, and a sequence that says anything else than
/// one colour, attributes or a reset is left as it is and taken to change both.
func withoutRepeatedColors(_ bytes: [UInt8]) -> [UInt8] {
  var kept: [UInt8] = []
  kept.reserveCapacity(bytes.count)
  var pen = SGRState()
  var rest = bytes[...]
  while let start = rest.firstIndex(of: escape) {
    kept += rest[..<start]
    rest = rest[start...]
    let sequence = sgrPrefix(rest)
    if sequence.isEmpty {
      kept.append(escape)
      rest = rest.dropFirst()
    } else {
      if pen.applySGR(by: sequence.dropFirst(2).dropLast()) { kept += sequence }
      rest = rest[sequence.endIndex...]
    }
  }
  return kept + rest
}

/// The sequence that sets colours and attributes with which the bytes start, ESC [ … m; or nothing.
private func sgrPrefix(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  guard bytes.starts(with: [escape, UInt8(ascii: "[")]) else { return [] }
  let end = bytes.dropFirst(2).firstIndex { !(0x30...0x39).contains($0) && $0 != UInt8(ascii: ";") }
  guard let end, bytes[end] == UInt8(ascii: "m") else { return [] }
  return bytes[...end]
}

/// The two colours in force, by the parameters that set them; nil where they are not known.
private struct SGRState {
  private var fore: ArraySlice<UInt8>?
  private var back: ArraySlice<UInt8>?

  /// Takes parameters, and tells whether they may have changed anything.
  mutating func applySGR(by parameters: ArraySlice<UInt8>) -> Bool {
    var (first, second, count) = (0, 0, 1)
    var isPlain = true
    var number = 0
    for byte in parameters {
      if byte == UInt8(ascii: ";") {
        isPlain = isPlain && (1...29).contains(number)
        (count, number) = (count + 1, 0)
      } else {
        number = min(10 * number + Int(byte) - 48, 1000)
      }
      if count == 1 { first = number }
      if count == 2 { second = number }
    }
    switch first {
    case 30...37, 90...97, 39, 38:
      guard isOneColor(first, second, count, rich: 38) else { break }
      defer { fore = parameters }
      return fore != parameters
    case 40...47, 100...107, 49, 48:
      guard isOneColor(first, second, count, rich: 48) else { break }
      defer { back = parameters }
      return back != parameters
    default:
      // Attributes alone.
      if isPlain, (1...29).contains(number) { return true }
    }
    (fore, back) = (nil, nil)
    return true
  }

  private func isOneColor(_ first: Int, _ second: Int, _ count: Int, rich: Int) -> Bool {
    first == rich ? count == 3 && second == 5 || count == 5 && second == 2 : count == 1
  }
}
