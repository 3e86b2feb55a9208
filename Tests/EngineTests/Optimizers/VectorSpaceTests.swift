import Testing
import Vectors

@testable import Engine

/// ½ Σ λᵢwᵢ².
private struct DiagonalQuadratic: Objective {
  static let sharpness = [0.5, 1, 2, 3.5, 6]

  func gradient(_ w: Coordinates) -> Coordinates { w.zip(Coordinates(Self.sharpness), *) }
}

/// A surface of the first two of five coordinates.
private struct Embedded<S: Surface>: Objective {
  let surface: S

  private func embed(_ p: Point<Double>) -> Coordinates { Coordinates([p.x, p.y, 0, 0, 0]) }
  private func project(_ w: Coordinates) -> Point<Double> { Point(w.values[0], w.values[1]) }

  func gradient(_ w: Coordinates) -> Coordinates { embed(surface.gradient(project(w))) }

  func gradient(_ w: Coordinates, label: Double) -> Coordinates {
    embed(surface.gradient(project(w), label: label))
  }

  func topEigenvector(_ w: Coordinates) -> Coordinates {
    embed(surface.hessian(project(w)).topEigenvector)
  }

  func hessian(_ w: Coordinates) -> [Coordinates] {
    let h = surface.hessian(project(w))
    return [embed(Point(h.xx, h.xy)), embed(Point(h.xy, h.yy))]
      + [Coordinates](repeating: embed(.zero), count: 3)
  }
}

/// Returns the iterates and the ascent points of `steps` steps.
private func run<V, O: NamedOptimizer<V>>(
  _: O.Type, _ knobs: [String: V.Scalar], on objective: some Objective<V>, from start: V, steps: Int
) -> (iterates: [V], ascentPoints: [V]) {
  O { knobs[$0.id] ?? V.Scalar($0.defaultValue) }
    .run(on: objective, from: start, steps: steps, seed: 5)
}

@Suite struct `An optimizer in five dimensions` {
  private let start = [1.5, -2, 0.75, 1, -0.5]
  private let sharpness = DiagonalQuadratic.sharpness

  private func iterates<O: NamedOptimizer<Coordinates>>(
    _ type: O.Type, _ knobs: [String: Double]
  ) -> [[Double]] {
    run(type, knobs, on: DiagonalQuadratic(), from: Coordinates(start), steps: 50)
      .iterates.map(\.values)
  }

  @Test func `multiplies each component by 1 − ηλ with GD and by 1 − ηλ(1 + ρλ) with USAM`() {
    let (eta, rho) = (0.1, 0.2)
    let gd = iterates(GradientDescent.self, ["eta": eta])
    let usam = iterates(USAM.self, ["eta": eta, "rho": rho])
    for (i, lambda) in sharpness.enumerated() {
      for step in gd.indices {
        let expected = start[i] * Double.pow(1 - eta * lambda, step)
        #expect(abs(gd[step][i] - expected) < 1e-13)
        let expectedUSAM = start[i] * Double.pow(1 - eta * lambda * (1 + rho * lambda), step)
        #expect(abs(usam[step][i] - expectedUSAM) < 1e-13)
      }
    }
  }

  @Test func `equals a loop over arrays with SAM, bit for bit`() {
    let (eta, rho) = (0.05, 0.1)
    var w = start
    for iterate in iterates(SAM.self, ["eta": eta, "rho": rho]) {
      #expect(iterate == w)
      let g = w.indices.map { sharpness[$0] * w[$0] }
      let squares = g.map { $0 * $0 }
      // The partial sums of a dot product: 0 and 4, then 2, then 1 and 3.
      let even = squares[0] + squares[4] + squares[2]
      let norm = (even + (squares[1] + squares[3])).squareRoot()
      for i in w.indices {
        w[i] -= eta * (sharpness[i] * (w[i] + rho / (norm + 1e-12) * g[i]))
      }
    }
  }

  @Test func `equals a loop over arrays with momentum, bit for bit`() {
    let (eta, beta) = (0.05, 0.8)
    var (w, v) = (start, [Double](repeating: 0, count: 5))
    for iterate in iterates(HeavyBall.self, ["eta": eta, "beta": beta]) {
      #expect(iterate == w)
      for i in w.indices {
        v[i] = beta * v[i] + sharpness[i] * w[i]
        w[i] -= eta * v[i]
      }
    }
  }

  @Test func `equals a loop over arrays with Adam, bit for bit`() {
    let (eta, beta, beta2) = (0.05, 0.9, 0.99)
    var (w, m, s) = (
      start, [Double](repeating: 0, count: 5), [Double](repeating: 0, count: 5)
    )
    var (betaPower, beta2Power) = (1.0, 1.0)
    for iterate in iterates(Adam.self, ["eta": eta, "beta": beta, "beta2": beta2]) {
      #expect(iterate == w)
      betaPower *= beta
      beta2Power *= beta2
      for i in w.indices {
        let g = sharpness[i] * w[i]
        m[i] = beta * m[i] + (1 - beta) * g
        s[i] = beta2 * s[i] + (1 - beta2) * (g * g)
        let mean = 1 / (1 - betaPower) * m[i]
        let square = 1 / (1 - beta2Power) * s[i]
        w[i] -= eta * (mean / (square.squareRoot() + 1e-8))
      }
    }
  }

  /// Compares runs in the plane with runs in five dimensions, `rest` being the last three components.
  private func verify<P: NamedOptimizer<Point<Double>>, Q: NamedOptimizer<Coordinates>>(
    _ plane: P.Type, _ space: Q.Type, _ knobs: [String: Double] = [:],
    rest: [Double] = [-1.5, 0.25, 3]
  ) {
    let knobs = ["eta": 0.02].merging(knobs) { $1 }
    let surface = Hyperbola { $0.defaultValue }
    let expected = run(
      plane, knobs, on: SurfaceObjective(surface), from: Point(2, 0.7), steps: 200)
    let result = run(
      space, knobs, on: Embedded(surface: surface), from: Coordinates([2, 0.7] + rest), steps: 200)
    for (points, vectors) in [
      (expected.iterates, result.iterates), (expected.ascentPoints, result.ascentPoints),
    ] {
      for (step, (p, w)) in zip(points, vectors).enumerated() {
        #expect(
          w.values == [p.x, p.y] + rest && p.isFinite, "\(plane.info.id) at \(step): \(p), \(w)")
      }
    }
  }

  @Test func `has the bits of the plane where the other gradient components are zero`() {
    verify(GradientDescent.self, GradientDescent.self)
    verify(SAM.self, SAM.self)
    verify(USAM.self, USAM.self)
    verify(UnifiedSAM.self, UnifiedSAM.self)
    verify(HeavyBall.self, HeavyBall.self)
    verify(Nesterov.self, Nesterov.self)
    verify(AdaGrad.self, AdaGrad.self)
    verify(RMSProp.self, RMSProp.self)
    verify(Adam.self, Adam.self)
    verify(SGD.self, SGD.self)
    verify(ClippedGD.self, ClippedGD.self)
    verify(NormalizedSGD.self, NormalizedSGD.self, ["beta": 0.5])
    verify(HeavyBallSAM.self, HeavyBallSAM.self, ["beta": 0.5])
    verify(ASAM.self, ASAM.self)
    verify(StableSAM.self, StableSAM.self)
    verify(GSAM.self, GSAM.self)
    verify(LookSAM.self, LookSAM.self)
    // A smaller β draws another number per component.
    verify(EfficientSAM.self, EfficientSAM.self, ["beta": 1])
    verify(FriendlySAM.self, FriendlySAM.self)
    verify(MSAM.self, MSAM.self)
    verify(MomentumSAM.self, MomentumSAM.self)
    verify(DominantSGD.self, DominantSGD.self)
    verify(BulkSGD.self, BulkSGD.self)
    // PRGD rescales every component.
    verify(PRGD.self, PRGD.self, rest: [0, 0, 0])
  }

  @Test func `returns NaN if it needs the top eigenvector and the objective has none`() {
    for iterates in [iterates(DominantSGD.self, [:]), iterates(BulkSGD.self, [:])] {
      #expect(iterates[0] == start && iterates[1].allSatisfy(\.isNaN))
    }
    let objective = SurfaceObjective(Hyperbola { $0.defaultValue }, on: Lanes.self)
    let vector = objective.topEigenvector(Point(1, 2))
    #expect(vector[0].x.isNaN && vector[0].y.isNaN)
    #expect(objective.hessian(Point(1, 2)).isEmpty)
  }

  @Test func `agrees with the examples of the documentation`() {
    struct Bowl: Objective {
      func gradient(_ w: Point<Double>) -> Point<Double> { 2 * w }
    }
    var w = Point(1.0, 0.5)
    var memory: Void = ()
    _ = GradientDescent { _ in 0.25 }.step(&w, &memory, on: Bowl())
    #expect("\(w)" == "Point<Double>(x: 0.5, y: 0.25)")

    func rootMeanSquareStep<V: VectorSpace>(_ gradient: V, _ meanSquare: V) -> V {
      gradient.zip(meanSquare) { $0 / V.Scalar.sqrt($1) }
    }
    let step = rootMeanSquareStep(Point(6.0, 2.0), Point(9.0, 16.0))
    #expect("\(step)" == "Point<Double>(x: 2.0, y: 0.5)")
  }

  @Test func `perturbs about β of the components with ESAM`() {
    let (steps, beta) = (2000, 0.3)
    let result = run(
      EfficientSAM.self, ["eta": 1e-6, "beta": beta], on: DiagonalQuadratic(),
      from: Coordinates(start), steps: steps)
    for i in start.indices {
      let count = zip(result.iterates, result.ascentPoints).count { $0.values[i] != $1.values[i] }
      // Four standard deviations of the binomial distribution.
      let deviation = (Double(steps) * beta * (1 - beta)).squareRoot()
      #expect(abs(Double(count) - Double(steps) * beta) < 4 * deviation, "component \(i)")
    }
  }
}
