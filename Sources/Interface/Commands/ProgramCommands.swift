extension Command {
  static let commandLine = Command(
    "line", "type a command, or settings as in the shell", .program, [.character(":")],
    changing: { state, _ in
      state.playback.pause()
      state.input.mode = .commandLine(LineEditor())
    })

  static let printReproductionCommand = Command(
    "print", "show and copy the command that brings back this screen", .program, [.character("y")]
  ) { state, _ in
    state.roundRegion()
    state.present(state.reproductionCommand)
    return [.copy(state.reproductionCommand)]
  }

  static let options = Command(
    "options", "options: colours, glyphs, motion, mouse", .program, [.character("O")],
    changing: { state, _ in
      state.playback.pause()
      state.input.mode = .options(0)
    })

  static let help = Command(
    "help", "keys and words (:help drifting)", .program, [.character("?"), .function(1)],
    withWords: { state, words in state.input.mode = .help(Help(filter: words)) },
    changing: { state, _ in
      state.playback.pause()
      state.input.mode = .help(Help())
    })

  static let explainState = Command(
    "explain", "what the state of the focused run means", .program, [.character("K")],
    changing: { state, _ in state.present(state.stateExplanation) })

  static let repaint = Command("repaint", "redraw the screen", .program, [.control("l")]) { _, _ in
    [.repaint]
  }

  static let suspend = Command("suspend", "suspend", .program, [.control("z")]) { _, _ in
    [.suspend]
  }

  static let quit = Command("quit", "quit", .program, [.character("q"), .control("c")]) {
    state, _ in state.quit()
  }
}
