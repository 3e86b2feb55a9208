import Foundation
import Testing

@testable import Engine

@Suite struct `Golden values of problems` {
  @Test(arguments: ProblemReference.all.golden)
  private func `agree at the start and on 100 steps`(_ golden: ProblemReference.Golden) throws {
    var agreement = Agreement()
    let problem = try golden.make()
    let w = golden.startPoint(of: problem)
    #expect(problem.dimension == golden.dimension)
    #expect(Array(w.values.prefix(golden.start.count)) == golden.start)
    for (name, numbers) in golden.data {
      #expect(problem.firstNumbers(name, numbers.count) == numbers, "\(golden.id) \(name)")
    }
    let (loss, gradient) = problem.gradient(w)
    agreement.expect(loss, golden.values["loss"], "loss with the gradient")
    agreement.expect(problem.loss(w), golden.values["loss"], "loss")
    agreement.expect(problem.testLoss(w), golden.values["test_loss"], "test loss")
    agreement.expect(gradient.norm, golden.values["gradient_norm"], "‖∇L‖")
    for (index, entry) in golden.gradient.enumerated() {
      agreement.expect(gradient[index], entry, "gradient \(index)")
    }
    let direction = Coordinates.random(w.count, seed: golden.seed, stream: .spectrum)
    let v = (1 / direction.norm) * direction
    let product = problem.hessian(w, times: v)
    agreement.expect(v.dot(product), golden.values["vHv"], "vᵀHv")
    agreement.expect(product.norm, golden.values["Hv_norm"], "‖Hv‖")
    let pairs = problem.topEigenpairs(2, at: w, tolerance: 1e-7)
    agreement.expect(pairs.values[0], golden.values["lambda1"], "λ₁")
    agreement.expect(pairs.values[1], golden.values["lambda2"], "λ₂", tolerance: 1e-6)
    var paths: [[Coordinates]] = []
    for run in golden.runs {
      paths.append(try path(of: run, on: problem, golden, &agreement))
    }
    try compareViews(golden, problem, paths, &agreement)
    print(agreement.tally.summary("golden values of \(golden.id)"))
  }

  /// Compares a run and returns every fifth iterate up to step 50.
  private func path(
    of run: ProblemReference.GoldenRun, on problem: any Problem,
    _ golden: ProblemReference.Golden, _ agreement: inout Agreement
  ) throws -> [Coordinates] {
    var simulation = try problem.simulate(
      run.choice, of: golden.problem, steps: 100, seed: golden.seed,
      from: golden.startPoint(of: problem))
    var points = [simulation.w]
    while simulation.step < 100 {
      _ = simulation.advance()
      let (step, w) = (simulation.step, simulation.w)
      if step <= 50, step.isMultiple(of: 5) { points.append(w) }
      guard let values = run.steps["\(step)"] else { continue }
      let name = "\(run.optimizer) @\(step)"
      agreement.expect(problem.loss(w), values[0], "loss of \(name)")
      agreement.expect(problem.gradient(w).gradient.norm, values[1], "‖∇L‖ of \(name)")
      agreement.expect(w.norm, values[2], "‖w‖ of \(name)")
    }
    return points
  }

  /// Compares the planes of the first two runs: 22 points, in the order of the runs.
  private func compareViews(
    _ golden: ProblemReference.Golden, _ problem: any Problem, _ paths: [[Coordinates]],
    _ agreement: inout Agreement
  ) throws {
    let pca = try #require(PrincipalPlane(paths[0] + paths[1]))
    let (a, b, c) = (paths[0][0], paths[0][10], paths[1][10])
    for (index, share) in (golden.views["explained"] ?? []).enumerated() {
      agreement.expect(pca.explained[index], share, "explained \(index)")
    }
    for (name, w) in [("pca_start", a), ("pca_end_first", b), ("pca_end_second", c)] {
      let reference = try #require(golden.views[name])
      let point = pca.plane.coordinates(w)
      agreement.expect(point.x, reference[0], "\(name) x")
      agreement.expect(point.y, reference[1], "\(name) y")
      agreement.expect(pca.plane.distance(w), reference[2], "\(name) distance")
    }
    if let triangle = golden.views["triangle"], let plane = Plane.through(a, b, c) {
      let (second, third) = (plane.coordinates(b), plane.coordinates(c))
      agreement.expect(second.x, triangle[0], "triangle")
      agreement.expect(third.x, triangle[1], "triangle")
      agreement.expect(third.y, triangle[2], "triangle")
      let losses = try #require(golden.views["three_point_loss"])
      let points = [Point(0, 0), second, third, 0.5 * second, 0.5 * (second + third)]
      for (point, loss) in zip(points, losses) {
        agreement.expect(problem.loss(plane.point(point)), loss, "loss of the triangle")
      }
    }
    if let head = golden.views["filter_head"] {
      let plane = Plane.filterNormalized(at: a, problem.layout, seed: golden.seed)
      for (index, entry) in head.enumerated() {
        agreement.expect(plane.first[index], entry, "filter-normalized direction \(index)")
      }
      let loss = try #require(golden.views["filter_loss"])[0]
      agreement.expect(problem.loss(plane.point(Point(0.5, 0))), loss, "loss on the plane")
    }
  }
}

extension Problem {
  /// Returns the first numbers of the data with a name of the reference.
  fileprivate func firstNumbers(_ name: String, _ count: Int) -> [Double]? {
    let numbers: [Double]?
    switch self {
    case let sensing as Sensing:
      numbers = ["A0": sensing.matrices, "y": sensing.y, "X": sensing.truth][name]
    case let diagonal as Diagonal:
      numbers = ["X": diagonal.x, "y": diagonal.y, "beta": diagonal.truth][name]
    case let neuron as Neuron:
      let labels = neuron.samples.map(\.label)
      numbers = ["x0": neuron.firstRows[0], "x1": neuron.firstRows[1], "label": labels][name]
    default:
      let samples = (self as? any NetworkProblem)?.train ?? (self as? Sphere)?.train
      numbers = samples.flatMap { samples in
        let targets = (0..<samples.count).map { index in
          let targets = samples.targets(of: index)
          return targets.count == 1 ? targets[0] : Double(targets.firstIndex(of: 1) ?? -1)
        }
        return ["x0": samples.inputs(of: 0), "x1": samples.inputs(of: 1), "y": targets][name]
      }
    }
    return numbers.map { Array($0.prefix(count)) }
  }
}
