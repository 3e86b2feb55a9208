import Vectors

/// The inputs and targets of a data set, in blocks of 64 samples.
struct Samples: Sendable {
  /// The number of samples.
  let count: Int
  /// The numbers of rows of a block.
  let inputs, targets: Int
  /// The input rows of each block in turn.
  private let inputRows: LaneRows
  /// The target rows of each block in turn.
  private var targetRows: LaneRows
  /// 1 for a sample and 0 for a lane without one, block by block.
  private let masks: LaneRows

  /// The number of blocks.
  var blocks: Int { (count + SampleBlock.size - 1) / SampleBlock.size }

  /// Creates a data set from its rows: the inputs and the targets of each sample.
  init(_ samples: [(inputs: [Double], targets: [Double])]) {
    count = samples.count
    inputs = samples.first?.inputs.count ?? 0
    targets = samples.first?.targets.count ?? 0
    inputRows = Self.rows(samples.map(\.inputs), inputs)
    targetRows = Self.rows(samples.map(\.targets), targets)
    masks = Self.rows(samples.map { _ in [1] }, 1)
  }

  /// Returns the blocks of `width` rows; lanes without a sample are 0.
  private static func rows(_ samples: [[Double]], _ width: Int) -> LaneRows {
    let (size, vectors) = (SampleBlock.size, SampleBlock.vectors)
    return LaneRows((samples.count + size - 1) / size * width * vectors) { index in
      let (row, vector) = (index / vectors, index % vectors)
      return Lanes { lane in
        let sample = row / width * size + vector * Lanes.count + lane
        return sample < samples.count ? samples[sample][row % width] : 0
      }
    }
  }

  /// Returns the inputs of a sample.
  func inputs(of sample: Int) -> [Double] {
    (0..<inputs).map { Self.entry(inputRows, sample, row: $0, of: inputs) }
  }

  /// Returns the targets of a sample.
  func targets(of sample: Int) -> [Double] {
    (0..<targets).map { Self.entry(targetRows, sample, row: $0, of: targets) }
  }

  private static func entry(_ rows: LaneRows, _ sample: Int, row: Int, of width: Int) -> Double {
    let (block, index) = (sample / SampleBlock.size, sample % SampleBlock.size)
    let vector = (block * width + row) * SampleBlock.vectors + index / Lanes.count
    return rows[vector][index % Lanes.count]
  }

  /// Returns the data set of some samples, in the given order.
  func subset(_ indices: [Int]) -> Samples {
    Samples(indices.map { (inputs(of: $0), targets(of: $0)) })
  }

  /// Returns the data set with a number added to the first target of each sample.
  func addingToTargets(_ shifts: [Double]) -> Samples {
    var result = self
    result.targetRows = Self.rows(
      (0..<count).map { sample in
        var targets = targets(of: sample)
        targets[0] += shifts[sample]
        return targets
      }, targets)
    return result
  }

  /// The memory of one block.
  struct Block {
    let inputs, targets, masks: SampleBlock.Input
  }

  /// Calls `body` with each block of a range in turn.
  @inline(__always)
  func forEachBlock(_ range: Range<Int>? = nil, _ body: (Block) -> Void) {
    for block in range ?? 0..<blocks {
      let offset = block * SampleBlock.vectors
      body(
        Block(
          inputs: inputRows.start + offset * inputs, targets: targetRows.start + offset * targets,
          masks: masks.start + offset))
    }
  }
}

/// Vectors in memory aligned to cache lines, as the kernels require; an array is not.
private final class LaneRows: @unchecked Sendable {  // The vectors do not change after `init`.
  /// The first vector.
  let start: SampleBlock.Input
  private let memory: SampleBlock.Rows

  init(_ count: Int, _ vector: (Int) -> Lanes) {
    memory = .allocateAligned(count)
    for index in 0..<count { (memory + index).initialize(to: vector(index)) }
    start = SampleBlock.Input(memory)
  }

  subscript(_ index: Int) -> Lanes { start[index] }

  deinit { memory.deallocate() }
}
