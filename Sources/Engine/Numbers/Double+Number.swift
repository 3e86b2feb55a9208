extension Double: Number {
  public typealias Mask = Bool

  @inline(__always)
  public static func select(_ truth: Bool, _ yes: Double, _ no: Double) -> Double {
    truth ? yes : no
  }

  @inline(__always)
  public static func sqrt(_ x: Double) -> Double { x.squareRoot() }

  @inline(__always)
  public static func abs(_ x: Double) -> Double { x.magnitude }

  public static func exp(_ x: Double) -> Double { expOf(x) }
  public static func log(_ x: Double) -> Double { logOf(x) }
  public static func sin(_ x: Double) -> Double { sinOf(x) }
  public static func cos(_ x: Double) -> Double { cosOf(x) }
  public static func tan(_ x: Double) -> Double { tanOf(x) }
  public static func asin(_ x: Double) -> Double { asinOf(x) }
  public static func acos(_ x: Double) -> Double { acosOf(x) }
  public static func atan(_ x: Double) -> Double { atanOf(x) }
  public static func sinh(_ x: Double) -> Double { sinhOf(x) }
  public static func cosh(_ x: Double) -> Double { coshOf(x) }
  public static func tanh(_ x: Double) -> Double { tanhOf(x) }
  public static func logCosh(_ x: Double) -> Double { logCoshOf(x) }
  public static func softplus(_ x: Double) -> Double { softplusOf(x) }
  public static func erf(_ x: Double) -> Double { erfOf(x) }
  public static func pow(_ x: Double, _ y: Double) -> Double { powOf(x, y) }
  @inline(__always)
  public static func pow(_ x: Double, _ n: Int) -> Double { powOf(x, n) }
}
