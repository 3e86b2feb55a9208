public import ArgumentParser
import Engine
public import Export
import Lessons

extension RunFormat: ExpressibleByArgument {}

/// The verb `run`, which prints trajectories as data.
struct RunVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Print trajectories as csv, jsonl or a table.",
    discussion: """
      The output has one row per run and step, including step 0. ascent_x and ascent_y are the \
      perturbed point w + ε, at which the next gradient is computed. edge is the stability \
      threshold: the sharpness above which the optimizer is unstable. Numbers round-trip as \
      doubles; they may be NaN (null in jsonl), inf or -inf, and an unknown edge is empty. On a \
      problem a row has norms, test loss, accuracy, two eigenvalues and coordinates in a plane instead \
      of x, y and the perturbed point.

      Examples:
        ravine run xy1-three-stops --format table --every 250
        ravine run --surface hyperbola --optimizer usam:rho=0.3 -o usam.csv
        ravine run --problem digits --optimizer gd,sam --eta 0.15 --every 100
      """)

  @OptionGroup(title: "Settings") var settings: ExperimentOptions

  @Option(
    help: """
      csv, jsonl, or table, which is aligned and has only the first and last step (default: the \
      ending of the file, or csv).
      """)
  var format: RunFormat?

  @Option(help: ArgumentHelp("Print only every k-th step, and the last.", valueName: "k"))
  var every: Int?

  @OptionGroup(title: "Problems") var problem: ProblemOptions

  @OptionGroup(title: "Output") var destination: OutputOptions

  func validate() throws {
    if let every, every < 1 { throw ValidationError("--every must be ≥ 1.") }
    _ = try chosenFormat
  }

  /// The format of the option, or of the ending of the file.
  private var chosenFormat: RunFormat {
    get throws(ValidationError) { try destination.format(format, default: .csv) }
  }

  func run() throws {
    let format = try chosenFormat
    if let experiment = try settings.problemExperiment(problem) {
      return try writeRuns(of: experiment, as: format)
    }
    let scenario = try settings.resolveScenario()
    var output = try destination.open()
    let data = RunWriter(scenario, format: format, every: every)
    try output.write(try data.header(version: Ravine.release))
    let surface = try Catalog.surface(scenario.surface)
    let progress = ProgressLine("runs written", of: scenario.runs.count)
    for (done, run) in scenario.runs.enumerated() {
      let recording = try Catalog.record(scenario.run(of: run), on: surface)
      try data.writeRows(of: recording, named: run.name) { piece throws(CommandError) in
        try output.write(piece)
        if !output.isTerminal { progress.show(done) }
      }
    }
    progress.clear()
    try output.close()
  }

  private func writeRuns(
    of experiment: ProblemExperiment, as format: RunFormat
  ) throws(CommandError) {
    let kind = try problem.planeKind()
    if format == .table, kind != nil || problem.center != nil {
      throw CommandError(
        .usage, "a table has no coordinates in a plane: remove --plane and --center, or write csv")
    }
    // The options may remove the run at the centre of the lesson's plane.
    let plane = experiment.lesson?.plane
    let center = plane?.center.flatMap { center in
      experiment.runs.contains { $0.name == center.run } ? center.text : nil
    }
    let rows = try ProblemRows(
      experiment.runs, format: format, stride: every, plane: kind ?? plane?.kind,
      center: problem.center ?? center)
    var output = try destination.open()
    try rows.write { row throws(CommandError) in try output.write(row) }
    try output.close()
  }
}
