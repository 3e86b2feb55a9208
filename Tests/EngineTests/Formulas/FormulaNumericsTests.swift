import Testing

@testable import Engine

@Suite struct `A formula near the limits of numbers` {
  private func isClose(_ a: Double, _ b: Double) -> Bool {
    a == b || abs(a - b) <= 1e-12 * abs(b)
  }

  @Test(
    arguments: [
      ("log(1 + exp(-x*y))", -30, 30, 900, -30, 30), ("log(exp(x) + 1)", 800, 0, 800, 1, 0),
      ("log1p(exp(-x))", -800, 0, 800, -1, 0), ("log(1 + e^x)", 800, 0, 800, 1, 0),
      ("log(cosh(x*y))", 30, 30, 899.3068528194400546906, 30, 30),
      ("log(2*cosh(x))", 800, 0, 800, 1, 0),
      ("log(exp(x)/2)", 800, 0, 799.3068528194400546906, 1, 0),
      ("1/(1 + exp(-x))", -800, 0, 0, 0, 0), ("exp(x)/(1 + exp(x))", 800, 0, 1, 0, 0),
      ("1/(1 + exp(-x))", -700, 0, 9.8596765437597709e-305, 9.8596765437597709e-305, 0),
      (
        "exp(x)/(exp(x) + exp(y))", 800, 799, 0.73105857863000487926, 0.19661193324148185388,
        -0.19661193324148185388
      ),
      (
        "log(exp(x) + exp(y))", 800, 799, 800.31326168751822284, 0.73105857863000487926,
        0.26894142136999512074
      ),
      (
        "logsumexp(x, y, 0)", 800, 799, 800.31326168751822284, 0.73105857863000487926,
        0.26894142136999512074
      ),
      ("-log(exp(x)/(exp(x) + exp(y)))", 0, 900, 900, -1, 1),
      ("-log(1/(1 + exp(-x)))", -800, 0, 800, -1, 0),
      ("log(1 - 1/(1 + exp(-x)))", 800, 0, -800, -1, 0),
      (
        "(x*exp(x) + y*exp(y))/(exp(x) + exp(y))", 800, 799, 799.73105857863000487926,
        0.92767051187148673314, 0.07232948812851326686
      ),
      ("(exp(x) - exp(-x))/(exp(x) + exp(-x))", 800, 0, 1, 0, 0),
      ("sinh(x)/cosh(x)", 800, 0, 1, 0, 0), ("1/cosh(x)", 800, 0, 0, 0, 0),
      ("1/cosh(x)^2", 800, 0, 0, 0, 0), ("1/(1 + exp(-x))^2", -800, 0, 0, 0, 0),
      ("sqrt(x^2 + y^2)", 3e200, 4e200, 5e200, 0.6, 0.8),
      ("sqrt(x^2 + y^2)", 3e-200, 4e-200, 5e-200, 0.6, 0.8),
      ("sqrt(2*(x*x + y*y))", 3e-200, 0, 4.2426406871192851464e-200, 1.4142135623730950488, 0),
      ("sqrt((x^2 + 4*y^2)/4)", 6e-200, 4e-200, 5e-200, 0.3, 0.8),
      ("sqrt(x^2)", -1e-200, 0, 1e-200, -1, 0),
      ("asinh(x)", 1e200, 0, 461.2101657793691, 1e-200, 0),
      ("expm1(x)", 1e-20, 0, 1e-20, 1, 0), ("log1p(x)", 1e-20, 0, 1e-20, 1, 0),
    ] as [(String, Double, Double, Double, Double, Double)])
  func `has the value and gradient of exact arithmetic`(
    _ text: String, _ x: Double, _ y: Double, _ value: Double, _ dx: Double, _ dy: Double
  ) throws {
    let surface = try Formula(text).surface
    let point = Point(x, y)
    let gradient = surface.gradient(point)
    #expect(isClose(surface.value(point), value), "\(surface.value(point))")
    #expect(isClose(gradient.x, dx) && isClose(gradient.y, dy), "\(gradient)")
    let hessian = surface.hessian(point)
    #expect(hessian.xx.isFinite && hessian.xy.isFinite && hessian.yy.isFinite, "\(hessian)")
  }

  /// Value, and curvature along x and y, at the origin; the gradient is 0.
  @Test(
    arguments: [
      ("-cos(sqrt(x^2 + y^2))", -1, 1, 1),
      ("sin(sqrt(x^2 + y^2))/sqrt(x^2 + y^2)", 1, -1 / 3.0, -1 / 3.0),
      ("-(1 + cos(12*sqrt(x^2 + y^2)))/(0.5*(x^2 + y^2) + 2)", -1, 72.5, 72.5),
      ("10*sin(3*hypot(x, y))/hypot(x, y)", 30, -90, -90), ("sin(x)/x + y^2", 1, -1 / 3.0, 2),
      ("sin(2*x)/(4*x)", 0.5, -2 / 3.0, 0), ("sinc(sqrt(x^2 + y^2))^2", 1, -2 / 3.0, -2 / 3.0),
      ("sqrt(x^2 + y^2)^2", 0, 2, 2), ("exp(-sqrt(x^2 + y^2)^2)", 1, -2, -2),
      ("hypot(x, y)^4", 0, 0, 0), ("cos(2*sqrt(x^2 + 4*y^2))", 1, -4, -16),
      ("cos(sqrt(x^2 + y^2)/2)", 1, -0.25, -0.25),
    ] as [(String, Double, Double, Double)])
  func `has value, gradient and Hessian where 0/0 is removable`(
    _ text: String, _ value: Double, _ xx: Double, _ yy: Double
  ) throws {
    let surface = try Formula(text).surface
    // Near the origin as at the origin, also where squares underflow.
    for point in [
      Point(0.0, 0), Point(3e-170, -4e-170), Point(1e-300, .leastNonzeroMagnitude),
      Point(1e-9, 2e-9),
    ] {
      #expect(abs(surface.value(point) - value) <= 1e-13 * (1 + abs(value)), "\(point)")
      let (gradient, hessian) = (surface.gradient(point), surface.hessian(point))
      #expect(gradient.norm <= 1e-6, "\(gradient) at \(point)")
      #expect(abs(hessian.xx - xx) <= 1e-9 * (1 + abs(xx)), "\(hessian) at \(point)")
      #expect(abs(hessian.yy - yy) <= 1e-9 * (1 + abs(yy)), "\(hessian) at \(point)")
      #expect(abs(hessian.xy) <= 1e-9, "\(hessian) at \(point)")
    }
  }

  @Test func `has gradient 0 and unbounded curvature at the tip of a cone`() throws {
    for text in ["sqrt(x^2 + y^2)", "hypot(x, y)", "1 - exp(-0.2*sqrt(0.5*(x^2 + y^2)))"] {
      let surface = try Formula(text).surface
      #expect(surface.gradient(Point(0.0, 0)) == Point(0, 0))
      let hessian = surface.hessian(Point(0, 0))
      #expect(hessian.xx == .infinity && hessian.xy == 0 && hessian.yy == .infinity, "\(hessian)")
    }
  }

  @Test func `settles in the pit of a cosine of the norm`() throws {
    let surface = try Catalog.surface(.formula("-cos(sqrt(x^2+y^2))"))
    let gd = OptimizerChoice("gd", knobs: ["eta": 0.5])
    let trajectory = try surface.trajectory(gd, from: Point(0.5, 0.2), steps: 2000)
    #expect(trajectory.points.count == 2001)
    #expect(trajectory.points.filter { !$0.isFinite }.isEmpty)
    let last = try #require(trajectory.points.last)
    #expect(last.norm < 1e-100)
  }

  /// The values are spherical Bessel functions jₙ(x)/xⁿ with 40 digits, rounded.
  @Test(arguments: [
    ("sinc(x, 1)", 0.5, 0.32507406127213314),
    ("sinc(x, 1)", 2.9, 0.12526253672343249),
    ("sinc(x, 1)", 3.1, 0.10536402364071218),
    ("sinc(x, 2)", 0.001, 0.066666661904762037),
    ("sinc(x, 2)", 3.9, 0.018721177854710532),
    ("sinc(x, 2)", 4.5, 0.01068028942581975),
    ("sinc(x, 6)", 1, 7.1569363100870856e-6),
    ("sinc(x, 6)", 7.5, 8.4711970879943248e-7),
    ("sinc(x, 6)", 9, 2.2562929036117043e-7),
    ("sinc(x, 1)", 50, -0.00038808541022647674),
  ])
  func `has spherical Bessel functions as derivatives of sinc`(
    _ text: String, _ x: Double, _ value: Double
  ) throws {
    let found = try Formula(text).surface.value(Point(x, 0.0))
    #expect(abs(found - value) <= 1e-14 * abs(value), "\(found)")
  }

  @Test(arguments: [
    ("max(x, 0)", 0.5), ("max(0, x)", 0.5), ("relu(x)", 0.5), ("min(x, 0)", 0.5),
    ("max(x, 2*x)", 1.5),
    ("max(-x, x)", 0), ("clamp(x, 0, 1)", 0.5), ("max(x, 0)^2", 0), ("max(x, 3*x, -x)", 0.5),
    ("floor(x)", 0), ("abs(x)", 0),
  ])
  func `has the mean of the one-sided slopes at a tie`(_ text: String, _ slope: Double) throws {
    #expect(try Formula(text).surface.gradient(Point(0.0, 1)).x == slope)
  }
}
