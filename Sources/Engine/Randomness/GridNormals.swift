import Integers

/// The streams of random numbers of a problem, each with its own use.
enum RandomStream: UInt64 {
  case data = 1
  case start, testData, noise, batch, directions, spectrum
}

extension SplitMix64 {
  /// Creates a stream of a problem's seed.
  init(seed: UInt64, stream: RandomStream) { self.init(seed: seed, stream: stream.rawValue) }

  /// Returns a uniform integer from 0 to `limit` − 1.
  mutating func below(_ limit: Int) -> Int { Int(clamping: uniform() * Double(limit)) }
}

extension Double {
  /// The nearest multiple of 2⁻²⁰, ties to even.
  ///
  /// Logarithms and cosines of two libraries differ in the last bit; the rounded numbers are equal.
  var onGrid: Double { (self * 0x1p20).rounded(.toNearestOrEven) * 0x1p-20 }

  /// The nearest multiple of 2⁻²⁶, for sums of products of numbers on the grid.
  var onFineGrid: Double { (self * 0x1p26).rounded(.toNearestOrEven) * 0x1p-26 }
}

/// A generator of standard normal numbers rounded to multiples of 2⁻²⁰.
struct GridNormals {
  private var normals: NormalGenerator

  init(seed: UInt64, stream: RandomStream) {
    normals = NormalGenerator(SplitMix64(seed: seed, stream: stream))
  }

  /// The uniform numbers of the same stream.
  var generator: SplitMix64 {
    get { normals.generator }
    set { normals.generator = newValue }
  }

  mutating func next() -> Double { normals.next().onGrid }

  /// Returns the next `count` numbers.
  mutating func next(_ count: Int) -> [Double] { (0..<count).map { _ in next() } }
}

extension Coordinates {
  /// Returns standard normal components on the grid.
  static func random(_ count: Int, seed: UInt64, stream: RandomStream) -> Coordinates {
    var normals = GridNormals(seed: seed, stream: stream)
    return Coordinates(normals.next(count))
  }
}
