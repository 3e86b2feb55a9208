import Vectors

// Products of symmetric matrices, of which only the upper triangles are stored.
extension Sensing {
  /// Returns the triangle of UVᵀ + VUᵀ, or of UUᵀ, with the numbers off the diagonal doubled.
  ///
  /// The dot product with a triangle is the inner product of the matrices.
  func gram(_ u: Coordinates, _ v: Coordinates? = nil) -> [Double] {
    var triangle = [Double](repeating: 0, count: stride)
    let other = v ?? u
    var index = 0
    u.values.withUnsafeBufferPointer { u in
      other.values.withUnsafeBufferPointer { other in
        for row in 0..<d {
          for column in row..<d {
            var sum = Self.dot(u, row * d, other, column * d, d)
            if v != nil { sum += Self.dot(other, row * d, u, column * d, d) }
            triangle[index] = row == column ? sum : 2 * sum
            index += 1
          }
        }
      }
    }
    return triangle
  }

  /// Returns the dot product of two rows, with four partial sums.
  @inline(__always)
  private static func dot(
    _ a: UnsafeBufferPointer<Double>, _ i: Int, _ b: UnsafeBufferPointer<Double>, _ j: Int,
    _ count: Int
  ) -> Double {
    var sums = SIMD4<Double>.zero
    var k = 0
    while k + 4 <= count {
      for lane in 0..<4 { sums[lane] += a[i + k + lane] * b[j + k + lane] }
      k += 4
    }
    while k < count {
      sums[k & 3] += a[i + k] * b[j + k]
      k += 1
    }
    return (sums[0] + sums[2]) + (sums[1] + sums[3])
  }

  /// Returns the inner products of a matrix with all measurement matrices.
  func measure(_ triangle: [Double]) -> [Double] { (0..<m).map { measure(triangle, $0) } }

  /// Returns the inner product of a matrix with a measurement matrix.
  func measure(_ triangle: [Double], _ index: Int) -> Double {
    triangles.withUnsafeBufferPointer { matrices in
      triangle.withUnsafeBufferPointer { triangle in
        Coordinates.blockDot(
          UnsafeBufferPointer(rebasing: matrices[index * stride..<(index + 1) * stride]), triangle)
      }
    }
  }

  /// Returns ⟨Aᵢ, UUᵀ⟩ − yᵢ.
  func residuals(_ triangle: [Double]) -> [Double] {
    var residuals = measure(triangle)
    for index in residuals.indices { residuals[index] -= y[index] }
    return residuals
  }

  /// Returns the triangle of ΣrᵢAᵢ divided by a number of samples.
  func combination(_ r: [Double], of samples: [Int]? = nil, divisor: Int) -> [Double] {
    [Double](unsafeUninitializedCapacity: stride) { result, count in
      count = stride
      triangles.withUnsafeBufferPointer { matrices in
        r.withUnsafeBufferPointer { r in
          guard let a = matrices.baseAddress, let target = result.baseAddress else { return }
          let scale = Lanes(1 / Double(divisor))
          for k in Swift.stride(from: 0, to: stride, by: Lanes.count) {
            var sum = Lanes(0)
            if let samples {
              for i in samples { sum += Lanes(r[i]) * Lanes(at: a + (i * stride + k)) }
            } else {
              for i in r.indices { sum += Lanes(r[i]) * Lanes(at: a + (i * stride + k)) }
            }
            UnsafeMutableRawPointer(target + k).storeBytes(
              of: (scale * sum).vector, as: Lanes.Vector.self)
          }
        }
      }
    }
  }

  /// Returns the product GU of a symmetric matrix and U.
  func multiply(_ triangle: [Double], _ u: Coordinates) -> Coordinates {
    var result = Coordinates(zeros: d * d)
    u.values.withUnsafeBufferPointer { u in
      result.values.withUnsafeMutableBufferPointer { result in
        for row in 0..<d {
          for k in 0..<d {
            // The entry (row, k) of the matrix.
            let (low, high) = (min(row, k), max(row, k))
            let g = triangle[low * (2 * d - low - 1) / 2 + high]
            for column in 0..<d { result[row * d + column] += g * u[k * d + column] }
          }
        }
      }
    }
    return result
  }
}
