import Drawing
import Engine
@testable import Interface
import Lessons
@testable import TerminalShell

/// Decodes terminal bytes as one chunk and byte by byte; both decodings must be equal.
func fuzzKeys(_ bytes: [UInt8]) {
  var whole = KeyDecoder()
  var all = whole.decode(bytes)
  var bytewise = KeyDecoder()
  var pieces: [Input] = []
  for byte in bytes { pieces += bytewise.decode([byte]) }
  require(all == pieces, "the decoded keys depend on how the bytes are split")
  all += whole.flush()
  require(whole.flushDelay == nil, "bytes are still pending after a flush")
}

private let initialState: AppState = {
  let scenario = Scenario(
    id: "fuzz", title: "Fuzz", lesson: "", source: "", surface: .named("hyperbola"),
    start: Point(2, 1), steps: 20, view: Region(x: -3...3, y: -3...3),
    runs: ["gd", "sam"].map { NamedRun(name: $0, optimizer: OptimizerChoice($0)) })
  guard
    let state = try? AppState(
      scenario: scenario, gallery: [scenario], size: Size(rows: 6, columns: 20),
      display: Display())
  else { fatalError("cannot open the lesson") }
  return state
}()

/// Types up to four command lines after `:`; every resulting state must render.
func fuzzCommandLine(_ bytes: [UInt8]) {
  var state = initialState
  for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n").prefix(4) {
    _ = update(&state, .key(.character(":")))
    for character in line { _ = update(&state, .key(.character(character))) }
    for effect in update(&state, .key(.enter)) {
      guard case .simulate(let run) = effect else { continue }
      require(Limits.steps.contains(run.steps), "the steps exceed the limit")
      guard run.steps <= 1000 else { return }
      if let recording = try? Catalog.record(run) { _ = update(&state, .simulated(recording)) }
    }
    require(render(state).size == state.size, "the canvas has the wrong size")
    _ = update(&state, .key(.escape))
  }
}
