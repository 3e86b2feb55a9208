import Testing

@testable import Engine

/// The same value, with gradient and Hessian by dual numbers.
private struct AutodiffSurface: Surface {
  let formula: FormulaSurface

  func value<N: Number>(_ p: Point<N>) -> N { formula.value(p) }
}

@Suite struct `A formula's surface` {
  @Test(arguments: [
    "(x*y - 1)^2", "sin(x*y)", "cos(x) + cos(2*y)", "tan(0.3*x*y)", "asin(x*y/10)",
    "acos(x/4 - y/30)", "atan(x - y^2)", "sinh(x + y/2)", "cosh(x*y)", "tanh(x*y - 1)",
    "exp(-x^2 - y^2)", "log(1 + x^2 + y^4)", "log10(5 + x + y/2)", "sqrt(1 + x^2*y^2)",
    "abs(x - y)", "abs(x)*abs(y)", "min(x^2, y + 1)", "max(x*y, sin(x))", "sign(x)*x^2*y",
    "softplus(3*x - y)", "logcosh(x*y)", "x^3*y^-2", "(4 + x)^y", "2^(x*y)", "(4 + x)^1.5",
    "(4 + x)^(y/2)*x", "x/(1 + y^2)", "3/(1 + x^2*y^2)", "x/y/(x + 7)", "-x^2 - -y",
    "if(x < y, x^2*y, y^3*x)", "if(x*y >= 1 or y < -1, x^3, sin(x*y))", "x^7*y^5 - 3*x^2*y",
    "e^(x/2)*pi", "k*x^k + y^(k + 1)", "0.1*x^3 + 1/3*y^3", "exp(sin(x)*cos(y))/(2 + tanh(x))",
    "log(softplus(x) + softplus(-y))", "20 + x^2 - 10*cos(2*pi*x) + y^2 - 10*cos(2*pi*y)",
    "7", "x", "logcosh(1e3*x)*y", "abs(min(x, max(y, x*y)))",
    "log1p(x^2*y^2)", "expm1(x*y)", "log2(3 + x^2 + y)", "sec(0.3*x) + csc(4 + 0.3*y)",
    "cot(2 + x/3)*y",
    "asinh(x*y)", "acosh(2 + x^2*y^2)", "atanh(x*y/10)", "atan2(y, x)", "atan2(x*y, 1 + x^2)",
    "hypot(x, y)", "hypot(x*y, y - 1)", "floor(x)*y^2", "relu(x*y)", "sigmoid(x*y - y)", "erf(x*y)",
    "clamp(x*y, -1, y)", "sinc(4 + x*y/9)", "sinc(hypot(x, y), 1)", "logaddexp(x, y*x)",
    "ratio(x^2, y)",
    "logsumexp(x, y, x*y)", "softmax(x, y, x*y)", "1/(1 + exp(-x*y))", "exp(x)/(exp(x) + exp(y))",
    "(x*exp(x) + y*exp(y))/(exp(x) + exp(y))", "log(exp(x) + 2*exp(y)/3 + 1)", "sqrt(x^2 + 3*y^2)",
    "cos(2*sqrt(x^2 + y^2))", "sin(hypot(x, y))/hypot(x, y)", "y^2/cosh(x)", "1/cosh(x*y)^2",
    "sqrt(2*(x^2 + y^4)/3)*x", "-log(1 - sigmoid(x*y))", "sinh(x*y)/cosh(x*y)", "hypot(x, y)^3",
    "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
  ])
  func `has the gradient and Hessian of its value`(_ text: String) throws {
    let surface = try Formula(text, parameters: ["k": 3]).surface
    let dual = AutodiffSurface(formula: surface)
    for point in Points(seed: 7).prefix(300) {
      let (gradient, expectedGradient) = (surface.gradient(point), dual.gradient(point))
      #expect(
        agree(gradient.x, expectedGradient.x) && agree(gradient.y, expectedGradient.y), "\(point)")
      let (hessian, expected) = (surface.hessian(point), dual.hessian(point))
      #expect(
        agree(hessian.xx, expected.xx) && agree(hessian.xy, expected.xy)
          && agree(hessian.yy, expected.yy), "\(point)")
    }
  }

  private func agree(_ a: Double, _ b: Double) -> Bool {
    (a - b).magnitude <= 1e-11 * (1 + b.magnitude) || a == b || (a.isNaN && b.isNaN)
  }

  @Test(arguments: [
    ("abs(x)", 0, 0), ("sign(x)", 0, 0), ("min(x, 2*x)", 0, 1.5),
    ("min(2*x, x)", 0, 1.5), ("max(x, 2*x)", 0, 1.5), ("max(x, 0)", 0, 0.5), ("max(0, x)", 0, 0.5),
    ("hypot(x, 0)", 0, 0), ("sinc(x)", 0, 0), ("if(x < 0, 3*x, 4*x)", 0, 4),
    ("sqrt(x)", 0, Double.infinity),
  ])
  func `has the documented derivative at a kink`(_ text: String, _ x: Double, _ derivative: Double)
    throws
  {
    let surface = try Formula(text).surface
    #expect(surface.gradient(Point(x, 0)).x == derivative)
    #expect(AutodiffSurface(formula: surface).gradient(Point(x, 0)).x == derivative)
  }

  @Test(arguments: [
    ("quadratic", "0.5*(a*x^2 + b*y^2)", ["a": 1, "b": 20]),
    ("hyperbola", "(x*y - 1)^2", [:]),
    ("half-hyperbola", "0.5*(x*y - 1)^2", [:]),
    ("logcosh", "logcosh(x*y)", [:]),
    ("root", "(x*y)^2/(sqrt(1 + (x*y)^2) + 1)", [:]),
    ("valley", "0.5*k*(1 + a*x^2)*y^2", ["k": 2, "a": 1]),
    (
      "ring", "0.5*k*(1 + alpha*x/sqrt(x^2 + y^2))*(sqrt(x^2 + y^2) - 1)^2",
      ["k": 10, "alpha": 0.8]
    ),
    ("double-well", "0.25*(x^2 - 1)^2 + 0.5*y^2", [:]),
  ])
  func `equals the built-in surface`(
    _ id: String, _ text: String, _ parameters: [String: Double]
  ) throws {
    let typed = try Catalog.surface(.formula(text, parameters: parameters))
    let builtIn = try Catalog.surface(.named(id))
    for point in Points(seed: 3).prefix(500) {
      func close(_ a: Double, _ b: Double) -> Bool {
        (a - b).magnitude <= 1e-12 * max(1, b.magnitude)
      }
      #expect(close(typed.value(point), builtIn.value(point)), "\(point)")
      let (gradient, expected) = (typed.gradient(point), builtIn.gradient(point))
      #expect(close(gradient.x, expected.x) && close(gradient.y, expected.y), "\(point)")
      let (a, b) = (typed.hessian(point), builtIn.hessian(point))
      let size = max(b.xx.magnitude, b.xy.magnitude, b.yy.magnitude, 1)
      #expect(close(a.xx / size, b.xx / size) && close(a.xy / size, b.xy / size), "\(point)")
      #expect(close(a.yy / size, b.yy / size), "\(point)")
    }
  }

  @Test func `has the trajectory of the built-in surface, bit for bit`() throws {
    let typed = try Catalog.surface(.formula("(x*y - 1)^2"))
    let builtIn = try Catalog.surface(.named("hyperbola"))
    let sam = OptimizerChoice("sam", knobs: ["eta": 0.05, "rho": 0.1])
    let a = try typed.trajectory(sam, from: Point(3, 0.34), steps: 1_000)
    let b = try builtIn.trajectory(sam, from: Point(3, 0.34), steps: 1_000)
    #expect(a == b)
  }

  @Test func `has an info`() throws {
    let surface = try Catalog.surface(.formula("k*x^2\n+ y^2", parameters: ["k": 3]))
    #expect(surface.info.id == "formula")
    #expect(surface.info.formula == "k*x^2 + y^2")
    #expect(surface.info.knobs.map(\.id) == ["k"])
    #expect(surface.info.knobs.map(\.defaultValue) == [3])
    #expect(surface.info.start == Point(1.5, 1))
    #expect(surface.info.frame == Region(x: -3...3, y: -3...3))
    #expect(surface.choice == .formula("k*x^2\n+ y^2", parameters: ["k": 3]))
  }

  @Test func `is parsed once for repeated requests`() throws {
    func surface(_ k: Double) throws -> AnySurface {
      try Catalog.surface(.formula("x^2 + y^2/k", parameters: ["k": k]))
    }
    // Other tests request formulas too, between two of these requests.
    #expect(try (0..<1000).contains { _ in try surface(0) === surface(0) })
    #expect(try surface(0).value(Point(0, 1)) == .infinity)
    #expect(try surface(-0.0).value(Point(0, 1)) == -.infinity)
  }

  @Test func `is rejected with the formula's error`() throws {
    let thrown = #expect(throws: FormulaError.self) { try Formula("xy") }
    let error = try #require(thrown)
    #expect(throws: EngineError.formula(error)) { try Catalog.surface(.formula("xy")) }
    #expect(EngineError.formula(error).description == "xy\n^\n“xy” is not known: write x*y")
  }

  @Test func `evaluates common subexpressions once`() throws {
    let formula = try Formula("(x*y - 1)^2 + sin(x*y - 1) + sin(y*x - 1)")
    let program = formula.surface.valueProgram
    // x*y, −1, square, sin, doubling, sum.
    #expect(program.bytecode.instructions.count == 6)
    #expect(program.bytecode.instructions.filter { $0.operation == .sin }.count == 1)
  }

  @Test func `needs few registers for a long sum`() throws {
    let sum = (1...600).map { "sin(x + \($0))" }.joined(separator: " + ")
    let program = try Formula(sum).surface.valueProgram
    #expect(
      program.bytecode.registerCount - program.bytecode.inputCount
        - program.bytecode.constants.count <= 4)
  }
}
