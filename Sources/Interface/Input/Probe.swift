import Engine

/// A cursor on the map that reads out the surface, and measures from a mark.
struct Probe: Sendable, Equatable {
  /// The point under the cursor.
  var point: Point<Double>
  /// The point from which distances are measured; nil before Enter or the second click.
  var mark: Point<Double>?
  /// Whether a click has placed the cursor, so the next click measures.
  var isPlaced = false
}
