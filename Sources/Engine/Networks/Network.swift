/// A fully connected network with one activation function and a loss, over data in blocks.
///
/// Layer ℓ computes Z = AWᵀ + b and A = φ(Z); the last layer is linear. The parameters are W₁ (outputs
/// × inputs, by rows), b₁, W₂, b₂ and so on.
struct Network: Sendable {
  /// The function between two layers.
  enum Activation: Sendable {
    case tanh, relu
  }

  /// The loss of the last layer's outputs z and the targets y, a mean over the samples.
  enum Loss: Sendable {
    /// ln Σ exp zⱼ − ⟨y, z⟩, for y with one entry 1 and the others 0.
    case crossEntropy
    /// ½‖z − y‖².
    case squares
    /// ln(1 + e^(−yz)), for y = ±1.
    case logistic
  }

  /// The widths of the inputs and of all layers.
  let sizes: [Int]
  let activation: Activation
  let loss: Loss
  let layers: [Layer]
  let dimension: Int

  /// The sizes and the places of the parameters of a layer.
  struct Layer: Sendable {
    let inputs, outputs: Int
    /// The index of the first weight and of the first bias.
    let weights, biases: Int
    /// The first row of the layer's outputs in the memory of a pass.
    let row: Int
  }

  init(_ sizes: [Int], _ activation: Activation, _ loss: Loss) {
    (self.sizes, self.activation, self.loss) = (sizes, activation, loss)
    var (parameter, row) = (0, 0)
    layers = zip(sizes, sizes.dropFirst()).map { inputs, outputs in
      defer {
        parameter += outputs * (inputs + 1)
        row += outputs
      }
      return Layer(
        inputs: inputs, outputs: outputs, weights: parameter, biases: parameter + outputs * inputs,
        row: row)
    }
    dimension = parameter
  }

  /// Returns the loss in mathematical notation for the notation of the last layer's outputs.
  func formula(of outputs: String) -> String {
    switch loss {
    case .squares: "L = mean ‖\(outputs) − y‖²/2"
    case .crossEntropy: "L = mean cross-entropy of softmax(\(outputs))"
    case .logistic: "L = mean ln(1 + e^(−y(\(outputs))))"
    }
  }

  /// The rows of all layers' outputs.
  var rows: Int { sizes.dropFirst().reduce(0, +) }

  /// The largest number of rows of a layer.
  var width: Int { sizes.max() ?? 0 }

  /// The names and shapes of the parameters.
  var layout: ParameterLayout {
    ParameterLayout(
      layers.enumerated().flatMap { index, layer in
        let suffix = layers.count == 1 ? "" : "\(index + 1)"
        let weights = ParameterLayout.Block(
          "W\(suffix)", rows: layer.outputs, columns: layer.inputs, isWeight: true)
        let biases = ParameterLayout.Block(
          "b\(suffix)", rows: 1, columns: layer.outputs, isWeight: false)
        return [weights, biases]
      })
  }

  /// Returns normal weights times gain/√inputs, and biases 0.
  func start(seed: UInt64, gain: Double) -> Coordinates {
    var normals = GridNormals(seed: seed, stream: .start)
    var w = Coordinates(zeros: dimension)
    for layer in layers {
      let scale = gain / Double(layer.inputs).squareRoot()
      for index in layer.weights..<layer.biases { w[index] = normals.next() * scale }
    }
    return w
  }
}
