import CVectors

/// So many settings side by side: each lane computes what a `Double` would, bit for bit.
///
/// A pair of vectors, since twice as many operations under way hide the time that each one takes;
/// wider single vectors are beyond what the compiler handles well.
public struct Lanes: Sendable {
  public typealias Half = SIMD16<Double>
  public typealias Mask = SIMDMask<SIMD16<Int64>>

  public static let count = 32

  public var first, second: Half

  @inline(__always)
  public init(_ first: Half, _ second: Half) {
    self.first = first
    self.second = second
  }

  @inline(__always)
  public subscript(lane: Int) -> Double {
    get { lane < 16 ? first[lane] : second[lane - 16] }
    set { if lane < 16 { first[lane] = newValue } else { second[lane - 16] = newValue } }
  }

  /// The answer of a comparison in every lane.
  public struct Truth: Sendable {
    public var first, second: Mask

    @inline(__always)
    init(_ first: Mask, _ second: Mask) {
      self.first = first
      self.second = second
    }
  }
}

extension Lanes: Number {
  @inline(__always)
  public init(_ value: Double) { self.init(Half(repeating: value), Half(repeating: value)) }

  @inline(__always)
  public static func + (a: Lanes, b: Lanes) -> Lanes {
    Lanes(vector_sum(a.first, b.first), vector_sum(a.second, b.second))
  }

  @inline(__always)
  public static func - (a: Lanes, b: Lanes) -> Lanes {
    Lanes(vector_difference(a.first, b.first), vector_difference(a.second, b.second))
  }

  @inline(__always)
  public static func * (a: Lanes, b: Lanes) -> Lanes {
    Lanes(vector_product(a.first, b.first), vector_product(a.second, b.second))
  }

  @inline(__always)
  public static func / (a: Lanes, b: Lanes) -> Lanes {
    Lanes(vector_quotient(a.first, b.first), vector_quotient(a.second, b.second))
  }

  @inline(__always)
  public static prefix func - (a: Lanes) -> Lanes { Lanes(-a.first, -a.second) }

  @inline(__always)
  public static func < (a: Lanes, b: Lanes) -> Truth {
    Truth(a.first .< b.first, a.second .< b.second)
  }

  @inline(__always)
  public static func choose(_ truth: Truth, _ yes: Lanes, _ no: Lanes) -> Lanes {
    Lanes(
      no.first.replacing(with: yes.first, where: truth.first),
      no.second.replacing(with: yes.second, where: truth.second))
  }

  @inline(__always)
  public static func sqrt(_ x: Lanes) -> Lanes {
    Lanes(vector_root(x.first), vector_root(x.second))
  }

  @inline(__always)
  public static func abs(_ x: Lanes) -> Lanes { magnitude(x) }
}

extension Lanes: Elementary {
  private typealias Bits = SIMD16<UInt64>

  @inline(__always)
  private static func bits(_ x: Half) -> Bits { unsafeBitCast(x, to: Bits.self) }

  @inline(__always)
  private static func half(_ bits: Bits) -> Half { unsafeBitCast(bits, to: Half.self) }

  @inline(__always)
  private static func each(_ x: Lanes, _ change: (Bits) -> Bits) -> Lanes {
    Lanes(half(change(bits(x.first))), half(change(bits(x.second))))
  }

  @inline(__always)
  public static func isAny(_ truth: Truth) -> Bool {
    let either = truth.first .| truth.second
    return vector_union(unsafeBitCast(either, to: SIMD16<Int>.self)) != 0
  }

  @inline(__always)
  public static func equal(_ a: Lanes, _ b: Lanes) -> Truth {
    Truth(a.first .== b.first, a.second .== b.second)
  }

  @inline(__always)
  public static func magnitude(_ x: Lanes) -> Lanes {
    each(x) { $0 & Bits(repeating: ~(1 << 63)) }
  }

  @inline(__always)
  public static func flipped(_ x: Lanes, by sign: Lanes) -> Lanes {
    let minus = Bits(repeating: 1 << 63)
    return Lanes(
      half(bits(x.first) ^ (bits(sign.first) & minus)),
      half(bits(x.second) ^ (bits(sign.second) & minus)))
  }

  @inline(__always)
  public static func head(_ x: Lanes) -> Lanes { each(x) { $0 & Bits(repeating: ~0x7FF_FFFF) } }

  @inline(__always)
  public static func powerOfTwo(_ n: Lanes) -> Lanes {
    each(n + (0x1p52 + 1023)) { $0 &<< Bits(repeating: 52) }
  }

  @inline(__always)
  public static func scale(_ x: Lanes) -> (m: Lanes, e: Lanes) {
    let root = Bits(repeating: 0x3FE6_A09E_667F_3BCD)  // √½
    let moved = each(x) { $0 &+ (Bits(repeating: 0x3FF0_0000_0000_0000) &- root) }
    return (
      each(moved) { ($0 & Bits(repeating: 0xF_FFFF_FFFF_FFFF)) &+ root },
      each(moved) { ($0 &>> Bits(repeating: 52)) | Bits(repeating: 0x4330_0000_0000_0000) }
        - (0x1p52 + 1023)
    )
  }

  @inline(__always)
  public static func hasBit(_ bit: Int, _ shifted: Lanes) -> Truth {
    let mask = Bits(repeating: 1 << UInt64(bit))
    let none = Bits(repeating: 0)
    return Truth(
      (bits(shifted.first) & mask) .!= none, (bits(shifted.second) & mask) .!= none)
  }

  public static func reducedHuge(_ x: Lanes, else angle: Angle<Lanes>) -> Angle<Lanes> {
    var angle = angle
    for lane in 0..<count where !(x[lane] <= HugeAngle.limit) {
      let reduced = HugeAngle.reduced(x[lane])
      angle.quadrant[lane] = reduced.quadrant
      angle.high[lane] = reduced.high
      angle.low[lane] = reduced.low
    }
    return angle
  }
}

// Out of line, so that a kernel stays small: beside 32 of these values a call costs nothing.
extension Lanes {
  @inline(never)
  public static func exp(_ x: Lanes) -> Lanes { expOf(x) }
  @inline(never)
  public static func log(_ x: Lanes) -> Lanes { logOf(x) }
  @inline(never)
  public static func sin(_ x: Lanes) -> Lanes { sinOf(x) }
  @inline(never)
  public static func cos(_ x: Lanes) -> Lanes { cosOf(x) }
  @inline(never)
  public static func tan(_ x: Lanes) -> Lanes { tanOf(x) }
  @inline(never)
  public static func asin(_ x: Lanes) -> Lanes { asinOf(x) }
  @inline(never)
  public static func acos(_ x: Lanes) -> Lanes { acosOf(x) }
  @inline(never)
  public static func atan(_ x: Lanes) -> Lanes { atanOf(x) }
  @inline(never)
  public static func sinh(_ x: Lanes) -> Lanes { sinhOf(x) }
  @inline(never)
  public static func cosh(_ x: Lanes) -> Lanes { coshOf(x) }
  @inline(never)
  public static func tanh(_ x: Lanes) -> Lanes { tanhOf(x) }
  @inline(never)
  public static func logCosh(_ x: Lanes) -> Lanes { logCoshOf(x) }
  @inline(never)
  public static func softplus(_ x: Lanes) -> Lanes { softplusOf(x) }
  @inline(never)
  public static func erf(_ x: Lanes) -> Lanes { erfOf(x) }
  @inline(never)
  public static func pow(_ x: Lanes, _ y: Lanes) -> Lanes { powOf(x, y) }
  @inline(__always)
  public static func pow(_ x: Lanes, _ n: Int) -> Lanes { powOf(x, n) }
}
