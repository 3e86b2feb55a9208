import Integers

/// The playhead, its unit and its pace.
struct Playback: Sendable, Equatable {
  /// The unit of the time axis.
  var unit = TimeUnit.steps
  /// The current time: a step or a number of gradient evaluations, depending on `unit`.
  var playhead = 0
  /// Whether the playhead advances with time.
  private(set) var isPlaying = true
  /// The factor on the natural pace of the lesson.
  private(set) var speed = 1.0
  /// The elapsed fraction of the next step.
  private var stepFraction = 0.0
  /// The time for which the current card still holds the playhead, in seconds.
  private(set) var holdTime = 0.0

  init(isPlaying: Bool = true) { self.isPlaying = isPlaying }

  /// Returns the steps per second at speed ×1: the whole lesson in 30 seconds, but at least four.
  private func stepsPerSecond(_ duration: Int) -> Double {
    max(Stretch.slowestRate, Double(duration) / 30)
  }

  /// Whether a card holds the playhead during playback.
  var isHeld: Bool { isPlaying && holdTime > 0 }

  /// Advances the playhead by a time in seconds; returns whether it has moved.
  ///
  /// The playhead does not move while a card holds it, nor beyond the time that is recorded.
  mutating func advance(
    seconds: Double, duration: Int, recorded: Int = .max, on stretch: Stretch
  ) -> Bool {
    guard isPlaying, !isHeld else { return false }
    let end = min(duration, max(recorded, playhead))
    stepFraction += seconds * speed * stretch.rate(at: playhead, upTo: stepsPerSecond(duration))
    let steps = Int(clamping: min(stepFraction, 1e7))
    stepFraction -= Double(steps)
    playhead = min(playhead + steps, end)
    return steps > 0
  }

  /// Holds the playhead at a time of the lesson for a number of seconds.
  mutating func hold(at time: Int, seconds: Double) {
    playhead = time
    stepFraction = 0
    holdTime = seconds
  }

  /// Counts down the time for which the playhead is held; returns whether that time is over.
  mutating func elapseHold(seconds: Double) -> Bool {
    holdTime = max(holdTime - seconds, 0)
    return holdTime == 0
  }

  /// Moves the playhead to a time and pauses; returns a message if nothing changes.
  mutating func seek(to time: Int, duration: Int) -> String? {
    let next = min(max(time, 0), duration)
    guard isPlaying || next != playhead else {
      return next == 0 ? "this is the first step" : "this is step \(next) of \(duration)"
    }
    pause(at: next)
    return nil
  }

  /// Pauses at a time, or at the playhead.
  mutating func pause(at time: Int? = nil) {
    isPlaying = false
    stepFraction = 0
    holdTime = 0
    if let time { playhead = time }
  }

  /// Plays on from the playhead.
  mutating func play() {
    isPlaying = true
    stepFraction = 0
    holdTime = 0
  }

  /// Plays from the first step.
  mutating func restart() {
    playhead = 0
    play()
  }

  /// The possible speeds.
  static let speeds = 1.0 / 64...1024

  /// Sets the speed.
  mutating func setSpeed(_ speed: Double) { self.speed = speed }

  /// Multiplies the speed, within `speeds`; returns a message at a bound.
  mutating func scaleSpeed(by factor: Double) -> String? {
    let next = min(max(speed * factor, Self.speeds.lowerBound), Self.speeds.upperBound)
    defer { speed = (next - 1).magnitude < 1e-9 ? 1 : next }
    return next == speed ? "this is the \(factor > 1 ? "highest" : "lowest") speed" : nil
  }

  /// Takes the speed of another playback.
  mutating func keepSpeed(of other: Playback) { speed = other.speed }

  /// Resets the speed; returns a message if it is normal already.
  mutating func resetSpeed() -> String? {
    defer { speed = 1 }
    return speed == 1 ? "the speed is normal already" : nil
  }

  /// The playhead for numbers on the screen.
  ///
  /// While the playhead moves, this time moves about six times per second, so the numbers stay
  /// readable.
  func throttledPlayhead(duration: Int, on stretch: Stretch) -> Int {
    guard isPlaying, !isHeld else { return playhead }
    let rate = speed * stretch.rate(at: playhead, upTo: stepsPerSecond(duration))
    let pause = max(1, Int(clamping: rate / 6))
    return stretch.start + (playhead - stretch.start) / pause * pause
  }
}
