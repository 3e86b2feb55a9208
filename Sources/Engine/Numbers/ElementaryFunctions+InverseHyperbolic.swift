extension ElementaryFunctions {
  // Above 2²⁸, x² + 1 rounds to x².

  @inline(__always)
  static func asinhOf(_ x: Self) -> Self {
    let absX = magnitude(x)
    let square = absX * absX
    let near = generalLog1pOf(absX + square / (1 + sqrt(1 + square)))
    return flippingSign(select(absX < 0x1p28, near, logOf(absX) + 0.6931471805599453), by: x)
  }

  @inline(__always)
  static func acoshOf(_ x: Self) -> Self {
    let t = x - 1
    let near = generalLog1pOf(t + sqrt(2 * t + t * t))
    let value = select(x < 0x1p28, near, logOf(x) + 0.6931471805599453)
    return select(x < 1, Self(Double.nan), value)
  }

  @inline(__always)
  static func atanhOf(_ x: Self) -> Self {
    let absX = magnitude(x)
    return flippingSign(0.5 * generalLog1pOf(2 * absX / (1 - absX)), by: x)
  }
}
