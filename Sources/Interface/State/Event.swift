public import Drawing
public import Engine

/// An input to `update(_:_:)`.
public enum Event: Sendable {
  /// A key was pressed.
  case key(Key)
  /// Text was pasted.
  case pasted(PastedText)
  /// A mouse button was pressed or released, or the mouse or its wheel moved.
  case mouse(Mouse)
  /// The terminal has a new size.
  case resized(Size)
  /// The terminal shows pixels from now on, or cells only.
  case picturesSupported(Bool)
  /// A number of frames, at `AppState.framesPerSecond`, has elapsed.
  case ticked(frames: Int)
  /// Cells of a sweep of `Effect.computeSweeps`, with their indices.
  case sweepComputed(Sweep, indices: [Int], cells: [SweepCell])
  /// The results of `Effect.recordProblem` so far.
  case problemRecorded(ProblemProgress)
  /// The losses of a picture of `Effect.computePictures`, coarse ones first.
  case pictureComputed(PlanePicture, [Double])
  /// The minima that a search of `Effect.searchMinima` has found so far.
  case minimaFound(BasinSearch, Basins, isComplete: Bool)
  /// The answer to `Effect.loadSurface`.
  case surfaceLoaded(LoadedSurface, for: SurfaceRequest)
  /// The answer to `Effect.listFiles`: the files with losses, and the directories with a final `/`.
  case filesListed([String])
  /// No key was pressed for a moment, which ends a count: see `AppState.idleDelay`.
  case idled
  /// The answer to `Effect.simulate`.
  case simulated(Recording)
  /// The completed fraction of `Effect.save`.
  case saveProgressed(Double)
  /// The end of `Effect.save`: a message with the file name or the error.
  case saved(String)
  /// The answer to `Effect.toggleRecording`, or to a failed `Effect.saveOptions`: a message.
  case answered(String)
  /// The answer to a successful `Effect.saveOptions`: a message.
  case optionsSaved(String)
}

/// A key of the keyboard.
public enum Key: Sendable, Hashable {
  /// A printable character.
  case character(Character)
  /// A lower-case letter or a sign typed with Control.
  case control(Character)
  /// An arrow key.
  case up, down, left, right, shiftLeft, shiftRight
  /// A navigation key.
  case home, end, pageUp, pageDown
  /// An editing key.
  case enter, escape, backspace, delete, tab, backTab
  /// A function key by its number.
  case function(Int)
}

/// Text that the terminal marks as pasted, so that its characters are not keys.
public struct PastedText: Sendable, Hashable {
  /// The text, at most `maxBytes` bytes of UTF-8.
  public var text: String
  /// Whether the pasted text was longer.
  public var isCut: Bool

  /// The size up to which a paste is kept.
  public static let maxBytes = 1 << 16

  /// Creates a paste.
  public init(_ text: String, isCut: Bool = false) {
    self.text = text
    self.isCut = isCut
  }

  /// The text without line breaks at its end, and with a space for each other control character.
  var line: String {
    let isControl: (Unicode.Scalar) -> Bool = { $0.properties.generalCategory == .control }
    var scalars = Array(text.unicodeScalars)
    while let last = scalars.last, isControl(last) { scalars.removeLast() }
    var line = String.UnicodeScalarView()
    line.append(contentsOf: scalars.map { isControl($0) ? " " : $0 })
    return String(line)
  }
}

/// A mouse action at a cell of the screen.
public struct Mouse: Sendable, Hashable {
  /// The kind of action.
  public var action: Action
  /// The cell under the mouse.
  public var position: Position

  /// The kinds of mouse actions.
  public enum Action: Sendable, Hashable { case press, drag, release, wheelUp, wheelDown }

  /// Creates a mouse action at a cell.
  public init(_ action: Action, _ position: Position) {
    self.action = action
    self.position = position
  }
}

/// A request of `update(_:_:)` to the shell; a value, so tests can compare it.
public enum Effect: Sendable, Hashable {
  /// Record a run and answer with `Event.simulated`.
  case simulate(Run)
  /// Export the present state to a file in the background and answer with `Event.saved`.
  ///
  /// Several exports are answered in order.
  case save(ExportKind)
  /// Cancel every `save` that is not answered yet.
  case cancelSaves
  /// Start or end a recording of the screen, and answer with `Event.answered`.
  case toggleRecording
  /// Cancel earlier sweeps and compute these, coarse cells first.
  case computeSweeps([Sweep])
  /// Cancel an earlier request and record these runs on a problem; nil only cancels.
  case recordProblem(ProblemRequest?)
  /// Cancel earlier pictures of a plane and compute these, from coarse to fine.
  case computePictures([PlanePicture])
  /// Cancel an earlier search for minima and start this search; nil only cancels.
  case searchMinima(BasinSearch?)
  /// Save `AppState.unsavedOptions` and answer with `Event.optionsSaved`.
  case saveOptions
  /// Read the surface of a file in the background and answer with `Event.surfaceLoaded`.
  ///
  /// A new request cancels the one before.
  case loadSurface(SurfaceRequest)
  /// List the files whose paths have a prefix, and answer with `Event.filesListed`.
  case listFiles(String)
  /// Append an executed command line to the saved history.
  case appendHistory(String)
  /// Copy a text to the clipboard, if the terminal allows this.
  case copy(String)
  /// Redraw every cell.
  case repaint
  /// Suspend the process until the shell continues it.
  case suspend
  /// End the program.
  case quit
}
