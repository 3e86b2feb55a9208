import Drawing
import Engine

/// The colour and the glyph by which a run is known everywhere on the screen.
struct RunStyle: Sendable, Hashable {
  let color: UInt8
  let glyph: Unicode.Scalar

  private static let glyphs: [Unicode.Scalar] = ["●", "▲", "■", "◆", "✚", "○", "△", "□", "◇"]
  private static let asciiGlyphs: [Unicode.Scalar] = ["o", "A", "#", "*", "+", "0", "V", "=", "x"]
  /// The looks by which the classics are known; others take what is left.
  private static let reservedIndices = ["sam": 0, "usam": 1, "gd": 2]

  /// The looks of runs in their order: no two the same.
  static func assign(_ contestants: [NamedRun], _ glyphs: Display.Glyphs) -> [RunStyle] {
    var free = Array(Self.glyphs.indices)
    func claim(_ wanted: Int) -> Int? {
      free.firstIndex(of: wanted).map { free.remove(at: $0) }
    }
    var looks = contestants.map { contestant in
      reservedIndices[contestant.optimizer.id].flatMap(claim)
    }
    for index in looks.indices where looks[index] == nil {
      looks[index] = free.isEmpty ? index % Self.glyphs.count : free.removeFirst()
    }
    let table = glyphs == .ascii ? asciiGlyphs : Self.glyphs
    return looks.map { RunStyle(color: UInt8($0 ?? 0), glyph: table[$0 ?? 0]) }
  }

  var paint: Paint { .run(color) }
}

extension AppState {
  var runStyles: [RunStyle] { RunStyle.assign(experiment.namedRuns, display.glyphs) }

  /// Where a run is at the playhead; the last point of one that has ended.
  func point(of run: Int) -> Point<Double> {
    recordings[run].trajectory.points[step(of: run)]
  }

  /// The runs that are shown.
  var visibleRuns: [Int] { recordings.indices.filter { !hiddenRuns.contains($0) } }

  /// A text in the glyphs of this display.
  func displayable(_ text: String) -> String {
    display.glyphs == .ascii ? asciiTransliteration(text) : text
  }
}
