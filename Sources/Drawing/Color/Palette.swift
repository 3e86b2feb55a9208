import Integers

/// The map from roles to the colours of one display.
public struct Palette: Sendable {
  private let display: Display
  private let levels: [Color]
  private let shades: [Color]
  private let runs: [[Color]]

  /// Creates the palette of a display.
  public init(_ display: Display) {
    self.display = display
    let tones = display.levelColors
    switch display.depth {
    case .mono:
      levels = []
      shades = []
      runs = []
    case .eight, .sixteen:
      let coarseMap = CoarseColorMap(display)
      levels = (0..<32).map { .indexed(coarseMap.nearest(to: UInt8($0)).color) }
      let background: UInt8 = !display.isLight ? 0 : display.depth == .eight ? 7 : 15
      shades = Array(repeating: .indexed(background), count: 32)
      runs = ColorScheme(display).indexedRuns.map { [.indexed($0)] }
    case .indexed:
      levels = (0..<32).map { .indexed(greys[$0 * (greys.count - 1) / 31]) }
      shades = (0..<32).map {
        let grey = Double($0 * (greys.count - 1)) / 31
        let target = display.isLight ? Double(greys.count - 1) : 0
        return .indexed(greys[Int(clamping: grey + outlineFraction * (target - grey))])
      }
      let background = RGBColor(display.isLight ? 0xE4E4E4 : 0x4E4E4E)
      runs = ColorScheme(display).runs.map { run in
        fades.map { run.blended(with: background, $0).nearestIndexed }
      }
    case .direct:
      levels = tones.map(\.directColor)
      let outline = RGBColor(display.isLight ? 0xFFFFFF : 0x000000)
      shades = tones.map { $0.blended(with: outline, outlineFraction).directColor }
      let background = tones[display.isLight ? 24 : 12]
      runs = ColorScheme(display).runs.map { run in
        fades.map { run.blended(with: background, $0).directColor }
      }
    }
  }

  /// Returns the colour of a role.
  ///
  /// Levels above 31 count as 31 and fades above 3 as 3; run colours repeat after the ninth.
  ///
  /// - Parameters:
  ///   - paint: The role.
  ///   - isBackground: Whether the colour fills the background; currently without effect.
  /// - Returns: The colour in the depth of the display.
  public func color(_ paint: Paint, isBackground: Bool) -> Color {
    guard display.depth != .mono else { return .terminalDefault }
    switch paint {
    case .terminalDefault: return .terminalDefault
    case .level(let level): return levels[min(Int(level), 31)]
    case .shade(let level): return shades[min(Int(level), 31)]
    case .run(let run): return color(run: run, fade: 0)
    case .trail(let run, let fade): return color(run: run, fade: fade)
    case .faint: return roleColor(\.faint)
    case .frame: return roleColor(\.frame)
    case .accent: return roleColor(\.accent)
    case .warning: return roleColor(\.warning)
    case .landmark: return roleColor(\.landmark)
    case .prediction: return roleColor(\.prediction)
    case .undefined: return roleColor(\.undefined)
    case .category(let category): return CategoryColors.color(category, display.depth)
    case .onCategory: return CategoryColors.ink(display.depth)
    }
  }

  private func color(run: UInt8, fade: UInt8) -> Color {
    let shades = runs[Int(run) % runs.count]
    return shades[min(Int(fade), shades.count - 1)]
  }

  private func roleColor(_ path: KeyPath<ColorScheme, ColorScheme.RoleColor>) -> Color {
    let role = ColorScheme(display)[keyPath: path]
    return switch display.depth {
    case .mono: .terminalDefault
    case .eight: role.eight.map(Color.indexed) ?? .terminalDefault
    case .sixteen: role.sixteen.map(Color.indexed) ?? .terminalDefault
    case .indexed: role.tone.nearestIndexed
    case .direct: role.tone.directColor
    }
  }
}

/// The fraction of the map's colour blended into a trail, from recent to old.
private let fades = [0, 0.18, 0.34, 0.5]

/// The fraction of the background's black or white in the outline of lines over the map.
private let outlineFraction = 0.65

/// The palette indices of black, the 24 greys and white on a 256-colour terminal.
private let greys: [UInt8] = [16] + Array(232...255) + [231]
