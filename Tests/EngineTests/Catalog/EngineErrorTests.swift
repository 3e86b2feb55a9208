import Engine
import Testing

@Suite struct `An engine error` {
  private func message(_ run: Run) -> String {
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

  @Test func `suggests the nearest surface`() {
    let message = self.message(run(.named("hyperbolla")))
    #expect(message == "there is no surface “hyperbolla”; did you mean “hyperbola”?")
  }

  @Test func `suggests the nearest optimizer`() {
    #expect(message(run(.named("hyperbola"), .init("USMA"))).contains("did you mean “usam”?"))
  }

  @Test func `names the list of all optimizers if none is similar`() {
    let message = self.message(run(.named("hyperbola"), .init("levenberg-marquardt-with-bells")))
    #expect(message.hasSuffix("-with-bells”; “ravine list optimizers” lists all"))
  }

  @Test func `names an unknown hyperparameter of an optimizer`() {
    let message = self.message(run(.named("hyperbola"), .init("gd", knobs: ["rho": 0.1])))
    #expect(message.hasPrefix("optimizer gd has no hyperparameter “rho”"))
  }

  @Test func `names an unknown parameter of a surface`() {
    #expect(message(run(.named("hyperbola", knobs: ["k": 1]))).contains("has no parameters"))
    #expect(message(run(.named("ring", knobs: ["alhpa": 1]))).contains("did you mean “alpha”?"))
  }

  @Test func `reports a value out of range instead of clamping it`() {
    for value in [-1, 1001, .nan, .infinity] {
      let message = self.message(run(.named("hyperbola"), .init("gd", knobs: ["eta": value])))
      #expect(message == "eta of optimizer gd must be from 1e-12 to 1000.0, not \(value)")
    }
    #expect(message(run(.named("ring", knobs: ["alpha": 1.5]))).hasSuffix(", not 1.5"))
  }

  @Test func `names the first unknown hyperparameter in alphabetical order`() {
    for _ in 0..<20 {
      let message = self.message(
        run(.named("hyperbola"), .init("sam", knobs: ["zeta": 1, "beta2": 1, "eta": 1, "x": 2])))
      #expect(message.contains("“beta2”"))
    }
  }
}
