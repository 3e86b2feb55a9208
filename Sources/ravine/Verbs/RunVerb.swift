public import ArgumentParser
import Engine
public import Export

extension RunFormat: ExpressibleByArgument {}

/// Trajectories as data.
struct RunVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Print trajectories as data: csv, jsonl or a table.",
    discussion: """
      A row for every run and step, step 0 included. ascent_x and ascent_y are where the next \
      gradient is taken, edge is the sharpness above which the optimizer is unstable there. \
      Numbers read back as the same doubles; they may be nan, inf or -inf, and are empty (in jsonl \
      null) where undefined.

      Examples:
        ravine run xy1-three-stops --format table --every 250
        ravine run --surface hyperbola --optimizer usam:rho=0.3 -o usam.csv
      """)

  @OptionGroup(title: "Settings") var settings: ExperimentOptions

  @Option(help: "csv, jsonl, or table: columns for reading, of the first and last step.")
  var format = RunFormat.csv

  @Option(help: ArgumentHelp("Only every k-th step, and the last.", valueName: "k"))
  var every: Int?

  @OptionGroup(title: "Output") var destination: OutputOptions

  func validate() throws {
    if let every, every < 1 { throw ValidationError("--every takes 1 or more.") }
  }

  func run() throws {
    let scenario = try settings.resolveScenario()
    var output = try destination.open()
    let data = RunWriter(scenario, format: format, every: every)
    try output.write(try data.header(version: Ravine.release))
    let surface = try Catalog.surface(scenario.surface)
    var progress = ProgressLine("runs written", of: scenario.runs.count)
    for (done, contestant) in scenario.runs.enumerated() {
      let recording = try Catalog.record(scenario.run(of: contestant), on: surface)
      try data.writeRows(of: recording, named: contestant.name) { piece throws(CommandError) in
        try output.write(piece)
        if !output.isTerminal { progress.show(done) }
      }
    }
    progress.clear()
    try output.close()
  }
}

/// Where a verb's data goes.
struct OutputOptions: ParsableArguments {
  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write to a file; “-” is standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "Replace a file that exists.")
  var force = false

  func open() throws(CommandError) -> Output { try Output(output, force: force) }
}
