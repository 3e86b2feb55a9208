extension DriftPath {
  /// Why the law does not hold at a place of the floor; nil if it does.
  static func violatedAssumption(
    _ surface: AnySurface, _ rule: SAMFamilyRule, _ post: ValleyFloor.Sample
  ) -> String? {
    switch relativeError(surface, rule, post) {
    case .failure(let why): why.reason
    case .success(let part):
      part <= 0.05 ? nil : "the look reaches beyond where the floor's own bend is small"
    }
  }

  /// By what part of both pushes the slope along that a hum meets on the ground as it is differs from
  /// their sum.
  static func relativeError(
    _ surface: AnySurface, _ rule: SAMFamilyRule, _ post: ValleyFloor.Sample
  ) -> Result<Double, Cycle.NotApplicable> {
    let ground = FloorPoint(post.point, surface.hessian(post.point))
    return cycleCheck(surface, rule, ground, tilt: post.valueDerivative).map { swing in
      let (rise, push) = driftTerms(rule, post)
      let difference = abs(swing.meanGradient.dot(post.tangent) - rise - push)
      // Where nothing pushes, what is left is rounding.
      let least = 1e-5 * ground.sharpness * swing.radius
      return difference / (abs(rise) + abs(push) + least)
    }
  }

  /// The two slopes that move a run along: the floor's own V′, and 2ρ²k′/(2 − ηk)² from the hum.
  static func driftTerms(_ rule: SAMFamilyRule, _ post: ValleyFloor.Sample) -> (
    rise: Double, push: Double
  ) {
    let room = 2 - rule.eta * post.sharpness
    return (
      post.valueDerivative, 2 * rule.rho * rule.rho * post.sharpnessDerivative / (room * room)
    )
  }

  /// The hum across any ground whose floor rises by `tilt`, or why the law does not hold there.
  static func cycleCheck(
    _ surface: AnySurface, _ rule: SAMFamilyRule, _ ground: FloorPoint, tilt: Double
  ) -> Result<CycleCheck, Cycle.NotApplicable> {
    func missing(_ reason: String) -> Result<CycleCheck, Cycle.NotApplicable> {
      .failure(Cycle.NotApplicable(reason: reason))
    }
    guard let radius = rule.cycleRadius(ground.sharpness) else {
      return missing("the floor is sharper than 2/η")
    }
    guard ground.hessian.minEigenvalue > -0.1 * ground.sharpness else {
      return missing("the floor is a saddle's, that falls away")
    }
    // The look is as long as ρ only while ‖∇f‖ is far above the 10⁻¹² that is added to it.
    guard ground.sharpness * radius >= 1e-10 else {
      return missing("the slope on the hum is down to what the rule adds to it")
    }
    guard abs(tilt) <= 0.3 * ground.sharpness * radius else {
      return missing("the floor is too steep for the hum")
    }
    // The look leans along the floor by ρV′/‖g‖, and so sees a slope that is steeper by this part.
    let bias = abs(ground.hessian.minEigenvalue) * rule.rho / (ground.sharpness * radius)
    guard bias <= 0.05 else {
      return missing("the floor itself is curved too much along the valley")
    }
    guard let limit = ground.breakUpRadius(on: surface, rule), rule.rho <= limit else {
      return missing("the 2-cycle breaks up")
    }
    guard let swing = CycleCheck(ground, rule, radius: radius, on: surface),
      abs(swing.radiusError) <= 0.05
    else { return missing("the valley is no parabola as far as ρ") }
    return .success(swing)
  }
}
