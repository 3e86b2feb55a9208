import Vectors

// Forward and backward passes over one block of samples.
extension Network {
  typealias Parameters = UnsafePointer<Double>

  /// Computes the rows of all layers' outputs; A of a hidden layer, Z of the last.
  ///
  /// The layers before `first` are not computed: `rows` has their outputs.
  @inline(__always)
  func forward(
    _ w: Parameters, _ block: Samples.Block, from first: Int = 0, into rows: SampleBlock.Rows
  ) {
    var input = self.input(of: first, block, rows)
    for index in first..<layers.count {
      let layer = layers[index]
      let output = rows + layer.row * SampleBlock.vectors
      affine(w, layer, input, into: output)
      if index < layers.count - 1 { activate(output, count: layer.outputs) { output[$0] } }
      input = UnsafePointer(output)
    }
  }

  /// Computes Z = AWᵀ + b of a layer.
  @inline(__always)
  func affine(
    _ w: Parameters, _ layer: Layer, _ input: SampleBlock.Input, into output: SampleBlock.Rows
  ) {
    SampleBlock.multiply(
      w + layer.weights, outputStride: layer.inputs, inputStride: 1, input,
      inputs: layer.inputs, into: output, outputs: layer.outputs)
    SampleBlock.add(w + layer.biases, to: output, count: layer.outputs)
  }

  /// Returns the input rows of a layer: those of the block or the outputs of the layer before.
  @inline(__always)
  private func input(
    of index: Int, _ block: Samples.Block, _ rows: SampleBlock.Input
  ) -> SampleBlock.Input {
    index == 0 ? block.inputs : rows + layers[index - 1].row * SampleBlock.vectors
  }

  /// Sets rows to A = φ(Z), where `z` returns the vector of an index.
  @inline(__always)
  func activate(_ rows: SampleBlock.Rows, count: Int, _ z: (Int) -> Lanes) {
    switch activation {
    case .tanh: SampleBlock.map(rows, count: count) { index, _ in Lanes.inlinedTanh(z(index)) }
    case .relu:
      SampleBlock.map(rows, count: count) { index, _ in
        let z = z(index)
        return Lanes.select(0 < z, z, 0)
      }
    }
  }

  /// Multiplies rows by φ′ of the layer whose outputs are `a`.
  @inline(__always)
  func multiplyBySlope(_ rows: SampleBlock.Rows, _ a: SampleBlock.Input, count: Int) {
    switch activation {
    case .tanh: SampleBlock.map(rows, count: count) { $1 * (1 - square(a[$0])) }
    case .relu: SampleBlock.map(rows, count: count) { Lanes.select(0 < a[$0], $1, 0) }
    }
  }

  /// Adds the gradient of a block to `gradient`, given the derivatives of the outputs.
  ///
  /// `deltas` are the rows of the last layer; `rows` are those of `forward`. `scratch` has twice
  /// `width` rows.
  @inline(__always)
  func backward(
    _ w: Parameters, _ block: Samples.Block, _ rows: SampleBlock.Input,
    scratch: SampleBlock.Rows, to gradient: UnsafeMutablePointer<Double>
  ) {
    let vectors = SampleBlock.vectors
    var deltas = rows + layers[layers.count - 1].row * vectors
    for index in layers.indices.reversed() {
      let layer = layers[index]
      let input = input(of: index, block, rows)
      addGradient(deltas, layer, input, to: gradient)
      guard index > 0 else { return }
      let next = scratch + (index % 2) * width * vectors
      backpropagate(w, layer, deltas, into: next)
      multiplyBySlope(next, input, count: layer.inputs)
      deltas = UnsafePointer(next)
    }
  }

  /// Computes the derivatives of `rows` along the direction `v` (Pearlmutter, 1994).
  ///
  /// `derivatives` receives RZ of every layer; `scratch` has `width` rows.
  @inline(__always)
  func forward(
    _ w: Parameters, along v: Parameters, _ block: Samples.Block, _ rows: SampleBlock.Input,
    scratch: SampleBlock.Rows, into derivatives: SampleBlock.Rows
  ) {
    let vectors = SampleBlock.vectors
    for (index, layer) in layers.enumerated() {
      let input = input(of: index, block, rows)
      let output = derivatives + layer.row * vectors
      affine(v, layer, input, into: output)
      guard index > 0 else { continue }
      let previous = derivatives + layers[index - 1].row * vectors
      scratch.update(from: previous, count: layer.inputs * vectors)
      multiplyBySlope(scratch, input, count: layer.inputs)
      SampleBlock.multiply(
        w + layer.weights, outputStride: layer.inputs, inputStride: 1, scratch,
        inputs: layer.inputs, adding: UnsafePointer(output), into: output, outputs: layer.outputs)
    }
  }

  /// Adds the product of a block's Hessian with `v` to `product`.
  ///
  /// `deltas` and `deltaDerivatives` are the rows of the last layer and are overwritten; `rows` and
  /// `derivatives` are those of the forward passes. `scratch` has five times `width` rows.
  @inline(__always)
  func backward(
    _ w: Parameters, along v: Parameters, _ block: Samples.Block, _ rows: SampleBlock.Input,
    _ derivatives: SampleBlock.Input, scratch: SampleBlock.Rows,
    to product: UnsafeMutablePointer<Double>
  ) {
    let (vectors, last) = (SampleBlock.vectors, layers[layers.count - 1].row)
    var (deltas, rDeltas) = (rows + last * vectors, derivatives + last * vectors)
    let slopes = scratch + 4 * width * vectors
    for index in layers.indices.reversed() {
      let layer = layers[index]
      let input = input(of: index, block, rows)
      addGradient(rDeltas, layer, input, to: product)
      guard index > 0 else { return }
      let rz = derivatives + layers[index - 1].row * vectors
      slopes.update(from: rz, count: layer.inputs * vectors)
      multiplyBySlope(slopes, input, count: layer.inputs)
      SampleBlock.addProducts(
        deltas, outputs: layer.outputs, UnsafePointer(slopes), inputs: layer.inputs,
        to: product + layer.weights)
      let next = scratch + (index % 2) * 2 * width * vectors
      let rNext = next + width * vectors
      backpropagate(w, layer, deltas, into: next)
      backpropagate(w, layer, rDeltas, into: rNext)
      SampleBlock.multiply(
        v + layer.weights, outputStride: 1, inputStride: layer.inputs, deltas,
        inputs: layer.outputs, adding: UnsafePointer(rNext), into: rNext, outputs: layer.inputs)
      multiplyBySlope(rNext, input, count: layer.inputs)
      if activation == .tanh {
        SampleBlock.map(rNext, count: layer.inputs) { k, value in
          value + next[k] * (-2 * input[k] * (1 - square(input[k]))) * rz[k]
        }
      }
      multiplyBySlope(next, input, count: layer.inputs)
      (deltas, rDeltas) = (UnsafePointer(next), UnsafePointer(rNext))
    }
  }

  /// Adds the derivatives by the weights and the biases of a layer.
  @inline(__always)
  private func addGradient(
    _ deltas: SampleBlock.Input, _ layer: Layer, _ input: SampleBlock.Input,
    to gradient: UnsafeMutablePointer<Double>
  ) {
    SampleBlock.addProducts(
      deltas, outputs: layer.outputs, input, inputs: layer.inputs, to: gradient + layer.weights)
    SampleBlock.addSums(deltas, count: layer.outputs, to: gradient + layer.biases)
  }

  /// Computes ΔW, the derivatives by the inputs of a layer.
  @inline(__always)
  private func backpropagate(
    _ w: Parameters, _ layer: Layer, _ deltas: SampleBlock.Input, into rows: SampleBlock.Rows
  ) {
    SampleBlock.multiply(
      w + layer.weights, outputStride: 1, inputStride: layer.inputs, deltas,
      inputs: layer.outputs, into: rows, outputs: layer.inputs)
  }
}
