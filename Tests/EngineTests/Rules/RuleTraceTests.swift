import Testing

@testable import Engine

@Suite struct `The values of a rule's statements` {
  private func recording(
    _ rule: String, steps: Int = 60, noise: Noise = .none,
    schedules: [String: KnobSchedule] = [:], surface: SurfaceChoice = .named("himmelblau")
  ) throws -> Recording {
    let hasEta = try Rule(rule).knobs.contains { $0.id == "eta" }
    return try Catalog.record(
      Run(
        surface: surface,
        optimizer: .rule(rule, knobs: hasEta ? ["eta": 0.003] : [:], schedules: schedules),
        start: Point(1, 0.5), steps: steps, seed: 3, noise: noise))
  }

  private func value(_ name: String, _ trace: RuleTrace) throws -> RuleTrace.Value {
    try #require(trace.statements.last { $0.name == name }).value
  }

  @Test(arguments: RuleFile.all)
  func `end with the next iterate and the next memories`(_ file: RuleFile) throws {
    let run = try recording(file.text)
    for step in [0, 1, 2, 7, 40] where step < run.lastStep {
      let trace = try #require(run.ruleTrace(at: step))
      #expect(trace.number == step + 1)
      #expect(trace.w == run.trajectory.points[step])
      #expect(try value("w", trace) == .vector(run.trajectory.points[step + 1]), "\(step)")
      let next = try #require(run.ruleTrace(at: step + 1))
      for (name, memory) in next.memories {
        let assigned = try value(name, trace)
        #expect(memory == assigned || isZero(memory) && isZero(assigned), "\(name) at \(step)")
      }
    }
  }

  /// Whether a value is 0, which a statement can assign to a vector.
  private func isZero(_ value: RuleTrace.Value) -> Bool {
    value == .number(0) || value == .vector(.zero)
  }

  @Test(arguments: ["adam", "esam", "looksam", "vasso"])
  func `include the noise and the schedules of the run`(_ id: String) throws {
    let run = try recording(
      RuleFile.text(id), noise: .normal(x: 0.3, y: 0.2), schedules: ["eta": .inverse(over: 20)])
    for step in [0, 5, 33] {
      let trace = try #require(run.ruleTrace(at: step))
      #expect(try value("w", trace) == .vector(run.trajectory.points[step + 1]))
      #expect(
        trace.knobs.first { $0.knob.id == "eta" }?.value
          == run.knobs.value(.eta, at: step, of: 60))
    }
  }

  @Test func `are the same in any order of the steps`() throws {
    let run = try recording(RuleFile.text("momentum"), steps: 5000)
    for step in [4100, 3, 2048, 4999, 1023] {
      let trace = try #require(run.ruleTrace(at: step))
      #expect(try value("w", trace) == .vector(run.trajectory.points[step + 1]), "\(step)")
    }
    // The last iterate has a step that the run does not take.
    #expect(run.ruleTrace(at: 9999)?.number == 5001)
  }

  @Test func `have shapes and texts`() throws {
    let run = try recording(
      "n = norm(grad(w)); far = n > 1e9 ; right = w > 0.7; g =  if(right, grad(w), 0*w);  w - eta*g"
    )
    let trace = try #require(run.ruleTrace(at: 0))
    #expect(
      trace.statements.map(\.text) == [
        "n = norm(grad(w))", "far = n > 1e9", "right = w > 0.7", "g = if(right, grad(w), 0*w)",
        "w - eta*g",
      ])
    #expect(try value("far", trace) == .condition(false))
    #expect(try value("right", trace) == .mask(x: true, y: false))
    #expect(
      try Catalog.record(
        Run(surface: .named("valley"), optimizer: OptimizerChoice("gd"), start: .zero, steps: 3)
      ).ruleTrace(at: 0) == nil)
  }

  @Test func `show the first statement that is NaN`() throws {
    let run = try recording("a = log(-norm(w)); b = 2*a; w - b*grad(w)")
    let trace = try #require(run.ruleTrace(at: 0))
    #expect(trace.statements.map(\.value.isNaN) == [true, true, true])
  }

  @Test func `are those of a built-in optimizer in the folder Rules`() throws {
    let run = try Catalog.record(
      Run(
        surface: .named("valley"), optimizer: OptimizerChoice("lion"), start: Point(1.8, 0.05),
        steps: 9))
    #expect(run.ruleTrace(at: 4)?.memories.map(\.name) == ["m"])
  }

  @Test func `have names for completion`() {
    let names = Rule.names(in: "knob tau = 2; memory v = 0\nslope = grad(w); w - sl")
    #expect(names.prefix(3) == ["tau", "v", "slope"])
    #expect(names.contains("grad(") && names.contains("eta") && names.contains("memory"))
    #expect(Set(names).count == names.count)
  }
}
