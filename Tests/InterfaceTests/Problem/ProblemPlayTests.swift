import Drawing
import Engine
import Lessons
import Scenes
import TestSupport
import Testing

@testable import Interface

/// Returns an experiment on a problem, with an optimizer each.
func problemScenario(
  _ id: String, _ optimizers: String = "gd,usam:rho=0.1,sam:rho=0.1",
  settings: [String: Double] = [:],
  eta: Double? = nil, steps: Int = 40
) throws -> Scenario {
  let info = try Catalog.problem(id).info
  let choice = SurfaceChoice.problem(id, settings: settings)
  let surface = try Catalog.surface(choice)
  var scenario = Scenario(
    id: id, title: info.formula, lesson: info.about, source: info.source, surface: choice,
    start: .zero, steps: steps, view: surface.info.frame,
    runs: NamedRun.makeRuns(try #require(InputParser.optimizers(optimizers)), seed: 1))
  for index in scenario.runs.indices {
    scenario.runs[index].optimizer.knobs["eta"] = eta ?? info.eta
  }
  return scenario
}

/// Small settings of each problem.
let smallProblems: [(id: String, settings: [String: Double])] = [
  ("sensing", ["d": 4, "m": 6]), ("diagonal", ["p": 5, "n": 4]), ("product", [:]),
  ("neuron", ["d": 10]), ("cancer", [:]), ("iris", [:]), ("digits", ["n": 60, "hidden": 4]),
  ("spirals", [:]), ("moons", [:]), ("chebyshev", [:]), ("sphere", [:]),
]

@Suite struct `A problem on the screen` {
  @Test func `is any of the catalog`() {
    #expect(smallProblems.map(\.id) == Catalog.problems.map(\.info.id))
  }

  @Test(arguments: smallProblems.map(\.id))
  func `draws every view at every size while it plays`(_ id: String) throws {
    var session = try Self.session(id, steps: 12)
    for size in [
      Size(rows: 24, columns: 80), Size(rows: 60, columns: 200), Size(rows: 1, columns: 1),
    ] {
      try session.play(.resized(size))
      for view in "123456" {
        try session.type(String(view))
        try session.play(.ticked(frames: 3))
        #expect(session.screen.count == size.rows)
      }
      try session.type("1V")
      try session.press(.right)
    }
    #expect(session.recordings.allSatisfy { $0.isMeasured })
  }

  @Test func `names the distance of a run that has not diverged`() throws {
    var session = try Session(try problemScenario("sensing", "usam:rho=0.1,gd", steps: 12))
    try session.play(.resized(Size(rows: 24, columns: 80)))
    #expect(session.state.planeTitle?.contains("(USAM)") == true)
    try session.type("G")
    #expect(session.recordings[0].ambient?.divergedAt == 3)
    #expect(session.state.planeTitle?.contains("(GD)") == true)
  }

  @Test(arguments: ["sensing", "digits"])
  func `has the numbers of a simulation on its cards`(_ id: String) throws {
    var session = try Self.session(id, steps: 12)
    try session.play(.resized(Size(rows: 24, columns: 80)))
    try session.type("G")
    for (recording, run) in zip(session.recordings, session.experiment.runs) {
      var simulation = try ProblemSimulation(try #require(run.problemRun))
      simulation.advance(to: 12)
      let row = recording.row(at: 12)
      #expect(row.loss == simulation.problem.loss(simulation.w))
      #expect(
        recording.value(of: .testLoss, at: 12) == simulation.problem.testLoss(simulation.w))
      var meter = ProblemMeter(simulation)
      let sharpness = meter.row(of: &simulation).sharpness
      #expect((row.sharpness - sharpness).magnitude < 2e-3 * sharpness)
    }
  }

  @Test func `plays no further than its runs are recorded`() throws {
    let scenario = try problemScenario("sensing", steps: 5000)
    var state = try AppState(
      scenario: scenario, gallery: [], size: Size(rows: 24, columns: 80), display: Display(),
      preferences: Preferences(pace: 0))
    _ = update(&state, .resized(Size(rows: 24, columns: 80)))
    // A run that has diverged is complete.
    let running = state.recordings.filter { !$0.isComplete }
    let recorded = try #require(running.map(\.lastStep).min())
    #expect(recorded < 5000)
    for _ in 0..<2000 { _ = update(&state, .ticked(frames: 30)) }
    #expect(state.playhead == recorded)
    #expect(state.playback.isPlaying)
  }

  @Test func `opens a lesson before its runs are recorded, with all cards once they are`() throws {
    var scenario = try problemScenario("sensing", "gd,sam:rho=0.1", steps: 60)
    scenario.cards = try [
      Card(moment: .step(0), content: .statement(Template("λ = {gd.sharpness}") { _ in true })),
      Card(
        moment: .holds(Expression("gd.loss < 0.1") { _ in true }),
        content: .statement(Template([.text("The loss is small.")]))),
      Card(
        moment: .holds(Expression("gd.sharpness < 13 and step > 30") { _ in true }),
        content: .statement(Template([.text("And so is λ.")]))),
      Card(moment: .end, content: .statement(Template("L = {gd.loss}") { _ in true })),
    ]
    var state = try AppState(
      scenario: scenario, gallery: [], size: Size(rows: 24, columns: 80), display: Display(),
      preferences: Preferences(pace: 0))
    #expect(state.recordings.contains { $0.lastStep < 30 && !$0.isComplete })
    #expect(state.narration.schedule.entries.map(\.card) == [0, 3])
    var effects = update(&state, .resized(Size(rows: 24, columns: 80)))
    effects += update(&state, .key(.character("n")))
    #expect(state.narrationText == "L = …")
    for case .recordProblem(let request?) in effects {
      request.perform(isCancelled: { false }, isDue: { true }) {
        _ = update(&state, .problemRecorded($0))
      }
    }
    let expected = scenario.schedule(in: state.experiment.byName(state.recordings, nil))
    #expect(state.narration.schedule == expected && expected.entries.count == 4)
    #expect(state.narration.cardIndex == 3 && state.narrationText.hasPrefix("L = 0.0"))
  }

  /// Until the work is complete, the plane may change, and a sharpness between two that are measured is
  /// interpolated.
  @Test func `has no coordinates and no sharpness on a card before they are final`() throws {
    var scenario = try problemScenario("sensing", "gd,sam:rho=0.1", steps: 400)
    scenario.cards = try [
      Card(
        moment: .step(200),
        content: .statement(
          Template("{gd.loss}, {gd.x}, {sam.sharpness}, {sam.y - gd.y}") { _ in true }))
    ]
    var state = try AppState(
      scenario: scenario, gallery: [], size: Size(rows: 24, columns: 80), display: Display(),
      preferences: Preferences(pace: 0))
    var texts: [String] = []
    for case .recordProblem(let request?) in update(
      &state, .resized(Size(rows: 24, columns: 80)))
    {
      request.perform(isCancelled: { false }, isDue: { true }) {
        _ = update(&state, .problemRecorded($0))
        state.showCard(0)
        texts.append(state.narrationText)
      }
    }
    let final = texts.removeLast()
    #expect(!final.contains("…"))
    let loss = try #require(final.split(separator: ",").first)
    let recorded = texts.filter { $0.hasPrefix(loss) }
    #expect(!recorded.isEmpty && !texts.contains { $0.hasPrefix(loss) && $0 == final })
    for text in recorded {
      let values = text.split(separator: ", ")
      #expect(values[1] == "…" && values[3].hasPrefix("…"), "\(text)")
      #expect(values[2] == "…" || final.contains(", \(values[2]), "), "\(text)")
    }
  }

  @Test func `keeps its axes while a parameter changes`() throws {
    var session = try Self.session("sensing", steps: 60)
    try session.play(.resized(Size(rows: 24, columns: 80)))
    let (plane, region) = (session.surface.projection?.plane, session.camera.region)
    #expect(session.screen.joined().contains("d 4  r 1  m 6"))
    try session.type("EE")
    #expect(session.surface.projection?.plane == plane)
    #expect(session.camera.region == region)
    #expect(session.recordings.allSatisfy { $0.isMeasured && $0.lastStep == 60 })
  }

  @Test func `shows the exact loss where its plane is centred`() throws {
    var session = try Self.session("sensing", steps: 60)
    try session.play(.resized(Size(rows: 24, columns: 80)))
    try session.type("40G\tX")
    let recording = session.recordings[0]
    let path = try #require(recording.ambient)
    #expect(recording.planeDistances[40] < 1e-12)
    let loss = session.surface.value(recording.trajectory.points[40])
    #expect((loss - path.losses[40]).magnitude < 1e-12 * path.losses[40])
  }

  @Test(arguments: PlaneChoice.kinds + [.parameters("U[0,0]", "U[1,2]")])
  func `comes back by its command`(_ kind: PlaneKind) throws {
    var session = try Self.session("sensing", steps: 30)
    try session.play(.resized(Size(rows: 24, columns: 80)))
    let choice = PlaneChoice(kind, center: PlaneChoice.Center(run: "sam", step: 20))
    #expect(session.state.choosePlane(choice) == nil)
    try session.play(.ticked(frames: 1))
    #expect(session.state.problemView.shown?.choice == choice)
    #expect(session.state.message == nil)
    let command = session.state.reproductionCommand
    #expect(command.hasPrefix("ravine play --problem sensing --set d=4.0 --set m=6.0"))
    #expect(command.contains("--plane") && command.contains("--center 'sam@20'"))
    #expect(!command.contains("--start") && !command.contains("--view-box"))
  }

  @Test(arguments: ["sensing", "digits"])
  func `shows the losses between the ends of two runs with their barrier`(_ id: String) throws {
    var session = try Self.session(id, steps: 30)
    try session.play(.resized(Size(rows: 30, columns: 120)))
    try session.type("VVVVV")
    while session.state.problemView.choice.kind != .line { try session.type("V") }
    try session.type("G")
    let paths = session.recordings.compactMap(\.ambient).filter { $0.divergedAt == nil }
    let (first, last) = (try #require(paths.first), try #require(paths.last))
    let losses = LossLine(from: first.w, to: last.w, count: 101, first.problem.loss)
    // The names of the ends and the barrier are in the frame of the map.
    let title = "line from gd to sam, barrier \(formatShort(losses.barrier))"
    #expect(session.state.planeNote == title)
    #expect(session.screen.joined().contains("off line"))
    // The curve has its ink at the loss of each column.
    let scene = session.state.mapScene(of: [0, 1, 2])
    let projection = Projection(scene.region, onto: session.map)
    let canvas = render(session.state)
    let surface = session.surface
    for percent in stride(from: 10, through: 90, by: 20) {
      let loss = losses.losses[percent]
      let place = Point(Double(percent) / 100, surface.height(ofLoss: loss))
      let cell = try #require(projection.cell(of: place), "\(percent) %")
      let glyphs = [-1, 0, 1].map { canvas[cell.row + $0, cell.column].glyph.value }
      #expect(glyphs.contains { (0x2801...0x28FF).contains($0) }, "\(percent) %")
    }
    // The last iterates stand at the ends, on the height of their losses.
    for recording in session.recordings {
      guard let w = recording.ambient?.w, w == first.w || w == last.w else { continue }
      let place = recording.place(at: recording.lastStep)
      #expect(abs(place.x - (w == first.w ? 0 : 1)) <= 1e-9)
      #expect(place.y == surface.height(ofLoss: recording.row(at: 30).loss))
    }
    // Further keys and views do no harm.
    for view in "123456" { try session.type(String(view)) }
    try session.type("1V")
    #expect(!session.surface.isProfile)
  }

  @Test func `compares values of a hyperparameter in one plane`() throws {
    var session = try Self.session("sensing", steps: 40)
    try session.play(.resized(Size(rows: 40, columns: 160)))
    let plane = session.surface.projection?.plane
    try session.type(":split rho=0.05,0.1,0.2")
    try session.press(.enter)
    #expect(session.view == .sideBySide && session.message == nil)
    for change in ["G", "E"] {
      try session.type(change)
      let split = try #require(session.split)
      #expect(split.variants.count == 3 && session.surface.projection?.plane == plane)
      for (value, variant) in zip(split.values, split.variants) {
        #expect(variant.surface === session.surface)
        #expect(
          variant.history.present.namedRuns.map { $0.optimizer.knobs["rho"] } == [
            nil, value, value,
          ])
        for (recording, run) in zip(variant.recordings, variant.history.present.runs) {
          #expect(recording.isMeasured && recording.run == run)
          var simulation = try ProblemSimulation(try #require(run.problemRun))
          simulation.advance(to: 40)
          let loss = simulation.problem.gradient(simulation.w).loss
          #expect(recording.row(at: 40).loss.bitPattern == loss.bitPattern)
        }
      }
      #expect(session.screen.joined().contains("ρ 0.05"))
    }
    try session.type("|")
    #expect(session.split == nil && session.recordings.allSatisfy { $0.isMeasured })
  }

  @Test func `diverges without harm`() throws {
    var session = try Session(try problemScenario("product", eta: 50, steps: 100))
    try session.play(.resized(Size(rows: 24, columns: 80)))
    try session.type("G")
    #expect(session.recordings.allSatisfy { $0.trajectory.divergedAt != nil })
    #expect(session.screen.joined().contains("div"))
  }

  private static func session(_ id: String, steps: Int) throws -> Session {
    let settings = try #require(smallProblems.first { $0.id == id }?.settings)
    return try Session(try problemScenario(id, settings: settings, steps: steps))
  }
}
