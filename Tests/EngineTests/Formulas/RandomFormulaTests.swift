import TestSupport
import Testing

@testable import Engine

@Suite(.randomCases) struct `Random formulas` {
  @Test func `parse to a surface or an error, and never trap`() {
    var (texts, formulas) = (0, 0)
    forEachRandomCase(20_000) { generator in
      var formulaGenerator = FormulaGenerator(generator)
      let text = formulaGenerator.text()
      texts += 1
      do throws(FormulaError) {
        let formula = try Formula(text, parameters: ["k": 2, "alpha": -0.5])
        formulas += 1
        _ = formula.surface.hessian(Point(1.5, -1))
      } catch {
        #expect(error.offset <= text.count, "\(text.debugDescription)")
        #expect(error.caretText.split(separator: "\n").count <= 3)
        if let repaired = error.repaired {
          #expect(
            throws: Never.self, "\(repaired.debugDescription) of \(text.debugDescription)"
          ) { try Formula(repaired, parameters: ["k": 2, "alpha": -0.5]) }
        }
      }
    }
    // The texts contain enough valid and invalid formulas.
    #expect(texts == 1 || (texts / 20...texts - texts / 20).contains(formulas))
  }

  @Test func `have the same values after their text is parsed again`() {
    forEachRandomCase(2000) { generator in
      var formulaGenerator = FormulaGenerator(generator)
      let text = formulaGenerator.formula(depth: 4)
      let formula = try Formula(text, parameters: ["k": 2, "alpha": -0.5])
      let symbolic = formula.symbolicDerivatives
      guard !symbolic.dxy.hasSuffix("…") else { return }
      let parsed = try Formula(symbolic.value, parameters: formula.parameters)
      let dx = try Formula(symbolic.dx, parameters: formula.parameters)
      let dxy = try Formula(symbolic.dxy, parameters: formula.parameters)
      for point in Points(seed: 5).prefix(5) {
        #expect(same(parsed.surface.value(point), formula.surface.value(point)), "\(text)")
        #expect(same(dx.surface.value(point), formula.surface.gradient(point).x), "\(text)")
        #expect(same(dxy.surface.value(point), formula.surface.hessian(point).xy), "\(text)")
      }
    }
  }

  @Test(arguments: ["x^-1024", "x^-1023*y", "x^1024"])
  func `have derivatives that parse beyond the range of integer powers`(_ text: String) throws {
    let formula = try Formula(text)
    let dx = try Formula(formula.symbolicDerivatives.dx).surface
    for point in [Point(2, 1), Point(0.5, -1), Point(1.01, 3)] {
      #expect(
        same(dx.value(point), formula.surface.gradient(point).x),
        "\(formula.symbolicDerivatives.dx)")
    }
  }

  @Test func `have the values of the functions that they denote`() {
    forEachRandomCase(2000) { generator in
      var formulaGenerator = FormulaGenerator(generator)
      let (text, function) = formulaGenerator.formulaAndFunction(depth: 4)
      let surface = try Formula(text).surface
      for point in Points(seed: 6).prefix(5) {
        let expected = function(point)
        // A term times 0 is dropped, even where the term is not finite.
        guard expected.isFinite else { continue }
        #expect(surface.value(point) == expected, "\(text) at \(point)")
      }
    }
  }

  @Test(arguments: [
    String(repeating: "x^1.5+", count: 1_600) + "y",
    (1...1_200).map { "(x+\($0))" }.joined(separator: "*"),
    "2*x" + String(repeating: "*y", count: 4_990),
    (1...150).map { "(x+\($0))^" }.joined() + "y",
    String(repeating: "tanh(x*", count: 200) + "y" + String(repeating: ")", count: 200),
    String(repeating: "x/(y+", count: 199) + "1" + String(repeating: ")", count: 199),
    (1...600).map { "(x+y*\($0))^y" }.joined(separator: "/"),
    String(repeating: "xy", count: 5_000),
  ])
  func `parse and differentiate within 20 seconds at the length limit`(_ text: String) throws {
    try #require(text.count <= 10_000)
    let time = ContinuousClock().measure {
      guard let formula = try? Formula(text) else { return }
      _ = formula.symbolicDerivatives
      _ = formula.surface.hessian(Point(0.5, 0.25))
    }
    #expect(time < .seconds(20 * timeoutFactor))
  }

  private func same(_ a: Double, _ b: Double) -> Bool { a == b || (a.isNaN && b.isNaN) }
}
