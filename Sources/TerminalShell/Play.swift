import CNcurses
import Drawing
import Glibc
public import Interface

/// Plays full screen until the user quits, and gives the exit status.
///
/// The state's display is corrected to what the terminal really has, and its size is told by a
/// first `Event.resized`. Afterwards the shell's screen is back, with the state's farewell on it.
/// TERM, INT, HUP and QUIT end the process by that same signal once the terminal is restored, so
/// that whoever sent it sees that it worked; a terminal that is gone counts as HUP, status 129.
///
/// - Throws: `TerminalError` if the terminal is not one that curses can use.
public func play(
  _ state: consuming AppState, _ options: PlayOptions, _ files: PersistenceHandlers
) throws(TerminalError) -> Int32 {
  let glyphs = state.display.glyphs
  let (ending, farewell) = try runSession(state, options, files)
  files.finish()
  switch ending {
  case .quit:
    if let farewell { print(sanitized(farewell, glyphs)) }
    return 0
  case .hangup:
    return 128 + SIGHUP
  case .signal(let number):
    guard_raise_fatal(number)
  }
}

/// The screen lives in here only, so that it is given back before anything else happens.
private func runSession(
  _ state: consuming AppState, _ options: PlayOptions, _ files: PersistenceHandlers
) throws(TerminalError) -> (ExitReason, farewell: String?) {
  let screen = try Screen(state.display, options)
  return EventLoop(state, screen, files).run()
}
