import CNcurses
import Drawing
import Glibc
public import Interface

/// Runs the full screen until the user quits, and returns the exit status.
///
/// The state's display is reduced to the terminal's abilities, and the first event is
/// `Event.resized`. At the end, the shell's screen is restored and the state's exit message
/// printed. A fatal signal such as SIGTERM first restores the terminal and then ends the process by
/// the same signal, as its parent expects; a closed terminal gives status 129, 128 + SIGHUP.
///
/// - Throws: `TerminalError` if curses cannot use the terminal.
public func play(
  _ state: AppState, _ options: PlayOptions, _ files: PersistenceHandlers
) throws(TerminalError) -> Int32 {
  let glyphs = state.display.glyphs
  let (reason, exitMessage) = try runSession(state, options, files)
  // The completion of a file may take longer than the time that a fatal signal leaves.
  guard_cancel_alarm()
  files.finish()
  // A cancelled save may still be writing.
  guard_remove_temporary_files()
  switch reason {
  case .quit:
    if let exitMessage { print(printable(exitMessage, glyphs)) }
    return 0
  case .hangup:
    return 128 + SIGHUP
  case .signal(let number):
    guard_raise_fatal(number)
  }
}

/// Runs the event loop; on return, the screen is destroyed and the terminal restored.
private func runSession(
  _ state: AppState, _ options: PlayOptions, _ files: PersistenceHandlers
) throws(TerminalError) -> (ExitReason, exitMessage: String?) {
  let screen = try Screen(state.display, options)
  return EventLoop(state, screen, files).run()
}
