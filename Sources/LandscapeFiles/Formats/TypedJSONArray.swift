/// An array that Plotly writes as a JSON object: `{"dtype": "f8", "bdata": "…", "shape": "5, 7"}`.
struct TypedJSONArray {
  var type: String?
  /// The extents; nil for one axis.
  var shape: String?
  /// The little-endian elements.
  var bytes: [UInt8]?

  /// Returns the numbers; nil for an object of another kind.
  func numbers(_ name: String) throws(LandscapeError) -> NamedArray? {
    guard let type, let bytes, let element = NpyElement("<" + type) else { return nil }
    let parts = shape.map { $0.split(separator: ",").map { $0.filter { $0 != " " } } }
    let extents = parts?.compactMap { Int($0) } ?? [bytes.count / element.size]
    guard extents.count == parts?.count ?? 1 else { return nil }
    let count = try LandscapeLimits.count(extents, of: name)
    guard count * element.size == bytes.count else {
      throw LandscapeError(
        "\(quotedName(name)) has \(bytes.count) bytes, but its shape needs \(count * element.size)")
    }
    guard count > 0 else { return nil }
    let values = bytes.withUnsafeBytes { element.values($0, count: count) }
    return NamedArray(name: name, shape: extents, values: values)
  }
}

/// Returns the bytes of a text of JSON in base64 (RFC 4648); nil for another text.
///
/// JSON may escape characters as `\/` or `\u002f`.
func base64Bytes(_ text: ArraySlice<UInt8>) -> [UInt8]? {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.count / 4 * 3)
  var (word, digits, isPadded) = (UInt32(0), 0, false)
  var reader = ByteReader(text)
  while var byte = reader.next(1)?.first {
    if byte == UInt8(ascii: "\\") {
      guard let escaped = reader.next(1)?.first else { return nil }
      byte = escaped
      if escaped == UInt8(ascii: "u") {
        guard let code = reader.next(4),
          let value = UInt8(String(decoding: code, as: UTF8.self), radix: 16)
        else { return nil }
        byte = value
      }
    }
    if byte == UInt8(ascii: "=") {
      isPadded = true
      continue
    }
    guard !isPadded, let digit = base64Digit(byte) else { return nil }
    word = word << 6 | UInt32(digit)
    digits += 1
    guard digits == 4 else { continue }
    bytes += [UInt8(truncatingIfNeeded: word >> 16), UInt8(truncatingIfNeeded: word >> 8)]
    bytes.append(UInt8(truncatingIfNeeded: word))
    (word, digits) = (0, 0)
  }
  switch digits {
  case 0: break
  case 2: bytes.append(UInt8(truncatingIfNeeded: word >> 4))
  case 3:
    bytes += [UInt8(truncatingIfNeeded: word >> 10), UInt8(truncatingIfNeeded: word >> 2)]
  default: return nil
  }
  return bytes
}

private func base64Digit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
  case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
  case UInt8(ascii: "+"): 62
  case UInt8(ascii: "/"): 63
  default: nil
  }
}
