/// The quantities of a run on a problem at one step.
public struct ProblemRow: Sendable, Equatable {
  /// The two largest eigenvalues of the Hessian, by the Lanczos method to a residual of 10⁻³.
  public struct Spectrum: Sendable, Equatable {
    /// λ₁; NaN after divergence.
    public let sharpness: Double
    /// λ₂; NaN after divergence and in one dimension.
    public let second: Double

    /// No eigenvalues.
    public static let none = Spectrum(sharpness: .nan, second: .nan)
  }

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
  /// The stability threshold: the sharpness above which the optimizer is unstable; NaN if unknown.
  public let edge: Double
  /// The largest eigenvalues; NaN where they were not measured.
  public var spectrum: Spectrum

  /// λ₁ of the Hessian.
  public var sharpness: Double { spectrum.sharpness }
  /// λ₂ of the Hessian.
  public var secondEigenvalue: Double { spectrum.second }
}

/// Measures a run; the eigenvectors of one row are the start of the next row's Lanczos iteration.
public struct ProblemMeter: Sendable {
  private let start: Coordinates
  private var near: Coordinates?

  /// Creates the meter of a run before its first step.
  public init(_ simulation: ProblemSimulation) { start = simulation.w }

  /// Returns the quantities at the current step.
  ///
  /// The gradient at the iterate is evaluated once: the next step of the simulation takes it too.
  public mutating func row(of simulation: inout ProblemSimulation) -> ProblemRow {
    let (problem, w) = (simulation.problem, simulation.w)
    let (loss, gradient) = simulation.gradient()
    let spectrum = gradient.isFinite ? spectrum(of: problem, at: w) : .none
    return ProblemRow(
      step: simulation.step, evaluations: simulation.evaluations, loss: loss,
      testLoss: problem.testLoss(w), accuracy: problem.accuracy(w), gradientNorm: gradient.norm,
      norm: w.norm, distance: (w - start).norm,
      edge: simulation.stabilityThreshold(gradientNorm: gradient.norm), spectrum: spectrum)
  }

  /// Returns the largest eigenvalues at a point, `converging` of them to the tolerance.
  mutating func spectrum(
    of problem: any Problem, at w: Coordinates, converging: Int = 2
  ) -> ProblemRow.Spectrum {
    guard w.isFinite else { return .none }
    let pairs = problem.topEigenpairs(2, at: w, from: near, converging: converging)
    if let next = pairs.nextStart, next.isFinite { near = next }
    return ProblemRow.Spectrum(
      sharpness: pairs.values[0], second: pairs.values.count > 1 ? pairs.values[1] : .nan)
  }
}
