import Drawing
import Engine
import Lessons
import Testing

@testable import Interface

@Suite struct `The parameter line` {
  private func session(_ optimizer: String, on surface: String) throws -> Session {
    try Session(
      Scenario(
        id: "line", title: "Line", lesson: "", source: "", surface: .named(surface),
        start: Point(0.5, 0.4), steps: 5, view: Region(x: -2...2, y: -2...2),
        runs: [NamedRun(name: optimizer, optimizer: OptimizerChoice(optimizer))]), columns: 120)
  }

  @Test(arguments: ["fsam", "msam"])
  func `labels the noise differently beside an optimizer's own σ`(_ id: String) throws {
    let session = try session(id, on: "half-hyperbola")
    let knobs = try #require(session.screen.first { $0.contains("choose") })
    #expect(knobs.contains(id == "fsam" ? "σ 1" : "σ 0.5"), "\(knobs)")
    #expect(knobs.contains("noise 0"), "\(knobs)")
    #expect(knobs.count { $0 == "σ" } == 1, "\(knobs)")
  }

  @Test func `labels the noise σ otherwise`() throws {
    let session = try session("gd", on: "half-hyperbola")
    #expect(session.screen.contains { $0.contains("σ 0") && $0.contains("choose") })
  }

  @Test(arguments: Catalog.optimizers.map(\.info.id))
  func `selects every parameter once`(_ id: String) throws {
    for surface in Catalog.surfaces.map(\.info.id) {
      var session = try session(id, on: surface)
      #expect(Set(session.state.parameterLabels).count == session.state.parameters.count)
      var selected: [Parameter] = []
      for _ in session.state.parameters {
        selected.append(try #require(session.state.selectedParameter))
        try session.press(.down)
      }
      #expect(Set(selected) == Set(session.state.parameters), "\(id) on \(surface)")
      #expect(session.state.selectedParameter == selected[0])
      try session.press(.up)
      #expect(session.state.selectedParameter == selected.last)
    }
  }

  @Test func `distinguishes knobs of the surface and of the run with the same id`() throws {
    var session = try session("gsam", on: "ring")
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

@Suite struct `The noise parameter` {
  @Test func `changes like a knob of the focused runs`() throws {
    var session = try Session("quad-split")
    #expect(session.screen[20].contains("σ 0"))
    while session.state.selectedParameter?.knob.id != "noise" { try session.press(.down) }
    try session.press(.right)
    #expect(session.experiment.namedRuns.allSatisfy { $0.noise == .normal(0.01) })
    try session.press(.shiftRight)
    #expect(session.experiment.namedRuns[0].noise == .normal(0.02))
    try session.press(.tab, .enter)
    try session.type("0.5")
    try session.press(.enter)
    #expect(session.experiment.namedRuns.map(\.noise.maxScale) == [0.5, 0.02, 0.02])
    #expect(try session.state.isRecorded())
    try session.press(.backspace)
    #expect(session.experiment.namedRuns.map(\.noise.maxScale) == [0, 0.02, 0.02])
  }

  @Test func `keeps the kind and the ratio of the noise`() {
    #expect(Noise.normal(x: 1, y: 4).rescaled(to: 2) == .normal(x: 0.5, y: 2))
    #expect(Noise.pareto(tail: 1.2, x: 0, y: 0).rescaled(to: 2) == .pareto(tail: 1.2, x: 2, y: 2))
    #expect(Noise.label(1).rescaled(to: 0.3) == .label(0.3))
    #expect(Noise.normal(1).rescaled(to: 0) == .none)
    #expect(Noise.none.rescaled(to: 0) == .none)
  }

  @Test func `cannot be label noise on a surface without labels`() throws {
    var session = try Session("quad-split")
    try session.type(":noise label:0.2")
    try session.press(.enter)
    #expect(session.narrationText.contains("label"))
    #expect(session.experiment.namedRuns.allSatisfy { $0.noise == .none })
  }
}
