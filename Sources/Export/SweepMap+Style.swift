import Drawing
import Engine
import Raster
import Scenes

extension SweepMap {
  /// Returns the glyph and colour of a label: a state or an outcome of `Basins`.
  ///
  /// The glyph of a k-cycle is the mark of attractor k: a digit or a letter. The colours of the
  /// states are those of the screen, except that cycles up to period 16 have a colour each.
  static func style(_ label: String) -> (glyph: Character, color: RGB) {
    if let period = State.cyclePeriod(ofLabel: label) {
      let mark = BasinOutcome.mark(ofAttractor: period - 1)
      let isLong = longCycleColors.indices.contains(period - 5)
      return (mark, isLong ? longCycleColors[period - 5] : color(of: State.cycling(period: period)))
    }
    if let outcome = BasinOutcome(name: label) { return (outcome.mark, color(of: outcome)) }
    return switch label {
    case "settled": (".", color(of: State.settled))
    case "drifting": ("~", color(of: State.drifting))
    case "descending": ("-", color(of: State.descending))
    case "quasi-periodic": ("%", RGB(0x000000))
    case "chaotic", "aperiodic": ("*", color(of: State.aperiodic))
    case "fluctuating": (":", RGB(0x3C0F5A))
    case "stalled": ("=", RGB(0x004B00))
    case "climbing": ("^", color(of: State.climbing))
    case "hallucinating": ("?", color(of: State.hallucinating))
    case "diverged": ("#", color(of: State.diverged(step: 0)))
    case _ where label.hasSuffix("saddle"): (BasinOutcome.saddle.mark, color(of: State.atSaddle()))
    default: (" ", RGB(0x000000))
    }
  }

  /// Whether a label is that of a cycle without a colour of its own.
  static func sharesColor(_ label: String) -> Bool {
    (State.cyclePeriod(ofLabel: label) ?? 0) > longCycleColors.count + 4
  }

  /// The colour of a state on the screen.
  private static func color(of state: State) -> RGB {
    let paint = OutcomeClass(state).category.paint
    return RGB(Palette(Display()).color(paint, isBackground: true))
  }

  private static func color(of outcome: BasinOutcome) -> RGB {
    switch outcome {
    case .attractor(_, let index): attractorColors[index % attractorColors.count]
    case .saddle: RGB(0x7B3294)
    case .hallucinated: RGB(0xF1B6DA)
    case .cycle: RGB(0x9ECAE1)
    case .elsewhere: RGB(0xFFFFFF)
    case .moving: RGB(0xFFF7BC)
    case .infinity: RGB(0x4D4D4D)
    case .undefined: RGB(0xD9D9D9)
    case .leftData: RGB(0x0F000F)
    case .hole: RGB(0x4B0000)
    }
  }

  /// The colours of cycles of periods 5, 6, …, 16.
  ///
  /// Each colour is, in OKLab, the farthest from all before and from those of the states; none is
  /// closer than 0.15 to another.
  static let longCycleColors: [RGB] = [
    0xC305FF, 0x00A500, 0x781E00, 0x783CA5, 0x1E0F00, 0x0000B4, 0xFF5AD2, 0x2DE100,
    0xB4A50F, 0x69690F, 0x004B78, 0x00003C,
  ].map { RGB($0) }

  /// A colour for each mark of an attractor.
  ///
  /// The first eight are ColorBrewer's Dark2. Each further colour is, in OKLab, the farthest from
  /// all before and from those of the other outcomes; no two are closer than 0.07.
  static let attractorColors: [RGB] = [
    0x1B9E77, 0xD95F02, 0x7570B3, 0xE7298A, 0x66A61E, 0xE6AB02, 0xA6761D, 0x377EB8,
    0x4BFF00, 0x0000FF, 0xC300FF, 0xA5001E, 0x1E1E87, 0xFF69FF, 0x00FFD2, 0x006900,
    0xA596FF, 0x5A0F3C, 0x694BFF, 0xB49696, 0xE1F00F, 0xFF78A5, 0x87D278, 0x00B4FF,
    0x2D4BB4, 0xA55A69, 0x1E3C0F, 0xC369C3, 0x874B00, 0x00D200, 0x0FC3B4, 0xB400A5,
    0x697869, 0xFF002D, 0xF000D2, 0x6900D2, 0xFF875A, 0x003C5A, 0x0078FF, 0x5A0078,
    0x5A2D00, 0x964BD2, 0x87005A, 0xF0D278, 0x3C8700, 0xA5A55A, 0x7896C3, 0xB41E69,
    0x006978, 0xB4FFA5, 0x0000C3, 0x4B3C78, 0x78F0FF, 0xE1B496, 0xD20000, 0xE196F0,
    0xD26987, 0xB469FF, 0x696900, 0x7878F0, 0x784B69,
  ].map { RGB($0) }
}
