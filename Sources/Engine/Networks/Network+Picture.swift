import Vectors

extension Network {
  /// Returns the losses L(o + xD₁ + yD₂), the rows by y.
  ///
  /// The first layer's Z is affine in x and y, so three products replace the product of each point.
  func losses(
    origin: Coordinates, _ first: Coordinates, _ second: Coordinates, _ xs: [Double],
    _ ys: [Double], samples: Samples
  ) -> [Double] {
    let (layer, vectors) = (layers[0], SampleBlock.vectors)
    let size = layer.outputs * vectors
    var sums = [Double](repeating: 0, count: xs.count * ys.count)
    var w = origin.values
    withRows(rows + 3 * layer.outputs) { memory in
      let parts = memory + rows * vectors
      samples.forEachBlock { block in
        for (index, part) in [origin, first, second].enumerated() {
          part.values.withUnsafeBufferPointer { part in
            firstLayer(part, block, into: parts + index * size)
          }
        }
        for (row, y) in ys.enumerated() {
          for (column, x) in xs.enumerated() {
            firstOutputs(parts, x, y, into: memory)
            Self.combine(
              origin.values, first.values, second.values, x, y,
              at: layer.biases + layer.outputs..<dimension, into: &w)
            sums[row * xs.count + column] += w.withUnsafeBufferPointer {
              pointLoss($0, block, memory)
            }
          }
        }
      }
    }
    return sums.map { $0 / Double(samples.count) }
  }

  /// Sets entries of `sum` to those of a + xb + yc.
  @inline(never)
  private static func combine(
    _ a: [Double], _ b: [Double], _ c: [Double], _ x: Double, _ y: Double, at indices: Range<Int>,
    into sum: inout [Double]
  ) {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        c.withUnsafeBufferPointer { c in
          sum.withUnsafeMutableBufferPointer { sum in
            for index in indices { sum[index] = a[index] + x * b[index] + y * c[index] }
          }
        }
      }
    }
  }

  @inline(never)
  private func firstLayer(
    _ w: UnsafeBufferPointer<Double>, _ block: Samples.Block, into rows: SampleBlock.Rows
  ) {
    guard let w = w.baseAddress else { return }
    affine(w, layers[0], block.inputs, into: rows)
  }

  /// Computes the outputs of the first layer, whose Z is the first part plus x times the second plus y
  /// times the third.
  @inline(never)
  private func firstOutputs(
    _ parts: SampleBlock.Rows, _ x: Double, _ y: Double, into rows: SampleBlock.Rows
  ) {
    let (count, a, b) = (layers[0].outputs, Lanes(x), Lanes(y))
    let size = count * SampleBlock.vectors
    func z(_ k: Int) -> Lanes { parts[k] + a * parts[size + k] + b * parts[2 * size + k] }
    if layers.count > 1 {
      activate(rows, count: count, z)
    } else {
      SampleBlock.map(rows, count: count) { index, _ in z(index) }
    }
  }

  @inline(never)
  private func pointLoss(
    _ w: UnsafeBufferPointer<Double>, _ block: Samples.Block, _ rows: SampleBlock.Rows
  ) -> Double {
    guard let w = w.baseAddress else { return .nan }
    forward(w, block, from: 1, into: rows)
    return lossSum(rows + lastRow, block)
  }
}
