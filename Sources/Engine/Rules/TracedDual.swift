/// A dual number that records whether its value depends on the state, and on a kink of the state.
///
/// A rule has no derivative where it takes the sign or the absolute value of 0, or compares two equal
/// values, of which one depends on the state.
struct TracedDual: Number {
  var dual: Dual<Double>
  var isState: Bool
  var hasKink: Bool

  /// A comparison, with whether its values are equal and depend on the state.
  struct Mask: Sendable {
    let isTrue: Bool
    let hasKink: Bool
  }

  init(_ dual: Dual<Double>, isState: Bool, hasKink: Bool) {
    // A derivative that is not finite times 0 would be NaN.
    self.dual = isState ? dual : Dual(dual.value, dx: 0, dy: 0)
    self.isState = isState
    self.hasKink = hasKink
  }

  init(_ value: Double) { self.init(Dual(value), isState: false, hasKink: false) }

  private func map(_ f: (Dual<Double>) -> Dual<Double>) -> TracedDual {
    TracedDual(f(dual), isState: isState, hasKink: hasKink)
  }

  private static func zip(
    _ a: TracedDual, _ b: TracedDual, _ f: (Dual<Double>, Dual<Double>) -> Dual<Double>
  ) -> TracedDual {
    TracedDual(
      f(a.dual, b.dual), isState: a.isState || b.isState, hasKink: a.hasKink || b.hasKink)
  }

  static func + (a: Self, b: Self) -> Self { zip(a, b, +) }
  static func - (a: Self, b: Self) -> Self { zip(a, b, -) }
  static func * (a: Self, b: Self) -> Self { zip(a, b, *) }
  static func / (a: Self, b: Self) -> Self { zip(a, b, /) }
  static prefix func - (a: Self) -> Self { a.map { -$0 } }

  static func < (a: Self, b: Self) -> Mask {
    let isTie = (a.isState || b.isState) && a.dual.value == b.dual.value
    return Mask(
      isTrue: a.dual.value < b.dual.value, hasKink: isTie || a.hasKink || b.hasKink)
  }

  static func select(_ mask: Mask, _ yes: Self, _ no: Self) -> Self {
    var result = mask.isTrue ? yes : no
    result.hasKink = result.hasKink || mask.hasKink
    return result
  }

  static func sqrt(_ x: Self) -> Self { x.map(Dual.sqrt) }
  static func exp(_ x: Self) -> Self { x.map(Dual.exp) }
  static func log(_ x: Self) -> Self { x.map(Dual.log) }
  static func sin(_ x: Self) -> Self { x.map(Dual.sin) }
  static func cos(_ x: Self) -> Self { x.map(Dual.cos) }
  static func tan(_ x: Self) -> Self { x.map(Dual.tan) }
  static func asin(_ x: Self) -> Self { x.map(Dual.asin) }
  static func acos(_ x: Self) -> Self { x.map(Dual.acos) }
  static func atan(_ x: Self) -> Self { x.map(Dual.atan) }
  static func sinh(_ x: Self) -> Self { x.map(Dual.sinh) }
  static func cosh(_ x: Self) -> Self { x.map(Dual.cosh) }
  static func tanh(_ x: Self) -> Self { x.map(Dual.tanh) }
  static func logCosh(_ x: Self) -> Self { x.map(Dual.logCosh) }
  static func softplus(_ x: Self) -> Self { x.map(Dual.softplus) }
  static func log1p(_ x: Self) -> Self { x.map(Dual.log1p) }
  static func expm1(_ x: Self) -> Self { x.map(Dual.expm1) }
  static func sigmoid(_ x: Self) -> Self { x.map(Dual.sigmoid) }
  static func asinh(_ x: Self) -> Self { x.map(Dual.asinh) }
  static func acosh(_ x: Self) -> Self { x.map(Dual.acosh) }
  static func atanh(_ x: Self) -> Self { x.map(Dual.atanh) }
  static func atan2(_ y: Self, _ x: Self) -> Self { zip(y, x, Dual.atan2) }
  static func hypot(_ x: Self, _ y: Self) -> Self { zip(x, y, Dual.hypot) }
  static func floor(_ x: Self) -> Self { x.map(Dual.floor) }
  static func piecewiseConstant(_ x: Self, _ f: (Double) -> Double) -> Self {
    x.map { Dual.piecewiseConstant($0, f) }
  }
  static func erf(_ x: Self) -> Self { x.map(Dual.erf) }
  static func pow(_ x: Self, _ y: Self) -> Self { zip(x, y, Dual.pow) }
  static func pow(_ x: Self, _ n: Int) -> Self { x.map { Dual.pow($0, n) } }
}
