import ArgumentParser
import Engine
import Export
import Lessons

/// The verb `threshold`, which measures the largest stable learning rate.
struct ThresholdVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "threshold",
    abstract: "Measure the largest stable η of each run.",
    discussion: """
      Bisects η to a relative error of 10⁻⁶. A run is unstable if it diverges, or if its oscillation \
      grows at an increasing rate at the end; a run that ends on a cycle is stable. Each trial takes \
      20 000 steps, or --steps. The closed form is that of the optimizer at the minimum, on a \
      quadratic surface; “inf” means stable up to the largest valid η.

      Examples:
        ravine threshold --surface quadratic --optimizer gd,sam,usam --rho 0.05
        ravine threshold --surface 'x^2 + 10*y^2' --start 1,1 --json
      """)

  @OptionGroup(title: "Settings") var settings: ExperimentOptions

  @Flag(help: "Print a JSON array.")
  var json = false

  @OptionGroup(title: "Output") var destination: OutputOptions

  func run() throws {
    var scenario = try settings.resolveScenario()
    if settings.steps == nil { scenario.steps = 20_000 }
    let surface = try Catalog.surface(scenario.surface)
    var output = try destination.open()
    var rows: [JSON] = []
    var table = TextTable(
      ["run", "optimizer", "largest stable eta", "closed form"],
      alignments: [.left, .left, .right, .right])
    for run in scenario.runs {
      let threshold = try threshold(scenario.run(of: run), on: surface)
      rows.append(
        .object([
          ("run", .string(run.name)),
          ("optimizer", .string(run.optimizer.source.catalogID ?? run.name)),
          ("largest_stable_eta", .number(threshold.measured)),
          ("closed_form", threshold.predicted.map(JSON.number) ?? .null),
        ]))
      table.append([
        run.name, run.optimizer.source.catalogID ?? run.name,
        formatSignificant(threshold.measured, digits: 8),
        threshold.predicted.map { formatSignificant($0, digits: 8) } ?? "-",
      ])
    }
    try output.write(json ? "\(JSON.array(rows))\n" : table.text)
    try output.close()
  }

  private func threshold(
    _ run: Run, on surface: AnySurface
  ) throws(CommandError) -> (measured: Double, predicted: Double?) {
    do throws(EngineError) {
      let rho = run.optimizer.knobs["rho"] ?? Knob.rho.defaultValue
      let predicted = surface.constantSharpness(near: run.start).flatMap {
        Sweep.maxStableEta(run.optimizer, sharpness: $0)?(rho)
      }
      return (try Catalog.largestStableEta(of: run), predicted)
    } catch {
      throw CommandError(.usage, "\(error)")
    }
  }
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
