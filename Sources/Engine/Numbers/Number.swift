/// What a formula may use: arithmetic, comparison by choice, and the elementary functions.
///
/// A formula is written once over `Number` and then evaluated on scalars (`Double`), with exact
/// derivatives (`Dual`), or on many settings side by side. There is no `if` on a `Number`: lanes
/// may disagree, so a formula compares with `<` and picks with `choose`.
public protocol Number: BitwiseCopyable, Sendable, ExpressibleByFloatLiteral,
  ExpressibleByIntegerLiteral
where FloatLiteralType == Double, IntegerLiteralType == Int64 {
  /// The answer of a comparison: `Bool` for a scalar, one bit per lane for lanes.
  associatedtype Mask: Sendable

  init(_ value: Double)

  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  static prefix func - (a: Self) -> Self

  static func < (a: Self, b: Self) -> Mask
  static func select(_ truth: Mask, _ yes: Self, _ no: Self) -> Self

  static func sqrt(_ x: Self) -> Self
  static func exp(_ x: Self) -> Self
  static func log(_ x: Self) -> Self
  static func sin(_ x: Self) -> Self
  static func cos(_ x: Self) -> Self
  static func tan(_ x: Self) -> Self
  static func asin(_ x: Self) -> Self
  static func acos(_ x: Self) -> Self
  static func atan(_ x: Self) -> Self
  static func sinh(_ x: Self) -> Self
  static func cosh(_ x: Self) -> Self
  static func tanh(_ x: Self) -> Self

  /// ln cosh x, without overflow for any finite x.
  static func logCosh(_ x: Self) -> Self

  /// ln(1 + eˣ), without overflow for any finite x.
  static func softplus(_ x: Self) -> Self

  /// The error function, 2/√π times the integral of e^(−t²) from 0 to x.
  static func erf(_ x: Self) -> Self

  /// x to the power y; a negative base has a value for whole y alone, otherwise NaN.
  static func pow(_ x: Self, _ y: Self) -> Self

  /// x to a whole power.
  static func pow(_ x: Self, _ n: Int) -> Self
}

extension Number {
  public init(floatLiteral value: Double) { self.init(value) }
  public init(integerLiteral value: Int64) { self.init(Double(value)) }

  /// |x|, whose derivative at 0 is taken to be 0.
  @inline(__always)
  public static func abs(_ x: Self) -> Self { x * sign(x) }

  /// −1, 0 or 1; NaN gives 0.
  @inline(__always)
  public static func sign(_ x: Self) -> Self {
    select(x < 0, -1, select(0 < x, 1, 0))
  }

  /// The smaller one; at a tie the first, with its derivative; NaN in `b` is passed over.
  @inline(__always)
  public static func min(_ a: Self, _ b: Self) -> Self { select(b < a, b, a) }

  /// The larger one; at a tie the first, with its derivative; NaN in `b` is passed over.
  @inline(__always)
  public static func max(_ a: Self, _ b: Self) -> Self { select(a < b, b, a) }

  @inline(__always)
  public static func += (a: inout Self, b: Self) { a = a + b }
  @inline(__always)
  public static func -= (a: inout Self, b: Self) { a = a - b }
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

/// x·x.
@inline(__always) func square<N: Number>(_ x: N) -> N { x * x }
