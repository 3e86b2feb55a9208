extension Double: Number {
  /// The result of a comparison.
  public typealias Mask = Bool

  /// Returns `yes` if the mask is true, otherwise `no`.
  @inline(__always)
  public static func select(_ mask: Bool, _ yes: Double, _ no: Double) -> Double {
    mask ? yes : no
  }

  /// Returns √x; NaN for x < 0.
  @inline(__always)
  public static func sqrt(_ x: Double) -> Double { x.squareRoot() }

  /// Returns |x|.
  @inline(__always)
  public static func abs(_ x: Double) -> Double { x.magnitude }

  /// Returns eˣ.
  public static func exp(_ x: Double) -> Double { expOf(x) }

  /// Returns ln x; −∞ at 0 and NaN for x < 0.
  public static func log(_ x: Double) -> Double { logOf(x) }

  /// Returns the sine of x in radians.
  public static func sin(_ x: Double) -> Double { sinOf(x) }

  /// Returns the cosine of x in radians.
  public static func cos(_ x: Double) -> Double { cosOf(x) }

  /// Returns the tangent of x in radians.
  public static func tan(_ x: Double) -> Double { tanOf(x) }

  /// Returns the arc sine; NaN for |x| > 1.
  public static func asin(_ x: Double) -> Double { asinOf(x) }

  /// Returns the arc cosine; NaN for |x| > 1.
  public static func acos(_ x: Double) -> Double { acosOf(x) }

  /// Returns the arc tangent.
  public static func atan(_ x: Double) -> Double { atanOf(x) }

  /// Returns the hyperbolic sine.
  public static func sinh(_ x: Double) -> Double { sinhOf(x) }

  /// Returns the hyperbolic cosine.
  public static func cosh(_ x: Double) -> Double { coshOf(x) }

  /// Returns the hyperbolic tangent.
  public static func tanh(_ x: Double) -> Double { tanhOf(x) }

  /// Returns ln cosh x, without overflow.
  public static func logCosh(_ x: Double) -> Double { logCoshOf(x) }

  /// Returns ln(1 + eˣ), without overflow.
  public static func softplus(_ x: Double) -> Double { softplusOf(x) }

  /// Returns ln(1 + x), accurate near 0.
  public static func log1p(_ x: Double) -> Double { generalLog1pOf(x) }

  /// Returns eˣ − 1, accurate near 0.
  public static func expm1(_ x: Double) -> Double { expm1Of(x) }

  /// Returns the logistic function 1/(1 + e⁻ˣ), without overflow.
  public static func sigmoid(_ x: Double) -> Double { sigmoidOf(x) }

  /// Returns the inverse hyperbolic sine.
  public static func asinh(_ x: Double) -> Double { asinhOf(x) }

  /// Returns the inverse hyperbolic cosine; NaN for x < 1.
  public static func acosh(_ x: Double) -> Double { acoshOf(x) }

  /// Returns the inverse hyperbolic tangent; NaN for |x| > 1.
  public static func atanh(_ x: Double) -> Double { atanhOf(x) }

  /// Returns the largest integer that is at most x.
  public static func floor(_ x: Double) -> Double { floorOf(x) }

  /// Returns f(x).
  @inline(__always)
  public static func piecewiseConstant(_ x: Double, _ f: (Double) -> Double) -> Double { f(x) }

  /// Returns the angle of the point (x, y) in [−π, π]; y at the origin.
  public static func atan2(_ y: Double, _ x: Double) -> Double { atan2Of(y, x) }

  /// Returns √(x² + y²), without overflow or underflow of the squares.
  public static func hypot(_ x: Double, _ y: Double) -> Double { hypotOf(x, y) }

  /// Returns the error function.
  public static func erf(_ x: Double) -> Double { erfOf(x) }

  /// Returns x to the power y; NaN for x < 0 unless y is an integer.
  public static func pow(_ x: Double, _ y: Double) -> Double { powOf(x, y) }

  /// Returns x to an integer power, by repeated squaring.
  @inline(__always)
  public static func pow(_ x: Double, _ n: Int) -> Double { powOf(x, n) }
}
