import ArgumentParser
import Drawing
import Engine
import Export
import Integers
import Interface
import Lessons

/// The verb `record`, which records the full screen without a terminal.
struct RecordVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Record a lesson as an asciicast, without a terminal.",
    discussion: """
      The recording pauses at each card for --cards-pause seconds. The same command gives the same \
      bytes. Any asciicast v2 player, such as asciinema, plays the recording.

      Here --steps is the range of recorded steps, LO:HI or LO:HI:STRIDE; the default stride gives \
      a recording of about 30 seconds plus the pauses.

      Examples:
        ravine record hyperbola-drift -o drift.cast
        ravine record xy1-three-stops --steps 0:300:5 --size 100x30 -o stops.cast

      ImageMagick joins figures into a GIF for slides:
        for step in $(seq -w 0 10 300); do
          ravine render quad-split --step $step --format png --scale 0.75 \\
            -o f$step.png
        done && convert -delay 10 -loop 0 f*.png -layers Optimize split.gif
      """)

  @OptionGroup(title: "Settings") var settings: ExperimentOptions

  @Option(help: "Frames per second.")
  var fps = 12

  @Option(help: ArgumentHelp("The pause at each card.", valueName: "seconds"))
  var cardsPause = 3.0

  @OptionGroup(title: "Problems") var problem: ProblemOptions
  @OptionGroup(title: "Picture") var picture: PictureOptions
  @OptionGroup(title: "Output") var destination: OutputOptions

  func validate() throws {
    _ = try destination.format(RecordingFormat?.none, default: .cast, flag: "")
    let rates = Limits.framesPerSecond
    guard rates.contains(fps) else {
      throw ValidationError("--fps must be from \(rates.lowerBound) to \(rates.upperBound).")
    }
    guard Limits.cardSeconds.contains(cardsPause) else {
      throw ValidationError(
        "--cards-pause must be from 0 to \(Int(clamping: Limits.cardSeconds.upperBound)) seconds.")
    }
  }

  func run() throws {
    let scenario =
      try problem.scenario(settings) ?? settings.resolveScenario(allowsStepRange: true)
    let range = settings.steps
    let (low, high) = (range?.low ?? 0, range?.high ?? scenario.steps)
    let stride = range?.stride ?? max(1, (high - low) / (30 * fps))
    var output = try destination.open()
    var state = try withProgress("preparing") {
      var state = try picture.makeState(scenario, depth: .direct, settings.preferences)
      state.show(step: low, view: picture.view?.view ?? .map)
      if let message = state.restore(problem.screenValues, changing: { $0 }) {
        throw ScreenOptions.error(message, problem.screenValues)
      }
      try state.completeSweeps()
      return state
    }
    var recorder = Recorder(state, fps: fps)
    try output.write(recorder.header)

    state.seek(before: low)
    var step = low
    let progress = ProgressLine("steps recorded", of: high)
    while true {
      while state.advance(to: step) {
        try output.write(recorder.captureFrame(&state, seconds: cardsPause))
      }
      if step >= high { state.pause() }
      try output.write(recorder.captureFrame(&state, seconds: 1 / Double(fps)))
      progress.show(step)
      guard step < high else { break }
      step = stride < high - step ? step + stride : high
    }
    try output.write(recorder.end())
    progress.clear()
    try output.close()
    printToStderr(
      "\(recorder.frames) frames, \(recorder.duration) s, \(formattedByteCount(recorder.bytes))")
  }
}

/// A recorder of successive frames.
private struct Recorder {
  private var cast: AsciicastWriter
  private var time = 0.0
  private(set) var bytes: Int
  private(set) var frames = 0

  init(_ state: AppState, fps: Int) {
    cast = AsciicastWriter(state.size, state.display, title: state.scenario.title)
    bytes = cast.header.utf8.count
  }

  /// The first line of the recording.
  var header: String { cast.header }

  /// The duration in seconds.
  var duration: String { formatFixed(time, places: 1) }

  /// Returns the lines of the state's frame, which lasts for a number of seconds.
  mutating func captureFrame(_ state: inout AppState, seconds: Double) -> String {
    state.prepare()
    let lines = cast.encodeFrame(render(state), state.display, milliseconds: milliseconds)
    frames += 1
    time += seconds
    bytes += lines.utf8.count
    return lines
  }

  /// Returns the last line of the recording.
  mutating func end() -> String {
    let line = cast.finish(milliseconds: milliseconds)
    bytes += line.utf8.count
    return line
  }

  private var milliseconds: Int { Int(clamping: (time * 1000).rounded()) }
}
