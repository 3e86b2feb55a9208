import CNcurses
import Drawing
import Glibc
import Interface

/// The reason for which the event loop ends.
enum ExitReason: Equatable {
  /// The user quits.
  case quit
  /// The terminal closes: end of input, or a closed pty.
  case hangup
  /// A fatal signal arrives.
  case signal(Int32)
}

/// The event loop: waits for input, signals, results and the next frame, then handles and draws.
///
/// A class, because the compiler checks the moves of a noncopyable structure by all its fields, and
/// took half a minute for the hundreds of the state.
final class EventLoop {
  private var screen: Screen
  private var state: AppState
  private let persistence: PersistenceHandlers
  private var decoder: KeyDecoder
  private var backlog = Backlog()
  private let mailbox = Mailbox()
  private let chartWorker = LatestOnlyWorker(computeMaps)
  private let minimaWorker = LatestOnlyWorker(findMinima)
  private let surfaceWorker: LatestOnlyWorker<SurfaceRequest, Event>
  private let problemWorker = LatestOnlyWorker(recordProblem)
  private let pictureWorker = LatestOnlyWorker(computePictures)
  private let saveWorker = SaveWorker()
  private var frameLimiter = FrameLimiter(isRemote: environmentVariable("SSH_CONNECTION") != nil)
  private var ticker = Ticker()
  private var exitReason: ExitReason?
  /// Whether the displayed frame may be outdated.
  private var needsRedraw = true
  /// Whether the terminal size may differ from the last `Event.resized`.
  private var mayHaveResized = true
  private var lastDrawTime: Nanoseconds = 0
  /// The start time of the frame that is being written; nil if all output is written.
  private var pendingFrameStart: Nanoseconds?
  /// The time at which input was last read.
  private var lastInputTime: Nanoseconds = 0

  /// Whether to trap after the first iteration, to test that a trap restores the terminal.
  private let trapsForTest = environmentVariable("RAVINE_TRAP") != nil

  private static let controlC: UInt8 = 0x03

  /// The maximum time for which one iteration dispatches pending input.
  private static let inputTimeSlice: Nanoseconds = 1_000_000_000 / 60

  init(_ state: AppState, _ screen: consuming Screen, _ files: PersistenceHandlers) {
    var state = state
    state.setDisplay(screen.display)
    self.state = state
    self.persistence = files
    self.screen = screen
    surfaceWorker = LatestOnlyWorker { [load = files.loadSurface] request, _, onResult in
      onResult(.surfaceLoaded(load(request.file), for: request))
    }
    decoder = KeyDecoder(keys: terminfoKeys())
  }

  /// Runs until the program ends; returns the reason and, after `quit`, a message for the shell's
  /// screen.
  ///
  /// After a signal there is no time to wait for the message, which may need all lessons.
  func run() -> (ExitReason, exitMessage: String?) {
    while exitReason == nil {
      if guard_fatal_signal() != 0 { break }
      runOnce()
      precondition(!trapsForTest, "RAVINE_TRAP is set")
    }
    saveWorker.cancelAll()
    let reason = exitReason ?? .signal(guard_fatal_signal())
    return (reason, exitMessage: reason == .quit ? state.exitMessage : nil)
  }

  private func runOnce() {
    guard_begin_work()
    defer { guard_end_work() }
    let rate = state.framesPerSecond
    let elapsed = ticker.elapsedFrames(at: monotonicTime(), rate: rate)
    if elapsed > 0 { handle(.ticked(frames: elapsed)) }
    if pendingFrameStart == nil {
      if needsRedraw || mayHaveResized, monotonicTime() >= frameLimiter.nextFrameTime { draw() }
      if screen.isReduced, monotonicTime() >= refineTime {
        let start = monotonicTime()
        screen.refine()
        flushFrame(from: start)
      }
      if let time = screen.pictureDeadline, monotonicTime() >= time {
        let start = monotonicTime()
        if screen.refinePictures() { flushFrame(from: start) }
      }
    }
    guard_end_work()
    wait(until: wakeTime)
    guard_begin_work()
    processEvents()
  }

  /// The next timeout; nil to wait for input, signals and results only.
  private var wakeTime: Nanoseconds? {
    guard backlog.isEmpty, !guard_has_input() else { return 0 }
    var times: [Nanoseconds] = []
    if pendingFrameStart == nil {
      if needsRedraw || mayHaveResized { times.append(frameLimiter.nextFrameTime) }
      if screen.isReduced { times.append(refineTime) }
      if let time = screen.pictureDeadline { times.append(time) }
      // A tick before `nextFrameTime` could not be drawn.
      if let deadline = ticker.nextDeadline(rate: state.framesPerSecond) {
        times.append(max(deadline, frameLimiter.nextFrameTime))
      }
    }
    if let delay = decoder.flushDelay { times.append(lastInputTime + delay) }
    if let idleTime { times.append(idleTime) }
    return times.min()
  }

  /// The time at which typed digits are complete; nil without digits.
  private var idleTime: Nanoseconds? {
    state.idleDelay.map { lastInputTime + 1_000_000 * $0 }
  }

  /// The time at which a reduced frame is redrawn exactly.
  private var refineTime: Nanoseconds {
    max(lastDrawTime + LevelReduction.refineDelay, frameLimiter.nextFrameTime)
  }

  private func draw() {
    let start = monotonicTime()
    if mayHaveResized {
      mayHaveResized = false
      let size = screen.autoresize()
      handle(.resized(size))
      guard exitReason == nil else { return }
    }
    screen.selectGraphics(state.preferences.graphics)
    if screen.supportsPictures != state.display.supportsPictures {
      handle(.picturesSupported(screen.supportsPictures))
    }
    needsRedraw = false
    state.prepare()
    let canvas = render(state)
    screen.setMouseCapture(isOn: state.preferences.usesMouse)
    screen.present(canvas, state.display, isAnimated: state.framesPerSecond != nil)
    let endMessage = persistence.recordFrame(canvas, state.display, start / 1_000_000)
    lastDrawTime = monotonicTime()
    flushFrame(from: start)
    if let endMessage { handle(.answered(endMessage)) }
  }

  /// Writes as much of the frame as the terminal accepts.
  private func flushFrame(from start: Nanoseconds) {
    screen.writePending()
    pendingFrameStart = screen.isFlushed ? nil : start
    if pendingFrameStart == nil {
      frameLimiter.didDraw(from: start, to: monotonicTime())
      screen.didSendFrame(in: monotonicTime() - start)
    }
  }

  private func wait(until time: Nanoseconds?) {
    guard exitReason == nil else { return }
    var sources = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: guard_wake_descriptor(), events: Int16(POLLIN), revents: 0),
    ]
    if !screen.isFlushed {
      sources.append(pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0))
    }
    let milliseconds = time.map {
      Int32(clamping: (max($0 - monotonicTime(), 0) + 999_999) / 1_000_000)
    }
    _ = poll(&sources, nfds_t(sources.count), milliseconds ?? -1)
  }

  private func processEvents() {
    guard exitReason == nil else { return }
    if let pendingFrameStart { flushFrame(from: pendingFrameStart) } else { screen.writePending() }
    readInput()
    dispatchInput()
    guard_drain()
    if guard_fatal_signal() != 0 { return }
    if guard_take_signal(SIGWINCH) { mayHaveResized = true }
    if guard_take_signal(SIGTSTP) { suspend(wholeJob: false) }
    if guard_take_signal(SIGCONT) {
      screen.reacquire()
      didResume()
    }
    if pendingFrameStart == nil {
      let start = monotonicTime()
      if screen.receivePictures() { flushFrame(from: start) }
    }
    for recording in mailbox.drain() { handle(.simulated(recording)) }
    let events =
      chartWorker.drain() + minimaWorker.drain() + surfaceWorker.drain() + saveWorker.drain()
      + problemWorker.drain() + pictureWorker.drain()
    for event in events { handle(event) }
  }

  /// Reads and decodes input, and handles the escape and idle timeouts.
  private func readInput() {
    decoder.awaitsReply = screen.awaitsReply
    var buffer = [UInt8](repeating: 0, count: 4096)
    let early = guard_take_input(&buffer, buffer.count)
    if early > 0 {
      lastInputTime = monotonicTime()
      backlog.append(decoder.decode(buffer[..<early]), at: lastInputTime)
      return
    }
    var source = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&source, 1, 0) > 0 else {
      let time = monotonicTime()
      if let delay = decoder.flushDelay, time >= lastInputTime + delay {
        backlog.append(decoder.flush(), at: time)
      }
      if let idleTime, backlog.isEmpty, time >= idleTime {
        handle(.idled)
      }
      return
    }
    let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
    if count > 0 {
      lastInputTime = monotonicTime()
      // A key, not a part of a paste, which comes in larger pieces.
      if count == 1, buffer[0] == Self.controlC { decoder.cancelPaste() }
      backlog.append(decoder.decode(buffer[..<count]), at: lastInputTime)
    } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
      exitReason = .hangup
    }
  }

  /// Handles pending input for at most `inputTimeSlice`.
  private func dispatchInput() {
    let end = monotonicTime() + Self.inputTimeSlice
    while exitReason == nil, guard_fatal_signal() == 0,
      let input = backlog.next(at: monotonicTime())
    {
      switch input {
      case .key(let key): handle(.key(key))
      case .mouse(let mouse): handle(.mouse(mouse))
      case .paste(let text): handle(.pasted(text))
      case .modeReport(let mode, let isSupported):
        screen.handleModeReport(mode, isSupported: isSupported)
      case .reply(let reply):
        screen.handle(reply)
        needsRedraw = needsRedraw || screen.supportsPictures != state.display.supportsPictures
      }
      if monotonicTime() >= end { return }
    }
  }

  private func handle(_ event: Event) {
    needsRedraw = true
    let effects = update(&state, event)
    guard !effects.isEmpty else { return }
    mailbox.cancelAllExcept(state.requiredRuns)
    for effect in effects { perform(effect) }
  }

  private func perform(_ effect: Effect) {
    switch effect {
    case .simulate(let run): mailbox.submit(run)
    case .saveOptions: saveOptions()
    case .save(let kind):
      let (save, state) = (persistence.save, state)
      saveWorker.submit { save(kind, state, $0) }
    case .cancelSaves: saveWorker.cancelAll()
    case .toggleRecording: handle(.answered(persistence.toggleRecording(state)))
    case .loadSurface(let request): surfaceWorker.submit(request)
    case .listFiles(let prefix): handle(.filesListed(persistence.listFiles(prefix)))
    case .appendHistory(let line): persistence.appendHistory(line)
    case .computeSweeps(let sweeps): chartWorker.submit(sweeps)
    case .recordProblem(let request): problemWorker.submit(request)
    case .computePictures(let pictures): pictureWorker.submit(pictures)
    case .searchMinima(let search): minimaWorker.submit(search)
    case .copy(let text): screen.copyToClipboard(text)
    case .repaint: screen.repaint()
    case .suspend: suspend(wholeJob: true)
    case .quit: exitReason = .quit
    }
  }

  private func saveOptions() {
    let (isDone, message) = persistence.saveOptions(state.unsavedOptions)
    handle(isDone ? .optionsSaved(message) : .answered(message))
  }

  private func suspend(wholeJob: Bool) {
    guard_end_work()
    screen.suspend(wholeJob: wholeJob)
    guard_begin_work()
    didResume()
  }

  /// Restarts the ticker and redraws after the program was suspended.
  private func didResume() {
    ticker.reset()
    mayHaveResized = true
    needsRedraw = true
  }
}
