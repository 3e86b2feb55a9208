private let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

/// Returns the bytes in padded base64 (RFC 4648).
public func base64(_ bytes: [UInt8]) -> String {
  var text: [UInt8] = []
  text.reserveCapacity(bytes.count / 3 * 4 + 4)
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[start..<min(start + 3, bytes.count)]
    var word = 0
    for offset in 0..<3 {
      word = word << 8 | (offset < group.count ? Int(group[start + offset]) : 0)
    }
    for digit in 0..<4 {
      let isPadding = digit > group.count
      text.append(isPadding ? UInt8(ascii: "=") : digits[word >> (18 - 6 * digit) & 63])
    }
  }
  return String(decoding: text, as: UTF8.self)
}

/// The value of each base64 digit by its byte, and -1 for other bytes.
private let values: [Int8] = {
  var values = [Int8](repeating: -1, count: 256)
  for (value, digit) in digits.enumerated() { values[Int(digit)] = Int8(value) }
  return values
}()

/// Returns the bytes of a text in base64 (RFC 4648), whose padding may be missing; nil for another
/// text.
public func base64Decoded(_ text: some Sequence<UInt8>) -> [UInt8]? {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.underestimatedCount / 4 * 3)
  var (word, count, isPadded) = (UInt32(0), 0, false)
  for byte in text {
    if byte == UInt8(ascii: "=") {
      isPadded = true
      continue
    }
    let value = values[Int(byte)]
    guard !isPadded, value >= 0 else { return nil }
    word = word << 6 | UInt32(value)
    count += 1
    guard count == 4 else { continue }
    bytes += [UInt8(truncatingIfNeeded: word >> 16), UInt8(truncatingIfNeeded: word >> 8)]
    bytes.append(UInt8(truncatingIfNeeded: word))
    (word, count) = (0, 0)
  }
  switch count {
  case 0: break
  case 2: bytes.append(UInt8(truncatingIfNeeded: word >> 4))
  case 3:
    bytes += [UInt8(truncatingIfNeeded: word >> 10), UInt8(truncatingIfNeeded: word >> 2)]
  default: return nil
  }
  return bytes
}
