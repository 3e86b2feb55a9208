/// A problem as the objective of an optimizer, with the samples and labels of one step.
public struct ProblemObjective: Objective {
  /// The problem.
  public let problem: any Problem
  /// The samples and the label noise of the step; nil for all samples without noise.
  public var selection: SampleSelection?
  /// The noise that the step adds to each gradient; nil without noise.
  var gradientNoise: Coordinates?

  /// A point with its loss and gradient on all samples, which are not evaluated there again.
  var known: (w: Coordinates, loss: Double, gradient: Coordinates)?

  /// Creates the objective of a problem.
  public init(_ problem: any Problem) { self.problem = problem }

  /// Returns the gradient on the selected samples.
  public func gradient(_ w: Coordinates) -> Coordinates {
    let gradient = evaluate(w).gradient
    return gradientNoise.map { gradient + $0 } ?? gradient
  }

  /// Returns the loss on the selected samples, and with noise the linear term of its gradient.
  public func value(_ w: Coordinates) -> Double {
    let loss = selection == nil ? problem.loss(w) : evaluate(w).loss
    return gradientNoise.map { loss + $0.dot(w) } ?? loss
  }

  private func evaluate(_ w: Coordinates) -> (loss: Double, gradient: Coordinates) {
    if let selection { return problem.gradient(w, on: selection) }
    if let known, known.w.sharesMemory(with: w) { return (known.loss, known.gradient) }
    return problem.gradient(w)
  }

  /// The largest dimension of which `hessian(_:)` returns the rows.
  public static let largestMatrix = 64

  /// Returns the rows of the Hessian on all samples; no rows above 64 parameters.
  public func hessian(_ w: Coordinates) -> [Coordinates] {
    guard w.count <= Self.largestMatrix else { return [] }
    return w.values.indices.map { row in
      problem.hessian(w, times: w.mapWithIndex { index, _ in index == row ? 1 : 0 })
    }
  }

  /// Returns the product of the Hessian on all samples with a vector.
  public func hessian(_ w: Coordinates, times v: Coordinates) -> Coordinates {
    problem.hessian(w, times: v)
  }

  /// Returns λmax on all samples, to a residual of 10⁻⁶λmax.
  public func sharpness(_ w: Coordinates) -> Double {
    problem.topEigenpairs(1, at: w, tolerance: 1e-6).values[0]
  }

  /// The blocks of the layout, such as the weights and the biases of each layer.
  public var blocks: [Range<Int>]? { problem.layout.ranges }

  /// Returns the unit eigenvector of λmax on all samples, to a residual of 10⁻⁶λmax.
  public func topEigenvector(_ w: Coordinates) -> Coordinates {
    problem.topEigenpairs(1, at: w, tolerance: 1e-6).vectors[0]
  }
}

extension Problem {
  /// Returns the largest eigenpairs of the Hessian by the Lanczos method.
  ///
  /// - Parameters:
  ///   - count: The number of pairs.
  ///   - w: The point.
  ///   - start: A vector near the eigenvectors, such as those of a point nearby; nil for normal
  ///     numbers. A tenth of normal numbers is added, because the eigenvector of the largest
  ///     eigenvalue may be orthogonal to the vector.
  ///   - converging: The number of largest pairs whose residual must reach the tolerance; nil for all.
  ///   - tolerance: The largest residual, as a fraction of the eigenvalue.
  ///   - products: The largest number of products with the Hessian.
  /// - Returns: The pairs; NaN where the Hessian is not finite.
  public func topEigenpairs(
    _ count: Int, at w: Coordinates, from start: Coordinates? = nil, converging: Int? = nil,
    tolerance: Double = 1e-3, products: Int = 200
  ) -> Lanczos.Result {
    let normals = Coordinates.random(w.count, seed: 1, stream: .spectrum)
    let start = start.map { $0 + (0.1 * $0.norm / normals.norm) * normals } ?? normals
    return Lanczos.topEigenpairs(
      count, from: start, converging: converging, tolerance: tolerance,
      products: 3...max(3, products)
    ) { hessian(w, times: $0) }
  }
}
