/// The number type of a formula: arithmetic, comparison, selection and the elementary functions.
///
/// A formula written once over `Number` runs on scalars (`Double`), with exact derivatives
/// (`Dual`), or on the lanes of a SIMD vector. Lanes may disagree about a comparison, so a formula
/// has no `if`: `<` returns a mask, and `select` picks a value per lane.
///
/// ```swift
/// func huber<N: Number>(_ x: N) -> N {
///   N.select(N.abs(x) < 1, 0.5 * x * x, N.abs(x) - 0.5)
/// }
/// print(huber(3.0), huber(Dual(3.0, dx: 1, dy: 0)).dx)  // 2.5 1.0
/// ```
public protocol Number: BitwiseCopyable, Sendable, ExpressibleByFloatLiteral,
  ExpressibleByIntegerLiteral
where FloatLiteralType == Double, IntegerLiteralType == Int64 {
  /// The result of a comparison: `Bool` for a scalar, one bit per lane for a vector.
  associatedtype Mask: Sendable

  /// Creates a constant: the same value in every lane, with zero derivatives.
  init(_ value: Double)

  /// Returns a + b.
  static func + (a: Self, b: Self) -> Self

  /// Returns a − b.
  static func - (a: Self, b: Self) -> Self

  /// Returns a·b.
  static func * (a: Self, b: Self) -> Self

  /// Returns a/b; division by zero follows IEEE 754.
  static func / (a: Self, b: Self) -> Self

  /// Returns −a, also for a zero: −(+0) is −0.
  static prefix func - (a: Self) -> Self

  /// Returns whether a < b, lane by lane; false if either is NaN.
  static func < (a: Self, b: Self) -> Mask

  /// Returns `yes` in the lanes where the mask is true and `no` in the others.
  ///
  /// Both arguments are evaluated, so NaN or ∞ in the argument not selected has no effect.
  static func select(_ mask: Mask, _ yes: Self, _ no: Self) -> Self

  /// Returns √x, correctly rounded; NaN for x < 0.
  static func sqrt(_ x: Self) -> Self

  /// Returns eˣ.
  static func exp(_ x: Self) -> Self

  /// Returns ln x; −∞ at 0 and NaN for x < 0.
  static func log(_ x: Self) -> Self

  /// Returns the sine of x in radians.
  static func sin(_ x: Self) -> Self

  /// Returns the cosine of x in radians.
  static func cos(_ x: Self) -> Self

  /// Returns the tangent of x in radians.
  static func tan(_ x: Self) -> Self

  /// Returns the arc sine in [−π/2, π/2]; NaN for |x| > 1.
  static func asin(_ x: Self) -> Self

  /// Returns the arc cosine in [0, π]; NaN for |x| > 1.
  static func acos(_ x: Self) -> Self

  /// Returns the arc tangent in [−π/2, π/2].
  static func atan(_ x: Self) -> Self

  /// Returns the hyperbolic sine.
  static func sinh(_ x: Self) -> Self

  /// Returns the hyperbolic cosine.
  static func cosh(_ x: Self) -> Self

  /// Returns the hyperbolic tangent.
  static func tanh(_ x: Self) -> Self

  /// Returns ln cosh x, without overflow for any finite x.
  static func logCosh(_ x: Self) -> Self

  /// Returns ln(1 + eˣ), without overflow for any finite x.
  static func softplus(_ x: Self) -> Self

  /// Returns ln(1 + x), accurate near 0; −∞ at −1 and NaN for x < −1.
  static func log1p(_ x: Self) -> Self

  /// Returns eˣ − 1, accurate near 0.
  static func expm1(_ x: Self) -> Self

  /// Returns the logistic function 1/(1 + e⁻ˣ), without overflow for any finite x.
  static func sigmoid(_ x: Self) -> Self

  /// Returns the inverse hyperbolic sine.
  static func asinh(_ x: Self) -> Self

  /// Returns the inverse hyperbolic cosine; NaN for x < 1.
  static func acosh(_ x: Self) -> Self

  /// Returns the inverse hyperbolic tangent; ±∞ at ±1 and NaN for |x| > 1.
  static func atanh(_ x: Self) -> Self

  /// Returns the angle of the point (x, y) in [−π, π]; y at the origin.
  static func atan2(_ y: Self, _ x: Self) -> Self

  /// Returns √(x² + y²), without overflow or underflow of the squares; gradient 0 at the origin.
  static func hypot(_ x: Self, _ y: Self) -> Self

  /// Returns the largest integer that is at most x, with derivative 0.
  static func floor(_ x: Self) -> Self

  /// Returns f(x) in each lane for a piecewise constant f, with derivative 0, such as an entry of a
  /// table.
  ///
  /// `f` must not trap for any number, NaN included.
  static func piecewiseConstant(_ x: Self, _ f: (Double) -> Double) -> Self

  /// Calls `body` with consecutive rows of a table with four columns, in each lane, with derivative 0.
  ///
  /// The first row is `count`, 1 or 4, times the integer part of `index`. The rows must exist in each
  /// lane; `index` must not be NaN.
  static func forEachRow(
    of table: UnsafePointer<Double>, from index: Self, count: Int,
    _ body: (_ offset: Int, _ row: (Self, Self, Self, Self)) -> Void)

  /// Returns the smaller of `a` and `b`, with its derivative; `a` if `b` is NaN.
  ///
  /// If both are equal, the derivative is the mean of both derivatives, which is the mean of the
  /// one-sided derivatives.
  static func min(_ a: Self, _ b: Self) -> Self

  /// Returns the larger of `a` and `b`, with its derivative; `a` if `b` is NaN.
  ///
  /// If both are equal, the derivative is the mean of both derivatives.
  static func max(_ a: Self, _ b: Self) -> Self

  /// Returns the error function, 2/√π times the integral of e^(−t²) from 0 to x.
  static func erf(_ x: Self) -> Self

  /// Returns x to the power y; NaN for x < 0 unless y is an integer.
  static func pow(_ x: Self, _ y: Self) -> Self

  /// Returns x to an integer power, by repeated squaring.
  static func pow(_ x: Self, _ n: Int) -> Self
}

extension Number {
  /// Creates a constant from a literal.
  public init(floatLiteral value: Double) { self.init(value) }

  /// Creates a constant from an integer literal.
  public init(integerLiteral value: Int64) { self.init(Double(value)) }

  /// Calls `body` with the rows, read one number after the other.
  @inline(__always)
  public static func forEachRow(
    of table: UnsafePointer<Double>, from index: Self, count: Int,
    _ body: (_ offset: Int, _ row: (Self, Self, Self, Self)) -> Void
  ) {
    for offset in 0..<count {
      func number(_ column: Int) -> Self {
        piecewiseConstant(index) { table[4 * (count * Int($0) + offset) + column] }
      }
      body(offset, (number(0), number(1), number(2), number(3)))
    }
  }

  /// Returns |x|, with derivative 0 at 0.
  @inline(__always)
  public static func abs(_ x: Self) -> Self { x * sign(x) }

  /// Returns −1, 0 or 1, with derivative 0; 0 for NaN.
  @inline(__always)
  public static func sign(_ x: Self) -> Self {
    select(x < 0, -1, select(0 < x, 1, 0))
  }

  /// Returns the smaller of `a` and `b`; `a` if both are equal or if `b` is NaN.
  @inline(__always)
  public static func min(_ a: Self, _ b: Self) -> Self { select(b < a, b, a) }

  /// Returns the larger of `a` and `b`; `a` if both are equal or if `b` is NaN.
  @inline(__always)
  public static func max(_ a: Self, _ b: Self) -> Self { select(a < b, b, a) }

  /// Adds `b` to `a`.
  @inline(__always)
  public static func += (a: inout Self, b: Self) { a = a + b }

  /// Subtracts `b` from `a`.
  @inline(__always)
  public static func -= (a: inout Self, b: Self) { a = a - b }

  /// Multiplies `a` by `b`.
  @inline(__always)
  public static func *= (a: inout Self, b: Self) { a = a * b }
}

@inline(__always) func sqrt<N: Number>(_ x: N) -> N { N.sqrt(x) }
@inline(__always) func exp<N: Number>(_ x: N) -> N { N.exp(x) }
@inline(__always) func log<N: Number>(_ x: N) -> N { N.log(x) }
@inline(__always) func sin<N: Number>(_ x: N) -> N { N.sin(x) }
@inline(__always) func cos<N: Number>(_ x: N) -> N { N.cos(x) }
@inline(__always) func tanh<N: Number>(_ x: N) -> N { N.tanh(x) }
@inline(__always) func logCosh<N: Number>(_ x: N) -> N { N.logCosh(x) }

/// Returns x².
@inline(__always) func square<N: Number>(_ x: N) -> N { x * x }
