import Vectors

/// A gradient on three vectors of lanes, with the sums around it.
///
/// The registers of a rule hold three vectors per number; those of a vector of the plane hold x, then
/// y. A sum that is part of the gradient is neither written to memory nor read from it.
struct LaneGradient: Sendable, BitwiseCopyable {
  /// The point of the gradient.
  enum PointForm: UInt8, Sendable {
    case plain
    /// p + s·v, p − s·v and p + s·v/(‖v‖ + 10⁻¹²).
    case plus, minus, along
  }

  /// The result.
  enum ResultForm: UInt8, Sendable {
    /// The gradient g.
    case plain
    /// u − r·g, and g + r·u.
    case descent, accumulation
  }

  var pointForm = PointForm.plain
  var resultForm = ResultForm.plain
  /// The offsets of p, s and v in bytes.
  var point: Int32 = 0
  var scale: Int32 = 0
  var direction: Int32 = 0
  /// The offsets of u, r and the result.
  var sum: Int32 = 0
  var factor: Int32 = 0
  var target: Int32 = 0

  /// Computes the gradient and the sums in registers.
  ///
  /// Out of line: inside a closure the compiler calls the square root instead of inlining it.
  @inline(never)
  func evaluate<S: Surface>(_ surface: S, in registers: LaneRegisters) {
    for vector in 0..<3 {
      let gradient = surface.gradient(point(vector, in: registers))
      var result = gradient
      if resultForm != .plain {
        let factor = registers.lanes(factor)[vector]
        let sum = registers.point(sum, vector)
        result = resultForm == .descent ? sum - factor * gradient : gradient + factor * sum
      }
      registers.store(result, at: target, vector)
    }
  }

  @inline(__always)
  private func point(_ vector: Int, in registers: LaneRegisters) -> Point<Lanes> {
    let start = registers.point(point, vector)
    guard pointForm != .plain else { return start }
    let (scale, direction) = (registers.lanes(scale)[vector], registers.point(direction, vector))
    return switch pointForm {
    case .along: start + ascentStep(direction, scale)
    case .minus: start - scale * direction
    default: start + scale * direction
    }
  }
}
