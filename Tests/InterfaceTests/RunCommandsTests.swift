import Drawing
import Engine
import Testing

@testable import Interface

@Suite struct `A run that is added` {
  private func opened(_ runs: [NamedRun]) throws -> Session {
    try Session(
      Scenario(
        id: "fair", title: "Fair", lesson: "", source: "", surface: .named("half-hyperbola"),
        start: Point(3, 0.34), steps: 50, view: Region(x: -1...4, y: -1...4), runs: runs))
  }

  @Test func `starts, hears and draws what the run in focus does`() throws {
    let noise = Noise.normal(x: 0.3, y: 0.2)
    var session = try opened([
      NamedRun(name: "gd", optimizer: OptimizerChoice("gd", knobs: ["eta": 0.02])),
      NamedRun(
        name: "sgd", optimizer: OptimizerChoice("gd", knobs: ["eta": 0.01]), start: Point(2, 1),
        seed: 7, noise: noise),
    ])
    try session.press(.tab, .tab)
    #expect(session.focusedRun == 1)
    try session.type("Agd")
    try session.press(.enter)
    let added = try #require(session.experiment.namedRuns.last)
    #expect(session.experiment.namedRuns.count == 3)
    #expect(added.noise == noise && added.seed == 7 && added.start == Point(2, 1))
    #expect(added.optimizer.knobs["eta"] == 0.01)
    // Nothing but its name tells it from the one that it is compared with.
    #expect(
      session.recordings[2].trajectory.points.bits == session.recordings[1].trajectory.points.bits)
  }

  @Test func `is compared with the first where none is in focus`() throws {
    var session = try opened([
      NamedRun(
        name: "sgd", optimizer: OptimizerChoice("gd", knobs: ["eta": 0.02]), seed: 3,
        noise: .normal(x: 0.1, y: 0.1)),
      NamedRun(name: "sam", optimizer: OptimizerChoice("sam", knobs: ["rho": 0.3])),
    ])
    try session.type("Ausam")
    try session.press(.enter)
    let added = try #require(session.experiment.namedRuns.last)
    #expect(added.noise == .normal(x: 0.1, y: 0.1) && added.seed == 3)
    #expect(added.optimizer.knobs == ["eta": 0.02, "rho": 0.3])
  }
}

@Suite struct `The line of knobs` {
  private func line(_ optimizer: String, on surface: String) throws -> Session {
    try Session(
      Scenario(
        id: "line", title: "Line", lesson: "", source: "", surface: .named(surface),
        start: Point(0.5, 0.4), steps: 5, view: Region(x: -2...2, y: -2...2),
        runs: [NamedRun(name: optimizer, optimizer: OptimizerChoice(optimizer))]), columns: 120)
  }

  @Test(arguments: ["fsam", "msam"])
  func `tells the noise from an optimizer's own σ`(_ id: String) throws {
    let session = try line(id, on: "half-hyperbola")
    let knobs = try #require(session.screen.first { $0.contains("choose") })
    #expect(knobs.contains(id == "fsam" ? "σ 1" : "σ 0.5"), "\(knobs)")
    #expect(knobs.contains("noise 0"), "\(knobs)")
    #expect(knobs.count { $0 == "σ" } == 1, "\(knobs)")
  }

  @Test func `calls the noise σ where nothing else is`() throws {
    let session = try line("gd", on: "half-hyperbola")
    #expect(session.screen.contains { $0.contains("σ 0") && $0.contains("choose") })
  }

  @Test(arguments: Catalog.optimizers.map(\.info.id))
  func `leads through every parameter, once each`(_ id: String) throws {
    for surface in Catalog.surfaces.map(\.info.id) {
      var session = try line(id, on: surface)
      #expect(Set(session.state.parameterLabels).count == session.state.parameters.count)
      var met: [Parameter] = []
      for _ in session.state.parameters {
        met.append(try #require(session.state.selectedParameter))
        try session.press(.down)
      }
      #expect(Set(met) == Set(session.state.parameters), "\(id) on \(surface)")
      #expect(session.state.selectedParameter == met[0])
      try session.press(.up)
      #expect(session.state.selectedParameter == met.last)
    }
  }

  @Test func `turns the knob of the surface that is named as one of the run`() throws {
    var session = try line("gsam", on: "ring")
    let alpha = try #require(session.state.parameters.last { $0.knob.id == "alpha" })
    #expect(alpha.owner == .surface)
    while session.state.selectedParameter != alpha { try session.press(.down) }
    let before = session.state.values(of: alpha)
    try session.press(.right)
    #expect(session.state.values(of: alpha) != before)
    #expect(session.experiment.namedRuns[0].optimizer.knobs["alpha"] == nil)
    #expect(session.screen.contains { $0.contains("ring α") })
  }
}
