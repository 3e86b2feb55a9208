import TestSupport
import Testing

@testable import Engine

@Suite struct `Whatever is typed` {
  @Test(.timeLimit(.minutes(2)))
  func `is a formula or an error, never a trap`() {
    var fuzz = FormulaFuzz(seed: 42)
    var formulas = 0
    for _ in 0..<100_000 {
      let text = fuzz.text()
      do throws(FormulaError) {
        let formula = try Formula(text, parameters: ["k": 2, "alpha": -0.5])
        formulas += 1
        _ = formula.surface.hessian(Point(1.5, -1))
      } catch {
        #expect(error.offset <= text.count, "\(text.debugDescription)")
        #expect(error.caretText.split(separator: "\n").count <= 3)
      }
    }
    // Enough of both.
    #expect((5_000...95_000).contains(formulas))
  }

  @Test(.timeLimit(.minutes(2)))
  func `reads back from its text with the same values`() throws {
    var fuzz = FormulaFuzz(seed: 43)
    for _ in 0..<3_000 {
      let text = fuzz.formula(depth: 4)
      let formula = try Formula(text, parameters: ["k": 2, "alpha": -0.5])
      let written = formula.symbolicDerivatives
      guard !written.dxy.hasSuffix("…") else { continue }
      let again = try Formula(written.value, parameters: formula.parameters)
      let dx = try Formula(written.dx, parameters: formula.parameters)
      let dxy = try Formula(written.dxy, parameters: formula.parameters)
      for point in Points(seed: 5).prefix(5) {
        #expect(same(again.surface.value(point), formula.surface.value(point)), "\(text)")
        #expect(same(dx.surface.value(point), formula.surface.gradient(point).x), "\(text)")
        #expect(same(dxy.surface.value(point), formula.surface.hessian(point).xy), "\(text)")
      }
    }
  }

  @Test(arguments: ["x^-1024", "x^-1023*y", "x^1024"])
  func `reads back where a derivative's power is beyond the whole ones`(_ text: String) throws {
    let formula = try Formula(text)
    let dx = try Formula(formula.symbolicDerivatives.dx).surface
    for point in [Point(2, 1), Point(0.5, -1), Point(1.01, 3)] {
      #expect(
        same(dx.value(point), formula.surface.gradient(point).x),
        "\(formula.symbolicDerivatives.dx)")
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `has the value that a plain reading gives`() throws {
    var fuzz = FormulaFuzz(seed: 44)
    for _ in 0..<3_000 {
      let (text, meaning) = fuzz.meant(depth: 4)
      let surface = try Formula(text).surface
      for point in Points(seed: 6).prefix(5) {
        let expected = meaning(point)
        // What is multiplied by 0 is dropped, whatever it is.
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
  func `takes no longer than a moment, at the limits too`(_ text: String) throws {
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
