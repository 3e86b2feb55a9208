import Drawing
import Engine
import Testing

@testable import Interface

@Suite struct `Every command` {
  @Test func `has an id, a title and a key of its own`() {
    #expect(Set(commands.map(\.id)).count == commands.count)
    #expect(Set(commands.map(\.title)).count == commands.count)
    let keys = commands.flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
    #expect(commands.allSatisfy { !$0.keys.isEmpty })
  }

  @Test func `is called by a label that no other key has`() {
    let labels = commands.flatMap(\.keys).map(\.label)
    #expect(Set(labels).count == labels.count)
  }

  @Test func `leaves digits to views and to counts`() {
    for command in commands where !command.id.hasPrefix("view-") {
      for key in command.keys {
        if case .character(let character) = key, character.isNumber { #expect(character == "0") }
      }
    }
  }

  @Test(arguments: commands.map(\.id))
  func `does something or says why not, wherever it is`(_ id: String) throws {
    let command = try #require(commands.first { $0.id == id })
    for (keys, start) in try Self.starts.get() {
      for key in command.keys {
        var session = start
        let before = Seen(session.state)
        try session.press(key)
        // A restart at the first card of a lesson that has just begun, and the view that is shown.
        let mayBeIdle = id == "restart" || id == "view-\(start.view.rawValue)"
        let isIdle = Seen(session.state) == before && session.effects.isEmpty
        #expect(!isIdle || session.message != nil || mayBeIdle, "after \(keys)")
      }
    }
  }

  private static let starts = Result {
    try ["", "E", "300G", "G", " ", "!"].map { keys in
      var session = try Session()
      try session.type(keys)
      return (keys, session)
    }
  }

  /// What a command can change, recordings aside.
  private struct Seen: Equatable {
    let experiment: Experiment
    let playhead: Int
    let numbers: [Double]
    let flags: [Bool]
    let camera: Region
    let focus: Int?
    let place: Int?
    let answers: [Int: Int]
    let mode: AppState.Mode
    let chosen: String
    let view: View
    let clock: TimeUnit
    let field: Field
    let overlays: Set<AppState.Overlay>

    init(_ state: AppState) {
      experiment = state.experiment
      playhead = state.playhead
      numbers = [state.speed, Double(state.trailLength.rawValue)]
      flags =
        [state.isPlaying, state.isMaximized, state.scale == .log, state.scale == .linear]
        + state.recordings.indices.map(state.hiddenRuns.contains)
      camera = state.camera
      focus = state.focusedRun
      place = state.narration.entryIndex
      answers = state.narration.answers
      mode = state.mode
      chosen = state.selectedParameterID
      view = state.view
      clock = state.timeUnit
      field = state.field
      overlays = state.overlays
    }
  }
}
