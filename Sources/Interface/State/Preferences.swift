/// The settings of a user for all lessons.
public struct Preferences: Sendable, Equatable {
  /// The key bindings.
  public var keys: KeyMap
  /// The number of ticks per second during playback.
  public var framesPerSecond: Int
  /// Whether a lesson plays as soon as it is opened.
  public var autoplays: Bool
  /// Whether mouse input is enabled.
  public var usesMouse = true
  /// The memory that recorded steps may take.
  public var memory = MemoryBudget.standard

  /// Creates preferences; the mouse is enabled.
  public init(keys: KeyMap = .standard, framesPerSecond: Int = 30, autoplays: Bool = true) {
    self.keys = keys
    self.framesPerSecond = framesPerSecond
    self.autoplays = autoplays
  }

  /// Whether lessons start paused: the opposite of `autoplays`, as the configuration names it.
  var reducesMotion: Bool {
    get { !autoplays }
    set { autoplays = !newValue }
  }
}
