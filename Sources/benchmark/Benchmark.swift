import CReference
import Engine
import Glibc

/// The initial state and the hyperparameters of 32 runs for the C reference.
struct ReferenceBatch {
  var x = [Double](repeating: 2, count: Int(reference_lanes))
  var y = [Double](repeating: 0.6, count: Int(reference_lanes))
  var eta = (0..<Int(reference_lanes)).map { 1e-4 + 1e-7 * Double($0) }
  var rho = [Double](repeating: 0.1, count: Int(reference_lanes))
}

/// Compares the throughput of the engine with the same loops in C, with NumPy and with itself.
///
/// `swift run -c release benchmark [WORD…]` measures the rows whose name contains one of the words.
@main
enum Benchmark {
  static let steps = 20_000
  // 384 cells fill all vectors of a kernel, for 8 and for 16 lanes.
  static let rows = 6
  static let cells = 64 * rows
  static let totalSteps = Double(cells * steps)

  /// Returns a C sweep of the same number of runs, in blocks of 32.
  static func referenceSweep(_ run: @escaping (inout ReferenceBatch) -> Void) -> () -> Void {
    {
      for _ in 0..<cells / Int(reference_lanes) {
        var batch = ReferenceBatch()
        run(&batch)
        blackHole(batch.x[0])
      }
    }
  }

  /// Returns a sweep that computes only the last iterate of each cell.
  static func withoutStates(_ plan: SweepPlan) -> () -> Void {
    let indices = Array(0..<plan.sweep.count)
    return { blackHole(Double(plan.finalPoints(indices)?.count ?? 0)) }
  }

  /// Returns a sweep that also classifies the state of each cell.
  static func withStates(_ plan: SweepPlan, cores: Int = 1) -> () -> Void {
    let indices = Array(0..<plan.sweep.count)
    return { blackHole(Double(plan.cells(indices, cores: cores)?.count ?? 0)) }
  }

  /// Returns the plan of a sweep with 64 columns of η and `rows` starts.
  ///
  /// The optimizer is an id or a rule. No run settles before its last step.
  static func makePlan(
    _ surface: SurfaceChoice, _ optimizer: String, rows: Int, steps: Int
  ) throws(EngineError) -> SweepPlan {
    try SweepPlan(
      Sweep(
        Run(
          surface: surface, optimizer: OptimizerChoice(.init(optimizer)), start: Point(2, 0.6),
          steps: steps),
        x: Axis(.knob("eta"), 1e-4, 1.1e-4, count: 64), y: Axis(.startY, 0.55, 0.65, count: rows)))
  }

  static func main() throws {
    var table = Table(only: Array(CommandLine.arguments.dropFirst()))
    let hyperbola = SurfaceChoice.named("hyperbola")

    // One run.
    let surface = try Catalog.surface(hyperbola)
    let sam = OptimizerChoice("sam", knobs: ["eta": 1e-4])
    let (short, long) = (1000, 1_000_000)
    table.compare(
      "trajectory of 1000 steps, SAM on (xy−1)²", budget: 0.95, unit: Double(300 * short),
      ours: {
        for _ in 0..<300 {
          let run = try? surface.trajectory(sam, from: Point(2, 0.6), steps: short)
          blackHole(Double(run?.lastStep ?? 0))
        }
      },
      reference: {
        var record = [Double](repeating: 0, count: 4 * (short + 1))
        for _ in 0..<300 {
          reference_sam_hyperbola_recorded(&record, [2, 0.6], 1e-4, 0.1, short)
          blackHole(record[4 * short])
        }
      })
    table.compare(
      "trajectory of 10⁶ steps, SAM on (xy−1)²", budget: 0.95, unit: Double(long),
      ours: {
        let run = try? surface.trajectory(sam, from: Point(2, 0.6), steps: long)
        blackHole(Double(run?.lastStep ?? 0))
      },
      reference: {
        // Newly allocated memory, as in the engine.
        let record = UnsafeMutablePointer<Double>.allocate(capacity: 4 * (long + 1))
        defer { record.deallocate() }
        reference_sam_hyperbola_recorded(record, [2, 0.6], 1e-4, 0.1, long)
        blackHole(record[4 * long])
      })

    // Sweeps against C.
    let gd = try makePlan(hyperbola, "gd", rows: rows, steps: steps)
    let usam = try makePlan(hyperbola, "usam", rows: rows, steps: steps)
    let swept = try makePlan(hyperbola, "sam", rows: rows, steps: steps)
    table.compare(
      "sweep, GD on (xy−1)²", budget: nil, unit: totalSteps, ours: withStates(gd),
      reference: referenceSweep { reference_lanes_gd_hyperbola(&$0.x, &$0.y, $0.eta, steps) })
    table.compare(
      "sweep, USAM on (xy−1)²", budget: nil, unit: totalSteps, ours: withStates(usam),
      reference: referenceSweep {
        reference_lanes_usam_hyperbola(&$0.x, &$0.y, $0.eta, $0.rho, steps)
      })
    table.compare(
      "sweep, SAM on (xy−1)²", budget: 0.9, unit: totalSteps, ours: withStates(swept),
      reference: referenceSweep {
        reference_lanes_sam_hyperbola(&$0.x, &$0.y, $0.eta, $0.rho, steps)
      })
    if reference_has_libmvec() == 1 {
      let logcosh = try makePlan(.named("logcosh"), "sam", rows: rows, steps: steps)
      let sine = try makePlan(.named("sine"), "sam", rows: rows, steps: steps)
      table.compare(
        "sweep, SAM on log cosh(xy), against libmvec", budget: 0.6, unit: totalSteps,
        ours: withStates(logcosh),
        reference: referenceSweep {
          reference_lanes_sam_logcosh(&$0.x, &$0.y, $0.eta, $0.rho, steps)
        })
      table.compare(
        "sweep, SAM on the sine surface, against libmvec", budget: 0.6, unit: totalSteps,
        ours: withStates(sine),
        reference: referenceSweep {
          reference_lanes_sam_sine(&$0.x, &$0.y, $0.eta, $0.rho, 0.0364756, 5.2359878, steps)
        })
    }

    // The engine against itself.
    let formula = try makePlan(.formula("(x*y - 1)^2"), "sam", rows: rows, steps: steps)
    table.compare(
      "sweep, typed formula against built-in", budget: 0.25, unit: totalSteps,
      ours: withStates(formula),
      reference: withStates(swept))
    try compareRules(&table, sam: swept)
    // Long enough that the start of a thread is negligible.
    let many = try makePlan(hyperbola, "sam", rows: 4 * rows, steps: steps)
    table.compare(
      "sweep, two cores against one", budget: 1.8, unit: 4 * totalSteps,
      ours: withStates(many, cores: 2),
      reference: withStates(many))
    for (optimizer, plan) in [("GD", gd), ("USAM", usam), ("SAM", swept)] {
      table.compare(
        "sweep, \(optimizer), with states against without", budget: nil, unit: totalSteps,
        ours: withStates(plan), reference: withoutStates(plan))
    }
    let map = try stabilityMap(side: 128, steps: 1000)
    table.compare(
      "map of η and ρ, 1000 steps, with states against without", budget: 0.75,
      unit: Double(map.sweep.count) * 1000, ours: withStates(map), reference: withoutStates(map))

    // Surface values, the background of a map.
    let (columns, rows) = (1600, 960)
    let xs = (0..<columns).map { Double($0) / 400 }
    let ys = (0..<rows).map { Double($0) / 400 }
    table.compare(
      "surface values of a map, (xy−1)²", budget: nil, unit: Double(columns * rows),
      ours: {
        var row = [Double](repeating: 0, count: columns)
        for y in ys {
          surface.values(xs, y, &row)
          blackHole(row[1])
        }
      },
      reference: {
        var row = [Double](repeating: 0, count: columns)
        for y in ys {
          reference_fill_hyperbola(&row, xs, [y], columns, 1)
          blackHole(row[1])
        }
      })
    table.compareToRate(
      "sweep, SAM on (xy−1)², against NumPy on 40 000 cells", budget: 8, withStates(swept),
      totalSteps,
      numPyRate)
    try compareProblems(&table)
    print(table.text)
    if table.isSelected("problems") { try timeProblems() }
    if table.isUnfiltered {
      try timeFirstMap()
      try timeRules()
    }
  }

  /// Returns the plan of a square map of η and ρ on logarithmic axes.
  private static func stabilityMap(side: Int, steps: Int) throws(EngineError) -> SweepPlan {
    try SweepPlan(
      Sweep(
        Run(
          surface: .named("hyperbola"), optimizer: OptimizerChoice("sam"), start: Point(3, 0.34),
          steps: steps),
        x: Axis(.knob("eta"), 0.001, 1, count: side, log: true),
        y: Axis(.knob("rho"), 0.001, 1, count: side, log: true)))
  }

  /// Prints the time to the first picture of a large map, to the complete map, and the peak memory.
  private static func timeFirstMap() throws {
    let clock = ContinuousClock()
    let plan = try stabilityMap(side: 1000, steps: 1000)
    let start = clock.now
    var first: Duration?
    plan.refine { _, _ in if first == nil { first = clock.now - start } }
    print("1000 × 1000 cells × 1000 steps of SAM on (xy−1)², \(availableCores) cores:")
    print("first picture after \(first ?? .zero), complete map after \(clock.now - start)")
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    print("peak memory of the process: \(usage.ru_maxrss >> 10) MB")
  }

  /// Returns the steps per second of the same sweep in NumPy; nil if NumPy is not installed.
  private static func numPyRate() -> Double? {
    let program = """
      import numpy as n, time
      cells = 40000
      def sweep(steps):
          x, y = n.full(cells, 2.0), n.linspace(0.55, 0.65, cells)
          eta, rho = n.linspace(1e-4, 1.1e-4, cells), 0.1
          for _ in range(steps):
              r = 2 * (x * y - 1)
              g, h = r * y, r * x
              s = rho / (n.sqrt(g * g + h * h) + 1e-12)
              u, v = x + s * g, y + s * h
              r = 2 * (u * v - 1)
              x, y = x - eta * r * v, y - eta * r * u
      sweep(5)
      best = 0
      for _ in range(7):
          t = time.perf_counter()
          sweep(50)
          best = max(best, 50 * cells / (time.perf_counter() - t))
      print(best)
      """
    guard let pipe = popen("python3 -c '\(program)' 2>/dev/null", "r") else { return nil }
    defer { pclose(pipe) }
    var line = [CChar](repeating: 0, count: 64)
    guard fgets(&line, 64, pipe) != nil else { return nil }
    return strtod(line, nil)
  }
}
