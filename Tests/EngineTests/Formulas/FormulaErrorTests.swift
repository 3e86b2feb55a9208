import Testing

@testable import Engine

@Suite struct `An invalid formula` {
  @Test func `quotes a letter with a combining mark as typed`() throws {
    let error = try #require(throws: FormulaError.self) { try Formula("2*e\u{301}") }
    #expect(error.message.hasPrefix("“e\u{301}” is not known"))
  }

  @Test(arguments: [
    ("xy", "xy\n^\n“xy” is not known: write x*y"),
    ("3 + kxy", "3 + kxy\n    ^\n“kxy” is not known: write 3 + k*x*y"),
    ("1e", "1e\n ^\nan operator is missing here: write 1*e"),
    ("1.2.3", "1.2.3\n   ^\na number has at most one decimal point"),
    ("sin(x", "sin(x\n   ^\nthis parenthesis is not closed"),
    ("(x*y - 1^2", "(x*y - 1^2\n^\nthis parenthesis is not closed"),
    ("x)", "x)\n ^\nthis parenthesis has no opening ("),
    ("(x + )", "(x + )\n     ^\na value is missing before “)”"),
    ("()", "()\n ^\na value is missing before “)”"),
    ("x +", "x +\n   ^\na value is missing at the end"),
    ("* x", "* x\n^\na value is missing before “*”"),
    ("sin x", "sin x\n^\nsin needs parentheses: write sin(x)"),
    ("cosx", "cosx\n^\n“cosx” is not known: write cos(x)"),
    ("xsin(y)", "xsin(y)\n^\nthere is no function “xsin”: write x*sin(y)"),
    ("tanhh(x)", "tanhh(x)\n^\nthere is no function “tanhh”; did you mean “tanh”?"),
    ("alpa*x", "alpa*x\n^\n“alpa” is not known; did you mean “alpha”?"),
    (
      "qqqq",
      "qqqq\n^\n“qqqq” is not known; try one of x, y, alpha, k, pi, e, or set its value with --set qqqq=1"
    ),
    ("min(x)", "min(x)\n^\nmin takes at least 2 arguments, not 1: write min(a, b)"),
    ("exp(x, y)", "exp(x, y)\n^\nexp takes 1 argument, not 2: write exp(…)"),
    ("x, y", "x, y\n ^\na comma is allowed only between arguments of a function"),
    ("x < y", "x < y\n  ^\na comparison is allowed only in if(a < b, …, …)"),
    (
      "if(x < y, x > y, 0)",
      "if(x < y, x > y, 0)\n            ^\na comparison is allowed only in if(a < b, …, …)"
    ),
    (
      "if(x < y < 1, 0, 1)",
      "if(x < y < 1, 0, 1)\n         ^\ncomparisons cannot be chained: join them with and"
    ),
    ("x = 1", "x = 1\n  ^\n= is not a comparison: write =="),
    ("1e400", "1e400\n^\nthis number is too large; the largest is about 1.8e308"),
    ("x $ y", "x $ y\n  ^\nunexpected character “$”"),
    ("x \u{1B}[2J", "x �[2J\n  ^\nunexpected character “�”"),
    ("x\u{202E}y", "x�y\n ^\nunexpected character “�”"),
    (
      "漢 + x",
      "漢 + x\n^\n“漢” is not known; try one of x, y, alpha, k, pi, e, or set its value with --set 漢=1"
    ),
    (
      "(漢)",
      "(漢)\n ^\n“漢” is not known; try one of x, y, alpha, k, pi, e, or set its value with --set 漢=1"
    ),
    ("🙂 + $", "🙂 + $\n^\nunexpected character “🙂”"),
    ("", "\n^\nthe formula is empty: write for example (x*y - 1)^2"),
    ("  ", "  \n^\nthe formula is empty: write for example (x*y - 1)^2"),
  ])
  func `is reported with a caret and a fix`(_ text: String, _ expected: String) {
    let error = #expect(throws: FormulaError.self) {
      try Formula(text, parameters: ["k": 1, "alpha": 2])
    }
    #expect(error?.caretText == expected)
  }

  @Test func `has a caret in the right column after wide characters`() throws {
    let error = #expect(throws: FormulaError.self) {
      try Formula("漢字 + $", parameters: ["漢字": 1])
    }
    #expect(error?.offset == 5)
    #expect(error?.caretText == "漢字 + $\n       ^\nunexpected character “$”")
  }

  @Test(arguments: [0, 1, 18, 19, 20, 37, 70, 75, 76, 77, 150, 299, 300])
  func `is cut to 76 columns around the error`(_ offset: Int) throws {
    var text = Array(repeating: Character("x"), count: 300)
    for index in stride(from: 1, to: 300, by: 2) { text[index] = "+" }
    text.insert("$", at: offset)
    let error = try #require(
      #expect(throws: FormulaError.self) { try Formula(String(text)) })
    let lines = error.caretText.split(separator: "\n")
    let line = try #require(lines.first)
    let caret = try #require(lines.dropFirst().first)
    #expect(error.offset == offset)
    #expect(line.count <= 76)
    #expect(line.count >= 70)
    #expect(line.hasPrefix("…") == (offset > 38 || line.first == "…"))
    #expect(Array(line)[caret.count - 1] == "$")
  }

  @Test func `has more than 10 000 characters`() throws {
    let fits = "x" + String(repeating: "+x", count: 4_999) + " "
    #expect(fits.count == 10_000)
    #expect(try Formula(fits).surface.value(Point(1.0, 0)) == 5_000)
    let error = #expect(throws: FormulaError.self) { try Formula(fits + " ") }
    #expect(error?.message == "the formula is longer than 10 000 characters")
    #expect(error?.offset == 10_000)
  }

  @Test(arguments: [
    ("(", "x", ")"), ("sin(", "x", ")"), ("2^", "x", ""), ("x^(", "2", ")"), ("min(x, ", "y", ")"),
    ("-(", "x", ")"),
  ])
  func `is nested more than 200 deep`(_ open: String, _ core: String, _ close: String) throws {
    func nested(_ depth: Int) -> String {
      String(repeating: open, count: depth) + core + String(repeating: close, count: depth)
    }
    // A power with parentheses has two levels.
    let deepest = open == "x^(" ? 100 : 200
    _ = try Formula(nested(deepest))
    let error = #expect(throws: FormulaError.self) { try Formula(nested(deepest + 1)) }
    #expect(error?.message == "the formula is nested more than 200 levels deep")
  }

  @Test func `does not result from many signs`() throws {
    let text = String(repeating: "-", count: 9_999) + "x"
    #expect(try Formula(text).surface.value(Point(1.0, 0)) == -1)
  }

  @Test(arguments: ["x", "y", "sin", "if"])
  func `gives a parameter a reserved name`(_ name: String) {
    let error = #expect(throws: FormulaError.self) { try Formula("1", parameters: [name: 1]) }
    #expect(error?.message == "a parameter cannot be named “\(name)”: this name is reserved")
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `gives a parameter a value that is not finite`(_ value: Double) {
    let error = #expect(throws: FormulaError.self) { try Formula("k", parameters: ["k": value]) }
    #expect(error?.message == "the parameter “k” must be a finite number")
  }
}
