/// A vector of a finite-dimensional real vector space, such as the parameters w or a gradient.
///
/// An update rule written over a vector space runs in any dimension and on any number type:
/// `Point<Double>` is one point of the plane, `Point<Lanes>` one point per lane. A rule computes
/// with whole vectors, or component by component with `map` and `zip`.
///
/// ```swift
/// func rootMeanSquareStep<V: VectorSpace>(_ gradient: V, _ meanSquare: V) -> V {
///   gradient.zip(meanSquare) { $0 / V.Scalar.sqrt($1) }
/// }
/// print(rootMeanSquareStep(Point(6.0, 2.0), Point(9.0, 16.0)))  // Point<Double>(x: 2.0, y: 0.5)
/// ```
///
/// Operations on two vectors require equal dimensions. The order of every operation is fixed, so
/// equal arguments give equal bits.
public protocol VectorSpace: Sendable {
  /// The number type of a component.
  associatedtype Scalar: Number

  /// Returns the sum of two vectors.
  static func + (a: Self, b: Self) -> Self

  /// Returns the difference of two vectors.
  static func - (a: Self, b: Self) -> Self

  /// Returns a vector multiplied by a scalar.
  static func * (scale: Scalar, v: Self) -> Self

  /// Returns the dot product ⟨self, other⟩.
  ///
  /// The order of the additions is fixed: (v₁u₁ + v₂u₂) + v₃u₃ and so on for a `Point`, partial sums
  /// for `Coordinates`.
  func dot(_ other: Self) -> Scalar

  /// The Euclidean norm, the square root of `dot(self)`.
  ///
  /// Overflows to ∞ above about 1e154.
  var norm: Scalar { get }

  /// Returns the vector of the transformed components.
  ///
  /// Calls `transform` once per component, in the order of the components.
  func map(_ transform: (Scalar) -> Scalar) -> Self

  /// Returns the vector of the components of `self` and `other`, combined in pairs.
  ///
  /// Calls `combine` once per component, in the order of the components.
  func zip(_ other: Self, _ combine: (Scalar, Scalar) -> Scalar) -> Self
}

extension VectorSpace {
  /// The square root of `dot(self)`.
  @inline(__always)
  public var norm: Scalar { Scalar.sqrt(dot(self)) }

  /// The zero vector of the same dimension.
  @inline(__always)
  public var zero: Self { map { _ in 0 } }
}
