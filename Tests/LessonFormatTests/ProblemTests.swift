import Engine
import LessonFormat
import Lessons
import StrictYAML
import Testing

@Suite struct `The problem of a lesson` {
  private func lesson(
    _ problem: String, runs: String = "[{optimizer: gd}, {optimizer: sam, rho: 0.1}]",
    more: String = ""
  ) throws -> Scenario {
    let yaml = """
      id: problem
      title: Problem
      \(problem)
      steps: 60
      runs: \(runs)
      \(more)
      """
    return try parseScenario(yaml: yaml, file: "problem.yaml")
  }

  private func error(
    _ problem: String, runs: String = "[{optimizer: gd}]", more: String = ""
  ) throws -> String {
    let error = try #require(throws: YAMLFileError.self) {
      try lesson(problem, runs: runs, more: more)
    }
    return "\(error)"
  }

  private let small = "problem: {name: sensing, d: 4, m: 6, seed: 3}"

  @Test func `has settings, a seed and a plane`() throws {
    let lesson = try lesson(small, more: "plane: points\ncenter: sam@20")
    #expect(lesson.surface == .problem("sensing", settings: ["d": 4, "m": 6], seed: 3))
    #expect(lesson.runs.map(\.seed) == [3, 3])
    #expect(
      lesson.plane == PlaneChoice(.endpoints, center: PlaneChoice.Center(run: "sam", step: 20)))
    #expect(try self.lesson("problem: iris").surface == .problem("iris"))
    #expect(try self.lesson("problem: iris").plane == nil)
  }

  @Test(arguments: [
    ("0.1", Noise.normal(0.1)), ("{normal: 0.1}", .normal(0.1)), ("{label: 0.5}", .label(0.5)),
    ("{pareto: 1.5, scale: 0.1}", .pareto(tail: 1.5, x: 0.1, y: 0.1)), ("0", .none),
  ])
  func `has runs with noise, and the losses of a simulation`(
    _ text: String, _ noise: Noise
  ) throws {
    let lesson = try lesson(small, runs: "[{optimizer: gd, noise: \(text)}]")
    #expect(lesson.runs[0].noise == noise)
    var run = ProblemRun(
      "sensing", settings: ["d": 4, "m": 6], optimizer: OptimizerChoice("gd"), steps: 60, seed: 3)
    run.noise = noise
    var simulation = try ProblemSimulation(run)
    simulation.advance(to: 60)
    let recording = try #require(try lesson.recordings()["gd"])
    #expect(recording.row(at: 60).loss == simulation.problem.loss(simulation.w))
  }

  @Test func `has no label noise beside batches`() throws {
    let error = try error(
      "problem: {name: sensing, batch: 2}", runs: "[{optimizer: gd, noise: {label: 1}}]")
    #expect(error.contains("5:31: label noise is that of all samples"))
    let classes = try self.error("problem: iris", runs: "[{optimizer: gd, noise: {label: 1}}]")
    #expect(classes.contains("5:32: the samples of problem iris have no numeric targets"))
  }

  @Test func `starts elsewhere with jitter, in a direction of the seed`() throws {
    let start = try ProblemRun(
      "sensing", settings: ["d": 4, "m": 6], optimizer: OptimizerChoice("gd"), steps: 0, seed: 3
    ).makeProblem().start(seed: 3)
    let lesson = try lesson(
      small,
      more: """
        claims:
          - {run: gd, at: 0, value: norm, equals: \(start.norm), within: 1e-12}
          - {run: gd, at: 0, value: norm, equals: \(start.norm), within: 1e-9}
          - {run: gd, at: 0, value: distance_from_start, below: 1e-15}
          - {run: gd, at: end, value: loss, above: 0}
        """)
    #expect(try lesson.check().map(\.holds) == [true, true, true, true])
    #expect(try lesson.check(jitter: 1e-9).map(\.holds) == [false, true, true, true])
  }

  @Test func `has claims over the quantities of its runs`() throws {
    var simulation = try ProblemSimulation(
      ProblemRun(
        "sensing", settings: ["d": 4, "m": 6],
        optimizer: OptimizerChoice("sam", knobs: ["rho": 0.1]), steps: 60, seed: 3))
    simulation.advance(to: 59)
    let before = simulation.w
    simulation.advance(to: 60)
    let (problem, w) = (simulation.problem, simulation.w)
    let sharpness = problem.topEigenpairs(1, at: w, tolerance: 1e-9).values[0]
    let lesson = try lesson(
      small,
      more: """
        claims:
          - {run: sam, at: end, value: loss, equals: \(problem.loss(w)), within: 0}
          - {run: sam, at: end, value: test_loss, equals: \(problem.testLoss(w)), within: 0}
          - {run: sam, at: end, value: norm, equals: \(w.norm), within: 0}
          - {run: sam, at: end, value: sharpness, equals: \(sharpness), within: \(2e-3 * sharpness)}
          - {run: sam, at: end, value: amplitude, equals: \(0.5 * (w - before).norm), within: 1e-12}
          - {run: sam, at: end, value: plane_distance, below: 1e-9}
          - {run: sam, at: end, value: plane_loss / loss, equals: 1, within: 1e-6}
          - {run: gd, at: end, value: distance_from_start, above: 0.1}
          - {run: gd, at: end, value: test_loss, below: 0}
        """)
    let verdicts = try lesson.check()
    #expect(verdicts.map(\.holds) == Array(repeating: true, count: 8) + [false])
  }

  @Test func `has claims that fail if they depend on the last bit of the start`() throws {
    let problem = try Catalog.problem("sensing").problem(["d": 4, "m": 6], seed: 3)
    let norm = problem.start(seed: 3).norm
    let lesson = try lesson(
      small,
      more: """
        claims:
          - {run: gd, at: 0, value: norm, equals: \(norm), within: 1e-12}
          - {run: gd, at: 0, value: norm, equals: \(norm), within: 1e-6}
        """)
    #expect(try lesson.check().map(\.holds) == [true, true])
    #expect(try lesson.check(jitter: 1e-9).map(\.holds) == [false, true])
  }

  @Test(arguments: [
    ("problem: digit", "3:10: there is no problem “digit”; did you mean “digits”?"),
    ("problem: {name: sensing, e: 4}", "3:26: problem sensing has no setting “e”"),
    ("problem: {name: sensing, d: 400}", "3:29: d of problem sensing must be from 2.0 to 40.0"),
    ("problem: {name: product, batch: 2}", "3:17: the loss of problem product is not a mean"),
    ("problem: iris\nstart: [1, 2]", "4:8: the seed decides the start of a problem"),
    ("surface: valley\nproblem: iris", "a lesson takes only one of surface, problem"),
    ("problem: iris\nplane: flat", "4:8: the plane must be pca, points"),
    ("problem: iris\ncenter: sam", "4:9: the center must be a run or run@step"),
    (
      "surface: valley\nstart: [1, 1]\nview: {x: [0, 1], y: [0, 1]}\nplane: pca",
      "6:8: a surface has no plane"
    ),
  ])
  func `has errors at their place in the file`(_ text: String, _ expected: String) throws {
    #expect(try error(text).contains(expected))
  }

  @Test(arguments: [
    ("[{optimizer: gd, noise: {normal: [0.1, 0.2]}}]", "5:31: a problem has no x and y"),
    ("[{optimizer: gd, noise: {pareto: 1.5, scale: [1, 2]}}]", "a problem has no x and y"),
    ("[{optimizer: gd, start: [1, 2]}]", "the seed decides the start of a problem"),
  ])
  func `has errors in its runs`(_ runs: String, _ expected: String) throws {
    #expect(try error("problem: sensing", runs: runs).contains(expected))
  }
}
