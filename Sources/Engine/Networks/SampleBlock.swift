import CVectors
import Vectors

/// Operations on blocks of 64 samples, one sample per lane.
///
/// A row is one number of each sample of a block: `SampleBlock.vectors` consecutive `Lanes`. A matrix
/// is consecutive rows. A sum over the samples adds the halves of the block, 64 to 32 to 16 and so
/// on, and the blocks in index order. Numbers of other samples never meet, so the results depend
/// neither on the number of lanes nor on the number of threads.
enum SampleBlock {
  /// The number of samples of a block.
  static let size = 64

  /// The number of vectors of a row: 4 or 8.
  @inline(__always)
  static var vectors: Int { size / Lanes.count }

  typealias Rows = UnsafeMutablePointer<Lanes>
  typealias Input = UnsafePointer<Lanes>

  /// Computes `outputs` rows, output o as Σᵢ weights[o·outputStride + i·inputStride]·input[i].
  ///
  /// Adds in the order of the inputs, starting with `initial`, the rows of another product or nil
  /// for 0.
  @inline(__always)
  static func multiply(
    _ weights: UnsafePointer<Double>, outputStride: Int, inputStride: Int,
    _ input: Input, inputs: Int, adding initial: Input? = nil, into output: Rows, outputs: Int
  ) {
    for o in 0..<outputs {
      let row = weights + o * outputStride
      for part in stride(from: 0, to: vectors, by: 4) {
        let offset = o * vectors + part
        var sums = (Lanes(0), Lanes(0), Lanes(0), Lanes(0))
        if let initial {
          let start = initial + offset
          sums = (start[0], start[1], start[2], start[3])
        }
        for i in 0..<inputs {
          let weight = Lanes(row[i * inputStride])
          let x = input + (i * vectors + part)
          sums.0 = sums.0 + weight * x[0]
          sums.1 = sums.1 + weight * x[1]
          sums.2 = sums.2 + weight * x[2]
          sums.3 = sums.3 + weight * x[3]
        }
        let target = output + offset
        (target[0], target[1], target[2], target[3]) = sums
      }
    }
  }

  /// Adds a number per row to all samples.
  @inline(__always)
  static func add(_ biases: UnsafePointer<Double>, to rows: Rows, count: Int) {
    for o in 0..<count {
      let bias = Lanes(biases[o])
      for k in o * vectors..<(o + 1) * vectors { rows[k] += bias }
    }
  }

  /// Replaces each vector of some rows by a function of its index and value.
  @inline(__always)
  static func map(_ rows: Rows, count: Int, _ transform: (Int, Lanes) -> Lanes) {
    for k in 0..<count * vectors { rows[k] = transform(k, rows[k]) }
  }

  /// Adds Σₛ deltas[o][s]·input[i][s] to sums[o·inputs + i], for every output o and input i.
  @inline(__always)
  static func addProducts(
    _ deltas: Input, outputs: Int, _ input: Input, inputs: Int,
    to sums: UnsafeMutablePointer<Double>
  ) {
    withScratch(Lanes.count) { partial in
      if inputs.isMultiple(of: Lanes.count) {
        for o in 0..<outputs {
          let delta = BlockRow(deltas + o * vectors)
          for first in stride(from: 0, to: inputs, by: Lanes.count) {
            let x = input + first * vectors
            for lane in 0..<Lanes.count { partial[lane] = delta.productSums(x + lane * vectors) }
            flush(partial, Lanes.count, to: sums + (o * inputs + first))
          }
        }
      } else {
        var lane = 0
        var target = sums
        for o in 0..<outputs {
          let delta = BlockRow(deltas + o * vectors)
          for i in 0..<inputs {
            partial[lane] = delta.productSums(input + i * vectors)
            lane += 1
            if lane == Lanes.count {
              flush(partial, lane, to: target)
              target += lane
              lane = 0
            }
          }
        }
        flush(partial, lane, to: target)
      }
    }
  }

  /// Calls `body` with memory for some vectors, all 0.
  @inline(__always)
  static func withScratch<Result>(_ count: Int, _ body: (Rows) -> Result) -> Result {
    withUnsafeTemporaryAllocation(
      byteCount: count * MemoryLayout<Lanes>.stride, alignment: Lanes.alignment
    ) { memory in
      let rows = memory.initializeMemory(as: Lanes.self, repeating: 0)
      return body(rows.baseAddress.unsafelyUnwrapped)
    }
  }

  /// Adds the sum over the samples of each row to `sums`.
  @inline(__always)
  static func addSums(_ rows: Input, count: Int, to sums: UnsafeMutablePointer<Double>) {
    for o in 0..<count { sums[o] += sum(rows + o * vectors) }
  }

  /// Returns the sum over the samples of a row.
  @inline(__always)
  static func sum(_ row: Input) -> Double { BlockRow(row).sums.sum }

  /// Adds the sums of `count` vectors to consecutive numbers.
  @inline(__always)
  private static func flush(
    _ partial: Rows, _ count: Int, to sums: UnsafeMutablePointer<Double>
  ) {
    let totals = Lanes(vector_sums(partial))
    if count == Lanes.count {
      let address = UnsafeMutableRawPointer(sums)
      let vector = Lanes(at: address) + totals
      address.storeBytes(of: vector.vector, as: Lanes.Vector.self)
    } else {
      for lane in 0..<count { sums[lane] += totals[lane] }
    }
  }

  /// One row of a block, in registers.
  private struct BlockRow {
    private let row: (Lanes, Lanes, Lanes, Lanes, Lanes, Lanes, Lanes, Lanes)

    @inline(__always)
    init(_ start: Input) {
      row =
        vectors == 4
        ? (start[0], start[1], start[2], start[3], 0, 0, 0, 0)
        : (
          start[0], start[1], start[2], start[3], start[4], start[5], start[6], start[7]
        )
    }

    /// The sums over the halves of the block, down to one vector.
    @inline(__always)
    var sums: Lanes {
      vectors == 4
        ? (row.0 + row.2) + (row.1 + row.3)
        : ((row.0 + row.4) + (row.2 + row.6)) + ((row.1 + row.5) + (row.3 + row.7))
    }

    /// Returns `sums` of the products with another row.
    @inline(__always)
    func productSums(_ x: Input) -> Lanes {
      if vectors == 4 {
        return (row.0 * x[0] + row.2 * x[2]) + (row.1 * x[1] + row.3 * x[3])
      }
      return ((row.0 * x[0] + row.4 * x[4]) + (row.2 * x[2] + row.6 * x[6]))
        + ((row.1 * x[1] + row.5 * x[5]) + (row.3 * x[3] + row.7 * x[7]))
    }
  }
}

extension UnsafeMutablePointer<Lanes> {
  /// Allocates memory for vectors, aligned to a cache line.
  static func allocateAligned(_ count: Int) -> Self {
    UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<Lanes>.stride, alignment: Lanes.alignment
    ).bindMemory(to: Lanes.self, capacity: count)
  }
}
