import Testing

@testable import Engine

/// ½ Σ (i + 1)wᵢ², with the label shift added to the gradient.
private struct Bowl: Objective {
  func gradient(_ w: Coordinates) -> Coordinates { w.mapWithIndex { Double($0 + 1) * $1 } }

  func value(_ w: Coordinates) -> Double { 0.5 * w.dot(gradient(w)) }

  func hessian(_ w: Coordinates) -> [Coordinates] {
    w.values.indices.map { row in
      w.mapWithIndex { column, _ in column == row ? Double(row + 1) : 0 }
    }
  }
}

/// Returns w after one step from `start`.
private func step(_ text: String, _ start: [Double], seed: UInt64 = 0) throws -> [Double] {
  let rule = TypedRule<Coordinates>(try Rule(text)) { $0.defaultValue }
  return rule.run(on: Bowl(), from: Coordinates(start), steps: 1, seed: seed).iterates[1].values
}

@Suite struct `A typed rule` {
  @Test(arguments: RuleFile.all)
  func `parses again from its canonical text`(_ file: RuleFile) throws {
    let rule = try Rule(file.text)
    let again = try Rule(rule.canonicalText)
    #expect(again.canonicalText == rule.canonicalText)
    #expect(!rule.canonicalText.contains("\n"))
    #expect(again.graph.nodes.map(\.operation) == rule.graph.nodes.map(\.operation))
    #expect(again.graph.nodes.map(\.operands) == rule.graph.nodes.map(\.operands))
    #expect(again.graph.nodes.map(\.shape) == rule.graph.nodes.map(\.shape))
  }

  @Test(arguments: RuleFile.all)
  func `runs in one, two and five dimensions`(_ file: RuleFile) throws {
    let rule = TypedRule<Coordinates>(try Rule(file.text)) { $0.defaultValue }
    for dimension in [1, 2, 5] {
      let start = Coordinates((1...dimension).map { 1 / Double($0) })
      let run = rule.run(on: Bowl(), from: start, steps: 20, seed: 1)
      #expect(run.iterates.allSatisfy { $0.values.count == dimension })
      #expect(run.ascentPoints.allSatisfy { $0.values.count == dimension })
      // In one dimension, all of the gradient is along the top eigenvector.
      #expect(run.iterates[20] != start || file.id == "bulk-sgd" && dimension == 1)
    }
  }

  @Test func `evaluates functions of vectors`() throws {
    #expect(try step("one*norm(w)", [3, 4]) == [5, 5])
    #expect(try step("one*sum(w)", [3, 4, 5]) == [12, 12, 12])
    #expect(try step("one*mean(w)", [3, 4, 5]) == [4, 4, 4])
    #expect(try step("one*min(w) + axis(1)*max(w)", [3, 4, 5]) == [3, 8, 3])
    #expect(try step("axis(7)", [1, 2, 3]) == [0, 0, 1])
    #expect(try step("axis(-1) + 2*axis(1.4)", [1, 2, 3]) == [1, 2, 0])
    #expect(try step("axis(0/0)", [1, 2, 3]) == [1, 0, 0])
    #expect(try step("block(1.4)", [1, 2, 3]) == [0, 1, 0])
    #expect(try step("block(3) + block(-1) + block(0/0)", [1, 2, 3]) == [0, 0, 0])
    #expect(try step("if(w > 2, w, 10*w)", [1, 2, 3]) == [10, 20, 3])
    #expect(try step("if(not(w > 2) and w > 1, 1, 0)*one", [1, 2, 3]) == [0, 1, 0])
    #expect(try step("clip(w, -1, 1) + floor(w)", [-2.5, 0.5]) == [-4, 0.5])
    #expect(try step("round(w)", [2.5, -2.5, 0.49999999999999994]) == [3, -3, 0])
    #expect(try step("mod(w, 3)", [-1, 7]) == [2, 1])
    #expect(try step("w/norm(w)", [0, 0]) == [0, 0])
    #expect(try step("cap(w, 1)", [3, 4]) == [0.6000000000000001, 0.8])
    #expect(try step("0", [3, 4]) == [0, 0])
    #expect(try step("w^-2", [2, 4]) == [0.25, 0.0625])
    #expect(try step("-w^2", [2, 4]) == [-4, -16])
  }

  @Test func `evaluates functions of the objective`() throws {
    let w = [1.0, 2, 3]
    #expect(try step("grad(w)", w) == [1, 4, 9])
    #expect(try step("loss(w)*one", w) == [18, 18, 18])
    #expect(try step("hvp(w, one)", w) == [1, 2, 3])
    #expect(try step("hdiag(w)", w) == [1, 2, 3])
    #expect(try step("top(w)", w) == [0, 0, 1])
    #expect(try step("sharpness(w)*one", w) == [3, 3, 3])
    #expect(try step("solve(w, grad(w))", w) == w)
    #expect(try step("solve(w, grad(w), 1)", w) == [0.5, 4 / 3.0, 2.25])
    #expect(try step("solve(w, grad(w), 1)", [1, 2]) == [0.5, 4 / 3.0])
    #expect(try step("solve(w, grad(w), 1) + top(w)*sharpness(w)", [2]) == [2])
  }

  @Test func `draws the numbers of the seed, needed or not`() throws {
    var generator = SplitMix64(seed: 7)
    let first = generator.uniform()
    #expect(try step("uniform()*one", [1, 2], seed: 7) == [first, first])
    let second = generator.uniform()
    #expect(try step("a = uniform(); uniform()*one", [1, 2], seed: 7) == [second, second])
    generator = SplitMix64(seed: 7)
    let signs = (0..<3).map { _ in generator.uniform() < 0.5 ? 1.0 : -1 }
    #expect(try step("signs()", [1, 2, 3], seed: 7) == signs)
    var normals = NormalGenerator(SplitMix64(seed: 7))
    #expect(try step("normal()", [1, 2, 3], seed: 7) == (0..<3).map { _ in normals.next() })
    let sphere = try step("sphere()", [1, 2, 3], seed: 7)
    #expect(abs(sphere.map { $0 * $0 }.reduce(0, +) - 1) < 1e-15)
  }

  @Test func `has knobs with meanings, ranges and symbols`() throws {
    let rule = try Rule(
      "knob beta2 = 0.99\nknob tau_1 = 2  # time scale\nknob lambda3 = -1 from -2 to 0\n"
        + "memory s = 0\ns = beta2*s + tau_1*lambda3*eta*grad(w)\nw + s")
    #expect(rule.knobs.map(\.id) == ["eta", "beta2", "tau_1", "lambda3"])
    #expect(rule.knobs.map(\.symbol) == ["η", "β₂", "tau_1", "λ₃"])
    #expect(rule.knobs.map(\.defaultValue) == [0.05, 0.99, 2, -1])
    #expect(rule.knobs[2].meaning == "time scale")
    #expect(rule.knobs[1].range == Knob.beta2.range)
    #expect(rule.knobs[3].range == -2...0)
  }

  @Test func `infers the shapes of memories`() throws {
    func shapes(_ text: String) throws -> [Bool] { try Rule(text).memories.map(\.hasComponents) }
    #expect(try shapes("memory v = 0; v = beta*v + grad(w); w - v") == [true])
    #expect(try shapes("memory n = 0; n = n + 1; w - n*grad(w)") == [false])
    #expect(
      try shapes("memory a = 0; memory b = 0; a = b; b = a + grad(w); w - b") == [true, true])
    #expect(try shapes("memory y = w; y = 0; w - grad(y)") == [true])
  }

  @Test func `updates all memories from their former values`() throws {
    let rule = TypedRule<Coordinates>(
      try Rule("memory a = 1*one; memory b = 2*one; c = a; a = b; b = c; w + 10*a + b")
    ) { $0.defaultValue }
    let values = rule.run(on: Bowl(), from: Coordinates([0]), steps: 2).iterates.map {
      $0.values[0]
    }
    #expect(values == [0, 21, 33])
  }

  @Test func `has the ascent point of its last gradient`() throws {
    func ascentPoint(_ text: String) throws -> [Double] {
      let rule = TypedRule<Coordinates>(try Rule(text)) { $0.defaultValue }
      return rule.run(on: Bowl(), from: Coordinates([1]), steps: 1).ascentPoints[0].values
    }
    #expect(try ascentPoint("w - eta*grad(w + one)") == [2])
    #expect(try ascentPoint("ascent = 7*one; w - eta*grad(w + one)") == [7])
    #expect(try ascentPoint("2*w") == [1])
    #expect(try ascentPoint("g = grad(2*w); w - eta*if(t > 1, g, grad(3*w))") == [3])
    #expect(try ascentPoint("g = grad(2*w); w - eta*if(t > 1, grad(3*w), g)") == [2])
  }

  @Test func `counts shared gradients once and skips branches of the clock`() throws {
    func counts(_ text: String) throws -> [Int] {
      try Rule(text).evaluationsPerStep { $0.defaultValue }
    }
    #expect(try counts("w - eta*grad(w + rho*grad(w)/norm(grad(w)))") == [2])
    #expect(try counts("w - eta*(grad(w + rho*w) + grad(w*rho + w))") == [1])
    #expect(try counts("a = grad(w); b = hvp(w, w); w - b") == [1])
    #expect(try counts("w - loss(w)*top(w)") == [0])
    #expect(try counts("if(mod(t, 3) == 0, w - grad(w), w)") == [0, 1])
    #expect(try counts("if(norm(w) > 0, w - grad(w), w)") == [1])
    let every = try Rule("if(mod(t, 3) == 0, w - grad(w), w)")
    #expect(every.evaluations(after: 1000) { $0.defaultValue } == 333)
  }

  @Test func `is read within its limits`() throws {
    let long = "w" + String(repeating: " + w", count: 2000)
    #expect(try step(long, [1]) == [2001])
    #expect(
      try step(String(repeating: "(", count: 200) + "w" + String(repeating: ")", count: 200), [1])
        == [1])
    #expect(throws: RuleError.self) { try Rule("w" + String(repeating: " + w", count: 3000)) }
    #expect(throws: RuleError.self) { try Rule(String(repeating: "a = w;", count: 200) + "w") }
    #expect(try Rule(String(repeating: "a = w;", count: 199) + "w").knobs.isEmpty)
  }

  @Test func `reads Greek letters, comments and lines in parentheses`() throws {
    let sam = try Rule("# SAM\ng = grad(w)  # slope\n\nw − η·grad(w +\n  ρ·unit(g))")
    #expect(sam.canonicalText == "g = grad(w); w − η·grad(w + ρ·unit(g))")
    #expect(sam.knobs.map(\.id) == ["eta", "rho"])
    let lines = try Rule("memory v = 0;;\r\n v = β₂*v + grad(w)\r\nw - v")
    #expect(lines.canonicalText == "memory v = 0; v = β₂*v + grad(w); w - v")
  }
}
