/// Three of a kind.
///
/// A kernel has three vectors of runs under way, so that some compute while others wait for a root.
/// One vector three times as wide would not fit the registers.
struct Triple<Element> {
  static var count: Int { 3 }

  var first, second, third: Element

  @inline(__always)
  init(_ first: Element, _ second: Element, _ third: Element) {
    (self.first, self.second, self.third) = (first, second, third)
  }

  @inline(__always)
  init(_ element: (Int) -> Element) { self.init(element(0), element(1), element(2)) }

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

  @inline(__always)
  func map<Other>(_ change: (Element) -> Other) -> Triple<Other> {
    Triple<Other>(change(first), change(second), change(third))
  }

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

/// Of numbers, a number: what has to be decided for each operation, such as which it is, is decided
/// once for all three.
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
  static func select(_ truth: Triple<Element.Mask>, _ yes: Triple, _ no: Triple) -> Triple {
    Triple(
      .select(truth.first, yes.first, no.first), .select(truth.second, yes.second, no.second),
      .select(truth.third, yes.third, no.third))
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
  static func erf(_ x: Triple) -> Triple { x.map(Element.erf) }
  static func pow(_ x: Triple, _ y: Triple) -> Triple { zip(x, y, Element.pow) }
  static func pow(_ x: Triple, _ n: Int) -> Triple { x.map { .pow($0, n) } }
}
