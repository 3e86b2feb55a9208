public import Lessons

/// The settings of a user for all lessons.
public struct Preferences: Sendable, Equatable {
  /// The key bindings.
  public var keys: KeyMap
  /// The number of ticks per second during playback.
  public var framesPerSecond: Int
  /// Whether an experiment without cards plays as soon as it is opened.
  public var autoplays: Bool
  /// The factor on the reading time of the cards; 0 plays without holding at cards.
  public var pace: Double
  /// Whether a lesson plays without a key; otherwise the first card, and each card that pauses,
  /// waits for a key.
  public var playsAlone = false
  /// Whether the screen has few and large parts, for a projector.
  public var isBig = false
  /// Whether mouse input is enabled.
  public var usesMouse = true
  /// How the terminal shows maps and reliefs.
  public var graphics = GraphicsChoice.auto
  /// The update rules of the user, which add to the list of optimizers.
  public var rules: [NamedRule] = []
  /// The memory that recorded steps may take.
  public var memory = MemoryBudget.standard

  /// Creates preferences; the mouse is enabled.
  public init(
    keys: KeyMap = .standard, framesPerSecond: Int = 30, autoplays: Bool = true, pace: Double = 1
  ) {
    self.keys = keys
    self.framesPerSecond = framesPerSecond
    self.autoplays = autoplays
    self.pace = pace
  }

  /// Whether lessons start paused: the opposite of `autoplays`, as the configuration names it.
  var reducesMotion: Bool {
    get { !autoplays }
    set { autoplays = !newValue }
  }
}
