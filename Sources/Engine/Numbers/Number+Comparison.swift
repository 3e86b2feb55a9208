/// Returns 1 if a = b, otherwise 0; 0 if either is NaN.
@inline(__always)
func isEqual<N: Number>(_ a: N, _ b: N) -> N {
  N.select(a < b, 0, N.select(b < a, 0, isNumber(a) * isNumber(b)))
}

/// Returns 0 for NaN, otherwise 1.
@inline(__always)
private func isNumber<N: Number>(_ a: N) -> N { N.select(a < 1, 1, N.select(0 < a, 1, 0)) }

/// Returns the nearest integer; a half is rounded away from 0.
func rounded<N: Number>(_ x: N) -> N {
  let magnitude = N.abs(x)
  let floor = N.floor(magnitude)
  let rounded = N.select(magnitude - floor < 0.5, floor, floor + 1)
  return N.select(x < 0, -rounded, rounded)
}
