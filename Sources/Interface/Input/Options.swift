import Drawing
import Engine

/// An option for all lessons, with its name in the configuration.
///
/// To add an option: one value in `all`.
struct Option: Sendable {
  let id: String
  let title: String
  /// The value as text.
  let value: @Sendable (AppState) -> String
  /// Changes the value by a number of places, cyclically for a choice.
  let adjust: @Sendable (inout AppState, Int) -> Void

  /// All options in the order of the list.
  static let all: [Option] = [
    choice("map", "colour map of the surface", \.display.colorMap) { _ in
      Display.ColorMap.allCases
    },
    flag("light", "the terminal has a light background", \.display.isLight),
    choice("color", "number of colours", \.display.depth) { state in
      upTo(state.capabilities.depth, Display.Depth.allCases)
    },
    choice("glyphs", "characters for drawing", \.display.glyphs) { state in
      state.capabilities.glyphs == .ascii ? [.ascii] : Display.Glyphs.allCases
    },
    frameRate,
    flag("reduced-motion", "start paused", \.preferences.reducesMotion),
    flag("mouse", "enable the mouse", \.preferences.usesMouse),
  ]

  private static let frameRate = Option(
    id: "fps", title: "frames per second during playback",
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
        let index = values.firstIndex(of: state[keyPath: path]) ?? 0
        state[keyPath: path] = values[(index + places + values.count) % values.count]
      })
  }

  private static func upTo<Value: Equatable>(_ last: Value, _ values: [Value]) -> [Value] {
    Array(values.prefix { $0 != last }) + [last]
  }
}

extension AppState {
  /// The options with unsaved changes, as in the configuration.
  public var unsavedOptions: [(id: String, value: String)] {
    Option.all.filter { changedOptions.contains($0.id) }.map { ($0.id, $0.value(self)) }
  }

  /// Handles a key while the options are shown.
  mutating func handleOptionsKey(_ key: Key, at selected: Int) -> [Effect] {
    var selected = selected
    switch key {
    case .escape, .character("q"), .character("O"):
      mode = .normal
      return []
    case .up, .character("k"): selected -= 1
    case .down, .character("j"): selected += 1
    case .home, .character("g"): selected = 0
    case .end, .character("G"): selected = .max
    case .left, .character("h"): adjustOption(selected, by: -1)
    case .right, .character("l"), .character(" "), .enter: adjustOption(selected, by: 1)
    case .character("s"):
      guard !changedOptions.isEmpty else {
        message = "no unsaved changes"
        return []
      }
      return [.saveOptions]
    default: message = "↑↓ choose, ←→ change, s saves, Esc closes"
    }
    mode = .options(min(max(selected, 0), Option.all.count - 1))
    return []
  }

  private mutating func adjustOption(_ index: Int, by places: Int) {
    let option = Option.all[index]
    let before = option.value(self)
    option.adjust(&self, places)
    guard option.value(self) != before else {
      message = "\(option.id) has no further value"
      return
    }
    changedOptions.insert(option.id)
  }
}
