/// Clips a segment to 0…`width` × 0…`height` (Liang and Barsky, 1984).
///
/// Returns nil if the segment lies outside or an end is not finite.
func clip(
  _ a: (Double, Double), _ b: (Double, Double), width: Double, height: Double
) -> (from: (Double, Double), to: (Double, Double))? {
  guard a.0.isFinite, a.1.isFinite, b.0.isFinite, b.1.isFinite else { return nil }
  // Halved, because the difference of two finite numbers can overflow. The names p and q are
  // those of the paper: a side is crossed at parameter q / p, inwards if p < 0.
  let (dx, dy) = (b.0 / 2 - a.0 / 2, b.1 / 2 - a.1 / 2)
  let sides = [
    (p: -dx, q: a.0 / 2), (dx, width / 2 - a.0 / 2),
    (-dy, a.1 / 2), (dy, height / 2 - a.1 / 2),
  ]
  var enter: (parameter: Double, side: Int?) = (0, nil)
  var leave: (parameter: Double, side: Int?) = (1, nil)
  for (side, (p, q)) in sides.enumerated() {
    if p == 0 {
      guard q >= 0 else { return nil }
    } else if p < 0 {
      if q / p > enter.parameter { enter = (q / p, side) }
    } else if q / p < leave.parameter {
      leave = (q / p, side)
    }
  }
  guard enter.parameter <= leave.parameter else { return nil }
  // For distant ends the rounding error of a product exceeds the rectangle: the coordinate of the
  // crossed side is set exactly and the other one clamped.
  func point(_ end: (parameter: Double, side: Int?)) -> (Double, Double) {
    let x = min(max(a.0 + 2 * (end.parameter * dx), 0), width)
    let y = min(max(a.1 + 2 * (end.parameter * dy), 0), height)
    return switch end.side {
    case 0: (0, y)
    case 1: (width, y)
    case 2: (x, 0)
    case 3: (x, height)
    default: (x, y)
    }
  }
  return (
    enter.side == nil ? a : point(enter), leave.side == nil ? b : point(leave)
  )
}
