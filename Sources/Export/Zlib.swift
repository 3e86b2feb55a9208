/// The zlib format of PNG: deflate with the fixed Huffman codes (RFC 1950, RFC 1951).
///
/// Images with large areas of few colours compress almost entirely by matches, so dynamic codes
/// would gain little.
enum Zlib {
  /// Compresses bytes into a zlib stream.
  static func compressed(_ bytes: [UInt8]) -> [UInt8] {
    var bits = BitWriter()
    bits.put(1, count: 1)  // the last block
    bits.put(1, count: 2)  // fixed Huffman codes
    var matcher = Matcher(bytes)
    var position = 0
    while position < bytes.count {
      if let match = matcher.match(at: position) {
        bits.put(match)
        for _ in 0..<match.length {
          matcher.insert(position)
          position += 1
        }
      } else {
        bits.put(symbol: Int(bytes[position]))
        matcher.insert(position)
        position += 1
      }
    }
    bits.put(symbol: 256)
    return [0x78, 0x9C] + bits.bytes + bigEndian(adler32(bytes))
  }

  /// Returns the Adler-32 checksum.
  static func adler32(_ bytes: [UInt8]) -> UInt32 {
    var (a, b): (UInt32, UInt32) = (1, 0)
    for byte in bytes {
      a = (a + UInt32(byte)) % 65521
      b = (b + a) % 65521
    }
    return b << 16 | a
  }
}

/// Returns the four bytes of an integer, the most significant first.
func bigEndian(_ value: UInt32) -> [UInt8] {
  [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
}

/// A repetition of `length` bytes from `distance` bytes before.
private struct Match {
  let length: Int
  let distance: Int
}

/// Finds earlier occurrences of a byte sequence by hash chains.
private struct Matcher {
  private let bytes: [UInt8]
  private var chainHeads = [Int](repeating: -1, count: 1 << 15)
  private var previous: [Int]

  private static let window = 32768
  private static let maxMatchLength = 258
  /// The maximum number of candidates per search.
  private static let maxChainLength = 48

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    previous = Array(repeating: -1, count: bytes.count)
  }

  /// Returns the hash of three bytes.
  private func hash(_ at: Int) -> Int {
    let value = UInt32(bytes[at]) << 16 | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2])
    return Int((value &* 2_654_435_761) >> 17)
  }

  /// Adds a position to its hash chain.
  mutating func insert(_ at: Int) {
    guard at + 2 < bytes.count else { return }
    let key = hash(at)
    previous[at] = chainHeads[key]
    chainHeads[key] = at
  }

  /// Returns the longest match of at least three bytes; nil if no candidate matches.
  func match(at: Int) -> Match? {
    guard at + 2 < bytes.count else { return nil }
    var best = Match(length: 2, distance: 0)
    var candidate = chainHeads[hash(at)]
    let maxLength = min(Self.maxMatchLength, bytes.count - at)
    for _ in 0..<Self.maxChainLength where candidate >= 0 && at - candidate <= Self.window {
      var length = 0
      while length < maxLength, bytes[candidate + length] == bytes[at + length] { length += 1 }
      if length > best.length { best = Match(length: length, distance: at - candidate) }
      if length == maxLength { break }
      candidate = previous[candidate]
    }
    return best.length > 2 ? best : nil
  }
}

/// A bit stream in the order of deflate: each byte from its lowest bit.
private struct BitWriter {
  private var output: [UInt8] = []
  private var pending: UInt32 = 0
  private var count = 0

  var bytes: [UInt8] { count > 0 ? output + [UInt8(truncatingIfNeeded: pending)] : output }

  /// Appends the lowest `count` bits of a value.
  mutating func put(_ value: Int, count: Int) {
    pending |= UInt32(value) << self.count
    self.count += count
    while self.count >= 8 {
      output.append(UInt8(truncatingIfNeeded: pending))
      pending >>= 8
      self.count -= 8
    }
  }

  /// Appends a Huffman code, from its highest bit.
  private mutating func put(code: Int, count: Int) {
    var reversed = 0
    for bit in 0..<count where code >> bit & 1 == 1 { reversed |= 1 << (count - 1 - bit) }
    put(reversed, count: count)
  }

  /// Appends a literal, length or end symbol in the fixed code.
  mutating func put(symbol: Int) {
    switch symbol {
    case ..<144: put(code: 0x30 + symbol, count: 8)
    case ..<256: put(code: 0x190 + symbol - 144, count: 9)
    case ..<280: put(code: symbol - 256, count: 7)
    default: put(code: 0xC0 + symbol - 280, count: 8)
    }
  }

  /// Appends a match.
  mutating func put(_ match: Match) {
    let length = lengthCodes.lastIndex { $0.base <= match.length } ?? 0
    put(symbol: 257 + length)
    put(match.length - lengthCodes[length].base, count: lengthCodes[length].extra)
    let distance = distanceCodes.lastIndex { $0.base <= match.distance } ?? 0
    put(code: distance, count: 5)
    put(match.distance - distanceCodes[distance].base, count: distanceCodes[distance].extra)
  }
}

/// The base lengths of RFC 1951 with their numbers of extra bits.
private let lengthCodes: [(base: Int, extra: Int)] = {
  var classes = (3...10).map { (base: $0, extra: 0) }
  var base = 11
  for extra in 1...5 {
    for _ in 0..<4 {
      classes.append((base, extra))
      base += 1 << extra
    }
  }
  return classes + [(258, 0)]
}()

/// The base distances of RFC 1951 with their numbers of extra bits.
private let distanceCodes: [(base: Int, extra: Int)] = {
  var classes = (1...4).map { (base: $0, extra: 0) }
  var base = 5
  for extra in 1...13 {
    for _ in 0..<2 {
      classes.append((base, extra))
      base += 1 << extra
    }
  }
  return classes
}()
