import Drawing
import Integers
import Raster

/// The colours of a figure: those of the screen on a white or dark background.
struct Theme {
  /// The background of the figure.
  let background: RGB
  /// Text.
  let foreground: RGB
  /// Secondary text.
  let faint: RGB
  /// Axes and frames.
  let axisLine: RGB
  /// Grid lines.
  let gridLine: RGB
  /// Highlighted text.
  let accent: RGB
  /// Known valleys, minima and saddles.
  let landmark: RGB
  /// Diverged runs.
  let warning: RGB
  /// Predictions of theory.
  let prediction: RGB
  /// The outline of lines and markers over the map.
  let halo: RGB
  /// Contour lines.
  let contour: RGB
  /// Ground where the loss is undefined.
  let undefined: RGB
  /// The background of a plot.
  let panel: RGB
  private let palette: Palette
  private let levels: [RGB]

  init(_ map: Display.ColorMap, isLight: Bool) {
    let palette = Palette(Display(depth: .direct, map: map, light: isLight))
    self.palette = palette
    levels = (0..<32).map { RGB(palette.color(.level($0), isBackground: true)) }
    background = isLight ? RGB(0xFFFFFF) : RGB(0x12151C)
    foreground = isLight ? RGB(0x1F2430) : RGB(0xE8EAF0)
    panel = isLight ? RGB(0xF8F9FB) : RGB(0x181C25)
    gridLine = isLight ? RGB(0xE3E6EB) : RGB(0x2A303C)
    halo = isLight ? RGB(0xFFFFFF) : RGB(0x0A0C10)
    contour = isLight ? RGB(0x1F2430) : RGB(0xFFFFFF)
    faint = RGB(palette.color(.faint, isBackground: false))
    axisLine = RGB(palette.color(.frame, isBackground: false))
    accent = RGB(palette.color(.accent, isBackground: false))
    prediction = RGB(palette.color(.prediction, isBackground: false))
    warning = RGB(palette.color(.warning, isBackground: false))
    landmark = RGB(palette.color(.landmark, isBackground: false))
    undefined = RGB(palette.color(.undefined, isBackground: true))
  }

  /// Returns the colour of a run.
  func run(_ color: UInt8) -> RGB {
    RGB(palette.color(.run(color), isBackground: false))
  }

  /// Returns the map's colour at a brightness from 0 to 1, by linear interpolation.
  func mapColor(_ shade: Double) -> RGB {
    let position = min(max(shade, 0), 1) * 31
    let below = min(Int(clamping: position), 30)
    let fraction = position - Double(below)
    let (a, b) = (levels[below], levels[below + 1])
    func blended(_ from: UInt8, _ to: UInt8) -> UInt8 {
      UInt8(clamping: (Double(from) + fraction * (Double(to) - Double(from))).rounded())
    }
    return RGB(blended(a.red, b.red), blended(a.green, b.green), blended(a.blue, b.blue))
  }
}

extension RGB {
  /// Creates the colour of a direct colour; grey for another.
  init(_ color: Color) {
    if case .rgb(let red, let green, let blue) = color {
      self.init(red, green, blue)
    } else {
      self.init(128, 128, 128)
    }
  }
}
