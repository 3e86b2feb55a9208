import Engine
import Testing

@Suite struct `What cannot be had` {
  private func text(_ run: Run) -> String {
    do {
      _ = try Catalog.record(run)
      return "no error"
    } catch { return error.description }
  }

  private func run(
    _ surface: SurfaceChoice = .named("hyperbola"), _ optimizer: OptimizerChoice = .init("gd")
  ) -> Run {
    Run(surface: surface, optimizer: optimizer, start: Point(1, 2), steps: 3)
  }

  @Test func `is named with the nearest surface`() {
    let message = text(run(.named("hyperbolla")))
    #expect(message == "there is no surface “hyperbolla”; did you mean “hyperbola”?")
  }

  @Test func `is named with the nearest optimizer`() {
    #expect(text(run(.named("hyperbola"), .init("USMA"))).contains("did you mean “usam”?"))
  }

  @Test func `is named with all that is known where nothing is near`() {
    let message = text(run(.named("hyperbola"), .init("levenberg-marquardt-with-bells")))
    for entry in Catalog.optimizers { #expect(message.contains(entry.info.id)) }
  }

  @Test func `is a knob that the optimizer has not`() {
    let message = text(run(.named("hyperbola"), .init("gd", knobs: ["rho": 0.1])))
    #expect(message.hasPrefix("optimizer gd has no knob “rho”"))
  }

  @Test func `is a knob that the surface has not`() {
    #expect(text(run(.named("hyperbola", knobs: ["k": 1]))).contains("it has none"))
    #expect(text(run(.named("ring", knobs: ["alhpa": 1]))).contains("did you mean “alpha”?"))
  }

  @Test func `is a value out of range, which is refused and not clamped`() {
    for value in [-1, 1001, .nan, .infinity] {
      let message = text(run(.named("hyperbola"), .init("gd", knobs: ["eta": value])))
      #expect(message.hasPrefix("eta of optimizer gd is \(value); it takes"))
    }
    #expect(
      text(run(.named("ring", knobs: ["alpha": 1.5]))).hasPrefix("alpha of surface ring is 1.5"))
  }

  @Test func `is the first wrong knob by name, whatever the dictionary's order`() {
    for _ in 0..<20 {
      let message = text(
        run(.named("hyperbola"), .init("sam", knobs: ["zeta": 1, "beta2": 1, "eta": 1, "x": 2])))
      #expect(message.contains("“beta2”"))
    }
  }

  @Test(arguments: [
    ("sam", "sam"), ("smam", "sam"), ("SAM", "sam"), ("uasm", "usam"), ("rosenbrok", "rosenbrock"),
    ("", nil), ("quite something else", nil), ("xyz", nil),
  ])
  func `has a nearest word only where one is near`(_ word: String, _ expected: String?) {
    #expect(closestMatch(word, ["gd", "sam", "usam", "rosenbrock"]) == expected)
  }

  @Test func `has no nearest word among none`() {
    #expect(closestMatch("sam", []) == nil)
    #expect(closestMatch(String(repeating: "a", count: 1_000_000), ["sam"]) == nil)
  }
}
