/// A run with its trajectory, and everything that can be read off each of its steps.
public struct Recording: Sendable {
  public let run: Run
  public let surface: AnySurface
  public let optimizer: OptimizerEntry
  public let knobs: KnobValues
  public let trajectory: Trajectory

  /// The number of steps taken.
  public var lastStep: Int { trajectory.lastStep }

  /// What is known at a step, clamped to those taken.
  ///
  /// Computed here and now from the iterate, so that recording stays cheap.
  public func row(at step: Int) -> Row {
    let step = min(max(step, 0), lastStep)
    return row(at: step, state: state(at: step))
  }

  /// The same for a step that was taken, whose state is known already.
  func row(at step: Int, state: State) -> Row {
    let point = trajectory.points[step]
    let gradientNorm = surface.gradient(point).norm
    return Row(
      step: step,
      evaluations: optimizer.evaluations(after: step, knobs),
      point: point,
      ascentPoint: trajectory.ascentPoints[step],
      loss: surface.value(point),
      gradientNorm: gradientNorm,
      hessian: surface.hessian(point),
      stabilityThreshold: optimizer.stabilityThreshold(
        knobs.snapshot(step, of: run.steps, optimizer.info.knobs), gradientNorm: gradientNorm),
      state: state)
  }
}

/// One step of a run with its measurements.
public struct Row: Sendable, Equatable {
  public let step: Int
  /// Gradients evaluated so far.
  public let evaluations: Int
  /// The iterate w.
  public let point: Point<Double>
  /// The point w + ε at which the next gradient is taken.
  public let ascentPoint: Point<Double>
  public let loss: Double
  /// ‖∇f(w)‖.
  public let gradientNorm: Double
  /// The Hessian at w.
  public let hessian: Hessian
  /// The sharpness above which the optimizer is locally unstable here; NaN where undefined.
  public let stabilityThreshold: Double
  public let state: State

  /// λmax of the Hessian at w.
  public var sharpness: Double { hessian.maxEigenvalue }
}

/// A quantity of a row by its name: what a table's columns and a claim's expressions speak of.
public struct Quantity: Sendable {
  public let id: String
  public let meaning: String
  public let value: @Sendable (Row) -> Double

  /// The quantities there are.
  public static let all: [Quantity] = [
    Quantity("step", "the step") { Double($0.step) },
    Quantity("evaluations", "gradients evaluated so far") { Double($0.evaluations) },
    Quantity("x", "the iterate's x") { $0.point.x },
    Quantity("y", "the iterate's y") { $0.point.y },
    Quantity("ascent_x", "x of the point where the next gradient is taken") { $0.ascentPoint.x },
    Quantity("ascent_y", "y of the point where the next gradient is taken") { $0.ascentPoint.y },
    Quantity("norm", "the iterate's distance from the origin") { $0.point.norm },
    Quantity("loss", "the loss at the iterate") { $0.loss },
    Quantity("gradient_norm", "the length of the gradient at the iterate") { $0.gradientNorm },
    Quantity("sharpness", "the largest eigenvalue of the Hessian at the iterate") { $0.sharpness },
    Quantity("edge", "the sharpness above which the optimizer is unstable here") {
      $0.stabilityThreshold
    },
  ]

  public static func named(_ id: String) -> Quantity? { byID[id] }

  private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })

  private init(
    _ id: String, _ meaning: String, _ value: @escaping @Sendable (Row) -> Double
  ) {
    self.id = id
    self.meaning = meaning
    self.value = value
  }
}
