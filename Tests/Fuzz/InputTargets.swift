import Drawing
import Engine
@testable import Interface
@testable import TerminalShell

/// Bytes of a terminal mean the same however they are cut, but for what only time can tell.
func decodeKeys(_ bytes: [UInt8]) {
  var whole = KeyDecoder()
  var all = whole.decode(bytes)
  var cut = KeyDecoder()
  var pieces: [Input] = []
  for byte in bytes { pieces += cut.decode([byte]) }
  demand(all == pieces, "keys that depend on where the bytes are cut")
  all += whole.flush()
  demand(!whole.isWaiting, "bytes that are never let go")
}

private let opened: AppState = {
  let scenario = Scenario(
    id: "fuzz", title: "Fuzz", lesson: "", source: "", surface: .named("hyperbola"),
    start: Point(2, 1), steps: 20, view: Frame(x: -3...3, y: -3...3),
    runs: ["gd", "sam"].map { Contestant(name: $0, optimizer: OptimizerChoice($0)) })
  guard
    let state = try? AppState(
      scenario: scenario, gallery: [scenario], size: Size(rows: 6, columns: 20),
      display: Display())
  else { fatalError("the lesson does not open") }
  return state
}()

/// Whatever is typed behind `:` leaves a state that can be drawn, with a line to say of it.
func typeLine(_ bytes: [UInt8]) {
  var state = opened
  for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n").prefix(4) {
    _ = update(&state, .key(.character(":")))
    for character in line { _ = update(&state, .key(.character(character))) }
    for effect in update(&state, .key(.enter)) {
      guard case .simulate(let run) = effect else { continue }
      demand(Limits.steps.contains(run.steps), "steps beyond the limit")
      guard run.steps <= 1000 else { return }
      if let recording = try? Catalog.record(run) { _ = update(&state, .simulated(recording)) }
    }
    demand(view(state).size == state.size, "a view of another size")
    _ = update(&state, .key(.escape))
  }
}
