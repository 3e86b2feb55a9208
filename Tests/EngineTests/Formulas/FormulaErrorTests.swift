import Testing

@testable import Engine

@Suite struct `A wrong formula` {
  @Test(arguments: [
    ("xy", "xy\n^\n“xy” is not known: write x*y"),
    ("3 + kxy", "3 + kxy\n    ^\n“kxy” is not known: write k*x*y"),
    ("2x", "2x\n ^\nan operator is missing here: write 2*x"),
    ("x y", "x y\n  ^\nan operator is missing here: write x*y"),
    ("x(y + 1)", "x(y + 1)\n ^\nan operator is missing here: write x*("),
    ("(x)(y)", "(x)(y)\n   ^\nan operator is missing here: write )*("),
    ("2(x)", "2(x)\n ^\nan operator is missing here: write 2*("),
    ("1e", "1e\n ^\nan operator is missing here: write 1*e"),
    ("1.2.3", "1.2.3\n   ^\na number has one point at most"),
    ("sin(x", "sin(x\n   ^\nthis parenthesis is not closed"),
    ("(x*y - 1^2", "(x*y - 1^2\n^\nthis parenthesis is not closed"),
    ("x)", "x)\n ^\nthis parenthesis closes nothing"),
    ("(x + )", "(x + )\n     ^\na value is missing before “)”"),
    ("()", "()\n ^\na value is missing before “)”"),
    ("x +", "x +\n   ^\na value is missing at the end"),
    ("* x", "* x\n^\na value is missing before “*”"),
    ("x**2", "x**2\n  ^\na power is written ^"),
    ("x²", "x²\n ^\na square is written ^2"),
    ("sin x", "sin x\n^\nsin takes its values in parentheses: write sin(…)"),
    ("cosx", "cosx\n^\n“cosx” is not known: write cos(x)"),
    ("xsin(y)", "xsin(y)\n^\nthere is no function “xsin”: write x*sin(…)"),
    ("ln(x)", "ln(x)\n^\nthere is no function “ln”: write log(…)"),
    ("tanhh(x)", "tanhh(x)\n^\nthere is no function “tanhh”; did you mean “tanh”?"),
    ("x + arcsin(y)", "x + arcsin(y)\n    ^\nthere is no function “arcsin”; did you mean “asin”?"),
    ("alpa*x", "alpa*x\n^\n“alpa” is not known; did you mean “alpha”?"),
    ("qqqq", "qqqq\n^\n“qqqq” is not known; there are x, y, alpha, k, pi, e"),
    ("min(x)", "min(x)\n^\nmin takes two values, here is 1: write min(a, b)"),
    ("exp(x, y)", "exp(x, y)\n^\nexp takes one value, here are 2: write exp(…)"),
    ("x, y", "x, y\n ^\na comma stands only between the values of a function"),
    ("x < y", "x < y\n  ^\na comparison can stand only in if(a < b, …, …)"),
    (
      "if(x < y, x > y, 0)",
      "if(x < y, x > y, 0)\n            ^\na comparison can stand only in if(a < b, …, …)"
    ),
    (
      "if(x < y < 1, 0, 1)",
      "if(x < y < 1, 0, 1)\n         ^\nonly two values are compared at a time: join with and"
    ),
    ("x = 1", "x = 1\n  ^\nequality is written =="),
    ("1e400", "1e400\n^\nthis number is too large; the largest is about 1.8e308"),
    ("x $ y", "x $ y\n  ^\n“$” means nothing here"),
    ("x \u{1B}[2J", "x �[2J\n  ^\n“�” means nothing here"),
    ("x\u{202E}y", "x�y\n ^\n“�” means nothing here"),
    ("漢 + x", "漢 + x\n^\n“漢” is not known; there are x, y, alpha, k, pi, e"),
    ("(漢)", "(漢)\n ^\n“漢” is not known; there are x, y, alpha, k, pi, e"),
    ("🙂 + $", "🙂 + $\n^\n“🙂” means nothing here"),
    ("", "\n^\na formula is missing: write one such as (x*y - 1)^2"),
    ("  ", "  \n^\na formula is missing: write one such as (x*y - 1)^2"),
  ])
  func `is shown with a caret and a way out`(_ text: String, _ expected: String) {
    let error = #expect(throws: FormulaError.self) {
      try Formula(text, parameters: ["k": 1, "alpha": 2])
    }
    #expect(error?.caretText == expected)
  }

  @Test func `has its caret under a wide character's neighbour`() throws {
    let error = #expect(throws: FormulaError.self) {
      try Formula("漢字 + $", parameters: ["漢字": 1])
    }
    #expect(error?.offset == 5)
    #expect(error?.caretText == "漢字 + $\n       ^\n“$” means nothing here")
  }

  @Test(arguments: [0, 1, 18, 19, 20, 37, 70, 75, 76, 77, 150, 299, 300])
  func `is cut to 76 columns around the place`(_ place: Int) throws {
    var text = Array(repeating: Character("x"), count: 300)
    for index in stride(from: 1, to: 300, by: 2) { text[index] = "+" }
    text.insert("$", at: place)
    let error = try #require(
      #expect(throws: FormulaError.self) { try Formula(String(text)) })
    let lines = error.caretText.split(separator: "\n")
    let line = try #require(lines.first)
    let caret = try #require(lines.dropFirst().first)
    #expect(error.offset == place)
    #expect(line.count <= 76)
    #expect(line.count >= 70)
    #expect(line.hasPrefix("…") == (place > 38 || line.first == "…"))
    #expect(Array(line)[caret.count - 1] == "$")
  }

  @Test func `has no more than 10 000 characters`() throws {
    let fits = "x" + String(repeating: "+x", count: 4_999) + " "
    #expect(fits.count == 10_000)
    #expect(try Formula(fits).surface.value(Point(1.0, 0)) == 5_000)
    let error = #expect(throws: FormulaError.self) { try Formula(fits + " ") }
    #expect(error?.message == "a formula may have 10 000 characters, this one is longer")
    #expect(error?.offset == 10_000)
  }

  @Test(arguments: [
    ("(", "x", ")"), ("sin(", "x", ")"), ("2^", "x", ""), ("x^(", "2", ")"), ("min(x, ", "y", ")"),
    ("-(", "x", ")"),
  ])
  func `is not nested more than 200 deep`(_ open: String, _ core: String, _ close: String) throws {
    func nested(_ depth: Int) -> String {
      String(repeating: open, count: depth) + core + String(repeating: close, count: depth)
    }
    // A power with its parenthesis is two levels.
    let deepest = open == "x^(" ? 100 : 200
    _ = try Formula(nested(deepest))
    let error = #expect(throws: FormulaError.self) { try Formula(nested(deepest + 1)) }
    #expect(error?.message == "a formula may be nested 200 deep, this is one level more")
  }

  @Test func `may have any number of signs`() throws {
    let text = String(repeating: "-", count: 9_999) + "x"
    #expect(try Formula(text).surface.value(Point(1.0, 0)) == -1)
  }

  @Test(arguments: ["x", "y", "sin", "if"])
  func `cannot give a parameter a name that has a meaning`(_ name: String) {
    let error = #expect(throws: FormulaError.self) { try Formula("1", parameters: [name: 1]) }
    #expect(error?.message == "a parameter cannot be named “\(name)”, which has a meaning")
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `cannot give a parameter a value that is not finite`(_ value: Double) {
    let error = #expect(throws: FormulaError.self) { try Formula("k", parameters: ["k": value]) }
    #expect(error?.message == "the parameter “k” is not a finite number")
  }
}
