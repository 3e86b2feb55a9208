import CNcurses
import Drawing
import Glibc
import Interface

/// Why the full-screen program ended.
enum Ending: Equatable {
  case quit
  /// The terminal is gone: end of input, or a closed pty.
  case hangup
  case signal(Int32)
}

/// The one loop: waits for input, signals, answers and the next frame, and draws what has changed.
struct Loop: ~Copyable {
  private var screen: Screen
  private var state: AppState
  private let files: Files
  private var decoder: KeyDecoder
  private var backlog = Backlog()
  private let mailbox = Mailbox()
  private let surveyor = LatestOnlyWorker(chart)
  private let seeker = LatestOnlyWorker(seek)
  private var pace = Pace(isRemote: variable("SSH_CONNECTION") != nil)
  private var ticker = Ticker()
  private var ending: Ending?
  /// Whether the state may look different from what is shown.
  private var isStale = true
  /// Whether the terminal may have another size than was told last.
  private var mayHaveResized = true
  private var lastDrawn: Time = 0
  /// When the frame was begun that the terminal has not taken whole yet.
  private var frameBegan: Time?
  /// When a byte came last that may be the start of a sequence.
  private var lastInput: Time = 0

  /// Set so that a test can see what a mistake of ours leaves of the terminal.
  private let isMistaken = variable("RAVINE_TRAP") != nil

  /// How long an escape may be the start of a sequence.
  private static let escapeDelay: Time = 25_000_000

  /// How long keys are obeyed, if there are so many, before it is seen to everything else.
  private static let attention: Time = 1_000_000_000 / 60

  /// How long digits are remembered that may be a count.
  private static let idleDelay: Time = 1_000_000_000

  init(_ state: consuming AppState, _ screen: consuming Screen, _ files: Files) {
    state.display = screen.display
    state.capabilities = screen.display
    self.state = state
    self.files = files
    self.screen = screen
    decoder = KeyDecoder(keys: terminfoKeys())
  }

  /// Plays until somebody or something ends it, and tells what to say on the shell's screen.
  consuming func run() -> (Ending, farewell: String?) {
    while ending == nil {
      if guard_deadly() != 0 { break }
      turn()
      precondition(!isMistaken, "RAVINE_TRAP is set")
    }
    return (ending ?? .signal(guard_deadly()), state.exitMessage)
  }

  private mutating func turn() {
    let rate = state.framesPerSecond
    let passed = ticker.frames(at: now(), rate: rate)
    if passed > 0 { handle(.ticked(frames: passed)) }
    if frameBegan == nil {
      if isStale || mayHaveResized, now() >= pace.earliest { draw() }
      if screen.isRough, now() >= refineTime {
        let start = now()
        screen.refine()
        drew(from: start)
      }
    }
    wait(until: wakeTime)
    receive()
  }

  /// When to wake though nothing comes; nil: only if something does.
  private var wakeTime: Time? {
    guard backlog.isEmpty else { return 0 }
    var times: [Time] = []
    if frameBegan == nil {
      if isStale || mayHaveResized { times.append(pace.earliest) }
      if screen.isRough { times.append(refineTime) }
      // A frame that could not be drawn yet need not be counted yet.
      if let due = ticker.due(rate: state.framesPerSecond) { times.append(max(due, pace.earliest)) }
    }
    if decoder.isWaiting { times.append(lastInput + Self.escapeDelay) }
    if state.awaitsIdle { times.append(lastInput + Self.idleDelay) }
    return times.min()
  }

  /// When a rough frame has rested for long enough to be drawn anew.
  private var refineTime: Time { max(lastDrawn + LevelReduction.rest, pace.earliest) }

  private mutating func draw() {
    let start = now()
    if mayHaveResized {
      mayHaveResized = false
      let size = screen.measure()
      handle(.resized(size))
      guard ending == nil else { return }
    }
    isStale = false
    state.prepare()
    let canvas = render(state)
    screen.listen(toMouse: state.preferences.usesMouse)
    screen.present(canvas, state.display)
    files.see(canvas, state.display, start / 1_000_000)
    lastDrawn = now()
    drew(from: start)
  }

  /// Sees to it that a frame that was begun gets out.
  private mutating func drew(from start: Time) {
    screen.deliver()
    frameBegan = screen.isDelivered ? nil : start
    if frameBegan == nil { pace.drew(from: start, to: now()) }
  }

  private func wait(until time: Time?) {
    guard ending == nil else { return }
    var sources = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: guard_descriptor(), events: Int16(POLLIN), revents: 0),
    ]
    if !screen.isDelivered {
      sources.append(pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0))
    }
    let milliseconds = time.map { Int32(clamping: (max($0 - now(), 0) + 999_999) / 1_000_000) }
    _ = poll(&sources, nfds_t(sources.count), milliseconds ?? -1)
  }

  private mutating func receive() {
    guard ending == nil else { return }
    if let frameBegan { drew(from: frameBegan) } else { screen.deliver() }
    read()
    obey()
    guard_drain()
    if guard_deadly() != 0 { return }
    if guard_take(SIGWINCH) { mayHaveResized = true }
    if guard_take(SIGTSTP) { suspend(wholeJob: false) }
    if guard_take(SIGCONT) {
      screen.takeBack()
      returned()
    }
    for recording in mailbox.take() { handle(.simulated(recording)) }
    for event in surveyor.take() + seeker.take() { handle(event) }
  }

  /// Takes what has been typed.
  private mutating func read() {
    var source = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&source, 1, 0) > 0 else {
      let time = now()
      if decoder.isWaiting, time >= lastInput + Self.escapeDelay {
        backlog.add(decoder.flush(), at: time)
      }
      if state.awaitsIdle, backlog.isEmpty, time >= lastInput + Self.idleDelay { handle(.idled) }
      return
    }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
    if count > 0 {
      lastInput = now()
      backlog.add(decoder.decode(buffer[..<count]), at: lastInput)
    } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
      ending = .hangup
    }
  }

  /// Does what was typed, as far as that takes no longer than a frame may wait.
  private mutating func obey() {
    let end = now() + Self.attention
    while ending == nil, guard_deadly() == 0, let input = backlog.next(at: now()) {
      switch input {
      case .key(let key): handle(.key(key))
      case .mouse(let mouse): handle(.mouse(mouse))
      case .mode(let mode, let known): screen.answered(mode, known: known)
      }
      if now() >= end { return }
    }
  }

  private mutating func handle(_ event: Event) {
    isStale = true
    let effects = update(&state, event)
    guard !effects.isEmpty else { return }
    mailbox.keep(state.experiment.runs)
    for effect in effects { perform(effect) }
  }

  private mutating func perform(_ effect: Effect) {
    switch effect {
    case .simulate(let run): mailbox.ask(run)
    case .saveOptions: saveOptions()
    case .save(let keepsake): handle(.saved(files.save(keepsake, state)))
    case .appendHistory(let line): files.remember(line)
    case .computeSweeps(let sweeps): surveyor.ask(sweeps)
    case .searchMinima(let search): seeker.ask(search)
    case .copy(let text): screen.copy(text)
    case .repaint: screen.repaint()
    case .suspend: suspend(wholeJob: true)
    case .quit: ending = .quit
    }
  }

  private mutating func saveOptions() {
    let (isDone, message) = files.saveOptions(state.unsavedOptions)
    handle(isDone ? .optionsSaved(message) : .saved(message))
  }

  private mutating func suspend(wholeJob: Bool) {
    screen.suspend(wholeJob: wholeJob)
    returned()
  }

  /// Time has not passed for us while the terminal was somebody else's.
  private mutating func returned() {
    ticker.reset()
    mayHaveResized = true
    isStale = true
  }
}

/// The time now, on a clock that only runs forward.
private func now() -> Time {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return time.tv_sec * 1_000_000_000 + time.tv_nsec
}
