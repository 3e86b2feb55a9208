import Engine

/// A number that the reference text states, half a unit of its last digit, and its measurement.
struct StatedValue: Sendable {
  let name: String
  let value: Double
  let within: Double
  let measure: @Sendable () throws -> Double

  init(
    _ name: String, _ value: Double, within: Double,
    _ measure: @escaping @Sendable () throws -> Double
  ) {
    (self.name, self.value, self.within, self.measure) = (name, value, within, measure)
  }
}

/// Section 1.1: the differences between the gradients of SAM and USAM and the gradients of
/// L + ρ‖∇L‖ and L + (ρ/2)‖∇L‖², divided by ρ².
///
/// The text names no point. For ρ → 0 the values are ½‖∇³L(ĝ, ĝ)‖ and ‖g‖² times that value, so
/// ‖g‖ = 0.73. Among a dozen surfaces and points with one decimal, only ½(xy − 1)² at (1.3, 1.1)
/// matches.
let gradientErrors: [StatedValue] = [
  (0.001, 2.54, 1.36), (0.1, 2.58, 1.38),
].flatMap { rho, sam, usam in
  [(sam, true), (usam, false)].map { value, isNormalized in
    StatedValue(
      "1.1 error of one step of \(isNormalized ? "SAM" : "USAM"), ρ = \(rho)", value, within: 5e-3
    ) {
      let surface = try Catalog.surface(.named("half-hyperbola"))
      let p = Point(1.3, 1.1)
      let (g, h) = (surface.gradient(p), surface.hessian(p))
      let perturbation = (isNormalized ? rho / g.norm : rho) * g
      let firstOrder = Point(
        h.xx * perturbation.x + h.xy * perturbation.y,
        h.xy * perturbation.x + h.yy * perturbation.y)
      return (surface.gradient(p + perturbation) - g - firstOrder).norm / (rho * rho)
    }
  }
}

/// A landing point y² that the text states without its start.
struct StatedLanding: Sendable, CustomStringConvertible {
  let surface: String
  let rho, stated, lastDigit: Double

  var description: String {
    "3.3 USAM at η = 0.4 on \(surface), \(stated): depends on the start, which the text omits"
  }
}

let landingsWithoutStart = [
  StatedLanding(surface: "logcosh", rho: 0.1, stated: 3.0278, lastDigit: 1e-4),
  StatedLanding(surface: "root", rho: 0.5, stated: 1.700, lastDigit: 1e-3),
]
