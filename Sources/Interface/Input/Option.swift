import Drawing
import Engine

/// An option for all lessons, with its name in the configuration.
///
/// To add an option: one value in `all`.
struct Option: Sendable {
  let id: String
  let title: String
  /// The value as text.
  let value: @Sendable (UserOptions) -> String
  /// Changes the value by a number of places, cyclically for a choice.
  let adjust: @Sendable (inout UserOptions, Int) -> Void

  /// All options in the order of the list.
  static let all: [Option] = [
    choice("map", "colour map of the surface", \.display.colorMap) { _ in
      Display.ColorMap.allCases
    },
    flag("light", "the terminal has a light background", \.display.isLight),
    choice("color", "number of colours", \.display.depth) { options in
      upTo(options.capabilities.depth, Display.Depth.allCases)
    },
    choice("glyphs", "characters for drawing", \.display.glyphs) { options in
      options.capabilities.glyphs == .ascii ? [.ascii] : Display.Glyphs.allCases
    },
    choice("graphics", "maps and reliefs in pixels or in cells", \.preferences.graphics) { _ in
      GraphicsChoice.allCases
    },
    frameRate,
    pace,
    flag("reduced-motion", "start paused", \.preferences.reducesMotion),
    flag("autoplay", "do not wait for a key at cards", \.preferences.playsAlone),
    flag("big", "few and large parts, for a projector", \.preferences.isBig),
    flag("mouse", "enable the mouse", \.preferences.usesMouse),
  ]

  private static let frameRate = Option(
    id: "fps", title: "frames per second during playback",
    value: { "\($0.preferences.framesPerSecond)" },
    adjust: { options, places in
      let range = Limits.framesPerSecond
      let next = options.preferences.framesPerSecond + places
      options.preferences.framesPerSecond = min(max(next, range.lowerBound), range.upperBound)
    })

  private static let pace = Option(
    id: "pace", title: "reading time of the cards (0: none)",
    value: { formatShort($0.preferences.pace) },
    adjust: { options, places in
      let next = ((options.preferences.pace + 0.25 * Double(places)) * 4).rounded() / 4
      options.preferences.pace = min(max(next, Limits.pace.lowerBound), Limits.pace.upperBound)
    })

  private static func flag(
    _ id: String, _ title: String, _ path: any WritableKeyPath<UserOptions, Bool> & Sendable
  ) -> Option {
    Option(
      id: id, title: title, value: { $0[keyPath: path] ? "true" : "false" },
      adjust: { options, _ in options[keyPath: path].toggle() })
  }

  private static func choice<Value: RawRepresentable<String> & Equatable & Sendable>(
    _ id: String, _ title: String, _ path: any WritableKeyPath<UserOptions, Value> & Sendable,
    of values: @escaping @Sendable (UserOptions) -> [Value]
  ) -> Option {
    Option(
      id: id, title: title, value: { $0[keyPath: path].rawValue },
      adjust: { options, places in
        let values = values(options)
        let index = values.firstIndex(of: options[keyPath: path]) ?? 0
        options[keyPath: path] = values[(index + places + values.count) % values.count]
      })
  }

  private static func upTo<Value: Equatable>(_ last: Value, _ values: [Value]) -> [Value] {
    Array(values.prefix { $0 != last }) + [last]
  }
}

extension UserOptions {
  /// The options with unsaved changes, as in the configuration.
  var unsaved: [(id: String, value: String)] {
    Option.all.filter { changedIDs.contains($0.id) }.map { ($0.id, $0.value(self)) }
  }

  /// Changes an option by a number of places; returns a message without a further value.
  mutating func adjust(_ option: Option, by places: Int) -> String? {
    let before = option.value(self)
    option.adjust(&self, places)
    guard option.value(self) != before else { return "\(option.id) has no further value" }
    changedIDs.insert(option.id)
    return nil
  }
}
