import Engine

/// A number that the text of the reference states, how far the digits given reach, and its measure.
struct Stated: Sendable {
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

/// Section 1.1: by how much SAM's and USAM's gradients differ from those of L + ρ‖∇L‖ and
/// L + (ρ/2)‖∇L‖², over ρ².
///
/// The text names no point. As ρ goes to 0 they are ½‖∇³L(ĝ, ĝ)‖ and ‖g‖² times that, so that
/// ‖g‖ = 0.73; of a dozen surfaces, at points of one decimal, ½(xy − 1)² alone has such a place.
let errors: [Stated] = [
  (0.001, 2.54, 1.36), (0.1, 2.58, 1.38),
].flatMap { rho, sam, usam in
  [(sam, true), (usam, false)].map { value, isNormalized in
    Stated(
      "1.1 error of one step of \(isNormalized ? "SAM" : "USAM"), ρ = \(rho)", value, within: 5e-3
    ) {
      let surface = try Catalog.surface(.named("half-hyperbola"))
      let p = Point(1.3, 1.1)
      let (g, h) = (surface.gradient(p), surface.hessian(p))
      let look = (isNormalized ? rho / g.norm : rho) * g
      let bend = Point(h.xx * look.x + h.xy * look.y, h.xy * look.x + h.yy * look.y)
      return (surface.gradient(p + look) - g - bend).norm / (rho * rho)
    }
  }
}

/// A landing that the text gives without the start on which it depends.
struct Landing: Sendable, CustomStringConvertible {
  let surface: String
  let rho, stated, digit: Double

  var description: String {
    "3.3 USAM at η = 0.4 on \(surface), \(stated): no start is given, on which it depends"
  }
}

let openLandings = [
  Landing(surface: "logcosh", rho: 0.1, stated: 3.0278, digit: 1e-4),
  Landing(surface: "root", rho: 0.5, stated: 1.700, digit: 1e-3),
]
