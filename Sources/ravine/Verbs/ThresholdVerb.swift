import ArgumentParser
import Engine
import Export
import Lessons

/// The verb `threshold`, which measures the largest stable learning rate.
struct ThresholdVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "threshold",
    abstract: "Measure the largest stable η of each run, on a problem also ρ.",
    discussion: """
      Bisects η to a relative error of 10⁻⁶. A run is unstable if it diverges, or if its oscillation \
      grows at an increasing rate at the end; a run that ends on a cycle is stable. Each trial takes \
      20 000 steps, or --steps. The prediction is that of theory at the minimum of a quadratic \
      surface: a closed form of the optimizer, or computed from its update rule. “inf” means stable \
      up to the largest valid η. With a range of ρ, there is a row for each value. If a run above the \
      threshold leaves the losses of a file instead, the row says so.

      With --problem, a run is unstable if it diverges within --steps (default: 1000), and the relative \
      error is 10⁻⁴; --of rho measures the largest stable ρ instead of η.

      Examples:
        ravine threshold --surface quadratic --optimizer gd,sam,usam --rho 0.05
        ravine threshold --surface quadratic --optimizer usam --rho 0.1:0.3:3
        ravine threshold --surface 'x^2 + 10*y^2' --start 1,1 --json
        ravine threshold --problem sensing --optimizer usam,sam --eta 0.05 --of rho
      """)

  @OptionGroup(title: "Settings") var settings: ExperimentOptions

  @OptionGroup(title: "Problems") var problem: ProblemOptions

  @Option(help: "The hyperparameter to measure on a problem: eta or rho (default: eta).")
  var of: ThresholdParameter?

  @Flag(help: "Print a JSON array, as into a file that ends in .json.")
  var json = false

  @OptionGroup(title: "Output") var destination: OutputOptions

  func validate() throws {
    _ = try format
  }

  /// The format of the flag, or of the ending of the file.
  private var format: ReportFormat {
    get throws(ValidationError) {
      try destination.format(json ? .json : nil, default: .table, flag: "--json")
    }
  }

  func run() throws {
    let format = try format
    if let experiment = try settings.problemExperiment(
      problem, allowsRanges: true, excludesPlane: true)
    {
      return try measure(experiment, as: format)
    }
    if of != nil {
      throw CommandError(.usage, "--of needs a problem: --problem, or a lesson on a problem")
    }
    _ = try settings.eta?.singleValue("eta", false)
    let axis = try settings.rho?.axis("--rho", .knob(Knob.rho.id))
    var scenario = try settings.resolveScenario(allowsRanges: true)
    if settings.steps == nil { scenario.steps = 20_000 }
    func takesRho(_ run: Int) -> Bool { settings.setsKnob(Knob.rho.id, of: run, in: scenario) }
    guard axis == nil || scenario.runs.indices.contains(where: takesRho) else {
      throw CommandError(.usage, "no run takes the range of --rho")
    }
    let surface = try Catalog.surface(scenario.surface)
    var output = try destination.open()
    var rows: [JSON] = []
    let columns = ["run", "optimizer", "rho", "largest stable eta", "predicted"]
    var table = TextTable(
      columns.filter { axis != nil || $0 != "rho" },
      alignments: [.left, .left] + (axis == nil ? [] : [.right]) + [.right, .right])
    for (index, named) in scenario.runs.enumerated() {
      for run in runs(of: scenario.run(of: named), takesRho(index) ? axis : nil) {
        let threshold = try threshold(run, on: surface)
        let id = named.optimizer.source.catalogID ?? named.name
        let rho = named.hasKnob(Knob.rho.id) ? run.rho : nil
        rows.append(
          .object([
            ("run", .string(named.name)), ("optimizer", .string(id)),
            ("rho", rho.map(JSON.number) ?? .null),
            ("largest_stable_eta", threshold.measured.number.map(JSON.number) ?? .null),
            ("beyond", .string(threshold.measured.beyond?.ending ?? "unstable")),
            ("predicted_eta", threshold.predicted.map(JSON.number) ?? .null),
          ]))
        table.append(
          [named.name, id] + (axis == nil ? [] : [rho.map { formatSignificant($0) } ?? "-"]) + [
            threshold.measured.text,
            threshold.predicted.map { formatSignificant($0, digits: 8) } ?? "-",
          ])
      }
    }
    try output.write(format == .json ? "\(JSON.array(rows))\n" : table.text)
    try output.close()
  }

  /// Returns the run with each value of ρ on an axis; the run alone without an axis.
  private func runs(of run: Run, _ axis: Axis?) -> [Run] {
    guard let axis else { return [run] }
    return (0..<axis.count).map { index in
      var run = run
      run.optimizer.knobs[Knob.rho.id] = axis.value(index)
      return run
    }
  }

  private func threshold(
    _ run: Run, on surface: AnySurface
  ) throws(CommandError) -> (measured: StabilityThreshold, predicted: Double?) {
    try withUsageErrors { () throws(EngineError) in
      let predicted = surface.constantSharpness(near: run.start).flatMap {
        Sweep.maxStableEta(run.optimizer, sharpness: $0)?(run.rho)
      }
      return (try Catalog.stabilityThreshold(of: run), predicted)
    }
  }
}

extension StabilityThreshold {
  /// The largest stable η; nil if even the smallest leads outside the domain of the loss.
  fileprivate var number: Double? { eta == 0 && beyond != nil ? nil : eta }

  /// The largest stable η, and what runs above do if they end without a loss.
  fileprivate var text: String {
    let number = number.map { formatSignificant($0, digits: 8) }
    guard let ending = beyond?.ending else { return number ?? "" }
    return number.map { "\($0), then \(ending)" } ?? ending
  }
}

extension Run {
  /// The perturbation radius; the default without a value.
  fileprivate var rho: Double { optimizer.knobs[Knob.rho.id] ?? Knob.rho.defaultValue }
}

extension AnySurface {
  /// Returns λmax of a quadratic surface with a minimum; nil for other surfaces.
  fileprivate func constantSharpness(near start: Point<Double>) -> Double? {
    let hessian = hessian(start)
    let others = [Point(1.0, 0.5), Point(-0.75, 2.0)].map { self.hessian(start + $0) }
    let tolerance = 1e-9 * abs(hessian.maxEigenvalue)
    let isConstant = others.allSatisfy {
      abs($0.xx - hessian.xx) <= tolerance && abs($0.xy - hessian.xy) <= tolerance
        && abs($0.yy - hessian.yy) <= tolerance
    }
    return isConstant && hessian.minEigenvalue > 0 ? hessian.maxEigenvalue : nil
  }
}
