import CVectors
import Vectors

/// A vector of any dimension, such as the parameters of a network or a gradient.
///
/// ```swift
/// let w = Coordinates([3, 4, 0])
/// print(w.norm, (2 * w).values)  // 5.0 [6.0, 8.0, 0.0]
/// ```
///
/// Operations on two vectors require equal dimensions.
public struct Coordinates: VectorSpace, Equatable {
  /// The components in order.
  public var values: [Double]

  /// Creates a vector from its components.
  public init(_ values: [Double]) { self.values = values }

  /// Creates the zero vector of a dimension.
  public init(zeros dimension: Int) { values = [Double](repeating: 0, count: dimension) }

  /// The number of components.
  public var count: Int { values.count }

  /// Whether all components are finite.
  public var isFinite: Bool { values.allSatisfy(\.isFinite) }

  /// Whether both vectors are the same array in memory, and so equal bit for bit.
  func sharesMemory(with other: Self) -> Bool {
    values.withUnsafeBufferPointer { a in
      other.values.withUnsafeBufferPointer {
        a.baseAddress == $0.baseAddress && a.count == $0.count
      }
    }
  }

  /// The component at an index.
  public subscript(_ index: Int) -> Double {
    get { values[index] }
    set { values[index] = newValue }
  }

  /// Returns the sum of two vectors.
  public static func + (a: Self, b: Self) -> Self { a.zip(b, +) }

  /// Returns the difference of two vectors.
  public static func - (a: Self, b: Self) -> Self { a.zip(b, -) }

  /// Returns a vector multiplied by a scalar.
  public static func * (scale: Double, v: Self) -> Self { v.map { scale * $0 } }

  /// Returns the vector of the transformed components.
  @inline(__always)
  public func map(_ transform: (Double) -> Double) -> Self {
    values.withUnsafeBufferPointer { values in
      Self(
        [Double](unsafeUninitializedCapacity: values.count) { results, count in
          for index in values.indices { results[index] = transform(values[index]) }
          count = values.count
        })
    }
  }

  /// Returns the vector of the components of `self` and `other`, combined in pairs.
  @inline(__always)
  public func zip(_ other: Self, _ combine: (Double, Double) -> Double) -> Self {
    precondition(count == other.count, "vectors of different dimensions")
    return values.withUnsafeBufferPointer { a in
      other.values.withUnsafeBufferPointer { b in
        Self(
          [Double](unsafeUninitializedCapacity: a.count) { results, count in
            for index in a.indices { results[index] = combine(a[index], b[index]) }
            count = a.count
          })
      }
    }
  }

  /// Returns the dot product.
  ///
  /// Adds in blocks of 512 components, in index order. In a block, 16 partial sums take every
  /// sixteenth product; their halves are added until one sum is left.
  public func dot(_ other: Self) -> Double {
    precondition(count == other.count, "vectors of different dimensions")
    return values.withUnsafeBufferPointer { a in
      other.values.withUnsafeBufferPointer { b in
        var sum = 0.0
        for start in stride(from: 0, to: a.count, by: 512) {
          sum += Self.blockDot(
            UnsafeBufferPointer(rebasing: a[start..<min(start + 512, a.count)]),
            UnsafeBufferPointer(rebasing: b[start..<min(start + 512, a.count)]))
        }
        return sum
      }
    }
  }

  /// Returns the component orthogonal to a unit vector.
  func orthogonal(to unit: Self) -> Self {
    let length = unit.dot(self)
    return zip(unit) { $0 - length * $1 }
  }

  /// Returns the sum of vectors multiplied by weights; at least one vector.
  static func combination(_ vectors: [Self], _ weights: [Double]) -> Self {
    var sum = vectors[0].zero
    for (vector, weight) in Swift.zip(vectors, weights) {
      sum = sum.zip(vector) { $0 + weight * $1 }
    }
    return sum
  }

  /// Returns the dot product with 16 partial sums.
  static func blockDot(
    _ a: UnsafeBufferPointer<Double>, _ b: UnsafeBufferPointer<Double>
  ) -> Double {
    let whole = a.count & ~15
    var sums = (Lanes(0), Lanes(0))
    let (x, y) = (UnsafeRawPointer(a.baseAddress), UnsafeRawPointer(b.baseAddress))
    if let x, let y {
      for index in stride(from: 0, to: whole, by: 16) {
        sums.0 += Lanes(at: x + 8 * index) * Lanes(at: y + 8 * index)
        if Lanes.count == 8 {
          sums.1 += Lanes(at: x + 8 * index + 64) * Lanes(at: y + 8 * index + 64)
        }
      }
    }
    for index in whole..<a.count {
      let (lane, product) = (index & 15, a[index] * b[index])
      if lane < Lanes.count {
        sums.0[lane] += product
      } else {
        sums.1[lane - 8] += product
      }
    }
    return (Lanes.count == 8 ? sums.0 + sums.1 : sums.0).sum
  }
}

extension [Double] {
  /// The sum of the squares, added in order.
  var sumOfSquares: Double { reduce(0) { $0 + $1 * $1 } }
}

extension Lanes {
  /// Loads consecutive numbers from memory of any alignment.
  @inline(__always)
  init(at address: UnsafeRawPointer) { self.init(address.loadUnaligned(as: Vector.self)) }

  /// The sum of the lanes: the halves are added until one lane is left.
  @inline(__always)
  var sum: Double { vector_sum(vector) }
}
