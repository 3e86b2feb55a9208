/// The loss f that an optimizer minimizes, over a vector space.
///
/// Only `gradient(_:)` is required. An objective that offers more overrides a default: a shifted
/// label, the loss or its second derivatives.
///
/// ```swift
/// struct Bowl: Objective {
///   func gradient(_ w: Point<Double>) -> Point<Double> { 2 * w }
/// }
/// var w = Point(1.0, 0.5)
/// var memory: Void = ()
/// _ = GradientDescent { _ in 0.25 }.step(&w, &memory, on: Bowl())
/// print(w)  // Point<Double>(x: 0.5, y: 0.25)
/// ```
public protocol Objective<V>: Sendable {
  /// The vector space of the parameters.
  associatedtype V: VectorSpace

  /// Returns the gradient ∇f(w).
  ///
  /// NaN or ±∞ where the derivative is undefined or infinite; an implementation must not trap.
  func gradient(_ w: V) -> V

  /// Returns the gradient of the loss with the label shifted by `label`.
  ///
  /// The default, for a loss without labels, returns `gradient(w)`.
  func gradient(_ w: V, label: V.Scalar) -> V

  /// Returns the loss f(w).
  ///
  /// NaN, the default, for an objective that only has gradients.
  func value(_ w: V) -> V.Scalar

  /// Returns the loss with the label shifted by `label`.
  ///
  /// The default, for a loss without labels, returns `value(w)`.
  func value(_ w: V, label: V.Scalar) -> V.Scalar

  /// Returns the rows of the Hessian ∇²f(w), one per component.
  ///
  /// Empty, the default, for an objective without second derivatives.
  func hessian(_ w: V) -> [V]

  /// Returns the product of the Hessian ∇²f(w) with a vector.
  ///
  /// The default multiplies by the rows of `hessian(_:)`; NaN without a Hessian.
  func hessian(_ w: V, times v: V) -> V

  /// Returns the largest eigenvalue of ∇²f(w).
  ///
  /// The default is that of `hessian(_:)`; NaN without a Hessian, and on a number type other than
  /// `Double` for a matrix of more than one row.
  func sharpness(_ w: V) -> V.Scalar

  /// Returns the unit eigenvector of the largest eigenvalue of ∇²f(w).
  ///
  /// The default, on `Double`, is that of `hessian(_:)`; NaN without a Hessian.
  func topEigenvector(_ w: V) -> V

  /// The ranges of the components of w that belong together, such as the weights of a layer, in order.
  ///
  /// Nil, the default, if each component is a block of its own.
  var blocks: [Range<Int>]? { get }
}

extension Objective {
  /// Returns `gradient(w)`: the loss has no labels.
  @inline(__always)
  public func gradient(_ w: V, label: V.Scalar) -> V { gradient(w) }

  /// Returns NaN: the loss is not available.
  public func value(_ w: V) -> V.Scalar { V.Scalar(.nan) }

  /// Returns `value(w)`: the loss has no labels.
  @inline(__always)
  public func value(_ w: V, label: V.Scalar) -> V.Scalar { value(w) }

  /// Returns no rows: the Hessian is not available.
  public func hessian(_ w: V) -> [V] { [] }

  /// Returns NaN in every component: the eigenvector is not available.
  public func topEigenvector(_ w: V) -> V { w.map { _ in V.Scalar(.nan) } }

  /// Nil: each component is a block of its own.
  public var blocks: [Range<Int>]? { nil }
}

/// A surface as the objective of an optimizer, on one number type.
///
/// The formula of a surface holds for every number type; an optimizer steps vectors of one type.
public struct SurfaceObjective<S: Surface, N: Number>: Objective {
  private let surface: S

  /// Creates the objective of a surface.
  @inline(__always)
  public init(_ surface: S, on _: N.Type = N.self) { self.surface = surface }

  /// Returns the gradient of the surface.
  @inline(__always)
  public func gradient(_ w: Point<N>) -> Point<N> { surface.gradient(w) }

  /// Returns the gradient of the surface with the label shifted by `label`.
  @inline(__always)
  public func gradient(_ w: Point<N>, label: N) -> Point<N> { surface.gradient(w, label: label) }

  /// Returns the loss of the surface.
  @inline(__always)
  public func value(_ w: Point<N>) -> N { surface.value(w) }

  /// Returns the loss of the surface with the label shifted by `label`.
  @inline(__always)
  public func value(_ w: Point<N>, label: N) -> N { surface.value(w, label: label) }

  /// Returns the Hessian of the surface; no rows on a number type other than `Double`.
  @inline(__always)
  public func hessian(_ w: Point<N>) -> [Point<N>] {
    // In a kernel, whose number type is known, the casts cost nothing.
    guard let point = w as? Point<Double> else { return [] }
    return surface.hessian(point).rows as? [Point<N>] ?? []
  }

  /// Returns the unit eigenvector of λmax; NaN on a number type other than `Double`.
  @inline(__always)
  public func topEigenvector(_ w: Point<N>) -> Point<N> {
    guard let point = w as? Point<Double>,
      let vector = surface.hessian(point).topEigenvector as? Point<N>
    else { return Point(N(.nan), N(.nan)) }
    return vector
  }
}
