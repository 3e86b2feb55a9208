import Drawing
import Engine

/// Something that is settled once for every lesson, under its name in the configuration.
///
/// To add one: one value here.
struct Option: Sendable {
  let id: String
  let title: String
  let value: @Sendable (AppState) -> String
  /// Takes the value so many places further, round and round.
  let adjust: @Sendable (inout AppState, Int) -> Void

  static let all: [Option] = [
    choice("map", "the colour map of the surface", \.display.colorMap) { _ in
      Display.ColorMap.allCases
    },
    flag("light", "the terminal has a light background", \.display.isLight),
    choice("color", "how many colours are used", \.display.depth) { state in
      upTo(state.capabilities.depth, Display.Depth.allCases)
    },
    choice("glyphs", "the characters to draw with", \.display.glyphs) { state in
      state.capabilities.glyphs == .ascii ? [.ascii] : Display.Glyphs.allCases
    },
    frameRate,
    flag("reduced-motion", "nothing moves before a key is pressed", \.preferences.reducesMotion),
    flag("mouse", "the mouse is listened to", \.preferences.usesMouse),
  ]

  private static let frameRate = Option(
    id: "fps", title: "ticks a second while time passes",
    value: { "\($0.preferences.framesPerSecond)" },
    adjust: { state, places in
      let range = Limits.framesPerSecond
      let next = state.preferences.framesPerSecond + places
      state.preferences.framesPerSecond = min(max(next, range.lowerBound), range.upperBound)
    })

  private static func flag(
    _ id: String, _ title: String, _ path: any WritableKeyPath<AppState, Bool> & Sendable
  ) -> Option {
    Option(
      id: id, title: title, value: { $0[keyPath: path] ? "true" : "false" },
      adjust: { state, _ in state[keyPath: path].toggle() })
  }

  private static func choice<Value: RawRepresentable<String> & Equatable & Sendable>(
    _ id: String, _ title: String, _ path: any WritableKeyPath<AppState, Value> & Sendable,
    of values: @escaping @Sendable (AppState) -> [Value]
  ) -> Option {
    Option(
      id: id, title: title, value: { $0[keyPath: path].rawValue },
      adjust: { state, places in
        let values = values(state)
        let at = values.firstIndex(of: state[keyPath: path]) ?? 0
        state[keyPath: path] = values[(at + places + values.count) % values.count]
      })
  }

  private static func upTo<Value: Equatable>(_ last: Value, _ values: [Value]) -> [Value] {
    Array(values.prefix { $0 != last }) + [last]
  }
}

extension AppState {
  /// The options that were changed and not written down yet, as the configuration says them.
  public var unsavedOptions: [(id: String, value: String)] {
    Option.all.filter { changedOptions.contains($0.id) }.map { ($0.id, $0.value(self)) }
  }

  /// A key while the options are shown, one of which is chosen.
  mutating func handleOptionsKey(_ key: Key, at chosen: Int) -> [Effect] {
    var chosen = chosen
    switch key {
    case .escape, .character("q"), .character("O"):
      mode = .normal
      return []
    case .up, .character("k"): chosen -= 1
    case .down, .character("j"): chosen += 1
    case .home, .character("g"): chosen = 0
    case .end, .character("G"): chosen = .max
    case .left, .character("h"): adjustOption(chosen, by: -1)
    case .right, .character("l"), .character(" "), .enter: adjustOption(chosen, by: 1)
    case .character("s"):
      guard !changedOptions.isEmpty else {
        message = "nothing has been changed"
        return []
      }
      return [.saveOptions]
    default: message = "↑↓ choose, ←→ change, s writes them down, Esc leaves"
    }
    mode = .options(min(max(chosen, 0), Option.all.count - 1))
    return []
  }

  private mutating func adjustOption(_ index: Int, by places: Int) {
    let option = Option.all[index]
    let before = option.value(self)
    option.adjust(&self, places)
    guard option.value(self) != before else {
      message = "there is nothing else to choose here"
      return
    }
    changedOptions.insert(option.id)
  }
}
