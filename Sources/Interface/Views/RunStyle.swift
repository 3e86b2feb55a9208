import Drawing
import Engine
import Lessons

/// The colour and the glyph of a run in every pane.
struct RunStyle: Sendable, Hashable {
  let color: UInt8
  let glyph: Unicode.Scalar

  private static let glyphs: [Unicode.Scalar] = ["●", "▲", "■", "◆", "✚", "○", "△", "□", "◇"]
  private static let asciiGlyphs: [Unicode.Scalar] = ["o", "A", "#", "*", "+", "0", "V", "=", "x"]

  /// Returns a style per run, in the order of the runs; up to nine runs have distinct styles.
  ///
  /// The first run of an optimizer with a preferred style gets that style.
  static func assign(_ runs: [NamedRun], _ glyphs: Display.Glyphs) -> [RunStyle] {
    var free = Array(Self.glyphs.indices)
    func claim(_ index: Int) -> Int? {
      free.firstIndex(of: index).map { free.remove(at: $0) }
    }
    var styleIndices = runs.map { run in
      (try? Catalog.optimizer(run.optimizer))?.info.styleIndex.flatMap(claim)
    }
    for run in styleIndices.indices where styleIndices[run] == nil {
      styleIndices[run] = free.isEmpty ? run % Self.glyphs.count : free.removeFirst()
    }
    let table = glyphs == .ascii ? asciiGlyphs : Self.glyphs
    return styleIndices.map { RunStyle(color: UInt8($0 ?? 0), glyph: table[$0 ?? 0]) }
  }

  var paint: Paint { .run(color) }
}
