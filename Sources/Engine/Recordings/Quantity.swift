/// A named quantity of a run: a column of a table, a name in an expression, or a curve of a plot.
///
/// `Recording.value(of:at:)` reads every quantity, so a plot, a card and a table agree.
public struct Quantity: Sendable {
  /// The name in tables and expressions.
  public let id: String
  /// A short description.
  public let meaning: String
  /// Whether the value on a problem depends on the plane of the picture.
  public let needsPlane: Bool
  /// Returns the value at a step in `0...lastStep`.
  let value: @Sendable (Recording, _ step: Int) -> Double

  /// The columns of tables and the names in expressions.
  public static let all: [Quantity] = [
    Quantity("step", "step number") { Double($1) },
    Quantity("evaluations", "number of gradient evaluations so far") {
      Double($0.optimizer.evaluations(after: $1, $0.knobs))
    },
    Quantity("x", "x of the iterate", needsPlane: true) { $0.trajectory.points[$1].x },
    Quantity("y", "y of the iterate", needsPlane: true) { $0.trajectory.points[$1].y },
    Quantity("ascent_x", "x of the ascent point w + ε", needsPlane: true) {
      $0.trajectory.ascentPoints[$1].x
    },
    Quantity("ascent_y", "y of the ascent point w + ε", needsPlane: true) {
      $0.trajectory.ascentPoints[$1].y
    },
    Quantity("norm", "distance of the iterate from the origin") {
      $0.ambient?.norms[$1] ?? $0.trajectory.points[$1].norm
    },
    loss,
    gradientNorm,
    sharpness,
    edge,
  ]

  /// The loss at the iterate.
  public static let loss = Quantity("loss", "loss at the iterate") {
    $0.ambient?.losses[$1] ?? $0.surface.value($0.trajectory.points[$1])
  }

  /// ‖∇f(w)‖.
  public static let gradientNorm = Quantity(
    "gradient_norm", "norm of the gradient at the iterate"
  ) { $0.ambient?.gradientNorms[$1] ?? $0.surface.gradient($0.trajectory.points[$1]).norm }

  /// λmax of the Hessian at the iterate.
  public static let sharpness = Quantity(
    "sharpness", "largest eigenvalue of the Hessian at the iterate"
  ) {
    $0.ambient?.sharpness(at: $1) ?? $0.surface.hessian($0.trajectory.points[$1]).maxEigenvalue
  }

  /// The stability threshold with the hyperparameters in force at the step.
  ///
  /// NaN where theory gives no value.
  public static let edge = Quantity(
    "edge", "stability threshold: the sharpness above which the optimizer is unstable"
  ) { recording, step in
    recording.stabilityThreshold(
      at: step, gradientNorm: gradientNorm.value(recording, step))
  }

  /// The quantity with this id; nil for an unknown id.
  public static func named(_ id: String) -> Quantity? { byID[id] }

  private static let byID = Dictionary(uniqueKeysWithValues: (all + ofProblems).map { ($0.id, $0) })

  init(
    _ id: String, _ meaning: String, needsPlane: Bool = false,
    _ value: @escaping @Sendable (Recording, _ step: Int) -> Double
  ) {
    self.id = id
    self.meaning = meaning
    self.needsPlane = needsPlane
    self.value = value
  }
}

extension Recording {
  /// Returns the value of a quantity at a step, which is clamped to the steps taken.
  ///
  /// NaN where the quantity is undefined. Only the quantity itself is computed: scanning x over
  /// 10⁵ steps needs no Hessian.
  public func value(of quantity: Quantity, at step: Int) -> Double {
    quantity.value(self, Swift.min(Swift.max(step, 0), lastStep))
  }

  /// Returns the quantity with an id as a function of the step; NaN for an unknown id.
  public func timeSeries(of id: String) -> (Int) -> Double {
    guard let quantity = Quantity.named(id) else { return { _ in .nan } }
    return { value(of: quantity, at: $0) }
  }
}
