/// A cursor over bytes that checks every bound.
struct ByteReader {
  let bytes: ArraySlice<UInt8>
  private(set) var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// The number of bytes that remain.
  var remaining: Int { bytes.endIndex - position }

  /// Returns the next bytes; nil if fewer remain.
  mutating func next(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, count <= remaining else { return nil }
    defer { position += count }
    return bytes[position..<position + count]
  }

  /// The next byte, which is not consumed; nil at the end.
  func peek() -> UInt8? { position < bytes.endIndex ? bytes[position] : nil }

  /// Returns the next little-endian integer of `count` bytes, at most 8; nil if fewer remain.
  mutating func integer(_ count: Int) -> UInt64? {
    next(count)?.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
  }

  /// Moves to an offset from the start of the bytes; false if it lies outside.
  mutating func move(to offset: Int) -> Bool {
    guard offset >= 0, offset <= bytes.count else { return false }
    position = bytes.startIndex + offset
    return true
  }
}
