/// The format that PNG keeps its pixels in: zlib around deflate, with the fixed code.
///
/// Made for pictures of few colours in large areas, where nearly all is repetition: a code fitted
/// to the picture would gain little.
enum Zlib {
  static func compressed(_ bytes: [UInt8]) -> [UInt8] {
    var bits = BitWriter()
    bits.put(1, count: 1)  // the last block
    bits.put(1, count: 2)  // of the fixed code
    var matcher = Matcher(bytes)
    var at = 0
    while at < bytes.count {
      if let match = matcher.match(at: at) {
        bits.put(match)
        for _ in 0..<match.length {
          matcher.insert(at)
          at += 1
        }
      } else {
        bits.put(symbol: Int(bytes[at]))
        matcher.insert(at)
        at += 1
      }
    }
    bits.put(symbol: 256)
    return [0x78, 0x9C] + bits.bytes + bigEndian(adler32(bytes))
  }

  /// The checksum of Adler.
  static func adler32(_ bytes: [UInt8]) -> UInt32 {
    var (a, b): (UInt32, UInt32) = (1, 0)
    for byte in bytes {
      a = (a + UInt32(byte)) % 65521
      b = (b + a) % 65521
    }
    return b << 16 | a
  }
}

func bigEndian(_ value: UInt32) -> [UInt8] {
  [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
}

/// The same bytes again as so many before.
private struct Match {
  let length: Int
  let distance: Int
}

/// Finds earlier places with the same bytes.
private struct Matcher {
  private let bytes: [UInt8]
  private var chainHeads = [Int](repeating: -1, count: 1 << 15)
  private var previous: [Int]

  private static let window = 32768
  private static let maxMatchLength = 258
  /// So many earlier places are looked at.
  private static let maxChainLength = 48

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    previous = Array(repeating: -1, count: bytes.count)
  }

  private func hash(_ at: Int) -> Int {
    let value = UInt32(bytes[at]) << 16 | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2])
    return Int((value &* 2_654_435_761) >> 17)
  }

  mutating func insert(_ at: Int) {
    guard at + 2 < bytes.count else { return }
    let key = hash(at)
    previous[at] = chainHeads[key]
    chainHeads[key] = at
  }

  func match(at: Int) -> Match? {
    guard at + 2 < bytes.count else { return nil }
    var best = Match(length: 2, distance: 0)
    var candidate = chainHeads[hash(at)]
    let most = min(Self.maxMatchLength, bytes.count - at)
    for _ in 0..<Self.maxChainLength where candidate >= 0 && at - candidate <= Self.window {
      var length = 0
      while length < most, bytes[candidate + length] == bytes[at + length] { length += 1 }
      if length > best.length { best = Match(length: length, distance: at - candidate) }
      if length == most { break }
      candidate = previous[candidate]
    }
    return best.length > 2 ? best : nil
  }
}

/// Bits in the order of deflate: from the lowest of each byte on.
private struct BitWriter {
  private var output: [UInt8] = []
  private var pending: UInt32 = 0
  private var count = 0

  var bytes: [UInt8] { count > 0 ? output + [UInt8(truncatingIfNeeded: pending)] : output }

  mutating func put(_ value: Int, count: Int) {
    pending |= UInt32(value) << self.count
    self.count += count
    while self.count >= 8 {
      output.append(UInt8(truncatingIfNeeded: pending))
      pending >>= 8
      self.count -= 8
    }
  }

  /// Codes are sent from their highest bit on.
  private mutating func put(code: Int, count: Int) {
    var turned = 0
    for bit in 0..<count where code >> bit & 1 == 1 { turned |= 1 << (count - 1 - bit) }
    put(turned, count: count)
  }

  mutating func put(symbol: Int) {
    switch symbol {
    case ..<144: put(code: 0x30 + symbol, count: 8)
    case ..<256: put(code: 0x190 + symbol - 144, count: 9)
    case ..<280: put(code: symbol - 256, count: 7)
    default: put(code: 0xC0 + symbol - 280, count: 8)
    }
  }

  mutating func put(_ match: Match) {
    let length = lengthCodes.lastIndex { $0.base <= match.length } ?? 0
    put(symbol: 257 + length)
    put(match.length - lengthCodes[length].base, count: lengthCodes[length].extra)
    let distance = distanceCodes.lastIndex { $0.base <= match.distance } ?? 0
    put(code: distance, count: 5)
    put(match.distance - distanceCodes[distance].base, count: distanceCodes[distance].extra)
  }
}

/// The classes of lengths and distances of RFC 1951, with the bits that say which of a class.
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
