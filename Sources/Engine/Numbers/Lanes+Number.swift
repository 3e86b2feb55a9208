import CVectors
package import Vectors

extension Point<Lanes> {
  /// The point in one lane.
  @inline(__always)
  subscript(lane: Int) -> Point<Double> { Point<Double>(x[lane], y[lane]) }
}

// Out of line to keep kernels small: the cost of a call is shared by all lanes. sin and cos are
// inlined, since they are short and passing vectors through memory would cost a fifth of the time.
extension Lanes {
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
  package static func logCosh(_ x: Lanes) -> Lanes { logCoshOf(x) }
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
