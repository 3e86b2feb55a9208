import TestSupport
import Testing

@testable import Engine

/// Returns the sum of 64 numbers: the halves are added until one number is left.
private func blockSum(_ numbers: [Double]) -> Double {
  var numbers = numbers
  while numbers.count > 1 {
    let half = numbers.count / 2
    numbers = (0..<half).map { numbers[$0] + numbers[$0 + half] }
  }
  return numbers[0]
}

/// A network in plain loops over one sample after the other, with the engine's order of summation.
private struct ScalarNetwork {
  let network: Network
  let samples: [(inputs: [Double], targets: [Double])]

  /// Returns the outputs A or Z of every layer.
  func forward(_ w: Coordinates, _ inputs: [Double]) -> [[Double]] {
    var outputs: [[Double]] = []
    for (index, layer) in network.layers.enumerated() {
      let input = outputs.last ?? inputs
      outputs.append(
        (0..<layer.outputs).map { o in
          let sum = input.indices.reduce(0.0) {
            $0 + w[layer.weights + o * layer.inputs + $1] * input[$1]
          }
          let z = sum + w[layer.biases + o]
          if index == network.layers.count - 1 { return z }
          return network.activation == .tanh ? Double.tanh(z) : (0 < z ? z : 0)
        })
    }
    return outputs
  }

  private func loss(_ z: [Double], _ y: [Double]) -> Double {
    switch network.loss {
    case .squares: 0.5 * zip(z, y).reduce(0) { $0 + square($1.0 - $1.1) }
    case .logistic: Double.softplus(-y[0] * z[0])
    case .crossEntropy:
      {
        let top = z.dropFirst().reduce(z[0]) { Double.max($0, $1) }
        return top + Double.log(z.reduce(0) { $0 + Double.exp($1 - top) })
          - zip(z, y).reduce(0) { $0 + $1.1 * $1.0 }
      }()
    }
  }

  private func deltas(_ z: [Double], _ y: [Double]) -> [Double] {
    let scale = 1 / Double(samples.count)
    switch network.loss {
    case .squares: return zip(z, y).map { scale * ($0 - $1) }
    case .logistic: return [scale * (-y[0] * Double.sigmoid(-y[0] * z[0]))]
    case .crossEntropy:
      let top = z.dropFirst().reduce(z[0]) { Double.max($0, $1) }
      let powers = z.map { Double.exp($0 - top) }
      let sum = powers.reduce(0, +)
      return zip(powers, y).map { scale * ($0 / sum - $1) }
    }
  }

  /// Returns the loss and the gradient of all samples.
  func gradient(_ w: Coordinates) -> (loss: Double, gradient: [Double]) {
    var (loss, gradient) = (0.0, [Double](repeating: 0, count: w.count))
    for first in stride(from: 0, to: samples.count, by: 64) {
      var products = [[Double]](
        repeating: [Double](repeating: 0, count: 64), count: w.count)
      var losses = [Double](repeating: 0, count: 64)
      for sample in first..<min(first + 64, samples.count) {
        let (inputs, targets) = samples[sample]
        let outputs = forward(w, inputs)
        losses[sample - first] = self.loss(outputs[outputs.count - 1], targets)
        var delta = deltas(outputs[outputs.count - 1], targets)
        for index in network.layers.indices.reversed() {
          let layer = network.layers[index]
          let input = index == 0 ? inputs : outputs[index - 1]
          for o in 0..<layer.outputs {
            products[layer.biases + o][sample - first] = delta[o]
            for i in 0..<layer.inputs {
              products[layer.weights + o * layer.inputs + i][sample - first] = delta[o] * input[i]
            }
          }
          guard index > 0 else { break }
          delta = (0..<layer.inputs).map { i in
            let sum = (0..<layer.outputs).reduce(0.0) {
              $0 + w[layer.weights + $1 * layer.inputs + i] * delta[$1]
            }
            if network.activation == .tanh { return sum * (1 - square(input[i])) }
            return 0 < input[i] ? sum : 0
          }
        }
      }
      loss += blockSum(losses)
      for index in gradient.indices { gradient[index] += blockSum(products[index]) }
    }
    return (loss / Double(samples.count), gradient)
  }
}

@Suite(.randomCases) struct `Kernels of networks` {
  /// Returns a random network, its data and parameters.
  private func randomCase(
    _ generator: inout SeededGenerator
  ) -> (ScalarNetwork, Samples, Coordinates) {
    let loss = generator.pick([Network.Loss.crossEntropy, .squares, .logistic])
    let outputs = loss == .logistic ? 1 : 1 + generator.below(17)
    let hidden = (0..<generator.below(3)).map { _ in 1 + generator.below(35) }
    let sizes = [1 + generator.below(40)] + hidden + [outputs]
    let network = Network(sizes, generator.pick([.tanh, .relu]), loss)
    let samples = (0..<1 + generator.below(200)).map { _ in
      let inputs = (0..<sizes[0]).map { _ in generator.number(in: -2...2) }
      let chosen = generator.below(outputs)
      let targets = (0..<outputs).map { output in
        switch loss {
        case .squares: generator.number(in: -2...2)
        case .crossEntropy: output == chosen ? 1.0 : 0
        case .logistic: generator.below(2) == 0 ? 1.0 : -1
        }
      }
      return (inputs: inputs, targets: targets)
    }
    let w = Coordinates((0..<network.dimension).map { _ in generator.number(in: -1...1) })
    return (ScalarNetwork(network: network, samples: samples), Samples(samples), w)
  }

  @Test func `have the bits of plain loops, on one and on two threads`() {
    forEachRandomCase(25) { generator in
      let (scalar, samples, w) = randomCase(&generator)
      let network = scalar.network
      let expected = scalar.gradient(w)
      for threads in 1...3 {
        let (loss, gradient) = network.gradient(w, on: samples, threads: threads)
        try #require(loss == expected.loss, "loss of \(network.sizes), \(network.loss)")
        try #require(
          gradient.values == expected.gradient, "gradient of \(network.sizes), \(network.loss)")
      }
    }
  }

  @Test func `draw the same picture with and without the shortcut`() {
    forEachRandomCase(10) { generator in
      let (scalar, samples, w) = randomCase(&generator)
      let network = scalar.network
      let (a, b) = (
        Coordinates(w.values.map { _ in generator.number(in: -1...1) }),
        Coordinates(w.values.map { _ in generator.number(in: -1...1) })
      )
      let (xs, ys) = ([-0.5, 0, 0.3], [0.1, 0.2])
      let losses = network.losses(origin: w, a, b, xs, ys, samples: samples)
      for (row, y) in ys.enumerated() {
        for (column, x) in xs.enumerated() {
          let exact = network.loss(w + x * a + y * b, on: samples)
          let loss = losses[row * xs.count + column]
          try #require(
            abs(loss - exact) <= 1e-12 * max(1, exact), "\(network.sizes): \(loss), \(exact)")
        }
      }
    }
  }

  @Test func `give samples back`() {
    let rows = (0..<130).map { (inputs: [Double($0), 0.5], targets: [Double(-$0)]) }
    let samples = Samples(rows)
    #expect(samples.inputs(of: 129) == [129, 0.5] && samples.targets(of: 64) == [-64])
    let subset = samples.subset([3, 3, 128])
    #expect(subset.count == 3 && subset.inputs(of: 1) == [3, 0.5])
    #expect(subset.targets(of: 2) == [-128])
  }
}

@Suite struct `The dot product of vectors of any dimension` {
  @Test func `adds in the documented order`() {
    var generator = SeededGenerator(seed: 1)
    for count in [0, 1, 2, 15, 16, 17, 100, 511, 512, 513, 2410] {
      let a = Coordinates((0..<count).map { _ in generator.number(in: -1...1) })
      let b = Coordinates((0..<count).map { _ in generator.number(in: -1...1) })
      var sum = 0.0
      for start in stride(from: 0, to: count, by: 512) {
        var partial = [Double](repeating: 0, count: 16)
        for index in start..<min(start + 512, count) {
          partial[(index - start) % 16] += a[index] * b[index]
        }
        sum += blockSum(partial)
      }
      #expect(a.dot(b) == sum, "\(count) components")
    }
    #expect(!Coordinates([1, .nan]).isFinite && !Coordinates([.infinity, 0]).isFinite)
    #expect(Coordinates([1, -1e300]).isFinite && Coordinates([]).norm == 0)
  }
}
