import Integers

/// A loss of d parameters on generated or measured data.
///
/// Every optimizer runs on a problem unless the optimizer needs the coordinates of the plane. The
/// names of the parameters, the start, the loss and the gradient are enough; everything else has a
/// default.
public protocol Problem: Sendable {
  /// The named blocks of the parameters.
  var layout: ParameterLayout { get }

  /// The loss in mathematical notation if the settings or the data choose it; nil, the default, for
  /// the formula of the catalog.
  var chosenFormula: String? { get }

  /// Returns the start w₀ of a seed, which may differ from the seed of the data.
  func start(seed: UInt64) -> Coordinates

  /// Returns the training loss L(w).
  func loss(_ w: Coordinates) -> Double

  /// Returns the training loss and its gradient.
  func gradient(_ w: Coordinates) -> (loss: Double, gradient: Coordinates)

  /// Returns the product of the Hessian ∇²L(w) with a vector.
  ///
  /// The default is the central difference of the gradient over a distance of 10⁻⁵: 9 to 11 digits of
  /// a smooth loss, for two gradients.
  func hessian(_ w: Coordinates, times v: Coordinates) -> Coordinates

  /// Returns the loss on data that the training does not use; by default the training loss.
  func testLoss(_ w: Coordinates) -> Double

  /// Returns the share of test samples that are classified correctly; nil without classes.
  func accuracy(_ w: Coordinates) -> Double?

  /// The kind of plane on which the losses of projected iterates are nearest to their own.
  ///
  /// By default principal components. On a curved manifold of minima the losses of their plane are far
  /// above those of the iterates, whatever the explained variance; then the plane through three
  /// iterates is better.
  var standardPlaneKind: PlaneKind { get }

  /// Whether minima fill a manifold, along which SAM drifts slowly; false by default.
  var hasManifoldOfMinima: Bool { get }

  /// Returns the losses L(o + xD₁ + yD₂), the rows by y.
  ///
  /// The default evaluates `loss(_:)` at each point.
  func losses(on plane: Plane, _ xs: [Double], _ ys: [Double]) -> [Double]

  /// The number of training samples; 0, the default, for a loss that is not a mean over samples.
  var sampleCount: Int { get }

  /// Whether label noise applies: the targets of the samples are numbers.
  var hasLabels: Bool { get }

  /// Returns the loss and the gradient on a selection of the training samples.
  ///
  /// The default, for a loss without samples, returns `gradient(w)`.
  func gradient(_ w: Coordinates, on selection: SampleSelection) -> (
    loss: Double, gradient: Coordinates
  )
}

/// A problem of the catalog.
///
/// Equal settings and seed give equal data, starts and results, bit for bit, on every machine. To add
/// a problem, add one file to `Problems` and one line to `Catalog/Problems.swift`.
public protocol NamedProblem: Problem {
  /// The id, formula, settings and source for catalogs and help.
  static var info: ProblemInfo { get }

  /// Creates the problem with its data.
  ///
  /// `setting` returns the value of each knob of `info.settings`, within its range. `seed` decides
  /// data and split; see `RandomStream`.
  init(_ setting: (Knob) -> Double, seed: UInt64)
}

extension Problem {
  /// The number of parameters.
  public var dimension: Int { layout.dimension }

  /// Returns the central difference of the gradient along `v`.
  public func hessian(_ w: Coordinates, times v: Coordinates) -> Coordinates {
    let length = v.norm
    guard length > 0 else { return v }
    let h = 1e-5 / length
    let change = gradient(w + h * v).gradient - gradient(w - h * v).gradient
    return (1 / (2 * h)) * change
  }

  /// Nil: the formula of the catalog holds for all settings.
  public var chosenFormula: String? { nil }

  /// Returns the training loss.
  public func testLoss(_ w: Coordinates) -> Double { loss(w) }

  /// Nil: the loss has no classes.
  public func accuracy(_ w: Coordinates) -> Double? { nil }

  /// Principal components.
  public var standardPlaneKind: PlaneKind { .principal }

  /// False: minima are isolated.
  public var hasManifoldOfMinima: Bool { false }

  /// Returns the loss at each point.
  public func losses(on plane: Plane, _ xs: [Double], _ ys: [Double]) -> [Double] {
    lossesOfPoints(on: plane, xs, ys)
  }

  /// 0: the loss is not a mean over samples.
  public var sampleCount: Int { 0 }

  /// False: the samples have no numbers as targets.
  public var hasLabels: Bool { false }

  /// Returns `gradient(w)`: the loss has no samples.
  public func gradient(_ w: Coordinates, on selection: SampleSelection) -> (
    loss: Double, gradient: Coordinates
  ) { gradient(w) }
}

/// The training samples of one step and the noise of their labels.
public enum SampleSelection: Sendable, Hashable {
  /// Some samples by index; an index may occur more than once.
  case batch([Int])
  /// All samples, each with a number added to its target.
  case noisyLabels([Double])
}

/// The description of a problem for catalogs and help.
public struct ProblemInfo: Sendable {
  /// The id in commands and files, such as `sensing`.
  public let id: String
  /// The name on the screen.
  public let name: String
  /// The loss in mathematical notation.
  public let formula: String
  /// What the problem is and what a run shows, in a few sentences.
  public let about: String
  /// The publication or the origin of the data.
  public let source: String
  /// The settings that decide data and start, in display order.
  public let settings: [Knob]
  /// A learning rate at which gradient descent converges.
  public let eta: Double

  /// Creates the description of a problem.
  public init(
    id: String, name: String, formula: String, about: String, source: String, settings: [Knob],
    eta: Double
  ) {
    self.id = id
    self.name = name
    self.formula = formula
    self.about = about
    self.source = source
    self.settings = settings
    self.eta = eta
  }
}

extension Knob {
  /// Creates a setting that is a whole number.
  static func count(
    _ id: String, _ defaultValue: Int, in range: ClosedRange<Int>, _ meaning: String
  ) -> Knob {
    Knob(
      id, Double(defaultValue), in: Double(range.lowerBound)...Double(range.upperBound), meaning,
      isWhole: true)
  }

  /// Creates a setting that is 0 or 1.
  static func flag(_ id: String, _ defaultValue: Int, _ meaning: String) -> Knob {
    count(id, defaultValue, in: 0...1, meaning)
  }

  /// Returns the whole number nearest to a value of the knob.
  static func whole(_ value: Double) -> Int { Int(clamping: value.rounded()) }
}
