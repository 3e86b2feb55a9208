import Drawing
import Engine
import Lessons
import Testing

@testable import Interface

@Suite struct `A surface in a file` {
  private func source(_ text: String = "bowl.npz") throws -> SurfaceChoice.Source {
    let axis = (0...20).map { Double($0) / 10 - 1 }
    let grid = try Grid(
      x: axis, y: axis, values: axis.flatMap { y in axis.map { $0 * $0 + y * y } })
    return .grid(text, grid, .linear)
  }

  @Test func `is read in the background, and then the line goes on`() throws {
    var session = try Session()
    let former = session.experiment.surface
    try session.type(":surface bowl.npz start 0.5,0.5 steps 70")
    try session.press(.enter)
    #expect(session.experiment.surface == former)
    let requests = session.effects.compactMap { effect -> SurfaceRequest? in
      if case .loadSurface(let request) = effect { request } else { nil }
    }
    let request = try #require(requests.first)
    #expect(request.file == "bowl.npz" && requests.count == 1)
    try session.play(.surfaceLoaded(.source(try source()), for: request))
    #expect(session.experiment.surface.source.text == "bowl.npz")
    #expect(session.experiment.start == Point(0.5, 0.5) && session.experiment.steps == 70)
    #expect(session.camera.region == Region(x: -1...1, y: -1...1))
    #expect(session.state.reproductionCommand.contains("--surface bowl.npz"))
    try session.type("uu")
    #expect(session.experiment.surface == former)
  }

  @Test func `names its other losses, and starts with steps that stay in it`() throws {
    var session = try Session()
    try session.type(":surface bowl.npz")
    try session.press(.enter)
    let request = SurfaceRequest(file: "bowl.npz", rest: [])
    try session.play(
      .surfaceLoaded(.source(try source(), otherLosses: ["test_loss", "acc"]), for: request))
    #expect(
      session.message
        == "η = 0.200 for this landscape; other losses of the file: z=test_loss, z=acc")
    for run in session.experiment.namedRuns {
      #expect(run.optimizer.knobs["eta"] == 0.2)
      #expect(run.optimizer.knobs["rho"] == (run.name == "gd" ? nil : 0.1))
    }
  }

  @Test func `that cannot be read leaves everything as it was`() throws {
    var session = try Session()
    let former = session.experiment
    try session.type(":surface gone.csv")
    try session.press(.enter)
    let request = SurfaceRequest(file: "gone.csv", rest: ["steps", "9"])
    try session.play(.surfaceLoaded(.failure("cannot read gone.csv"), for: request))
    #expect(session.experiment == former && session.message == "cannot read gone.csv")
  }

  @Test func `is completed from the files of the directory`() throws {
    var session = try Session()
    try session.type(":surface runs/")
    try session.press(.tab)
    #expect(session.effects == [.listFiles("runs/")])
    try session.play(.filesListed(["runs/a.npz", "runs/a/"]))
    #expect(session.message == "runs/a.npz  runs/a/")
    try session.type(".n")
    try session.press(.tab)
    try session.play(.filesListed(["runs/a.npz"]))
    guard case .commandLine(let line) = session.input.mode else {
      Issue.record("no command line")
      return
    }
    #expect(line.text == "surface runs/a.npz ")
  }

  @Test func `of losses along a line shows a curve with the runs on it`() throws {
    let axis = (0...20).map { Double($0) / 10 - 1 }
    let grid = try Grid(profile: axis.map { $0 * $0 }, x: axis)
    var session = try Session()
    try session.type(":surface line.csv start 0.5,9")
    try session.press(.enter)
    try session.play(
      .surfaceLoaded(
        .source(.grid("line.csv", grid, .linear)),
        for: SurfaceRequest(file: "line.csv", rest: ["start", "0.5,9"])))
    #expect(session.experiment.start == Point(0.5, 0))
    #expect(session.screen.contains { $0.contains("curve: loss along x") })
    let canvas = render(session.state)
    let map = session.map
    let region = session.camera.region
    let projection = Projection(region, onto: map)
    let start = try #require(projection.cell(of: Point(0.5, 0.25)))
    // All three runs stand on the curve, above their start.
    #expect(canvas[start.row, start.column].ink.foreground != .terminalDefault)
    #expect(canvas[start.row, start.column].glyph != " ")
  }
}
