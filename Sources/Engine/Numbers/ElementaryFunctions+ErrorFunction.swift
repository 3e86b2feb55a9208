extension ElementaryFunctions {
  @inline(__always)
  static func erfOf(_ x: Self) -> Self {
    let absX = min(magnitude(x), 6)
    let near = absX + absX * erfSeriesNearZero(absX * absX)
    let far = 1 - exponential(-(absX * absX)) * erfcx(absX)
    return flippingSign(select(absX < 0.84375, near, far), by: x)
  }

  /// Returns erf(√z)/√z − 1 for √z ≤ 0.84375.
  @inline(__always)
  private static func erfSeriesNearZero(_ z: Self) -> Self {
    let z2 = z * z
    let z4 = z2 * z2
    let a = cubic(
      z, z2, 0.1283791670955126, -0.3761263890318375, 0.11283791670954743, -0.026866170645030912)
    let b = cubic(
      z, z2, 0.005223977624079693, -0.000854832691417783, 0.00012055327418104067,
      -1.4925463482056213e-05)
    let c = cubic(
      z, z2, 1.6457912781254465e-06, -1.6303077818198367e-07, 1.4205487700463782e-08,
      -8.879416206748579e-10)
    return a + z4 * (b + z4 * c)
  }

  /// Returns e^(x²)(1 − erf x) for x from 0.84375 to 6.
  @inline(__always)
  private static func erfcx(_ x: Self) -> Self {
    let t = (x - 2) / (x + 2)
    let t2 = t * t
    let t4 = t2 * t2
    let a = cubic(
      t, t2, 0.25539567631050575, -0.4271858474139585, 0.24165819424247342, -0.07897858101571838)
    let b = cubic(
      t, t2, 0.0037328924035128015, 0.006997461738546379, -0.0008471432143339049,
      -0.0009819770206077293)
    let c = cubic(
      t, t2, 4.35547905791756e-05, 0.00017436139661428386, 2.7535301857256303e-05,
      -2.7586057858979684e-05)
    let d = cubic(
      t, t2, -1.4034013999263896e-05, 1.4525043388302178e-06, 4.019006859673845e-06,
      9.179129154239081e-07)
    return a + t4 * (b + t4 * (c + t4 * (d + t4 * -8.541069627822791e-07)))
  }
}
