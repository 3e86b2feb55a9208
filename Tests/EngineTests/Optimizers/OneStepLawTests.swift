import Engine
import Glibc
import Testing

/// The laws of one step on f = h(xy), exact for any state: where xy goes to, and the factor by which
/// the balancedness B = ½(x² − y²) changes.
@Suite struct `One step on h(xy)` {
  /// h′ by the surface's id, in the form that keeps its digits.
  private static let slopes: [(id: String, slope: @Sendable (Double) -> Double)] = [
    ("half-hyperbola", { $0 - 1 }),
    ("hyperbola", { 2 * ($0 - 1) }),
    ("logcosh", { Glibc.tanh($0) }),
    ("root", { $0 / (1 + $0 * $0).squareRoot() }),
  ]

  /// The product p̃ at w + ε and the factor B⁺/B.
  private struct Law {
    let product: Double
    let factor: Double
  }

  private func balance(_ w: Point<Double>) -> Double { 0.5 * (w.x - w.y) * (w.x + w.y) }

  /// Holds an optimizer to its law over 200 random states on each of the four surfaces.
  private func hold(
    _ optimizer: String, knobs: [String: Double] = [:], rho: ClosedRange<Double>?,
    positive: Bool = false,
    law: (_ w: Point<Double>, _ eta: Double, _ rho: Double, _ slope: (Double) -> Double) -> Law
  ) throws {
    var bits = SplitMix64(seed: 2)
    for (id, slope) in Self.slopes {
      for _ in 0..<200 {
        var w = Point(bits.number(in: -3...3), bits.number(in: -3...3))
        if positive { w = Point(abs(w.x), abs(w.y)) }
        let eta = bits.number(in: 0.01...0.5)
        let radius = rho.map { bits.number(in: $0) } ?? 0
        var given = knobs
        given["eta"] = eta
        if rho != nil { given["rho"] = radius }
        let run = try record(id, optimizer, given, from: w, steps: 1).trajectory
        let (next, look) = (run.points[1], run.ascentPoints[0])
        let expected = law(w, eta, radius, slope)
        let h = slope(expected.product)
        let p = w.x * w.y
        let product =
          p - eta * h * (w.x * look.x + w.y * look.y) + eta * eta * h * h * expected.product
        // Relative to the largest term, since the sums may cancel.
        let sizes = (w.norm * w.norm, look.norm * look.norm, next.norm * next.norm)
        let size = max(1, sizes.0, sizes.1, sizes.2)
        #expect(abs(look.x * look.y - expected.product) <= 1e-11 * size, "\(id) at \(w): p̃")
        #expect(abs(next.x * next.y - product) <= 1e-11 * size, "\(id) at \(w): p⁺")
        let after = expected.factor * balance(w)
        #expect(abs(balance(next) - after) <= 1e-11 * size, "\(id) at \(w): B⁺")
      }
    }
  }

  @Test func `of GD multiplies B by 1 − η²h′²`() throws {
    try hold("gd", rho: nil) { w, eta, _, slope in
      let p = w.x * w.y
      let d = slope(p)
      return Law(product: p, factor: 1 - eta * eta * d * d)
    }
  }

  @Test func `of USAM follows its law`() throws {
    try hold("usam", rho: 0...0.5) { w, eta, rho, slope in
      let p = w.x * w.y
      let d = slope(p)
      let product = p + rho * d * (w.x * w.x + w.y * w.y) + rho * rho * d * d * p
      let h = slope(product)
      return Law(
        product: product,
        factor: 1 - 2 * eta * rho * d * h - eta * eta * h * h * (1 - rho * rho * d * d))
    }
  }

  @Test func `of SAM follows its law`() throws {
    try hold("sam", rho: 0...0.5) { w, eta, rho, slope in
      let p = w.x * w.y
      let sign = slope(p) < 0 ? -1.0 : 1.0
      let r = w.norm
      // The rule's 10⁻¹² in the norm is a slightly smaller radius.
      let length = abs(slope(p)) * r
      let rho = rho * length / (length + 1e-12)
      let product = p + sign * rho * r + rho * rho * p / (r * r)
      let h = slope(product)
      return Law(
        product: product,
        factor: 1 - 2 * eta * rho / r * sign * h - eta * eta * h * h * (1 - rho * rho / (r * r)))
    }
  }

  @Test func `of ASAM follows its law where xy > 0`() throws {
    try hold("asam", knobs: ["offset": 0], rho: 0...0.5, positive: true) { w, eta, rho, slope in
      let p = w.x * w.y
      let d = slope(p)
      let sign = d < 0 ? -1.0 : 1.0
      // ‖Tg‖ = √2·|h′|xy; the rule's 10⁻¹² is a slightly smaller radius.
      let length = 2.0.squareRoot() * abs(d) * p
      let rho = rho * length / (length + 1e-12)
      let stretch = (1 + sign * rho / 2.0.squareRoot()) * (1 + sign * rho / 2.0.squareRoot())
      let product = p * stretch
      let h = slope(product)
      return Law(product: product, factor: 1 - eta * eta * h * h * stretch)
    }
  }
}
