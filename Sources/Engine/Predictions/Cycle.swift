/// The 2-cycle that theory predicts for a run.
struct Cycle {
  let floorPoint: FloorPoint
  let radius: Double
  /// Whether the surface is quadratic within ρ, up to rounding.
  let isExactlyQuadratic: Bool
  /// The sine of the angle by which higher orders rotate the cycle.
  let misalignment: Double

  /// The reason why a law does not apply.
  struct NotApplicable: Error { let reason: String }
}
