public import Drawing
public import Engine

/// Something that happened: the only way in which a state changes.
public enum Event: Sendable {
  case key(Key)
  case mouse(Mouse)
  case resized(Size)
  /// Time has passed: this many frames of `AppState.framesPerSecond`.
  case ticked(frames: Int)
  /// Cells of a map that `Effect.chart` asked for.
  case sweepComputed(Sweep, indices: [Int], cells: [SweepCell])
  /// The minima found so far by what `Effect.seek` asked for, and whether they are all.
  case minimaFound(BasinSearch, Basins, isComplete: Bool)
  /// Nothing was typed for a moment, although `AppState.awaitsIdle`.
  case idled
  /// The answer to `Effect.simulate`.
  case simulated(Recording)
  /// The answer to `Effect.save`: where it is, or why it is not.
  case saved(String)
  /// The options have been written down there.
  case optionsSaved(String)
}

public enum Key: Sendable, Hashable {
  case character(Character)
  /// With Control held: the lower-case letter.
  case control(Character)
  case up, down, left, right, shiftLeft, shiftRight
  case home, end, pageUp, pageDown
  case enter, escape, backspace, delete, tab, backTab
  case function(Int)
}

public struct Mouse: Sendable, Hashable {
  public var action: Action
  public var position: Position

  public enum Action: Sendable, Hashable { case press, drag, release, wheelUp, wheelDown }

  public init(_ action: Action, _ position: Position) {
    self.action = action
    self.position = position
  }
}

/// What the world is asked to do; a value, so that a test can compare it.
public enum Effect: Sendable, Hashable {
  /// Record this run and answer with `Event.simulated`.
  case simulate(Run)
  /// Write this to a file and answer with `Event.saved`.
  case save(ExportKind)
  /// Compute these maps, each from coarse to fine, and no more of those before.
  case computeSweeps([Sweep])
  /// Find the minima, from coarse to fine, and no more of those before; nil: just the latter.
  case searchMinima(BasinSearch?)
  /// Write `AppState.unsavedOptions` down and answer with `Event.settled`.
  case saveOptions
  /// Keep this line, that was obeyed, for other sessions.
  case appendHistory(String)
  /// Give this to the clipboard, if the terminal lets programs do that.
  case copy(String)
  /// Draw every cell anew.
  case repaint
  /// Stop like any job until the shell continues it.
  case suspend
  case quit
}
