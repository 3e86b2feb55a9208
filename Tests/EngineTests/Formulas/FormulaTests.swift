import TestSupport
import Testing

@testable import Engine

@Suite struct `A formula` {
  @Test(
    arguments: [
      ("1 + 2*3", 7), ("(1 + 2)*3", 9), ("8 - 3 - 2", 3), ("8/4/2", 1), ("8/4*2", 4),
      ("2^3^2", 512), ("(2^3)^2", 64), ("-2^2", -4), ("(-2)^2", 4), ("2^-2", 0.25),
      ("2^-2^2", 0.0625), ("2^-1*8", 4), ("-2*-3", 6), ("2 - -3", 5), ("--2", 2), ("+2", 2),
      ("- - -2", -2), ("-2^-2", -0.25), ("2*3^2", 18), ("6/2*3", 9), ("2 − 3·4×5⋅1", -58),
      (".5 + 1e-3 + 1.E+1", 10.501), ("1e−3", 1e-3), ("5e-324", .leastNonzeroMagnitude),
      ("1e-400", 0),
      (" \t1\n+ 1 ", 2),
      ("pi", Double.pi), ("e", 2.718281828459045), ("log(e)", 1), ("log10(1)", 0),
      ("min(1, 2) + 10*max(3, 4)", 41), ("sign(-3) + sign(0)", -1), ("abs(-3)", 3),
      ("if(1 < 2, 3, 4)", 3), ("if(1 > 2, 3, 4)", 4), ("if(2 >= 2 and 1 == 2, 3, 4)", 4),
    ] as [(String, Double)])
  func `has the value of its mathematical notation`(_ text: String, _ value: Double) throws {
    let surface = try Formula(text).surface
    #expect(surface.value(Point(0.3, 0.7)) == value)
  }

  @Test(
    arguments: [
      ("-x^2", -9), ("x^2", 9), ("x^3", -27), ("x^-1", 1 / -3.0), ("x^3.0", -27), ("x^(1 + 1)", 9),
      ("x^y", 9), ("2^x", 0.125), ("x*y", -6), ("x^1025", -Double.infinity), ("x^k", 9),
      ("(x*y - 1)^2", 49), ("k*x", -6),
    ] as [(String, Double)])
  func `depends on x, y and its parameters`(_ text: String, _ value: Double) throws {
    let surface = try Formula(text, parameters: ["k": 2]).surface
    #expect(surface.value(Point(-3, 2)) == value)
  }

  @Test func `may have a parameter named e`() throws {
    let surface = try Formula("e*x", parameters: ["e": 3]).surface
    #expect(surface.value(Point(2.0, 0)) == 6)
    #expect(surface.gradient(Point(2.0, 0)).x == 3)
  }

  @Test(arguments: [
    ("tanh(x)", Double.tanh(0.5)), ("softplus(x)", Double.softplus(0.5)),
    ("logcosh(x)", Double.logCosh(0.5)), ("asin(x)", Double.asin(0.5)), ("sin(x)", Double.sin(0.5)),
    ("cos(x)", Double.cos(0.5)), ("tan(x)", Double.tan(0.5)), ("acos(x)", Double.acos(0.5)),
    ("atan(x)", Double.atan(0.5)), ("sinh(x)", Double.sinh(0.5)), ("cosh(x)", Double.cosh(0.5)),
    ("exp(x)", Double.exp(0.5)), ("log(x)", Double.log(0.5)), ("sqrt(x)", Double.sqrt(0.5)),
    ("log10(x)", Double.log(0.5) / 2.302585092994046), ("abs(-x)", 0.5), ("sign(-x)", -1),
  ])
  func `may call every function`(_ text: String, _ value: Double) throws {
    #expect(try Formula(text).surface.value(Point(0.5, 0)) == value)
  }

  @Test(arguments: [
    ("(x*y-1)^2", "(x*y - 1)^2", "2*(x*y - 1)*y", "2*(x*y - 1)*x", "2*y*y", "2*x*x"),
    ("x + 0*y", "x", "1", "0", "0", "0"),
    ("100*(y-x^2)^2", "100*(y - x^2)^2", "-400*(y - x^2)*x", "200*(y - x^2)", nil, "200"),
    ("1/x", "1/x", "-1/x^2", "0", nil, "0"),
    ("sin(2*pi*x)", "sin(2*pi*x)", "2*cos(2*pi*x)*pi", "0", nil, "0"),
    ("abs(x)", "abs(x)", "sign(x)", "0", "0", "0"),
    (
      "min(x, y)", "min(x, y)", "if(y < x, 0, if(x < y, 1, 0.5))",
      "if(y < x, 1, if(x < y, 0, 0.5))", "0", "0"
    ),
    ("log(cosh(x))", "logcosh(x)", "tanh(x)", "0", "1 - tanh(x)^2", "0"),
    ("1/(1 + exp(-x))", "sigmoid(x)", "sigmoid(x)*sigmoid(-x)", "0", nil, "0"),
    ("sqrt(x^2 + y^2)", "hypot(x, y)", "ratio(x, hypot(x, y))", "ratio(y, hypot(x, y))", nil, nil),
    (
      "cos(hypot(x, y))", "cos(hypot(x, y))", "-sinc(hypot(x, y))*x", "-sinc(hypot(x, y))*y", nil,
      nil
    ),
    ("e^x", "e^x", "e^x", "0", "e^x", "0"),
    ("x^y", "x^y", "y*x^(y - 1)", "x^y*log(x)", nil, nil),
    ("x/3 + 1/3 + 1/4", "x/3 + 1/3 + 0.25", "1/3", "0", "0", "0"),
    ("0.1 + 0.2 - -x", "0.1 + 0.2 + x", "1", "0", "0", "0"),
  ])
  func `has symbolic derivatives`(
    _ text: String, _ value: String, _ dx: String, _ dy: String, _ dxx: String?, _ dyy: String?
  ) throws {
    let symbolic = try Formula(text).symbolicDerivatives
    #expect(symbolic.value == value)
    #expect(symbolic.dx == dx)
    #expect(symbolic.dy == dy)
    if let dxx { #expect(symbolic.dxx == dxx) }
    if let dyy { #expect(symbolic.dyy == dyy) }
  }

  @Test(arguments: [
    "x - (y - 1)", "x - (y + 1)", "x/(y*2)", "x/(y/2)", "x*(y*2)", "(x^2)^3", "x^(y^2)", "x^-y",
    "x^(-2*y)", "-(x + y)", "-x*y", "(x + y)^2", "-x^2", "(-x)^2", "x^-2", "-(x - y)*2",
    "if(x < y and 1 <= x or x == 2, x, -y)", "min(x, y - 1)", "1e-05*x", "1e+20 - x",
  ])
  func `has a text that parses to the same formula`(_ text: String) throws {
    let formula = try Formula(text)
    let parsed = try Formula(formula.symbolicDerivatives.value)
    #expect(parsed.symbolicDerivatives == formula.symbolicDerivatives)
    for point in Points(seed: 1).prefix(20) {
      let (a, b) = (formula.surface.value(point), parsed.surface.value(point))
      #expect(a == b || (a.isNaN && b.isNaN), "\(point)")
    }
  }

  @Test func `has a derivative whose text is truncated when too long`() throws {
    let product = (1...800).map { "(x + \($0))" }.joined(separator: "*")
    let symbolic = try Formula(product).symbolicDerivatives
    #expect(symbolic.dxx.hasSuffix("…"))
    #expect(symbolic.dxx.count < 10_100)
  }
}

/// Random points of the square −3…3, deterministically for a seed.
struct Points: Sequence, IteratorProtocol {
  var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func next() -> Point<Double>? {
    Point(generator.number(in: -3...3), generator.number(in: -3...3))
  }
}
