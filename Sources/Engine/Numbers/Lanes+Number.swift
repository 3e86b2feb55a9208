import CVectors
package import Vectors

extension Point<Lanes> {
  /// The point in one lane.
  @inline(__always)
  subscript(lane: Int) -> Point<Double> { Point<Double>(x[lane], y[lane]) }
}

extension Lanes: Number {
  @inline(__always)
  package static func abs(_ x: Lanes) -> Lanes { magnitude(x) }
}

extension Lanes: ElementaryFunctions {
  /// Returns x² + y² + sum; the last bits depend on whether the machine has FMA.
  @inline(__always)
  static func addingSquares(_ x: Lanes, _ y: Lanes, _ sum: Lanes) -> Lanes {
    Lanes(vector_add_squares(x.vector, y.vector, sum.vector))
  }

  private typealias Bits = vector_uint64

  @inline(__always)
  private static func mapBits(_ x: Lanes, _ transform: (Bits) -> Bits) -> Lanes {
    Lanes(unsafeBitCast(transform(unsafeBitCast(x.vector, to: Bits.self)), to: Vector.self))
  }

  @inline(__always)
  package static func anyTrue(_ mask: Mask) -> Bool {
    vector_reduce_or(unsafeBitCast(mask, to: vector_int64.self)) != 0
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
    let signBits = unsafeBitCast(sign.vector, to: Bits.self) & minus
    return mapBits(x) { $0 ^ signBits }
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
    let shifted = mapBits(x) { $0 &+ (Bits(repeating: 0x3FF0_0000_0000_0000) &- root) }
    return (
      mapBits(shifted) { ($0 & Bits(repeating: 0xF_FFFF_FFFF_FFFF)) &+ root },
      mapBits(shifted) { ($0 &>> Bits(repeating: 52)) | Bits(repeating: 0x4330_0000_0000_0000) }
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

// Out of line to keep kernels small: the cost of a call is shared by all lanes. sin and cos are
// inlined, since they are short and passing vectors through memory would cost a fifth of the time.
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
  package static func log1p(_ x: Lanes) -> Lanes { generalLog1pOf(x) }
  @inline(never)
  package static func expm1(_ x: Lanes) -> Lanes { expm1Of(x) }
  @inline(never)
  package static func sigmoid(_ x: Lanes) -> Lanes { sigmoidOf(x) }
  @inline(never)
  package static func asinh(_ x: Lanes) -> Lanes { asinhOf(x) }
  @inline(never)
  package static func acosh(_ x: Lanes) -> Lanes { acoshOf(x) }
  @inline(never)
  package static func atanh(_ x: Lanes) -> Lanes { atanhOf(x) }
  @inline(never)
  package static func floor(_ x: Lanes) -> Lanes { floorOf(x) }
  @inline(__always)
  package static func piecewiseConstant(_ x: Lanes, _ f: (Double) -> Double) -> Lanes {
    Lanes { lane in f(x[lane]) }
  }
  @inline(__always)
  package static func forEachRow(
    of table: UnsafePointer<Double>, from index: Lanes, count: Int,
    _ body: (_ offset: Int, _ row: (Lanes, Lanes, Lanes, Lanes)) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: Lanes.self, capacity: 5) { memory in
      let columns = memory.baseAddress.unsafelyUnwrapped
      vector_indices(columns + 4, index.vector, Int64(count))
      func row(_ offset: Int) -> (Lanes, Lanes, Lanes, Lanes) {
        vector_table_rows(columns, table + 4 * offset, columns + 4)
        return (columns[0], columns[1], columns[2], columns[3])
      }
      // Not a loop, which the compiler would keep, with a decision in `body` for each row.
      body(0, row(0))
      guard count == 4 else { return }
      body(1, row(1))
      body(2, row(2))
      body(3, row(3))
    }
  }
  @inline(never)
  package static func atan2(_ y: Lanes, _ x: Lanes) -> Lanes { atan2Of(y, x) }
  @inline(never)
  package static func hypot(_ x: Lanes, _ y: Lanes) -> Lanes { hypotOf(x, y) }
  @inline(never)
  package static func erf(_ x: Lanes) -> Lanes { erfOf(x) }
  @inline(never)
  package static func pow(_ x: Lanes, _ y: Lanes) -> Lanes { powOf(x, y) }
  @inline(__always)
  package static func pow(_ x: Lanes, _ n: Int) -> Lanes { powOf(x, n) }
}
