/// A number with its two partial derivatives, carried exactly through every operation.
///
/// `Dual<Double>` gives a slope; a slope evaluated on `Dual<Double>` gives a Hessian. At a kink the
/// derivative is the one that the surrounding definition of `Number` states; where a derivative is
/// infinite or undefined (√ at 0) so is the result, as IEEE arithmetic has it.
public struct Dual<N: Number>: Number {
  public var value: N
  public var dx: N
  public var dy: N

  @inline(__always)
  public init(_ value: N, dx: N, dy: N) {
    self.value = value
    self.dx = dx
    self.dy = dy
  }

  @inline(__always)
  public init(_ value: Double) { self.init(N(value), dx: 0, dy: 0) }

  /// f(self), given f and f′ at the value.
  @inline(__always)
  private func chain(_ f: N, _ slope: N) -> Dual { Dual(f, dx: slope * dx, dy: slope * dy) }

  @inline(__always)
  public static func + (a: Dual, b: Dual) -> Dual {
    Dual(a.value + b.value, dx: a.dx + b.dx, dy: a.dy + b.dy)
  }

  @inline(__always)
  public static func - (a: Dual, b: Dual) -> Dual {
    Dual(a.value - b.value, dx: a.dx - b.dx, dy: a.dy - b.dy)
  }

  @inline(__always)
  public static func * (a: Dual, b: Dual) -> Dual {
    Dual(
      a.value * b.value,
      dx: a.dx * b.value + a.value * b.dx,
      dy: a.dy * b.value + a.value * b.dy)
  }

  @inline(__always)
  public static func / (a: Dual, b: Dual) -> Dual {
    let quotient = a.value / b.value
    return Dual(
      quotient,
      dx: (a.dx - quotient * b.dx) / b.value,
      dy: (a.dy - quotient * b.dy) / b.value)
  }

  @inline(__always)
  public static prefix func - (a: Dual) -> Dual { Dual(-a.value, dx: -a.dx, dy: -a.dy) }

  @inline(__always)
  public static func < (a: Dual, b: Dual) -> N.Mask { a.value < b.value }

  @inline(__always)
  public static func select(_ truth: N.Mask, _ yes: Dual, _ no: Dual) -> Dual {
    Dual(
      N.select(truth, yes.value, no.value),
      dx: N.select(truth, yes.dx, no.dx),
      dy: N.select(truth, yes.dy, no.dy))
  }

  @inline(__always)
  public static func sqrt(_ x: Dual) -> Dual {
    let root = N.sqrt(x.value)
    return x.chain(root, 0.5 / root)
  }

  public static func exp(_ x: Dual) -> Dual {
    let e = N.exp(x.value)
    return x.chain(e, e)
  }

  public static func log(_ x: Dual) -> Dual { x.chain(N.log(x.value), 1 / x.value) }
  public static func sin(_ x: Dual) -> Dual { x.chain(N.sin(x.value), N.cos(x.value)) }
  public static func cos(_ x: Dual) -> Dual { x.chain(N.cos(x.value), -N.sin(x.value)) }

  public static func tan(_ x: Dual) -> Dual {
    let t = N.tan(x.value)
    return x.chain(t, 1 + t * t)
  }

  public static func asin(_ x: Dual) -> Dual {
    x.chain(N.asin(x.value), 1 / N.sqrt(1 - x.value * x.value))
  }

  public static func acos(_ x: Dual) -> Dual {
    x.chain(N.acos(x.value), -1 / N.sqrt(1 - x.value * x.value))
  }

  public static func atan(_ x: Dual) -> Dual {
    x.chain(N.atan(x.value), 1 / (1 + x.value * x.value))
  }

  public static func sinh(_ x: Dual) -> Dual { x.chain(N.sinh(x.value), N.cosh(x.value)) }
  public static func cosh(_ x: Dual) -> Dual { x.chain(N.cosh(x.value), N.sinh(x.value)) }

  public static func tanh(_ x: Dual) -> Dual {
    let t = N.tanh(x.value)
    return x.chain(t, 1 - t * t)
  }

  public static func logCosh(_ x: Dual) -> Dual { x.chain(N.logCosh(x.value), N.tanh(x.value)) }

  public static func softplus(_ x: Dual) -> Dual {
    // The logistic function, ½(1 + tanh(x/2)), saturates instead of overflowing.
    x.chain(N.softplus(x.value), 0.5 * (1 + N.tanh(0.5 * x.value)))
  }

  public static func erf(_ x: Dual) -> Dual {
    x.chain(N.erf(x.value), N(2 / Double.pi.squareRoot()) * N.exp(-(x.value * x.value)))
  }

  public static func pow(_ x: Dual, _ y: Dual) -> Dual {
    let power = N.pow(x.value, y.value)
    let slope = y.value * N.pow(x.value, y.value - 1)
    let log = N.log(x.value)
    // The exponent's own change speaks only where it has one: ln x is undefined for x ≤ 0.
    @inline(__always)
    func part(_ dx: N, _ dy: N) -> N {
      let fromExponent = N.select(N.abs(dy) < 1e-300, 0, power * log * dy)
      return slope * dx + fromExponent
    }
    return Dual(power, dx: part(x.dx, y.dx), dy: part(x.dy, y.dy))
  }

  @inline(__always)
  public static func pow(_ x: Dual, _ n: Int) -> Dual {
    n == 0 ? 1 : x.chain(N.pow(x.value, n), N(Double(n)) * N.pow(x.value, n - 1))
  }
}
