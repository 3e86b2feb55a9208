import Drawing
import Engine
import Integers
import Scenes

/// The colours of a map by basin of attraction.
struct BasinColoring: Sendable {
  /// The attractors found so far; an attractor keeps its number while the camera moves.
  var minima: Basins?
  /// The minima found by completed searches in the regions shown so far.
  var knownMinima: Basins?
  /// The colour levels by run, or by value of the split, row by row from the top of the map, two rows per cell.
  var levels: [Int: [UInt8]] = [:]
  /// The marks of the outcomes, in the order of `levels`; blank where sharpness is shown.
  var marks: [Int: [Unicode.Scalar]] = [:]
  /// The levels in use with their marks and words.
  var legend: [LegendEntry] = []

  /// An outcome in the legend.
  struct LegendEntry: Sendable, Equatable {
    let level: UInt8
    let mark: Unicode.Scalar
    /// The name without a number; empty for an isolated minimum.
    let word: String
    /// The number of cells; entries with few give way to the others.
    let count: Int
  }

  /// Removes the colours of all maps but one.
  mutating func keepLevels(ofMap index: Int) {
    levels = levels.filter { $0.key == index }
    marks = marks.filter { $0.key == index }
  }

  /// The attractors with their numbers from 1, in the order of discovery.
  var numberedMinima: [(number: Int, point: Point<Double>)] {
    (minima?.minima ?? []).enumerated().map { ($0.offset + 1, $0.element) }
  }
  /// Whether all attractors are manifolds, which are coloured by the sharpness of the last iterate.
  var isValley: Bool {
    guard let attractors = minima?.attractors, !attractors.isEmpty else { return false }
    return attractors.allSatisfy(\.isManifold)
  }

  /// The title of the legend: the kind of the manifolds if all have one.
  var title: String {
    let kinds = isValley ? Set((minima?.attractors ?? []).map(\.kind)) : []
    return kinds.count == 1 ? kinds.first?.rawValue ?? "" : "basins"
  }

  /// Whether the colours alone do not tell all attractors apart.
  func needsMarks(_ display: Display) -> Bool {
    let undefined = legend.count { $0.level == HeatMap.undefinedLevel }
    return display.depth != .direct || undefined > 1
      || (minima?.attractors.count ?? 0) > Self.minimumLevels.count
  }

  static let infinity: UInt8 = 31

  /// The levels from 2 to 25 in the order of van der Corput's sequence, so the first differ most.
  private static let minimumLevels: [UInt8] = {
    var levels: [UInt8] = []
    for number in 0..<64 {
      var (fraction, weight, rest) = (0.0, 0.5, number)
      while rest > 0 {
        if rest % 2 == 1 { fraction += weight }
        weight /= 2
        rest /= 2
      }
      let level = 2 + UInt8(clamping: fraction * 24)
      if !levels.contains(level) { levels.append(level) }
    }
    return levels
  }()

  /// Returns the level of the attractor with an index from 0; the first 24 levels differ.
  static func level(ofMinimum index: Int) -> UInt8 {
    minimumLevels[index % minimumLevels.count]
  }

  /// Returns the level of an outcome.
  static func level(of outcome: BasinOutcome) -> UInt8 {
    switch outcome {
    case .attractor(_, let index): level(ofMinimum: index)
    case .elsewhere: 0
    case .moving: 1
    case .cycle: 26
    case .saddle: 27
    case .hallucinated: 29
    case .undefined, .leftData, .hole: HeatMap.undefinedLevel
    case .infinity: infinity
    }
  }
}

extension BasinOutcome {
  /// The mark as a scalar.
  var markScalar: Unicode.Scalar { mark.unicodeScalars.first ?? " " }

  /// Whether the outcome is a cycle with a period.
  var isPeriodic: Bool { if case .cycle(_?) = self { true } else { false } }

  /// The name in the legend of the map, without a number.
  var word: String {
    switch self {
    case .attractor(.minimum, _): ""
    case .attractor(let kind, _): kind.rawValue
    case .infinity: "∞"
    case .moving: "moving"
    default: name
    }
  }
}
