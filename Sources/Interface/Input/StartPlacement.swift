import Drawing
import Engine

extension AppState {
  /// Handles a key while the start is placed: moves the crosshair by one cell, or by five.
  mutating func handlePlacementKey(_ key: Key, at point: Point<Double>) -> [Effect] {
    switch key {
    case .escape, .character("q"), .character("i"):
      input.mode = .normal
      return []
    case .enter:
      input.mode = .normal
      var next = experiment
      next.setStart(at: Point(point.x.rounded(toDigits: 6), point.y.rounded(toDigits: 6)))
      return commit(next)
    default:
      guard let moved = cursor(at: point, after: key) else {
        message = "arrows or hjkl move the start, Enter sets the start, Esc cancels"
        return []
      }
      input.mode = .placingStart(moved)
      return []
    }
  }

  /// Returns a cursor on the map after a key: moved by one cell, or by five; nil for other keys.
  ///
  /// The middles of the outermost cells bound the cursor, so the cursor stays visible.
  func cursor(at point: Point<Double>, after key: Key) -> Point<Double>? {
    let map = layout.maps.first ?? Rect(size)
    let cell = Point(
      camera.region.x.length / Double(max(map.columns, 1)),
      camera.region.y.length / Double(max(map.rows, 1)))
    var point = point
    switch key {
    case .left, .character("h"): point.x -= cell.x
    case .right, .character("l"): point.x += cell.x
    case .up, .character("k"): point.y += cell.y
    case .down, .character("j"): point.y -= cell.y
    case .shiftLeft, .character("H"): point.x -= 5 * cell.x
    case .shiftRight, .character("L"): point.x += 5 * cell.x
    case .character("K"): point.y += 5 * cell.y
    case .character("J"): point.y -= 5 * cell.y
    default: return nil
    }
    return Point(
      camera.region.x.shrunk(by: cell.x / 2).clamping(point.x),
      camera.region.y.shrunk(by: cell.y / 2).clamping(point.y))
  }
}

extension ClosedRange where Bound == Double {
  /// Returns the range shortened by a margin at both ends, at least its middle.
  fileprivate func shrunk(by margin: Double) -> ClosedRange {
    length > 2 * margin ? lowerBound + margin...upperBound - margin : middle...middle
  }
}
