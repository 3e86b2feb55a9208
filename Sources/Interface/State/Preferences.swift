/// What a user has settled once for every lesson.
public struct Preferences: Sendable, Equatable {
  public var keys: KeyMap
  /// How many ticks a second there are while time passes.
  public var framesPerSecond: Int
  /// Whether a lesson plays as soon as it is opened.
  public var autoplays: Bool
  /// Whether the mouse is listened to.
  public var usesMouse = true

  public init(keys: KeyMap = .standard, framesPerSecond: Int = 30, autoplays: Bool = true) {
    self.keys = keys
    self.framesPerSecond = framesPerSecond
    self.autoplays = autoplays
  }

  /// The opposite of `autoplays`, as the configuration has it.
  var reducesMotion: Bool {
    get { !autoplays }
    set { autoplays = !newValue }
  }
}
