/// Three values of one type.
///
/// A kernel steps three vectors of runs together, so two of them compute during the latency
/// of a square root. One vector three times as wide would exceed the registers.
struct Triple<Element> {
  /// The number of elements.
  static var count: Int { 3 }

  /// The elements in order.
  var first, second, third: Element

  /// Creates a triple from its elements.
  @inline(__always)
  init(_ first: Element, _ second: Element, _ third: Element) {
    (self.first, self.second, self.third) = (first, second, third)
  }

  /// Creates a triple by calling `element` for 0, 1 and 2.
  @inline(__always)
  init(_ element: (Int) -> Element) { self.init(element(0), element(1), element(2)) }

  /// The element at an index from 0 to 2.
  subscript(index: Int) -> Element {
    get { index == 0 ? first : index == 1 ? second : third }
    set {
      switch index {
      case 0: first = newValue
      case 1: second = newValue
      default: third = newValue
      }
    }
  }

  /// Returns the triple of the transformed elements.
  @inline(__always)
  func map<Other>(_ transform: (Element) -> Other) -> Triple<Other> {
    Triple<Other>(transform(first), transform(second), transform(third))
  }

  /// Returns the triple of the elements of `a` and `b`, combined in pairs.
  @inline(__always)
  static func zip<A, B>(
    _ a: Triple<A>, _ b: Triple<B>, _ combine: (A, B) -> Element
  ) -> Triple {
    Triple(combine(a.first, b.first), combine(a.second, b.second), combine(a.third, b.third))
  }
}

extension Triple: Sendable where Element: Sendable {}
extension Triple: BitwiseCopyable where Element: BitwiseCopyable {}
extension Triple: ExpressibleByFloatLiteral where Element: Number {}
extension Triple: ExpressibleByIntegerLiteral where Element: Number {}

/// A triple of numbers is a number, so an interpreter dispatches each operation once for all three.
extension Triple: Number where Element: Number {
  @inline(__always)
  init(_ value: Double) { self.init(Element(value), Element(value), Element(value)) }

  @inline(__always)
  static func + (a: Triple, b: Triple) -> Triple { zip(a, b, +) }
  @inline(__always)
  static func - (a: Triple, b: Triple) -> Triple { zip(a, b, -) }
  @inline(__always)
  static func * (a: Triple, b: Triple) -> Triple { zip(a, b, *) }
  @inline(__always)
  static func / (a: Triple, b: Triple) -> Triple { zip(a, b, /) }
  @inline(__always)
  static prefix func - (a: Triple) -> Triple { a.map(-) }

  @inline(__always)
  static func < (a: Triple, b: Triple) -> Triple<Element.Mask> { .zip(a, b, <) }

  @inline(__always)
  static func select(_ mask: Triple<Element.Mask>, _ yes: Triple, _ no: Triple) -> Triple {
    Triple(
      .select(mask.first, yes.first, no.first), .select(mask.second, yes.second, no.second),
      .select(mask.third, yes.third, no.third))
  }

  @inline(__always)
  static func abs(_ x: Triple) -> Triple { x.map(Element.abs) }
  @inline(__always)
  static func sqrt(_ x: Triple) -> Triple { x.map(Element.sqrt) }

  static func exp(_ x: Triple) -> Triple { x.map(Element.exp) }
  static func log(_ x: Triple) -> Triple { x.map(Element.log) }
  static func sin(_ x: Triple) -> Triple { x.map(Element.sin) }
  static func cos(_ x: Triple) -> Triple { x.map(Element.cos) }
  static func tan(_ x: Triple) -> Triple { x.map(Element.tan) }
  static func asin(_ x: Triple) -> Triple { x.map(Element.asin) }
  static func acos(_ x: Triple) -> Triple { x.map(Element.acos) }
  static func atan(_ x: Triple) -> Triple { x.map(Element.atan) }
  static func sinh(_ x: Triple) -> Triple { x.map(Element.sinh) }
  static func cosh(_ x: Triple) -> Triple { x.map(Element.cosh) }
  static func tanh(_ x: Triple) -> Triple { x.map(Element.tanh) }
  static func logCosh(_ x: Triple) -> Triple { x.map(Element.logCosh) }
  static func softplus(_ x: Triple) -> Triple { x.map(Element.softplus) }
  static func log1p(_ x: Triple) -> Triple { x.map(Element.log1p) }
  static func expm1(_ x: Triple) -> Triple { x.map(Element.expm1) }
  static func sigmoid(_ x: Triple) -> Triple { x.map(Element.sigmoid) }
  static func asinh(_ x: Triple) -> Triple { x.map(Element.asinh) }
  static func acosh(_ x: Triple) -> Triple { x.map(Element.acosh) }
  static func atanh(_ x: Triple) -> Triple { x.map(Element.atanh) }
  static func floor(_ x: Triple) -> Triple { x.map(Element.floor) }
  @inline(__always)
  static func piecewiseConstant(_ x: Triple, _ f: (Double) -> Double) -> Triple {
    x.map { Element.piecewiseConstant($0, f) }
  }
  static func atan2(_ y: Triple, _ x: Triple) -> Triple { zip(y, x, Element.atan2) }
  static func hypot(_ x: Triple, _ y: Triple) -> Triple { zip(x, y, Element.hypot) }
  static func erf(_ x: Triple) -> Triple { x.map(Element.erf) }
  static func pow(_ x: Triple, _ y: Triple) -> Triple { zip(x, y, Element.pow) }
  static func pow(_ x: Triple, _ n: Int) -> Triple { x.map { .pow($0, n) } }
}
