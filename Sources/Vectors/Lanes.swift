public import CVectors

/// A SIMD vector of doubles, one run per lane.
///
/// Every lane equals the result of `Double` bit for bit. The operations are written in C, since
/// the compiler splits some of Swift's SIMD operations into scalar ones. The type is in a module of
/// its own because debug builds inline public `@inlinable` functions of other modules, but not
/// functions of other files.
public struct Lanes: BitwiseCopyable, Sendable {
  /// The C vector type: 16 lanes with AVX-512, otherwise 8.
  public typealias Vector = vector_double
  /// The result of a comparison, one bit per lane.
  public typealias Mask = SIMDMask<Vector.MaskStorage>

  /// The number of lanes.
  @inlinable
  public static var count: Int { Vector.scalarCount }

  /// The alignment in bytes of arrays of vectors: one cache line.
  ///
  /// A vector across two cache lines takes twice as long to load and to store.
  @inlinable
  public static var alignment: Int { 64 }

  /// The lanes as a C vector.
  public var vector: Vector

  /// Wraps a C vector.
  @inlinable @inline(__always)
  public init(_ vector: Vector) { self.vector = vector }

  /// Creates a vector with the same number in each lane.
  @inlinable @inline(__always)
  public init(_ value: Double) { self.init(Vector(repeating: value)) }

  /// Creates a vector from a function of the lane; faster than setting one lane after the other.
  @inlinable @inline(__always)
  public init(_ value: (_ lane: Int) -> Double) {
    vector = withUnsafeTemporaryAllocation(of: Double.self, capacity: Self.count) { lanes in
      for lane in 0..<Self.count { lanes[lane] = value(lane) }
      return UnsafeRawPointer(lanes.baseAddress.unsafelyUnwrapped)
        .loadUnaligned(as: Vector.self)
    }
  }

  /// The value of one lane, 0 to `count` − 1.
  @inlinable @inline(__always)
  public subscript(lane: Int) -> Double {
    get { vector[lane] }
    set { vector[lane] = newValue }
  }
}

extension Lanes {
  /// Returns a + b.
  @inlinable @inline(__always)
  public static func + (a: Lanes, b: Lanes) -> Lanes {
    var (a, b) = (a, b)
    vector_add(&a.vector, &b.vector)
    return a
  }

  /// Returns a − b.
  @inlinable @inline(__always)
  public static func - (a: Lanes, b: Lanes) -> Lanes {
    var (a, b) = (a, b)
    vector_sub(&a.vector, &b.vector)
    return a
  }

  /// Returns a·b.
  @inlinable @inline(__always)
  public static func * (a: Lanes, b: Lanes) -> Lanes {
    var (a, b) = (a, b)
    vector_mul(&a.vector, &b.vector)
    return a
  }

  /// Returns a/b; division by zero follows IEEE 754.
  @inlinable @inline(__always)
  public static func / (a: Lanes, b: Lanes) -> Lanes {
    var (a, b) = (a, b)
    vector_div(&a.vector, &b.vector)
    return a
  }

  /// Returns −a, also for a zero: −(+0) is −0.
  @inlinable @inline(__always)
  public static prefix func - (a: Lanes) -> Lanes {
    var a = a
    vector_neg(&a.vector)
    return a
  }

  /// Adds `b` to `a`.
  @inlinable @inline(__always)
  public static func += (a: inout Lanes, b: Lanes) { a = a + b }

  /// Returns whether a < b, lane by lane; false if either is NaN.
  @inlinable @inline(__always)
  public static func < (a: Lanes, b: Lanes) -> Mask { a.vector .< b.vector }

  /// Returns `yes` in the lanes where the mask is true and `no` in the others.
  @inlinable @inline(__always)
  public static func select(_ mask: Mask, _ yes: Lanes, _ no: Lanes) -> Lanes {
    Lanes(no.vector.replacing(with: yes.vector, where: mask))
  }

  /// Returns √x, correctly rounded; NaN for x < 0.
  @inlinable @inline(__always)
  public static func sqrt(_ x: Lanes) -> Lanes {
    var x = x
    vector_sqrt(&x.vector)
    return x
  }
}
