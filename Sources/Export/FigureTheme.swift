import Drawing

/// The colours of a figure: those of the screen, on paper or on black.
struct Theme {
  let background: String
  let foreground: String
  let faint: String
  /// Axes and frames.
  let axisLine: String
  /// Lines of a grid.
  let gridLine: String
  let accent: String
  let landmark: String
  let warning: String
  let prediction: String
  /// What sets a line off from the map below it.
  let halo: String
  /// Lines of equal loss.
  let contour: String
  /// The ground behind a plot.
  let panel: String
  private let palette: Palette
  private let levels: [(UInt8, UInt8, UInt8)]

  init(_ map: Display.ColorMap, isLight: Bool) {
    let palette = Palette(Display(depth: .direct, map: map, light: isLight))
    self.palette = palette
    levels = (0..<32).map { rgbComponents(palette.color(.level($0), ground: true)) }
    background = isLight ? "#ffffff" : "#12151c"
    foreground = isLight ? "#1f2430" : "#e8eaf0"
    panel = isLight ? "#f8f9fb" : "#181c25"
    gridLine = isLight ? "#e3e6eb" : "#2a303c"
    halo = isLight ? "#ffffff" : "#0a0c10"
    contour = isLight ? "#1f2430" : "#ffffff"
    faint = hex(rgbComponents(palette.color(.faint, ground: false)))
    axisLine = hex(rgbComponents(palette.color(.frame, ground: false)))
    accent = hex(rgbComponents(palette.color(.accent, ground: false)))
    prediction = hex(rgbComponents(palette.color(.prediction, ground: false)))
    warning = hex(rgbComponents(palette.color(.warning, ground: false)))
    landmark = hex(rgbComponents(palette.color(.landmark, ground: false)))
  }

  func run(_ color: UInt8) -> String {
    hex(rgbComponents(palette.color(.run(color), ground: false)))
  }

  /// The colour of a brightness from 0 to 1, between those of the screen.
  func mapColor(_ shade: Double) -> (red: UInt8, green: UInt8, blue: UInt8) {
    let at = min(max(shade, 0), 1) * 31
    let below = min(Int(at), 30)
    let share = at - Double(below)
    let (a, b) = (levels[below], levels[below + 1])
    func mixed(_ from: UInt8, _ to: UInt8) -> UInt8 {
      UInt8((Double(from) + share * (Double(to) - Double(from))).rounded())
    }
    return (mixed(a.0, b.0), mixed(a.1, b.1), mixed(a.2, b.2))
  }

  func mapColorHex(_ shade: Double) -> String { hex(mapColor(shade)) }
}

private func rgbComponents(_ color: Color) -> (UInt8, UInt8, UInt8) {
  if case .rgb(let red, let green, let blue) = color { return (red, green, blue) }
  return (128, 128, 128)
}

private func hex(_ color: (UInt8, UInt8, UInt8)) -> String {
  "#"
    + [color.0, color.1, color.2].map {
      $0 < 16 ? "0\(String($0, radix: 16))" : String($0, radix: 16)
    }
    .joined()
}
