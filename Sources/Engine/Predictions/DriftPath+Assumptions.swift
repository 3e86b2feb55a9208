extension DriftPath {
  /// The reason why the drift law does not hold at a sample; nil if the law holds.
  static func violatedAssumption(
    _ surface: AnySurface, _ rule: SAMFamilyRule, _ sample: ValleyFloor.Sample
  ) -> String? {
    switch relativeError(surface, rule, sample) {
    case .failure(let error): error.reason
    case .success(let deviation):
      deviation <= 0.05
        ? nil : "ρ is too large: higher-order terms change the drift by more than 5 %"
    }
  }

  /// The relative error of the drift law at a sample.
  ///
  /// Compares the mean gradient along the floor on the real surface with the two drift terms.
  static func relativeError(
    _ surface: AnySurface, _ rule: SAMFamilyRule, _ sample: ValleyFloor.Sample
  ) -> Result<Double, Cycle.NotApplicable> {
    let floorPoint = FloorPoint(sample.point, surface.hessian(sample.point))
    let result = cycleCheck(surface, rule, floorPoint, valueDerivative: sample.valueDerivative)
    return result.map { check in
      let (lossTerm, cycleTerm) = driftTerms(rule, sample)
      let difference = abs(check.meanGradient.dot(sample.tangent) - lossTerm - cycleTerm)
      // Where both terms vanish, the difference is rounding.
      let roundingFloor = 1e-5 * floorPoint.sharpness * check.radius
      return difference / (abs(lossTerm) + abs(cycleTerm) + roundingFloor)
    }
  }

  /// The gradient terms along the floor: V′ of the loss and 2ρ²k′/(2 − ηk)² of the 2-cycle.
  static func driftTerms(_ rule: SAMFamilyRule, _ sample: ValleyFloor.Sample) -> (
    lossTerm: Double, cycleTerm: Double
  ) {
    let margin = 2 - rule.eta * sample.sharpness
    return (
      sample.valueDerivative,
      2 * rule.rho * rule.rho * sample.sharpnessDerivative / (margin * margin)
    )
  }

  /// The 2-cycle across a floor point, or the reason why the drift law does not hold.
  ///
  /// `valueDerivative` is the derivative of the loss along the floor.
  static func cycleCheck(
    _ surface: AnySurface, _ rule: SAMFamilyRule, _ floorPoint: FloorPoint,
    valueDerivative: Double
  ) -> Result<CycleCheck, Cycle.NotApplicable> {
    func notApplicable(_ reason: String) -> Result<CycleCheck, Cycle.NotApplicable> {
      .failure(Cycle.NotApplicable(reason: reason))
    }
    guard let radius = rule.cycleRadius(floorPoint.sharpness) else {
      return notApplicable("the sharpness of the valley floor is above 2/η")
    }
    guard floorPoint.hessian.minEigenvalue > -0.1 * floorPoint.sharpness else {
      return notApplicable("the valley floor has negative curvature, as at a saddle")
    }
    // ‖ε‖ = ρ holds only while ‖∇f‖ is far above the 10⁻¹² in the denominator.
    guard floorPoint.sharpness * radius >= 1e-10 else {
      return notApplicable(
        "the gradient on the 2-cycle is close to the constant in the rule's denominator")
    }
    guard abs(valueDerivative) <= 0.3 * floorPoint.sharpness * radius else {
      return notApplicable("the valley floor is too steep for the 2-cycle")
    }
    // ε has the component ρV′/‖g‖ along the floor, which changes V′ by this fraction.
    let bias = abs(floorPoint.hessian.minEigenvalue) * rule.rho / (floorPoint.sharpness * radius)
    guard bias <= 0.05 else {
      return notApplicable("the loss is curved too much along the valley")
    }
    guard let limit = floorPoint.breakUpRadius(on: surface, rule), rule.rho <= limit else {
      return notApplicable("the 2-cycle breaks up")
    }
    guard let check = CycleCheck(floorPoint, rule, radius: radius, on: surface),
      abs(check.radiusError) <= 0.05
    else { return notApplicable("the loss is not quadratic across the valley within ρ") }
    return .success(check)
  }
}
