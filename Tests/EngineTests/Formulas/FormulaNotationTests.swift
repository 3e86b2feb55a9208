import Testing

@testable import Engine

/// Formulas as people write them, each with its meaning in the strict notation.
private let spellings: [(text: String, meaning: String)] = [
  // Functions of other notations.
  ("log1p(x^2)", "log(1 + x^2)"), ("log2(1 + x^2)", "log(1 + x^2)/log(2)"),
  ("expm1(x*y)", "exp(x*y) - 1"), ("sec(x)", "1/cos(x)"), ("csc(x)", "1/sin(x)"),
  ("cot(x)", "cos(x)/sin(x)"), ("asinh(x)", "log(x + sqrt(x^2 + 1))"),
  ("acosh(2 + x^2)", "log(2 + x^2 + sqrt((2 + x^2)^2 - 1))"),
  ("atanh(x/4)", "0.5*log((1 + x/4)/(1 - x/4))"),
  ("atan2(y, x)", "sign(y)*acos(x/sqrt(x^2 + y^2))"),
  ("hypot(x, y)", "sqrt(x^2 + y^2)"), ("floor(x) + ceil(y)", "-ceil(-x) - floor(-y)"),
  ("relu(x)", "max(x, 0)"), ("sigmoid(x)", "1/(1 + exp(-x))"), ("square(x)", "x^2"),
  ("pow(x, 3)", "x^3"), ("clamp(x, -1, 1)", "min(max(x, -1), 1)"),
  ("softmax2(x, y)", "exp(x)/(exp(x) + exp(y))"), ("sinc(x)", "sin(x)/x"),
  ("max(x, y, 0)", "max(max(x, y), 0)"), ("ln(1 + x^2)", "log(1 + x^2)"),
  ("sin^2(x)", "sin(x)^2"), ("sin²(x)", "sin(x)^2"),
  // Programming languages.
  ("x**2 + y**2", "x^2 + y^2"), ("np.sin(x)*np.pi", "sin(x)*pi"),
  ("torch.log(1 + x**2)", "log(1 + x^2)"), ("Math.pow(x, 2)", "x^2"), ("x.^2 + x.*y", "x^2 + x*y"),
  ("jnp.where(x < y, x, y)", "if(x < y, x, y)"), ("np.sinc(x)", "sin(pi*x)/(pi*x)"),
  ("x[0]**2 + x[1]**2", "x^2 + y^2"), ("lambda x, y: x**2 + y", "x^2 + y"),
  ("f(x, y) = x^2 + y;", "x^2 + y"), ("f(a, b) = a - b^2", "x - y^2"), ("loss = x*y", "x*y"),
  ("if(x < 0 && y < 0 || x > 1, 1, 2)", "if(x < 0 and y < 0 or x > 1, 1, 2)"),
  // Signs of books.
  ("x² + y⁴ − x⁻¹", "x^2 + y^4 - x^(-1)"), ("|x| + |x*y - 1|", "abs(x) + abs(x*y - 1)"),
  ("||x| - 1|", "abs(abs(x) - 1)"), ("2|x||y|", "2*abs(x)*abs(y)"), ("√(x² + 1)", "sqrt(x^2 + 1)"),
  ("2√2", "2*sqrt(2)"), ("x∗y – 1", "x*y - 1"), ("（ｘ＋ｙ）＊２", "(x + y)*2"),
  ("½x² + ¼", "0.5*x^2 + 0.25"),
  ("2π x", "2*pi*x"), ("if(x ≤ y, x, y)", "if(x <= y, x, y)"),
  ("[x + {y - 1}]²", "(x + (y - 1))^2"),
  // Products without a sign.
  ("2x + 3(x + 1)", "2*x + 3*(x + 1)"), ("(x + 1)(y - 1)", "(x + 1)*(y - 1)"), ("x y", "x*y"),
  ("2x^2", "2*x^2"), ("-2x^2 y", "-2*x^2*y"), ("2sin(x)cos(y)", "2*sin(x)*cos(y)"),
  ("x(y + 1)", "x*(y + 1)"), ("2e^x", "2*e^x"), ("x² y", "x^2*y"),
  // Names of the variables, capitals and decimal commas.
  ("x1^2 + 2*x2", "x^2 + 2*y"), ("x_1^2 + 2x_2", "x^2 + 2*y"), ("x₁ + 2x₂", "x + 2*y"),
  ("x0 - x1^2", "x - y^2"), ("w1*w2 - 1", "x*y - 1"), ("w_1 w_2", "x*y"), ("a - b^2", "x - y^2"),
  ("u*v^2", "x*y^2"), ("θ1 + 2θ2", "x + 2*y"), ("X^2 + Y", "x^2 + y"),
  ("Sin(x) + EXP(y)", "sin(x) + exp(y)"),
  ("0,5*x + 1,25", "0.5*x + 1.25"),
]

/// Formulas with several meanings or an error, each with the repaired formula of the message.
private let repairs: [(text: String, repaired: String)] = [
  ("1/2x", "1/2*x"), ("x/2y + 1", "x/2*y + 1"), ("x^2y", "x^2*y"), ("2^3(x)", "2^3*(x)"),
  ("xy + 2xy", "x*y + 2x*y"), ("sin x + cos y", "sin(x) + cos(y)"), ("cosx*siny", "cos(x)*sin(y)"),
  ("xsin(y)", "x*sin(y)"), ("sqr(x)", "square(x)"), ("lg(x)", "log10(x)"),
  ("√x² + y", "sqrt(x)² + y"),
  ("√2x", "sqrt(2)x"), ("1,000*x", "1000*x"), ("sin(0,5*x)", "sin(0.5*x)"), ("x 2", "x*2"),
  ("if(x = 1, y, 0)", "if(x == 1, y, 0)"), ("min(x; y)", "min(x, y)"), ("(x + 1)2", "(x + 1)*2"),
]

@Suite struct `A formula in another notation` {
  @Test(arguments: spellings)
  func `is read`(_ text: String, _ meaning: String) throws {
    let (found, expected) = (try Formula(text).surface, try Formula(meaning).surface)
    for point in [Point(0.75, 0.5), Point(-1.25, 0.375), Point(2.5, -1.5)] {
      let (value, reference) = (found.value(point), expected.value(point))
      #expect(isClose(value, reference), "\(value) is not \(reference) at \(point)")
      let (gradient, other) = (found.gradient(point), expected.gradient(point))
      #expect(isClose(gradient.x, other.x) && isClose(gradient.y, other.y), "\(point)")
    }
  }

  private func isClose(_ a: Double, _ b: Double) -> Bool {
    a == b || a.isNaN && b.isNaN || abs(a - b) <= 1e-13 * (1 + abs(b))
  }

  @Test func `keeps its text`() throws {
    #expect(try Formula("f(a, b) = a² − b").text == "f(a, b) = a² − b")
    #expect(try Formula("f(a, b) = a² − b").symbolicDerivatives.dx == "2*x")
  }

  @Test(arguments: repairs)
  func `that is unclear gets a repaired formula that parses`(
    _ text: String, _ repaired: String
  ) throws {
    let error = try #require(#expect(throws: FormulaError.self) { try Formula(text) })
    #expect(error.repaired == repaired)
    #expect(error.message.hasSuffix(": write \(repaired)"), "\(error.message)")
    _ = try Formula(repaired)
  }

  @Test(arguments: [
    ("a*x", "“a” is not known; try one of x, y, pi, e, or set its value with --set a=1"),
    ("a*b + x", "“a” is not known; try one of x, y, pi, e, or set its value with --set a=1"),
    ("a*b*c", "“c” is not known; try one of x, y, pi, e, or set its value with --set c=1"),
    ("gamma(x)", "there is no function “gamma”"), ("acot(x)", "there is no function “acot”"),
    ("sin^-1(x)", "this power of sin has two meanings: write sin(…)^… or asin(…)"),
    ("|x", "this bar is not closed"), ("x || ", "a value is missing at the end"),
    ("sinc(x, 0.5)", "the second argument of sinc must be a whole number from 0 to 6"),
  ])
  func `that has no single repair gets a message`(_ text: String, _ message: String) throws {
    let error = try #require(#expect(throws: FormulaError.self) { try Formula(text) })
    #expect(error.message == message)
    #expect(error.repaired == nil)
  }

  @Test func `may name parameters like the variables of another notation`() throws {
    let surface = try Formula("a*x1^2 + b*x2", parameters: ["a": 3, "b": 2]).surface
    #expect(surface.value(Point(2.0, 5)) == 22)
    #expect(try Formula("X*x", parameters: ["X": 4]).surface.value(Point(2.0, 0)) == 8)
    #expect(try Formula("ln*x", parameters: ["ln": 4]).surface.value(Point(2.0, 0)) == 8)
  }

  @Test func `is read in less than a millisecond`() throws {
    let texts = spellings.map(\.text)
    let time = ContinuousClock().measure { for text in texts { _ = try? Formula(text) } }
    #expect(time / texts.count < .milliseconds(1))
  }
}
