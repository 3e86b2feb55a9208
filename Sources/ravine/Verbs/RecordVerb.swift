import ArgumentParser
import Drawing
import Engine
import Export
import Interface

/// A recording of the full screen, made without one.
struct RecordVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Record a lesson as an asciicast, without a terminal.",
    discussion: """
      The cards of the lesson are told on the way, and each stays for --cards-pause seconds. The \
      same command gives the same bytes. Any player of asciicast v2 plays it, such as asciinema.

      --steps takes LO:HI or LO:HI:STRIDE here; without a stride it lasts about half a minute and \
      the cards.

      Examples:
        ravine record hyperbola-drift -o drift.cast
        ravine record xy1-three-stops --steps 0:300:5 --size 100x30 -o stops.cast
      """)

  @OptionGroup(title: "Settings") var settings: ExperimentOptions

  @Option(help: "Frames a second.")
  var fps = 12

  @Option(help: ArgumentHelp("How long each card stays.", valueName: "seconds"))
  var cardsPause = 3.0

  @OptionGroup(title: "Picture") var picture: PictureOptions
  @OptionGroup(title: "Output") var destination: OutputOptions

  func validate() throws {
    let rates = Limits.framesPerSecond
    guard rates.contains(fps) else {
      throw ValidationError("--fps takes \(rates.lowerBound) to \(rates.upperBound).")
    }
    guard Limits.cardSeconds.contains(cardsPause) else {
      throw ValidationError(
        "--cards-pause takes 0 to \(Int(Limits.cardSeconds.upperBound)) seconds.")
    }
  }

  func run() throws {
    let scenario = try settings.resolveScenario(takesRange: true)
    let range = settings.steps
    let (low, high) = (range?.low ?? 0, range?.high ?? scenario.steps)
    let stride = range?.stride ?? max(1, (high - low) / (30 * fps))
    var output = try destination.open()
    var state = try picture.makeState(scenario, depth: .direct)
    state.show(step: low, view: picture.view.view)
    try state.completeSweeps()
    var recorder = Recorder(state, fps: fps)
    try output.write(recorder.head)

    state.seek(before: low)
    var step = low
    var progress = ProgressLine("recording", of: high)
    while true {
      while state.advance(to: step) {
        try output.write(recorder.captureFrame(&state, seconds: cardsPause))
      }
      if step >= high { state.pause() }
      try output.write(recorder.captureFrame(&state, seconds: 1 / Double(fps)))
      progress.show(step)
      guard step < high else { break }
      step = min(step + stride, high)
    }
    try output.write(recorder.end())
    progress.clear()
    try output.close()
    printToStderr(
      "\(recorder.frames) frames, \(recorder.duration) s, \(formattedByteCount(recorder.bytes))")
  }
}

/// Films a state from moment to moment.
private struct Recorder {
  private var cast: AsciicastWriter
  private var time = 0.0
  private(set) var bytes: Int
  private(set) var frames = 0

  init(_ state: AppState, fps: Int) {
    cast = AsciicastWriter(state.size, state.display, title: state.scenario.title)
    bytes = cast.header.utf8.count
  }

  var head: String { cast.header }

  var duration: String { formatFixed(time, places: 1) }

  /// The lines that show a state, which then stays for some time.
  mutating func captureFrame(_ state: inout AppState, seconds: Double) -> String {
    state.prepare()
    let lines = cast.encodeFrame(render(state), state.display, milliseconds: milliseconds)
    frames += 1
    time += seconds
    bytes += lines.utf8.count
    return lines
  }

  mutating func end() -> String {
    let line = cast.finish(milliseconds: milliseconds)
    bytes += line.utf8.count
    return line
  }

  private var milliseconds: Int { Int((time * 1000).rounded()) }
}
