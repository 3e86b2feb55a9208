import Vectors

// The loss of a block of samples and its derivatives by the outputs.
extension Network {
  /// Returns the sum of the losses of a block, given the outputs of the last layer.
  @inline(__always)
  func lossSum(_ z: SampleBlock.Input, _ block: Samples.Block) -> Double {
    SampleBlock.withScratch(SampleBlock.vectors) { row in
      for k in 0..<SampleBlock.vectors {
        row[k] = block.masks[k] * sampleLoss(z + k, block.targets + k)
      }
      return SampleBlock.sum(row)
    }
  }

  /// Returns the losses of the samples in one vector of each row.
  @inline(__always)
  private func sampleLoss(_ z: SampleBlock.Input, _ y: SampleBlock.Input) -> Lanes {
    let (outputs, vectors) = (sizes[sizes.count - 1], SampleBlock.vectors)
    switch loss {
    case .crossEntropy:
      let top = Self.maximum(z, outputs)
      var (sum, label) = (Lanes(0), Lanes(0))
      for c in 0..<outputs {
        sum += Lanes.exp(z[c * vectors] - top)
        label += y[c * vectors] * z[c * vectors]
      }
      return top + Lanes.log(sum) - label
    case .squares:
      var sum = Lanes(0)
      for c in 0..<outputs { sum += square(z[c * vectors] - y[c * vectors]) }
      return 0.5 * sum
    case .logistic: return Lanes.softplus(-y[0] * z[0])
    }
  }

  /// Returns the largest of the outputs of each sample in one vector of each row.
  @inline(__always)
  private static func maximum(_ z: SampleBlock.Input, _ outputs: Int) -> Lanes {
    var top = z[0]
    for c in 1..<max(1, outputs) { top = Lanes.max(top, z[c * SampleBlock.vectors]) }
    return top
  }

  /// Returns the sum of the losses and replaces the outputs by their derivatives, per sample.
  ///
  /// The derivatives are multiplied by `scale`, 1/N for the mean of N samples.
  @inline(__always)
  func differentiate(
    _ z: SampleBlock.Rows, _ block: Samples.Block, scale: Double
  ) -> Double {
    let sum = lossSum(z, block)
    let (outputs, vectors, y) = (sizes[sizes.count - 1], SampleBlock.vectors, block.targets)
    if loss == .crossEntropy { Self.softmax(z, outputs) }
    for c in 0..<outputs {
      for k in 0..<vectors {
        let (index, weight) = (c * vectors + k, Lanes(scale) * block.masks[k])
        z[index] =
          loss == .logistic
          ? weight * (-y[index] * Lanes.sigmoid(-y[index] * z[index]))
          : weight * (z[index] - y[index])
      }
    }
    return sum
  }

  /// Replaces outputs z by exp zⱼ/Σ exp zᵢ.
  @inline(__always)
  private static func softmax(_ z: SampleBlock.Rows, _ outputs: Int) {
    let vectors = SampleBlock.vectors
    for k in 0..<vectors {
      let top = maximum(z + k, outputs)
      var sum = Lanes(0)
      for c in 0..<outputs {
        z[c * vectors + k] = Lanes.exp(z[c * vectors + k] - top)
        sum += z[c * vectors + k]
      }
      for c in 0..<outputs { z[c * vectors + k] = z[c * vectors + k] / sum }
    }
  }

  /// Replaces the derivatives of the outputs by the derivatives of the loss's gradient.
  ///
  /// `z` holds the outputs and is replaced by the loss's derivatives; `rz` holds the derivatives of
  /// the outputs along a direction.
  @inline(__always)
  func differentiateTwice(
    _ z: SampleBlock.Rows, _ rz: SampleBlock.Rows, _ block: Samples.Block, scale: Double
  ) {
    let (outputs, vectors, y) = (sizes[sizes.count - 1], SampleBlock.vectors, block.targets)
    if loss == .crossEntropy { Self.softmax(z, outputs) }
    for k in 0..<vectors {
      let weight = Lanes(scale) * block.masks[k]
      var mean = Lanes(0)
      if loss == .crossEntropy {
        for c in 0..<outputs { mean += z[c * vectors + k] * rz[c * vectors + k] }
      }
      for index in stride(from: k, to: outputs * vectors, by: vectors) {
        switch loss {
        case .crossEntropy:
          rz[index] = weight * (z[index] * (rz[index] - mean))
          z[index] = weight * (z[index] - y[index])
        case .squares:
          rz[index] = weight * rz[index]
          z[index] = weight * (z[index] - y[index])
        case .logistic:
          let sigma = Lanes.sigmoid(-y[index] * z[index])
          rz[index] = weight * (sigma * (1 - sigma) * rz[index])
          z[index] = weight * (-y[index] * sigma)
        }
      }
    }
  }
}
