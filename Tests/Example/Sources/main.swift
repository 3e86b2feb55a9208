// A stability map of USAM on a custom surface: counts the cells that diverge and compares them
// with the closed form of the stability threshold.
import Engine

let lambda = 20.0
let run = Run(
  surface: .formula("0.5*(x^2 + k*y^2)", parameters: ["k": lambda]),
  optimizer: OptimizerChoice("usam"), start: Point(2, 1), steps: 2000)
let sweep = Sweep(
  run, x: Axis(.knob("eta"), 0.005, 0.2, count: 48, log: true),
  y: Axis(.knob("rho"), 0.01, 1, count: 16, log: true))

// Each cell equals a run with the same hyperparameters, bit for bit.
let cells = try SweepPlan(sweep).cells(Array(0..<sweep.count)) ?? []
let diverged = cells.filter { $0.state.name == "diverged" }.count
print("\(sweep.count) cells, \(diverged) diverged")

let maxEta = Sweep.maxStableEta(run.optimizer, sharpness: lambda)
var (below, above) = (0, 0)
for (index, cell) in cells.enumerated() {
  let knobs = sweep.run(index).optimizer.knobs
  guard let eta = knobs["eta"], let rho = knobs["rho"], let limit = maxEta?(rho) else { continue }
  let hasDiverged = cell.state.name == "diverged"
  if hasDiverged && eta < limit { below += 1 }
  if !hasDiverged && eta > limit { above += 1 }
}
print("\(below) diverged below η = 2/(λ + ρλ²), \(above) above have not diverged yet")

// The same optimizers on a loss of 20 parameters.
let problem = PhaseRetrieval(dimension: 20, measurements: 12, seed: 1)
var recordings: [ProblemRecording] = []
for id in ["gd", "sam"] {
  let optimizer = OptimizerChoice(id, knobs: ["eta": 0.02])
  let run = ProblemRun("phase", optimizer: optimizer, steps: 2000)
  var recording = try ProblemRecording(run, on: problem)
  while recording.extend(by: 100) {}
  while recording.measureNextSpectrum() {}
  let sharpness = recording.sharpness(at: recording.lastStep)
  print("\(id): λmax = \((10 * sharpness).rounded() / 10)")
  recordings.append(recording)
}

// The loss on a plane through the start and both ends.
let plane = try recordings.plane(.endpoints).plane
let region = plane.region(containing: recordings.flatMap { $0.samples.map(\.iterate) })
let losses = problem.losses(on: plane, [0, region.x.upperBound], [0, region.y.upperBound])
print(
  "\(losses.count) losses; the first is that of the start: \(losses[0] == problem.loss(plane.origin))"
)
