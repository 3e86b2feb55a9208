import Drawing
import Engine
import Scenes

extension SweepMap {
  /// Returns the glyph and colour of a label: a state or an outcome of `Basins`.
  ///
  /// The glyph of a k-cycle is the mark of attractor k: a digit or a letter. The colours of the
  /// states are those of the screen, except that cycles up to period 16 have a colour each.
  static func style(_ label: String) -> (glyph: Character, color: String) {
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
    case "quasi-periodic": ("%", "#000000")
    case "chaotic", "aperiodic": ("*", color(of: State.aperiodic))
    case "fluctuating": (":", "#3c0f5a")
    case "stalled": ("=", "#004b00")
    case "climbing": ("^", color(of: State.climbing))
    case "hallucinating": ("?", color(of: State.hallucinating))
    case "diverged": ("#", color(of: State.diverged(step: 0)))
    case _ where label.hasSuffix("saddle"): (BasinOutcome.saddle.mark, color(of: State.atSaddle()))
    default: (" ", "#000000")
    }
  }

  /// Whether a label is that of a cycle without a colour of its own.
  static func sharesColor(_ label: String) -> Bool {
    (State.cyclePeriod(ofLabel: label) ?? 0) > longCycleColors.count + 4
  }

  /// The colour of a state on the screen, as `#rrggbb`.
  private static func color(of state: State) -> String {
    let paint = OutcomeClass(state).category.paint
    return hex(rgbComponents(Palette(Display()).color(paint, isBackground: true)))
  }

  private static func color(of outcome: BasinOutcome) -> String {
    switch outcome {
    case .attractor(_, let index): attractorColors[index % attractorColors.count]
    case .saddle: "#7b3294"
    case .hallucinated: "#f1b6da"
    case .cycle: "#9ecae1"
    case .elsewhere: "#ffffff"
    case .moving: "#fff7bc"
    case .infinity: "#4d4d4d"
    case .undefined: "#d9d9d9"
    case .leftData: "#0f000f"
    case .hole: "#4b0000"
    }
  }

  /// The colours of cycles of periods 5, 6, …, 16.
  ///
  /// Each colour is, in OKLab, the farthest from all before and from those of the states; none is
  /// closer than 0.15 to another.
  static let longCycleColors = [
    "#c305ff", "#00a500", "#781e00", "#783ca5", "#1e0f00", "#0000b4", "#ff5ad2", "#2de100",
    "#b4a50f", "#69690f", "#004b78", "#00003c",
  ]

  /// A colour for each mark of an attractor.
  ///
  /// The first eight are ColorBrewer's Dark2. Each further colour is, in OKLab, the farthest from
  /// all before and from those of the other outcomes; no two are closer than 0.07.
  static let attractorColors = [
    "#1b9e77", "#d95f02", "#7570b3", "#e7298a", "#66a61e", "#e6ab02", "#a6761d", "#377eb8",
    "#4bff00", "#0000ff", "#c300ff", "#a5001e", "#1e1e87", "#ff69ff", "#00ffd2", "#006900",
    "#a596ff", "#5a0f3c", "#694bff", "#b49696", "#e1f00f", "#ff78a5", "#87d278", "#00b4ff",
    "#2d4bb4", "#a55a69", "#1e3c0f", "#c369c3", "#874b00", "#00d200", "#0fc3b4", "#b400a5",
    "#697869", "#ff002d", "#f000d2", "#6900d2", "#ff875a", "#003c5a", "#0078ff", "#5a0078",
    "#5a2d00", "#964bd2", "#87005a", "#f0d278", "#3c8700", "#a5a55a", "#7896c3", "#b41e69",
    "#006978", "#b4ffa5", "#0000c3", "#4b3c78", "#78f0ff", "#e1b496", "#d20000", "#e196f0",
    "#d26987", "#b469ff", "#696900", "#7878f0", "#784b69",
  ]
}
