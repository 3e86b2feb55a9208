import Testing

@testable import Engine

@Suite struct `A recording of a run on a problem` {
  private func run(
    _ problem: String, _ id: String, steps: Int, eta: Double, batch: Int? = nil
  ) -> ProblemRun {
    ProblemRun(
      problem, optimizer: OptimizerChoice(id, knobs: ["eta": eta]), steps: steps, seed: 2,
      batch: batch)
  }

  @Test(arguments: [0, 1, 197, 198, 199, 200, 400, 1234])
  func `stores at most 200 states, and computes the others again`(_ steps: Int) throws {
    let run = run("diagonal", "adam", steps: steps, eta: 0.01, batch: 3)
    var recording = try ProblemRecording(run)
    var simulation = try ProblemSimulation(run)
    var iterates = [simulation.w]
    while simulation.advance() { iterates.append(simulation.w) }
    if steps > 0 { iterates.append(simulation.w) }
    for size in [1, 3, 50] { _ = recording.extend(by: size) }
    #expect(recording.lastStep == min(54, steps))
    let continues = recording.extend(by: .max)
    #expect(!continues)
    #expect(recording.isFinished && recording.lastStep == steps)
    #expect(recording.points.count <= ProblemRecording.capacity)
    for step in [0, 1, 2, 5, 54, 197, 199, steps - 1, steps] where 0...steps ~= step {
      #expect(recording.iterate(at: step) == iterates[step], "step \(step)")
      #expect(recording.state(at: step).step == step)
      let stored = recording.points[recording.index(at: step)]
      #expect(stored.step <= step && step < stored.step + recording.stride)
    }
    #expect(
      recording.iterate(at: -5) == iterates[0] && recording.iterate(at: .max) == iterates[steps])
  }

  @Test func `ends with the step of divergence`() throws {
    let run = run("sensing", "usam", steps: 1000, eta: 0.05)
    var recording = try ProblemRecording(run)
    while recording.extend(by: 10) {}
    let step = try #require(recording.divergedAt)
    #expect(recording.points.map(\.step) == [0, step])
    #expect(recording.lastStep == step && recording.index(at: 1000) == 1)
    while recording.measureNextSpectrum() {}
    #expect(recording.points[0].row.sharpness > 0)
  }

  @Test func `measures the spectrum later, with the values of a whole run`() throws {
    let run = run("iris", "sam", steps: 40, eta: 0.5)
    var recording = try ProblemRecording(run)
    while recording.extend(by: 7) { _ = recording.measureNextSpectrum() }
    #expect(recording.points.last?.row.sharpness.isNaN == true)
    while recording.measureNextSpectrum() {}
    #expect(recording.spectra == recording.points.count)
    var simulation = try ProblemSimulation(run)
    var meter = ProblemMeter(simulation)
    for point in recording.points {
      simulation.advance(to: point.step)
      #expect(point.row == meter.row(of: simulation))
    }
  }

  @Test func `chooses the plane of the runs that did not diverge`() throws {
    var recordings = try ["gd", "usam", "sam"].map {
      try ProblemRecording(run("sensing", $0, steps: 60, eta: 0.05))
    }
    for index in recordings.indices { while recordings[index].extend(by: 100) {} }
    #expect(recordings[1].divergedAt != nil)
    let chosen = try recordings.plane()
    #expect(chosen.kind == .endpoints && chosen.remark == nil)
    for w in [recordings[0].iterate(at: 0), recordings[0].w, recordings[2].w] {
      #expect(chosen.plane.distance(w) <= 1e-12)
    }
    #expect(throws: EngineError.self) { try [ProblemRecording]().plane() }
  }
}

@Suite struct `A sweep on a problem` {
  private func sweep(_ id: String) -> ProblemSweep {
    let run = ProblemRun(
      "diagonal", optimizer: OptimizerChoice(id, knobs: ["eta": 0.05]), steps: 50)
    return ProblemSweep(
      run, x: Axis(.knob("eta"), 0.01, 2, count: 3, log: true),
      y: Axis(.surface("p"), 10, 30, count: 2))
  }

  @Test func `has the numbers of each run alone, on any number of threads`() throws {
    let sweep = sweep("sam")
    try sweep.validate()
    let cells = try #require(try sweep.cells(Array(0..<sweep.count), cores: 1))
    let again = try #require(try sweep.cells(Array(0..<sweep.count), cores: 3))
    #expect(cells.map { "\($0)" } == again.map { "\($0)" } && cells.count == 6)
    for (index, cell) in cells.enumerated() {
      var simulation = try ProblemSimulation(sweep.run(index))
      var meter = ProblemMeter(simulation)
      while simulation.advance() {}
      let row = meter.row(of: simulation)
      #expect("\(row)" == "\(cell.row)")
      #expect(cell.hasDiverged == (simulation.divergedAt != nil))
    }
    #expect(cells[2].outcome == "diverged" && cells[0].outcome == "finite")
    #expect(try sweep.cells([0, 1], isCancelled: { true }) == nil)
  }

  @Test func `rejects every invalid value before the first run`() throws {
    func error(_ x: Axis) throws -> String? {
      let run = sweep("sam").base
      do { try ProblemSweep(run, x: x).validate() } catch { return "\(error)" }
      return nil
    }
    #expect(try error(Axis(.surface("p"), 10, 20, count: 4))?.contains("whole") == true)
    #expect(try error(Axis(.surface("p"), 10, 20, count: 11)) == nil)
    #expect(try error(Axis(.surface("q"), 10, 20, count: 11))?.contains("q") == true)
    #expect(try error(Axis(.knob("eta"), -1, 1, count: 3))?.contains("eta") == true)
  }

  @Test func `has one pass for each cell`() throws {
    let sweep = sweep("gd")
    #expect(sweep.passes(first: 2).flatMap(\.self).sorted() == Array(0..<6))
  }
}
