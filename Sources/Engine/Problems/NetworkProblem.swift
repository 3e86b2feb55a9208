/// A problem whose loss is that of a network on samples.
protocol NetworkProblem: Problem {
  var network: Network { get }
  /// The training and the test samples.
  var train: Samples { get }
  var test: Samples { get }
  /// The factor of the start's weights, which have variance gain²/inputs.
  var gain: Double { get }
}

extension NetworkProblem {
  public var layout: ParameterLayout { network.layout }

  /// Returns normal weights with variance gain²/inputs, and biases 0.
  public func start(seed: UInt64) -> Coordinates { network.start(seed: seed, gain: gain) }

  public func loss(_ w: Coordinates) -> Double { network.loss(w, on: train) }

  public func gradient(_ w: Coordinates) -> (loss: Double, gradient: Coordinates) {
    network.gradient(w, on: train)
  }

  public func hessian(_ w: Coordinates, times v: Coordinates) -> Coordinates {
    network.hessian(w, times: v, on: train)
  }

  public func testLoss(_ w: Coordinates) -> Double { network.loss(w, on: test) }

  public func accuracy(_ w: Coordinates) -> Double? {
    network.hasClasses(test) ? network.accuracy(w, on: test) : nil
  }

  public var sampleCount: Int { train.count }
  public var hasLabels: Bool { !network.hasClasses(train) }

  public func gradient(_ w: Coordinates, on selection: SampleSelection) -> (
    loss: Double, gradient: Coordinates
  ) {
    switch selection {
    case .batch(let indices): network.gradient(w, on: train.subset(indices))
    case .noisyLabels(let shifts): network.gradient(w, on: train.addingToTargets(shifts))
    }
  }
}

extension Network {
  /// Whether the targets are classes: one of several outputs, or ±1.
  fileprivate func hasClasses(_ samples: Samples) -> Bool {
    loss != .squares || samples.targets > 1
  }
}
