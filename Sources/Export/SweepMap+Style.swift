import Engine

extension SweepMap {
  /// Returns the glyph and colour of a label: a state or an outcome of `Basins`.
  ///
  /// The glyph of a k-cycle is the mark of attractor k: a digit or a letter. Cycles up to period 16
  /// have a colour each, longer ones share a colour.
  static func style(_ label: String) -> (glyph: Character, color: String) {
    if let period = State.cyclePeriod(ofLabel: label) {
      let color = cycleColors[min(period - 2, cycleColors.count - 1)]
      return (BasinOutcome.mark(ofAttractor: period - 1), color)
    }
    if let outcome = BasinOutcome(name: label) { return (outcome.mark, color(of: outcome)) }
    return switch label {
    case "settled": (".", "#2c7fb8")
    case "drifting": ("~", "#a1dab4")
    case "descending": ("-", "#ffffcc")
    case "quasi-periodic": ("%", "#fee391")
    case "chaotic", "aperiodic": ("*", "#fdae61")
    case "fluctuating": (":", "#cab2d6")
    case "stalled": ("=", "#8c96c6")
    case "climbing": ("^", "#d7191c")
    case "hallucinating": ("?", color(of: .hallucinated))
    case "diverged": ("#", color(of: .infinity))
    case _ where label.hasSuffix("saddle"): (BasinOutcome.saddle.mark, color(of: .saddle))
    default: (" ", "#000000")
    }
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
    }
  }

  /// The colours of cycles of periods 2, 3, …, 16, and of all longer periods.
  ///
  /// From period 5 each colour is, in OKLab, the farthest from all before and from those of the other
  /// states; none is closer than 0.1 to another.
  static let cycleColors = [
    "#41b6c4", "#1a9850", "#08306b", "#ff00ff", "#0f00ff", "#00ff00", "#3c0000", "#965aff",
    "#ff5a96", "#b47800", "#00002d", "#870000", "#78c300", "#002d00", "#d200a5", "#00690f",
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
