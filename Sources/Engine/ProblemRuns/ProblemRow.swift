/// The quantities of a run on a problem at one step.
public struct ProblemRow: Sendable, Equatable {
  /// The number of steps and of gradient evaluations so far.
  public let step, evaluations: Int
  /// The training and the test loss.
  public let loss, testLoss: Double
  /// The share of test samples that are classified correctly; nil without classes.
  public let accuracy: Double?
  /// ‖∇L(w)‖ and ‖w‖.
  public let gradientNorm, norm: Double
  /// ‖w − w₀‖.
  public let distance: Double
  /// The two largest eigenvalues of the Hessian, by the Lanczos method to a residual of 10⁻³.
  ///
  /// NaN after divergence; λ₂ is NaN in one dimension.
  public let sharpness, secondEigenvalue: Double
  /// The stability threshold: the sharpness above which the optimizer is unstable; NaN if unknown.
  public let edge: Double
}

/// Measures a run; the eigenvectors of one row are the start of the next row's Lanczos iteration.
public struct ProblemMeter: Sendable {
  private let start: Coordinates
  private var near: Coordinates?

  /// Creates the meter of a run before its first step.
  public init(_ simulation: ProblemSimulation) { start = simulation.w }

  /// Returns the quantities at the current step.
  public mutating func row(of simulation: ProblemSimulation) -> ProblemRow {
    let (problem, w) = (simulation.problem, simulation.w)
    let (loss, gradient) = problem.gradient(w)
    var values = [Double.nan]
    if gradient.isFinite, w.isFinite {
      let pairs = problem.topEigenpairs(2, at: w, from: near)
      values = pairs.values
      near = pairs.nextStart
    }
    return ProblemRow(
      step: simulation.step, evaluations: simulation.evaluations, loss: loss,
      testLoss: problem.testLoss(w), accuracy: problem.accuracy(w), gradientNorm: gradient.norm,
      norm: w.norm, distance: (w - start).norm, sharpness: values[0],
      secondEigenvalue: values.count > 1 ? values[1] : .nan,
      edge: simulation.stabilityThreshold(gradientNorm: gradient.norm))
  }
}
