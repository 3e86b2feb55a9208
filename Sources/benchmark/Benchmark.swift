import CReference
import Engine

/// What 32 runs side by side in C start from.
struct Block {
  var x = [Double](repeating: 2, count: Int(reference_lanes))
  var y = [Double](repeating: 0.6, count: Int(reference_lanes))
  var eta = (0..<Int(reference_lanes)).map { 1e-4 + 1e-7 * Double($0) }
  var rho = [Double](repeating: 0.1, count: Int(reference_lanes))
}

/// The engine held to the same loops in C, and to itself.
@main
enum Benchmark {
  static let steps = 20_000
  static let rows = 4
  static let cells = 64 * rows
  static let work = Double(cells * steps)

  /// The same amount of work in C: as many blocks of 32 as the sweep has.
  static func inC(_ run: @escaping (inout Block) -> Void) -> () -> Void {
    {
      for _ in 0..<cells / Int(reference_lanes) {
        var block = Block()
        run(&block)
        keep(block.x[0])
      }
    }
  }

  static func computed(_ plan: SweepPlan, cores: Int = 1) -> () -> Void {
    let indices = Array(0..<plan.sweep.count)
    return { keep(Double(plan.cells(indices, cores: cores)?.count ?? 0)) }
  }

  /// A setting of the sweeps below: 64 columns of η, and starts that keep the runs from settling.
  static func sweep(
    _ surface: SurfaceChoice, _ optimizer: String, rows: Int, steps: Int
  ) throws(EngineError) -> SweepPlan {
    try SweepPlan(
      Sweep(
        Run(
          surface: surface, optimizer: OptimizerChoice(optimizer), start: Point(2, 0.6),
          steps: steps),
        x: Axis(.knob("eta"), 1e-4, 1.1e-4, count: 64), y: Axis(.startY, 0.55, 0.65, count: rows)))
  }

  static func main() throws {
    var table = Table(only: Array(CommandLine.arguments.dropFirst()))
    let hyperbola = SurfaceChoice.named("hyperbola")

    // One run.
    let surface = try Catalog.surface(hyperbola)
    let sam = OptimizerChoice("sam", knobs: ["eta": 1e-4])
    let long = 1_000_000
    table.compare(
      "recorded trajectory, SAM on (xy−1)²", budget: 0.95, unit: Double(long),
      ours: {
        let run = try? surface.trajectory(sam, from: Point(2, 0.6), steps: long)
        keep(Double(run?.last ?? 0))
      },
      reference: {
        // Memory fresh from the system, as the engine's is.
        let record = UnsafeMutablePointer<Double>.allocate(capacity: 4 * (long + 1))
        defer { record.deallocate() }
        reference_sam_hyperbola_recorded(record, [2, 0.6], 1e-4, 0.1, long)
        keep(record[4 * long])
      })

    // Sweeps against C.
    let gd = try sweep(hyperbola, "gd", rows: rows, steps: steps)
    let usam = try sweep(hyperbola, "usam", rows: rows, steps: steps)
    let swept = try sweep(hyperbola, "sam", rows: rows, steps: steps)
    table.compare(
      "sweep, GD on (xy−1)²", budget: nil, unit: work, ours: computed(gd),
      reference: inC { reference_lanes_gd_hyperbola(&$0.x, &$0.y, $0.eta, steps) })
    table.compare(
      "sweep, USAM on (xy−1)²", budget: nil, unit: work, ours: computed(usam),
      reference: inC { reference_lanes_usam_hyperbola(&$0.x, &$0.y, $0.eta, $0.rho, steps) })
    table.compare(
      "sweep, SAM on (xy−1)²", budget: 0.9, unit: work, ours: computed(swept),
      reference: inC { reference_lanes_sam_hyperbola(&$0.x, &$0.y, $0.eta, $0.rho, steps) })
    if reference_has_libmvec() == 1 {
      let logcosh = try sweep(.named("logcosh"), "sam", rows: rows, steps: steps)
      let sine = try sweep(.named("sine"), "sam", rows: rows, steps: steps)
      table.compare(
        "sweep, SAM on log cosh(xy), against libmvec", budget: 0.6, unit: work,
        ours: computed(logcosh),
        reference: inC { reference_lanes_sam_logcosh(&$0.x, &$0.y, $0.eta, $0.rho, steps) })
      table.compare(
        "sweep, SAM on the sine surface, against libmvec", budget: 0.6, unit: work,
        ours: computed(sine),
        reference: inC {
          reference_lanes_sam_sine(&$0.x, &$0.y, $0.eta, $0.rho, 0.0364756, 5.2359878, steps)
        })
    }

    // The engine against itself.
    let formula = try sweep(.formula("(x*y - 1)^2"), "sam", rows: rows, steps: steps)
    table.compare(
      "sweep, typed formula against built-in", budget: 0.25, unit: work, ours: computed(formula),
      reference: computed(swept))
    table.compare(
      "sweep, two cores against one", budget: 1.8, unit: work, ours: computed(swept, cores: 2),
      reference: computed(swept))
    let short = try sweep(hyperbola, "sam", rows: 512, steps: 1000)
    let shorter = Double(short.sweep.count) * 1000
    table.compare(
      "sweep of 1000 steps with its states, against C without", budget: nil, unit: shorter,
      ours: computed(short),
      reference: {
        for _ in 0..<short.sweep.count / Int(reference_lanes) {
          var block = Block()
          reference_lanes_sam_hyperbola(&block.x, &block.y, block.eta, block.rho, 1000)
          keep(block.x[0])
        }
      })
    print(table.text)
    try timeFirstMap()
  }

  private static func timeFirstMap() throws {
    let hyperbola = SurfaceChoice.named("hyperbola")
    let clock = ContinuousClock()
    let plan = try SweepPlan(
      Sweep(
        Run(
          surface: hyperbola, optimizer: OptimizerChoice("sam"), start: Point(3, 0.34), steps: 1000),
        x: Axis(.knob("eta"), 0.001, 1, count: 200, log: true),
        y: Axis(.knob("rho"), 0.001, 1, count: 100, log: true)))
    let began = clock.now
    var first: Duration?
    plan.refine { _, _ in if first == nil { first = clock.now - began } }
    print("first picture of a map of 200 × 100 × 1000 steps: \(first ?? .zero)")
    print("the whole map: \(clock.now - began)")
  }
}
