import Synchronization
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

  @Test func `takes the data of the surface and the batches of its own seed`() throws {
    let run = Run(
      surface: .problem("iris", seed: 3, batch: 5), optimizer: OptimizerChoice("gd"), start: .zero,
      steps: 10, seed: 4)
    let recording = try #require(try Catalog.record(run, on: Catalog.surface(run.surface)).ambient)
    var simulation = try ProblemSimulation(#require(run.problemRun))
    simulation.advance(to: 10)
    #expect(simulation.w.values == recording.w.values)
    let others = try [3, 4].map { (seed: UInt64) in
      var run = try #require(run.problemRun)
      (run.seed, run.dataSeed) = (seed, nil)
      var simulation = try ProblemSimulation(run)
      simulation.advance(to: 10)
      return simulation.w.values
    }
    #expect(!others.contains(recording.w.values))
  }

  @Test(arguments: [0, 1, 198, 199, 200, 201, 400, 1234])
  func `stores at most 200 checkpoints, and computes the other steps again`(_ steps: Int) throws {
    let run = run("diagonal", "sam-momentum", steps: steps, eta: 0.01, batch: 3)
    var recording = try ProblemRecording(run)
    var simulation = try ProblemSimulation(run)
    var (iterates, ascentPoints) = ([simulation.w], [simulation.w])
    while !simulation.isFinished {
      _ = simulation.advance()
      iterates.append(simulation.w)
      ascentPoints.append(simulation.ascentPoint)
    }
    for size in [1, 3, 50] { _ = recording.extend(by: size) }
    #expect(recording.lastStep == min(54, steps))
    let canContinue = recording.extend(by: .max)
    #expect(!canContinue)
    #expect(recording.isFinished && recording.lastStep == steps)
    #expect(recording.checkpoints.count <= ProblemRecording.capacity)
    #expect(recording.losses == iterates.map { recording.problem.gradient($0).loss })
    #expect(recording.distances == iterates.map { ($0 - iterates[0]).norm })
    for step in [0, 1, 2, 5, 54, 197, 199, steps - 1, steps] where 0...steps ~= step {
      #expect(recording.iterate(at: step) == iterates[step], "step \(step)")
      #expect(recording.state(at: step).step == step)
      #expect(recording.state(at: step).ascentPoint == ascentPoints[step])
      let sample = try #require(recording.sample(at: step))
      #expect(sample.step <= step && step < sample.step + recording.stride)
      #expect(sample.iterate == iterates[sample.step])
    }
    #expect(
      recording.iterate(at: -5) == iterates[0] && recording.iterate(at: .max) == iterates[steps])
  }

  @Test(arguments: [
    ("gd", 1, nil, Noise.none), ("sam", 2, nil, .none), ("usam", 2, nil, .none),
    ("gd", 1, nil, .normal(0.1)), ("nesterov", 2, nil, .none), ("adam", 1, nil, .none),
    ("gd", 2, 3, .none), ("sam", 3, nil, .label(0.1)),
  ])
  func `evaluates the gradient of a step once, with the bits of a simulation`(
    _ id: String, _ evaluations: Int, _ batch: Int?, _ noise: Noise
  ) throws {
    var run = run("diagonal", id, steps: 30, eta: 0.01, batch: batch)
    run.noise = noise
    let problem = CountingProblem(problem: try run.makeProblem())
    var recording = try ProblemRecording(run, on: problem)
    while recording.extend(by: 7) {}
    // The last iterate is measured, but no step follows.
    #expect(problem.count.value == 30 * evaluations + 1)
    var simulation = try ProblemSimulation(run)
    simulation.advance(to: 30)
    #expect(recording.w.values.map(\.bitPattern) == simulation.w.values.map(\.bitPattern))
  }

  @Test(arguments: [
    Noise.none, .normal(0.5), .pareto(tail: 1.5, x: 0.1, y: 0.1), .label(1),
  ])
  func `has the noise of the run on the plane`(_ noise: Noise) throws {
    let run = Run(
      surface: .problem("sensing", settings: ["d": 4, "m": 6]), optimizer: OptimizerChoice("gd"),
      start: .zero, steps: 20, seed: 1, noise: noise)
    let problemRun = try #require(run.problemRun)
    #expect(problemRun.noise == noise)
    let recording = try Catalog.record(run)
    var simulation = try ProblemSimulation(problemRun)
    simulation.advance(to: 20)
    #expect(recording.ambient?.losses.last == simulation.problem.loss(simulation.w))
    var silent = problemRun
    silent.noise = .none
    #expect(silent.labelNoise == 0 && silent.gradientNoise == .none)
    var other = try ProblemSimulation(silent)
    other.advance(to: 20)
    #expect((other.w == simulation.w) == (noise == .none))
  }

  @Test func `ends with the step of divergence`() throws {
    let run = run("sensing", "usam", steps: 1000, eta: 0.05)
    var recording = try ProblemRecording(run)
    while recording.extend(by: 10) {}
    let step = try #require(recording.divergedAt)
    #expect(recording.samples.map(\.step) == Array(0...step))
    #expect(recording.lastStep == step && recording.iterate(at: step) == recording.w)
    while recording.measureNextSpectrum() {}
    #expect(recording.sharpness(at: 0) > 0)
  }

  @Test func `measures the spectrum later, with the values of a whole run`() throws {
    let run = run("iris", "sam", steps: 40, eta: 0.5)
    var recording = try ProblemRecording(run)
    while recording.extend(by: 7) { _ = recording.measureNextSpectrum() }
    #expect(recording.samples.last?.spectrum == nil && !recording.hasAllSpectra)
    while recording.measureNextSpectrum() {}
    #expect(recording.hasAllSpectra && recording.samples.count == 41)
    var simulation = try ProblemSimulation(run)
    var meter = ProblemMeter(simulation)
    for sample in recording.samples {
      simulation.advance(to: sample.step)
      #expect(recording.row(of: sample) == meter.row(of: &simulation))
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

/// A problem that counts the evaluations of its gradient.
private struct CountingProblem: Problem {
  let problem: any Problem
  let count = Evaluations()

  final class Evaluations: Sendable {
    private let number = Mutex(0)
    var value: Int { number.withLock { $0 } }
    func increment() { number.withLock { $0 += 1 } }
  }

  var layout: ParameterLayout { problem.layout }
  var sampleCount: Int { problem.sampleCount }
  var hasLabels: Bool { problem.hasLabels }
  func start(seed: UInt64) -> Coordinates { problem.start(seed: seed) }
  func loss(_ w: Coordinates) -> Double { problem.loss(w) }
  func gradient(_ w: Coordinates) -> (loss: Double, gradient: Coordinates) {
    count.increment()
    return problem.gradient(w)
  }
  func gradient(
    _ w: Coordinates, on selection: SampleSelection
  ) -> (loss: Double, gradient: Coordinates) {
    count.increment()
    return problem.gradient(w, on: selection)
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
      let row = meter.row(of: &simulation)
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

@Suite struct `Gradient noise on a problem` {
  private func end(_ id: String, _ noise: Noise, steps: Int = 1, seed: UInt64 = 1) throws
    -> Coordinates
  {
    var run = ProblemRun(
      "iris", optimizer: OptimizerChoice(id, knobs: ["eta": 1]), steps: steps, seed: seed)
    run.gradientNoise = noise
    let problem = try Catalog.problem("iris").problem(seed: 1)
    let start = problem.start(seed: 1)
    var simulation = try ProblemSimulation(run, on: problem, from: start)
    while simulation.advance() {}
    return simulation.w
  }

  @Test func `has the standard deviation of its setting, and the draws of its seed`() throws {
    let quiet = try end("gd", .none)
    var sum = 0.0
    for seed in 1...200 as ClosedRange<UInt64> {
      let offset = try end("gd", .normal(0.25), seed: seed) - quiet
      sum += offset.dot(offset) / Double(offset.count)
    }
    // The relative standard deviation of a variance from 3000 draws is 2.6 percent.
    #expect(abs((sum / 200).squareRoot() - 0.25) <= 0.25 * 0.05)
    #expect(try end("sam", .normal(0.1), steps: 9) == end("sam", .normal(0.1), steps: 9))
    #expect(try end("sam", .normal(0.1), seed: 2) != end("sam", .normal(0.1)))
    #expect(try end("gd", .pareto(tail: 1.5, x: 0.1, y: 0.1)) != quiet)
  }

  @Test func `is the same in both gradients of a step`() throws {
    // On a linear loss SAM is gradient descent, whatever the noise.
    struct Slope: Problem {
      let layout = ParameterLayout([.init("w", rows: 1, columns: 3, isWeight: false)])
      func start(seed: UInt64) -> Coordinates { Coordinates([1, 2, 3]) }
      func loss(_ w: Coordinates) -> Double { w.dot(Coordinates([1, -1, 2])) }
      func gradient(_ w: Coordinates) -> (loss: Double, gradient: Coordinates) {
        (loss(w), Coordinates([1, -1, 2]))
      }
    }
    let ends = try ["gd", "sam"].map { id in
      var run = ProblemRun("slope", optimizer: OptimizerChoice(id), steps: 20, seed: 3)
      run.gradientNoise = .normal(0.5)
      var simulation = try ProblemSimulation(run, on: Slope())
      while simulation.advance() {}
      return simulation.w
    }
    #expect((ends[0] - ends[1]).norm <= 1e-13)
  }

  @Test func `has one scale`() throws {
    #expect(throws: EngineError.anisotropicNoise) { try end("gd", .normal(x: 1, y: 2)) }
  }
}
