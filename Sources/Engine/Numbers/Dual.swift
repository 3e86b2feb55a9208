/// A number with its partial derivatives, for forward-mode automatic differentiation.
///
/// Evaluating a formula over `Dual<Double>` returns its gradient; evaluating a gradient over
/// `Dual<Double>` returns the Hessian:
///
/// ```swift
/// let x = Dual(3.0, dx: 1, dy: 0)
/// let y = Dual(2.0, dx: 0, dy: 1)
/// let f = x * x * y
/// print(f.value, f.dx, f.dy)  // 18.0 12.0 9.0
/// ```
///
/// At a kink the derivative is the one that `Number` states for `abs`, `sign`, `min` and `max`.
/// Where a derivative is infinite or undefined (√ at 0), `dx` and `dy` are ∞ or NaN.
public struct Dual<N: Number>: Number {
  /// The value of the formula.
  public var value: N
  /// The partial derivative along x.
  public var dx: N
  /// The partial derivative along y.
  public var dy: N

  /// Creates a number from its value and its partial derivatives.
  @inline(__always)
  public init(_ value: N, dx: N, dy: N) {
    self.value = value
    self.dx = dx
    self.dy = dy
  }

  /// Creates a constant, with zero derivatives.
  @inline(__always)
  public init(_ value: Double) { self.init(N(value), dx: 0, dy: 0) }

  /// Returns f(self) by the chain rule, given f and f′ at `value`.
  @inline(__always)
  private func chain(_ f: N, _ derivative: N) -> Dual {
    Dual(f, dx: derivative * dx, dy: derivative * dy)
  }

  /// Returns a + b by the sum rule.
  @inline(__always)
  public static func + (a: Dual, b: Dual) -> Dual {
    Dual(a.value + b.value, dx: a.dx + b.dx, dy: a.dy + b.dy)
  }

  /// Returns a − b by the sum rule.
  @inline(__always)
  public static func - (a: Dual, b: Dual) -> Dual {
    Dual(a.value - b.value, dx: a.dx - b.dx, dy: a.dy - b.dy)
  }

  /// Returns a·b by the product rule.
  @inline(__always)
  public static func * (a: Dual, b: Dual) -> Dual {
    Dual(
      a.value * b.value,
      dx: a.dx * b.value + a.value * b.dx,
      dy: a.dy * b.value + a.value * b.dy)
  }

  /// Returns a/b by the quotient rule.
  @inline(__always)
  public static func / (a: Dual, b: Dual) -> Dual {
    let quotient = a.value / b.value
    return Dual(
      quotient,
      dx: (a.dx - quotient * b.dx) / b.value,
      dy: (a.dy - quotient * b.dy) / b.value)
  }

  /// Returns −a.
  @inline(__always)
  public static prefix func - (a: Dual) -> Dual { Dual(-a.value, dx: -a.dx, dy: -a.dy) }

  /// Returns whether the value of `a` is less than the value of `b`.
  @inline(__always)
  public static func < (a: Dual, b: Dual) -> N.Mask { a.value < b.value }

  /// Returns `yes` with its derivatives where the mask is true, otherwise `no`.
  @inline(__always)
  public static func select(_ mask: N.Mask, _ yes: Dual, _ no: Dual) -> Dual {
    Dual(
      N.select(mask, yes.value, no.value),
      dx: N.select(mask, yes.dx, no.dx),
      dy: N.select(mask, yes.dy, no.dy))
  }

  /// Returns √x, with derivative 1/(2√x).
  @inline(__always)
  public static func sqrt(_ x: Dual) -> Dual {
    let root = N.sqrt(x.value)
    return x.chain(root, 0.5 / root)
  }

  /// Returns eˣ, with derivative eˣ.
  public static func exp(_ x: Dual) -> Dual {
    let e = N.exp(x.value)
    return x.chain(e, e)
  }

  /// Returns ln x, with derivative 1/x.
  public static func log(_ x: Dual) -> Dual { x.chain(N.log(x.value), 1 / x.value) }

  /// Returns sin x, with derivative cos x.
  public static func sin(_ x: Dual) -> Dual { x.chain(N.sin(x.value), N.cos(x.value)) }

  /// Returns cos x, with derivative −sin x.
  public static func cos(_ x: Dual) -> Dual { x.chain(N.cos(x.value), -N.sin(x.value)) }

  /// Returns tan x, with derivative 1 + tan² x.
  public static func tan(_ x: Dual) -> Dual {
    let t = N.tan(x.value)
    return x.chain(t, 1 + t * t)
  }

  /// Returns arcsin x, with derivative 1/√(1 − x²).
  public static func asin(_ x: Dual) -> Dual {
    x.chain(N.asin(x.value), 1 / N.sqrt(1 - x.value * x.value))
  }

  /// Returns arccos x, with derivative −1/√(1 − x²).
  public static func acos(_ x: Dual) -> Dual {
    x.chain(N.acos(x.value), -1 / N.sqrt(1 - x.value * x.value))
  }

  /// Returns arctan x, with derivative 1/(1 + x²).
  public static func atan(_ x: Dual) -> Dual {
    x.chain(N.atan(x.value), 1 / (1 + x.value * x.value))
  }

  /// Returns sinh x, with derivative cosh x.
  public static func sinh(_ x: Dual) -> Dual { x.chain(N.sinh(x.value), N.cosh(x.value)) }

  /// Returns cosh x, with derivative sinh x.
  public static func cosh(_ x: Dual) -> Dual { x.chain(N.cosh(x.value), N.sinh(x.value)) }

  /// Returns tanh x, with derivative 1 − tanh² x.
  public static func tanh(_ x: Dual) -> Dual {
    let t = N.tanh(x.value)
    return x.chain(t, 1 - t * t)
  }

  /// Returns ln cosh x, with derivative tanh x.
  public static func logCosh(_ x: Dual) -> Dual { x.chain(N.logCosh(x.value), N.tanh(x.value)) }

  /// Returns ln(1 + eˣ), with derivative 1/(1 + e⁻ˣ).
  public static func softplus(_ x: Dual) -> Dual {
    // The logistic function, ½(1 + tanh(x/2)), saturates instead of overflowing.
    x.chain(N.softplus(x.value), 0.5 * (1 + N.tanh(0.5 * x.value)))
  }

  /// Returns ln(1 + x), with derivative 1/(1 + x).
  public static func log1p(_ x: Dual) -> Dual { x.chain(N.log1p(x.value), 1 / (1 + x.value)) }

  /// Returns eˣ − 1, with derivative eˣ.
  public static func expm1(_ x: Dual) -> Dual { x.chain(N.expm1(x.value), N.exp(x.value)) }

  /// Returns the logistic function σ, with derivative σ(x)·σ(−x).
  public static func sigmoid(_ x: Dual) -> Dual {
    let sigma = N.sigmoid(x.value)
    return x.chain(sigma, sigma * N.sigmoid(-x.value))
  }

  /// Returns arsinh x, with derivative 1/√(1 + x²).
  public static func asinh(_ x: Dual) -> Dual {
    x.chain(N.asinh(x.value), 1 / N.hypot(1, x.value))
  }

  /// Returns arcosh x, with derivative 1/√(x² − 1).
  public static func acosh(_ x: Dual) -> Dual {
    x.chain(N.acosh(x.value), 1 / (N.sqrt(x.value - 1) * N.sqrt(x.value + 1)))
  }

  /// Returns artanh x, with derivative 1/(1 − x²).
  public static func atanh(_ x: Dual) -> Dual {
    x.chain(N.atanh(x.value), 1 / ((1 - x.value) * (1 + x.value)))
  }

  /// Returns the angle of the point (x, y), with derivatives −y/r² in x and x/r² in y.
  public static func atan2(_ y: Dual, _ x: Dual) -> Dual {
    let r = N.hypot(x.value, y.value)
    let (cosine, sine) = (x.value / r, y.value / r)
    return Dual(
      N.atan2(y.value, x.value), dx: (cosine * y.dx - sine * x.dx) / r,
      dy: (cosine * y.dy - sine * x.dy) / r)
  }

  /// Returns r = √(x² + y²), with derivatives x/r and y/r; 0 at the origin.
  public static func hypot(_ x: Dual, _ y: Dual) -> Dual {
    let r = N.hypot(x.value, y.value)
    let isZero = r < N(Double.leastNonzeroMagnitude)
    let (cosine, sine) = (
      N.select(isZero, 0, x.value / r), N.select(isZero, 0, y.value / r)
    )
    return Dual(r, dx: cosine * x.dx + sine * y.dx, dy: cosine * x.dy + sine * y.dy)
  }

  /// Returns the largest integer that is at most x, with derivative 0.
  public static func floor(_ x: Dual) -> Dual { Dual(N.floor(x.value), dx: 0, dy: 0) }

  /// Returns f(x), with derivative 0.
  @inline(__always)
  public static func piecewiseConstant(_ x: Dual, _ f: (Double) -> Double) -> Dual {
    Dual(N.piecewiseConstant(x.value, f), dx: 0, dy: 0)
  }

  /// Returns the smaller of `a` and `b`; if both are equal, with the mean of their derivatives.
  @inline(__always)
  public static func min(_ a: Dual, _ b: Dual) -> Dual {
    let mean = Dual(a.value, dx: 0.5 * (a.dx + b.dx), dy: 0.5 * (a.dy + b.dy))
    return select(b < a, b, select(a < b, a, mean))
  }

  /// Returns the larger of `a` and `b`; if both are equal, with the mean of their derivatives.
  @inline(__always)
  public static func max(_ a: Dual, _ b: Dual) -> Dual { -min(-a, -b) }

  /// Returns erf x, with derivative 2/√π·e^(−x²).
  public static func erf(_ x: Dual) -> Dual {
    x.chain(N.erf(x.value), N(2 / Double.pi.squareRoot()) * N.exp(-(x.value * x.value)))
  }

  /// Returns x to the power y, with derivatives y·x^(y−1) in x and x^y·ln x in y.
  public static func pow(_ x: Dual, _ y: Dual) -> Dual {
    let power = N.pow(x.value, y.value)
    let baseDerivative = y.value * N.pow(x.value, y.value - 1)
    let log = N.log(x.value)
    // The exponent's term counts only where dy ≠ 0, since ln x is undefined for x ≤ 0.
    @inline(__always)
    func derivative(_ dx: N, _ dy: N) -> N {
      let fromExponent = N.select(N.abs(dy) < 1e-300, 0, power * log * dy)
      return baseDerivative * dx + fromExponent
    }
    return Dual(power, dx: derivative(x.dx, y.dx), dy: derivative(x.dy, y.dy))
  }

  /// Returns x to an integer power, with derivative n·x^(n−1).
  @inline(__always)
  public static func pow(_ x: Dual, _ n: Int) -> Dual {
    n == 0 ? 1 : x.chain(N.pow(x.value, n), N(Double(n)) * N.pow(x.value, n - 1))
  }
}
