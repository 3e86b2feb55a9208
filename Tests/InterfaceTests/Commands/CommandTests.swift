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

  @Test func `has keys with unique labels`() {
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
  func `changes the state or shows a message`(_ id: String) throws {
    let command = try #require(commands.first { $0.id == id })
    for (keys, start) in try Self.starts.get() {
      for key in command.keys {
        var session = start
        let before = VisibleState(session.state)
        try session.press(key)
        if id.hasPrefix("view-") { try session.play(.idled) }
        // A restart at the first step and a switch to the current view change nothing.
        let mayBeIdle = id == "restart" || id == "view-\(start.view.rawValue)"
        let isIdle = VisibleState(session.state) == before && session.effects.isEmpty
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

  /// The parts of a state that commands change, except recordings.
  private struct VisibleState: Equatable {
    let experiment: Experiment
    let playhead: Int
    let numbers: [Double]
    let flags: [Bool]
    let camera: Region
    let selection: RunSelection
    let entryIndex: Int?
    let answers: [Int: Int]
    let mode: Mode
    let view: View
    let timeUnit: TimeUnit
    let layers: MapLayers

    init(_ state: AppState) {
      experiment = state.experiment
      playhead = state.playback.playhead
      numbers = [state.playback.speed]
      flags = [
        state.playback.isPlaying, state.viewport.isMaximized, state.preferences.isBig,
      ]
      camera = state.camera.region
      selection = state.selection
      entryIndex = state.narration.entryIndex
      answers = state.narration.answers
      mode = state.input.mode
      view = state.view
      timeUnit = state.playback.unit
      layers = state.layers
    }
  }
}
