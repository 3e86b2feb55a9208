import Drawing
import Engine
import Lessons
import Testing

@testable import Interface

@Suite struct `An added run` {
  private func session(_ runs: [NamedRun]) throws -> Session {
    try Session(
      Scenario(
        id: "added", title: "Added", lesson: "", source: "", surface: .named("half-hyperbola"),
        start: Point(3, 0.34), steps: 50, view: Region(x: -1...4, y: -1...4), runs: runs))
  }

  @Test func `has the start, noise, seed and knobs of the focused run`() throws {
    let noise = Noise.normal(x: 0.3, y: 0.2)
    var session = try session([
      NamedRun(name: "gd", optimizer: OptimizerChoice("gd", knobs: ["eta": 0.02])),
      NamedRun(
        name: "sgd", optimizer: OptimizerChoice("gd", knobs: ["eta": 0.01]), start: Point(2, 1),
        seed: 7, noise: noise),
    ])
    try session.press(.tab, .tab)
    #expect(session.selection.focusedRun == 1)
    try session.type("Agd")
    try session.press(.enter)
    let added = try #require(session.experiment.namedRuns.last)
    #expect(session.experiment.namedRuns.count == 3)
    #expect(added.noise == noise && added.seed == 7 && added.start == Point(2, 1))
    #expect(added.optimizer.knobs["eta"] == 0.01)
    // Only the names of both runs differ.
    #expect(
      session.recordings[2].trajectory.points.bits == session.recordings[1].trajectory.points.bits)
  }

  @Test func `has the settings of the first run if no run is focused`() throws {
    var session = try session([
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
