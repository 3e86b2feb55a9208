import Vectors

// The loss, its derivatives and the accuracy over a data set.
extension Network {
  /// Returns the mean loss.
  func loss(_ w: Coordinates, on samples: Samples) -> Double {
    let sum = w.values.withUnsafeBufferPointer { w in
      var sum = 0.0
      withRows(rows) { rows in
        samples.forEachBlock { block in
          sum += blockLoss(w, block, rows)
        }
      }
      return sum
    }
    return sum / Double(samples.count)
  }

  @inline(never)
  private func blockLoss(
    _ w: UnsafeBufferPointer<Double>, _ block: Samples.Block, _ rows: SampleBlock.Rows
  ) -> Double {
    guard let w = w.baseAddress else { return .nan }
    forward(w, block, into: rows)
    return lossSum(rows + lastRow, block)
  }

  /// The first vector of the last layer's outputs.
  var lastRow: Int { layers[layers.count - 1].row * SampleBlock.vectors }

  /// Calls `body` with the memory of some rows of a block.
  @inline(__always)
  func withRows(_ count: Int, _ body: (SampleBlock.Rows) -> Void) {
    let capacity = count * SampleBlock.vectors
    let rows = SampleBlock.Rows.allocateAligned(capacity)
    defer { rows.deallocate() }
    rows.initialize(repeating: 0, count: capacity)
    body(rows)
  }

  /// Returns the mean loss and its gradient.
  ///
  /// Threads take whole blocks, whose gradients are added in order: equal bits for any number.
  func gradient(
    _ w: Coordinates, on samples: Samples, threads: Int = 1
  ) -> (loss: Double, gradient: Coordinates) {
    guard threads > 1 else {
      let (sum, gradient) = gradient(w, on: samples, blocks: 0..<samples.blocks)
      return (sum / Double(samples.count), gradient)
    }
    let parts = parallelMap(samples.blocks, on: threads, {}) { block, _ in
      gradient(w, on: samples, blocks: block..<block + 1)
    }
    var (loss, sum) = (0.0, Coordinates(zeros: dimension))
    for part in parts {
      loss += part.lossSum
      sum = sum + part.gradient
    }
    return (loss / Double(samples.count), sum)
  }

  /// Returns the sum of the losses of some blocks and their part of the gradient of the mean loss.
  private func gradient(
    _ w: Coordinates, on samples: Samples, blocks: Range<Int>
  ) -> (lossSum: Double, gradient: Coordinates) {
    var (loss, gradient) = (0.0, Coordinates(zeros: dimension))
    let scale = 1 / Double(samples.count)
    w.values.withUnsafeBufferPointer { w in
      gradient.values.withUnsafeMutableBufferPointer { gradient in
        withRows(rows + 2 * width) { rows in
          samples.forEachBlock(blocks) { block in
            loss += addGradient(w, block, scale, rows, to: gradient)
          }
        }
      }
    }
    return (loss, gradient)
  }

  /// Adds the gradient of a block and returns the sum of its losses.
  @inline(never)
  private func addGradient(
    _ w: UnsafeBufferPointer<Double>, _ block: Samples.Block, _ scale: Double,
    _ rows: SampleBlock.Rows, to gradient: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    guard let w = w.baseAddress, let gradient = gradient.baseAddress else { return .nan }
    forward(w, block, into: rows)
    let loss = differentiate(rows + lastRow, block, scale: scale)
    backward(
      w, block, rows, scratch: rows + self.rows * SampleBlock.vectors, to: gradient)
    return loss
  }

  /// Returns the product of the Hessian of the mean loss with `v`.
  func hessian(_ w: Coordinates, times v: Coordinates, on samples: Samples) -> Coordinates {
    var product = Coordinates(zeros: dimension)
    let scale = 1 / Double(samples.count)
    w.values.withUnsafeBufferPointer { w in
      v.values.withUnsafeBufferPointer { v in
        product.values.withUnsafeMutableBufferPointer { product in
          withRows(2 * rows + 5 * width) { rows in
            samples.forEachBlock { addProduct(w, v, $0, scale, rows, to: product) }
          }
        }
      }
    }
    return product
  }

  @inline(never)
  private func addProduct(
    _ w: UnsafeBufferPointer<Double>, _ v: UnsafeBufferPointer<Double>, _ block: Samples.Block,
    _ scale: Double, _ rows: SampleBlock.Rows, to product: UnsafeMutableBufferPointer<Double>
  ) {
    guard let w = w.baseAddress, let v = v.baseAddress, let product = product.baseAddress else {
      return
    }
    let derivatives = rows + self.rows * SampleBlock.vectors
    let scratch = derivatives + self.rows * SampleBlock.vectors
    forward(w, block, into: rows)
    forward(w, along: v, block, rows, scratch: scratch, into: derivatives)
    differentiateTwice(rows + lastRow, derivatives + lastRow, block, scale: scale)
    backward(w, along: v, block, rows, derivatives, scratch: scratch, to: product)
  }

  /// Returns the share of samples whose class is that of the largest output, or of its sign.
  func accuracy(_ w: Coordinates, on samples: Samples) -> Double {
    var correct = 0
    let outputs = sizes[sizes.count - 1]
    w.values.withUnsafeBufferPointer { w in
      guard let w = w.baseAddress else { return }
      withRows(rows) { rows in
        samples.forEachBlock { block in
          forward(w, block, into: rows)
          for sample in 0..<SampleBlock.size {
            let (vector, lane) = (sample / Lanes.count, sample % Lanes.count)
            func entry(_ rows: SampleBlock.Input, _ row: Int) -> Double {
              rows[row * SampleBlock.vectors + vector][lane]
            }
            guard entry(block.masks, 0) > 0 else { continue }
            let z = UnsafePointer(rows + lastRow)
            if outputs == 1 {
              if (entry(z, 0) > 0) == (entry(block.targets, 0) > 0) { correct += 1 }
            } else {
              var best = 0
              for row in 1..<outputs where entry(z, row) > entry(z, best) { best = row }
              if entry(block.targets, best) > 0 { correct += 1 }
            }
          }
        }
      }
    }
    return Double(correct) / Double(samples.count)
  }
}
