import SafeText

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
  guard text.contains(UInt8(ascii: "\\")) else { return base64Decoded(text) }
  var plain: [UInt8] = []
  var reader = ByteReader(text)
  while let byte = reader.next(1)?.first {
    guard byte == UInt8(ascii: "\\") else {
      plain.append(byte)
      continue
    }
    switch reader.next(1)?.first {
    case UInt8(ascii: "/"): plain.append(UInt8(ascii: "/"))
    case UInt8(ascii: "u"):
      guard let code = reader.next(4),
        let value = UInt8(String(decoding: code, as: UTF8.self), radix: 16)
      else { return nil }
      plain.append(value)
    default: return nil
    }
  }
  return base64Decoded(plain)
}
