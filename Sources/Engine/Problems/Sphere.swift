/// Scale-invariant logistic regression on cell nuclei of breast tumours.
///
/// f = γ⟨w/‖w‖, x⟩ + b. The loss depends on the direction of w only: ⟨w, ∇L⟩ = 0,
/// ∇L(cw) = ∇L(w)/c, and λmax‖w‖² depends on the direction only. Each step of gradient descent
/// lengthens w.
public struct Sphere: NamedProblem {
  private static let gamma = Knob("gamma", symbol: "γ", 5, in: 0.01...100, "scale of the outputs")

  public static var info: ProblemInfo {
    ProblemInfo(
      id: "sphere", name: "Sphere", formula: "L = mean ln(1 + e^(−y(γ⟨w/‖w‖, x⟩ + b)))",
      about: """
        The norm of the weights grows until λmax is below the stability threshold, so neither GD \
        nor USAM diverges at any step size or radius.
        """,
      source: "Arora, Li, Lyu 2019, arXiv 1812.03981; data as cancer", settings: [gamma],
      eta: 1)
  }

  private let gamma: Double
  private let linear: Cancer
  /// The number of weights, without b.
  private let inputs = 30

  public init(_ setting: (Knob) -> Double, seed: UInt64) {
    gamma = setting(Self.gamma)
    linear = Cancer(setting, seed: seed)
  }

  var train: Samples { linear.train }
  public var layout: ParameterLayout { linear.layout }
  public func start(seed: UInt64) -> Coordinates { linear.start(seed: seed) }
  public func loss(_ w: Coordinates) -> Double { linear.loss(normalized(w)) }
  public func testLoss(_ w: Coordinates) -> Double { linear.testLoss(normalized(w)) }
  public func accuracy(_ w: Coordinates) -> Double? { linear.accuracy(normalized(w)) }
  public var sampleCount: Int { linear.sampleCount }

  public func gradient(_ w: Coordinates) -> (loss: Double, gradient: Coordinates) {
    pullBack(linear.gradient(normalized(w)), at: w)
  }

  public func gradient(_ w: Coordinates, on selection: SampleSelection) -> (
    loss: Double, gradient: Coordinates
  ) { pullBack(linear.gradient(normalized(w), on: selection), at: w) }

  /// The weights without b.
  private func weights(_ w: Coordinates) -> Coordinates { Coordinates(Array(w.values.dropLast())) }

  private func joined(_ weights: Coordinates, _ b: Double) -> Coordinates {
    Coordinates(weights.values + [b])
  }

  /// Returns the parameters (γw/‖w‖, b) of the linear problem.
  private func normalized(_ w: Coordinates) -> Coordinates {
    let weights = weights(w)
    return joined((gamma / weights.norm) * weights, w[inputs])
  }

  private func pullBack(
    _ linear: (loss: Double, gradient: Coordinates), at w: Coordinates
  ) -> (loss: Double, gradient: Coordinates) {
    let weights = weights(w)
    let norm = weights.norm
    let unit = (1 / norm) * weights
    let g = gamma * self.weights(linear.gradient)
    return (linear.loss, joined((1 / norm) * g.orthogonal(to: unit), linear.gradient[inputs]))
  }

  public func hessian(_ w: Coordinates, times v: Coordinates) -> Coordinates {
    let (weights, direction) = (weights(w), weights(v))
    let norm = weights.norm
    let unit = (1 / norm) * weights
    let normChange = unit.dot(direction)
    let unitChange = (1 / norm) * (direction - normChange * unit)
    let point = normalized(w)
    let g = gamma * self.weights(linear.gradient(point).gradient)
    let product = linear.hessian(point, times: joined(gamma * unitChange, v[inputs]))
    let gChange = gamma * self.weights(product)
    let first =
      gChange - unit.dot(g) * unitChange - (unitChange.dot(g) + unit.dot(gChange)) * unit
    let second = (normChange / (norm * norm)) * g.orthogonal(to: unit)
    return joined((1 / norm) * first - second, product[inputs])
  }
}
