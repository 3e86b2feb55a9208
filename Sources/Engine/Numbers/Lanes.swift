package import CVectors

/// So many settings side by side: each lane computes what a `Double` would, bit for bit.
///
/// The operations are C's: of Swift's own the compiler takes some apart, lane by lane.
package struct Lanes: Sendable {
  package typealias Vector = vector_double
  package typealias Mask = SIMDMask<Vector.MaskStorage>

  package static let count = Vector.scalarCount

  /// Where a vector begins in memory that is made for many: at a cache line.
  ///
  /// One that lies across two takes twice as long to load and to store.
  static let alignment = 64

  package var vector: Vector

  @inline(__always)
  package init(_ vector: Vector) { self.vector = vector }

  @inline(__always)
  package subscript(lane: Int) -> Double {
    get { vector[lane] }
    set { vector[lane] = newValue }
  }
}

extension Point<Lanes> {
  @inline(__always)
  subscript(lane: Int) -> Point<Double> { Point<Double>(x[lane], y[lane]) }
}

extension Lanes: Number {
  @inline(__always)
  package init(_ value: Double) { self.init(Vector(repeating: value)) }

  @inline(__always)
  package static func + (a: Lanes, b: Lanes) -> Lanes { Lanes(vector_add(a.vector, b.vector)) }

  @inline(__always)
  package static func - (a: Lanes, b: Lanes) -> Lanes {
    Lanes(vector_sub(a.vector, b.vector))
  }

  @inline(__always)
  package static func * (a: Lanes, b: Lanes) -> Lanes { Lanes(vector_mul(a.vector, b.vector)) }

  @inline(__always)
  package static func / (a: Lanes, b: Lanes) -> Lanes { Lanes(vector_div(a.vector, b.vector)) }

  @inline(__always)
  package static prefix func - (a: Lanes) -> Lanes { Lanes(vector_neg(a.vector)) }

  @inline(__always)
  package static func < (a: Lanes, b: Lanes) -> Mask { a.vector .< b.vector }

  @inline(__always)
  package static func select(_ truth: Mask, _ yes: Lanes, _ no: Lanes) -> Lanes {
    Lanes(no.vector.replacing(with: yes.vector, where: truth))
  }

  @inline(__always)
  package static func sqrt(_ x: Lanes) -> Lanes { Lanes(vector_sqrt(x.vector)) }

  @inline(__always)
  package static func abs(_ x: Lanes) -> Lanes { magnitude(x) }
}

extension Lanes: ElementaryFunctions {
  /// x² + y² + sum; not in the same bits everywhere.
  @inline(__always)
  static func addingSquares(_ x: Lanes, _ y: Lanes, _ sum: Lanes) -> Lanes {
    Lanes(vector_add_squares(x.vector, y.vector, sum.vector))
  }

  private typealias Bits = vector_uint64

  @inline(__always)
  private static func mapBits(_ x: Lanes, _ change: (Bits) -> Bits) -> Lanes {
    Lanes(unsafeBitCast(change(unsafeBitCast(x.vector, to: Bits.self)), to: Vector.self))
  }

  @inline(__always)
  package static func anyTrue(_ truth: Mask) -> Bool {
    vector_reduce_or(unsafeBitCast(truth, to: vector_int64.self)) != 0
  }

  @inline(__always)
  package static func equal(_ a: Lanes, _ b: Lanes) -> Mask { a.vector .== b.vector }

  @inline(__always)
  package static func magnitude(_ x: Lanes) -> Lanes {
    mapBits(x) { $0 & Bits(repeating: ~(1 << 63)) }
  }

  @inline(__always)
  package static func flippingSign(_ x: Lanes, by sign: Lanes) -> Lanes {
    let minus = Bits(repeating: 1 << 63)
    let turned = unsafeBitCast(sign.vector, to: Bits.self) & minus
    return mapBits(x) { $0 ^ turned }
  }

  @inline(__always)
  package static func upperHalf(_ x: Lanes) -> Lanes {
    mapBits(x) { $0 & Bits(repeating: ~0x7FF_FFFF) }
  }

  @inline(__always)
  package static func powerOfTwo(_ n: Lanes) -> Lanes {
    mapBits(n + (0x1p52 + 1023)) { $0 &<< Bits(repeating: 52) }
  }

  @inline(__always)
  package static func frexp(_ x: Lanes) -> (m: Lanes, e: Lanes) {
    let root = Bits(repeating: 0x3FE6_A09E_667F_3BCD)  // √½
    let moved = mapBits(x) { $0 &+ (Bits(repeating: 0x3FF0_0000_0000_0000) &- root) }
    return (
      mapBits(moved) { ($0 & Bits(repeating: 0xF_FFFF_FFFF_FFFF)) &+ root },
      mapBits(moved) { ($0 &>> Bits(repeating: 52)) | Bits(repeating: 0x4330_0000_0000_0000) }
        - (0x1p52 + 1023)
    )
  }

  @inline(__always)
  package static func hasBit(_ bit: Int, _ shifted: Lanes) -> Mask {
    let mask = Bits(repeating: 1 << UInt64(bit))
    return (unsafeBitCast(shifted.vector, to: Bits.self) & mask) .!= Bits(repeating: 0)
  }

  @inline(never)
  package static func reducedLargeAngle(_ x: Lanes, else angle: ReducedAngle<Lanes>)
    -> ReducedAngle<Lanes>
  {
    var angle = angle
    for lane in 0..<count where !(x[lane] <= PayneHanek.limit) {
      let reduced = PayneHanek.reduced(x[lane])
      angle.quadrant[lane] = reduced.quadrant
      angle.high[lane] = reduced.high
      angle.low[lane] = reduced.low
    }
    return angle
  }
}

// Out of line, so that a kernel stays small: beside so many values a call costs little. Not so
// beside those of a sine, which is short: there it would be a fifth, since vectors go by memory.
extension Lanes {
  @inline(never)
  package static func exp(_ x: Lanes) -> Lanes { expOf(x) }
  @inline(never)
  package static func log(_ x: Lanes) -> Lanes { logOf(x) }
  @inline(__always)
  package static func sin(_ x: Lanes) -> Lanes { sinOf(x) }
  @inline(__always)
  package static func cos(_ x: Lanes) -> Lanes { cosOf(x) }
  @inline(never)
  package static func tan(_ x: Lanes) -> Lanes { tanOf(x) }
  @inline(never)
  package static func asin(_ x: Lanes) -> Lanes { asinOf(x) }
  @inline(never)
  package static func acos(_ x: Lanes) -> Lanes { acosOf(x) }
  @inline(never)
  package static func atan(_ x: Lanes) -> Lanes { atanOf(x) }
  @inline(never)
  package static func sinh(_ x: Lanes) -> Lanes { sinhOf(x) }
  @inline(never)
  package static func cosh(_ x: Lanes) -> Lanes { coshOf(x) }
  @inline(never)
  package static func tanh(_ x: Lanes) -> Lanes { tanhOf(x) }
  @inline(never)
  package static func logCosh(_ x: Lanes) -> Lanes { logCoshOf(x) }
  @inline(never)
  package static func softplus(_ x: Lanes) -> Lanes { softplusOf(x) }
  @inline(never)
  package static func erf(_ x: Lanes) -> Lanes { erfOf(x) }
  @inline(never)
  package static func pow(_ x: Lanes, _ y: Lanes) -> Lanes { powOf(x, y) }
  @inline(__always)
  package static func pow(_ x: Lanes, _ n: Int) -> Lanes { powOf(x, n) }
}
