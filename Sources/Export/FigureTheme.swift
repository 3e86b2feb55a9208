import Drawing
import Integers

/// The colours of a figure, as `#rrggbb`: those of the screen on a white or dark background.
struct Theme {
  /// The background of the figure.
  let background: String
  /// Text.
  let foreground: String
  /// Secondary text.
  let faint: String
  /// Axes and frames.
  let axisLine: String
  /// Grid lines.
  let gridLine: String
  /// Highlighted text.
  let accent: String
  /// Known valleys, minima and saddles.
  let landmark: String
  /// Diverged runs.
  let warning: String
  /// Predictions of theory.
  let prediction: String
  /// The outline of lines and markers over the map.
  let halo: String
  /// Contour lines.
  let contour: String
  /// Ground where the loss is undefined.
  let undefined: (red: UInt8, green: UInt8, blue: UInt8)
  /// The background of a plot.
  let panel: String
  private let palette: Palette
  private let levels: [(UInt8, UInt8, UInt8)]

  init(_ map: Display.ColorMap, isLight: Bool) {
    let palette = Palette(Display(depth: .direct, map: map, light: isLight))
    self.palette = palette
    levels = (0..<32).map { rgbComponents(palette.color(.level($0), isBackground: true)) }
    background = isLight ? "#ffffff" : "#12151c"
    foreground = isLight ? "#1f2430" : "#e8eaf0"
    panel = isLight ? "#f8f9fb" : "#181c25"
    gridLine = isLight ? "#e3e6eb" : "#2a303c"
    halo = isLight ? "#ffffff" : "#0a0c10"
    contour = isLight ? "#1f2430" : "#ffffff"
    faint = hex(rgbComponents(palette.color(.faint, isBackground: false)))
    axisLine = hex(rgbComponents(palette.color(.frame, isBackground: false)))
    accent = hex(rgbComponents(palette.color(.accent, isBackground: false)))
    prediction = hex(rgbComponents(palette.color(.prediction, isBackground: false)))
    warning = hex(rgbComponents(palette.color(.warning, isBackground: false)))
    landmark = hex(rgbComponents(palette.color(.landmark, isBackground: false)))
    undefined = rgbComponents(palette.color(.undefined, isBackground: true))
  }

  /// Returns the colour of a run.
  func run(_ color: UInt8) -> String {
    hex(rgbComponents(palette.color(.run(color), isBackground: false)))
  }

  /// Returns the map's colour at a brightness from 0 to 1, by linear interpolation.
  func mapColor(_ shade: Double) -> (red: UInt8, green: UInt8, blue: UInt8) {
    let position = min(max(shade, 0), 1) * 31
    let below = min(Int(clamping: position), 30)
    let fraction = position - Double(below)
    let (a, b) = (levels[below], levels[below + 1])
    func blended(_ from: UInt8, _ to: UInt8) -> UInt8 {
      UInt8(clamping: (Double(from) + fraction * (Double(to) - Double(from))).rounded())
    }
    return (blended(a.0, b.0), blended(a.1, b.1), blended(a.2, b.2))
  }

  /// The colour of undefined ground as `#rrggbb`.
  var undefinedHex: String { hex(undefined) }

  /// Returns the map's colour at a brightness as `#rrggbb`.
  func mapColorHex(_ shade: Double) -> String { hex(mapColor(shade)) }
}

func rgbComponents(_ color: Color) -> (UInt8, UInt8, UInt8) {
  if case .rgb(let red, let green, let blue) = color { return (red, green, blue) }
  return (128, 128, 128)
}

func hex(_ color: (UInt8, UInt8, UInt8)) -> String {
  "#"
    + [color.0, color.1, color.2].map {
      $0 < 16 ? "0\(String($0, radix: 16))" : String($0, radix: 16)
    }
    .joined()
}
