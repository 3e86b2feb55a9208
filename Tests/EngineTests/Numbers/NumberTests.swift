import Engine
import Glibc
import Testing

@Suite struct `Elementary functions` {
  @Test func `ln cosh neither overflows nor loses digits`() {
    #expect(Double.logCosh(0) == 0)
    #expect(Double.logCosh(1e308) == 1e308 - 0.6931471805599453)
    #expect(Double.logCosh(-1e308) == Double.logCosh(1e308))
    #expect(Double.logCosh(.infinity) == .infinity)
    #expect(Double.logCosh(.nan).isNaN)
    // x²/2 − x⁴/12 near 0, where cosh x rounds to 1.
    for x in [1e-150, 1e-12, 1e-5, 1e-3] {
      let series = 0.5 * x * x - x * x * x * x / 12
      #expect(abs(Double.logCosh(x) / series - 1) < 1e-12, "\(x)")
    }
    for x in stride(from: -20.0, through: 20, by: 0.37) {
      let direct = Glibc.log(Glibc.cosh(x))
      #expect(abs(Double.logCosh(x) - direct) <= 4e-16 * (1 + direct), "\(x)")
    }
  }

  @Test func `softplus neither overflows nor underflows early`() {
    #expect(Double.softplus(0) == 0.6931471805599453)
    #expect(Double.softplus(1e308) == 1e308)
    #expect(Double.softplus(-1e308) == 0)
    #expect(Double.softplus(-700) > 0)
    #expect(abs(Double.softplus(-50) / Glibc.exp(-50) - 1) < 1e-15)
    #expect(Double.softplus(.infinity) == .infinity)
    #expect(Double.softplus(.nan).isNaN)
  }

  @Test func `integer powers equal products, also for negative bases`() {
    #expect(Double.pow(-2, 3) == -8)
    #expect(Double.pow(-2, -2) == 0.25)
    #expect(Double.pow(0, 0) == 1)
    #expect(Double.pow(-2, 0.5).isNaN)
    #expect(Double.pow(-2, 3.0) == -8)
    #expect(Double.pow(1.5, 10) == 57.6650390625)
  }

  /// The derivative of `f` at `x`.
  private func derivative(_ f: (Dual<Double>) -> Dual<Double>, at x: Double) -> Double {
    f(Dual(x, dx: 1, dy: 0)).dx
  }

  @Test func `have the documented derivative at a kink`() {
    #expect(derivative({ Dual.abs($0) }, at: 0) == 0)
    #expect(derivative({ Dual.abs($0) }, at: -3) == -1)
    #expect(derivative({ Dual.min($0, 2 * $0) }, at: 0) == 1.5)
    #expect(derivative({ Dual.min(2 * $0, $0) }, at: 0) == 1.5)
    #expect(derivative({ Dual.max($0, 2 * $0) }, at: 0) == 1.5)
    #expect(derivative({ Dual.max($0, 0) }, at: 0) == 0.5)
    #expect(derivative({ Dual.hypot($0, 0) }, at: 0) == 0)
    #expect(derivative({ Dual.floor($0) }, at: 0) == 0)
    #expect(derivative({ Dual.max(2 * $0, $0) }, at: 1) == 2)
    #expect(derivative({ Dual.sqrt($0) }, at: 0) == .infinity)
    #expect(derivative({ Dual.sqrt($0 * $0) }, at: 0).isNaN)
    #expect(derivative({ Dual.pow($0, 0) }, at: 0) == 0)
    #expect(derivative({ Dual.pow($0, 3) }, at: -2) == 12)
  }

  @Test(arguments: [-1.3, -0.4, 0.2, 0.9])
  func `have the derivative of finite differences at smooth points`(_ x: Double) {
    let functions: [(String, (Dual<Double>) -> Dual<Double>, (Double) -> Double)] = [
      ("exp", { .exp($0) }, { .exp($0) }), ("sin", { .sin($0) }, { .sin($0) }),
      ("cos", { .cos($0) }, { .cos($0) }), ("tan", { .tan($0) }, { .tan($0) }),
      ("atan", { .atan($0) }, { .atan($0) }), ("sinh", { .sinh($0) }, { .sinh($0) }),
      ("cosh", { .cosh($0) }, { .cosh($0) }), ("tanh", { .tanh($0) }, { .tanh($0) }),
      ("logCosh", { .logCosh($0) }, { .logCosh($0) }),
      ("softplus", { .softplus($0) }, { .softplus($0) }), ("erf", { .erf($0) }, { .erf($0) }),
      ("asin", { .asin(0.5 * $0) }, { .asin(0.5 * $0) }),
      ("acos", { .acos(0.5 * $0) }, { .acos(0.5 * $0) }),
      ("log1p", { .log1p(2 + $0) }, { .log1p(2 + $0) }),
      ("expm1", { .expm1($0) }, { .expm1($0) }), ("sigmoid", { .sigmoid($0) }, { .sigmoid($0) }),
      ("asinh", { .asinh($0) }, { .asinh($0) }),
      ("acosh", { .acosh(3 + $0) }, { .acosh(3 + $0) }),
      ("atanh", { .atanh(0.5 * $0) }, { .atanh(0.5 * $0) }),
      ("atan2", { .atan2($0, 2 * $0 - 1) }, { .atan2($0, 2 * $0 - 1) }),
      ("hypot", { .hypot($0, 1 - $0) }, { .hypot($0, 1 - $0) }),
      ("log", { .log(2 + $0) }, { .log(2 + $0) }),
      ("pow", { .pow(2 + $0, $0) }, { .pow(2 + $0, $0) }),
      ("pow with an integer exponent", { .pow($0, -3) }, { .pow($0, -3) }),
    ]
    for (name, dual, plain) in functions {
      let h = 0x1p-10
      func central(_ h: Double) -> Double { (plain(x + h) - plain(x - h)) / (2 * h) }
      let expected = (4 * central(h) - central(2 * h)) / 3
      let error = 1e-2 * abs(central(h) - central(2 * h)) + 1e-11 * (1 + abs(expected))
      #expect(dual(Dual(x, dx: 1, dy: 0)).value == plain(x), "\(name) at \(x)")
      #expect(abs(derivative(dual, at: x) - expected) < error, "\(name) at \(x)")
    }
  }

  @Test func `of nested dual numbers give second derivatives`() {
    // d²/dx² of e^(x²) is (2 + 4x²)e^(x²).
    typealias Twice = Dual<Dual<Double>>
    let x = 0.7
    let inner = Dual(x, dx: 1, dy: 0)
    let f = Twice.exp(square(Twice(inner, dx: 1, dy: 0)))
    let expected = (2 + 4 * x * x) * Glibc.exp(x * x)
    #expect(abs(f.dx.dx - expected) < 1e-14 * expected)
  }

  private func square(_ x: Dual<Dual<Double>>) -> Dual<Dual<Double>> { x * x }
}
