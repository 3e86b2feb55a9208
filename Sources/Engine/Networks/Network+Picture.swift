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
    var w = origin
    withRows(rows + 4 * layer.outputs) { memory in
      let parts = memory + rows * vectors
      let z = parts + 3 * size
      samples.forEachBlock { block in
        for (index, part) in [origin, first, second].enumerated() {
          part.values.withUnsafeBufferPointer { part in
            firstLayer(part, block, into: parts + index * size)
          }
        }
        for (row, y) in ys.enumerated() {
          for (column, x) in xs.enumerated() {
            let (a, b) = (Lanes(x), Lanes(y))
            for k in 0..<size { z[k] = parts[k] + a * parts[size + k] + b * parts[2 * size + k] }
            for index in layer.biases + layer.outputs..<dimension {
              w.values[index] =
                origin.values[index] + x * first.values[index] + y * second.values[index]
            }
            sums[row * xs.count + column] += w.values.withUnsafeBufferPointer {
              pointLoss($0, block, z, memory)
            }
          }
        }
      }
    }
    return sums.map { $0 / Double(samples.count) }
  }

  @inline(never)
  private func firstLayer(
    _ w: UnsafeBufferPointer<Double>, _ block: Samples.Block, into rows: SampleBlock.Rows
  ) {
    guard let w = w.baseAddress else { return }
    affine(w, layers[0], block.inputs, into: rows)
  }

  @inline(never)
  private func pointLoss(
    _ w: UnsafeBufferPointer<Double>, _ block: Samples.Block, _ z: SampleBlock.Rows,
    _ rows: SampleBlock.Rows
  ) -> Double {
    guard let w = w.baseAddress else { return .nan }
    forward(w, block, first: UnsafePointer(z), into: rows)
    return lossSum(rows + lastRow, block)
  }
}
