import Engine
import Glibc
import TestSupport
import Testing

/// The exact laws of one step on f = h(xy): the next product xy, and the factor that multiplies the
/// imbalance B = ½(x² − y²).
@Suite(.randomCases) struct `One step on h(xy)` {
  /// h′ by the surface's id, in a numerically stable form.
  private static let derivatives: [(id: String, derivative: @Sendable (Double) -> Double)] = [
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

  /// Compares an optimizer with its law at 200 random states on each of the four surfaces.
  private func verify(
    _ optimizer: String, knobs: [String: Double] = [:], rho: ClosedRange<Double>?,
    positive: Bool = false,
    law: (_ w: Point<Double>, _ eta: Double, _ rho: Double, _ derivative: (Double) -> Double) -> Law
  ) {
    for (id, derivative) in Self.derivatives {
      forEachRandomCase(200) { generator in
        var w = Point(generator.number(in: -3...3), generator.number(in: -3...3))
        if positive { w = Point(abs(w.x), abs(w.y)) }
        let eta = generator.number(in: 0.01...0.5)
        let radius = rho.map { generator.number(in: $0) } ?? 0
        var knobs = knobs
        knobs["eta"] = eta
        if rho != nil { knobs["rho"] = radius }
        let run = try record(id, optimizer, knobs, from: w, steps: 1).trajectory
        let (next, ascentPoint) = (run.points[1], run.ascentPoints[0])
        let expected = law(w, eta, radius, derivative)
        let h = derivative(expected.product)
        let p = w.x * w.y
        let product =
          p - eta * h * (w.x * ascentPoint.x + w.y * ascentPoint.y) + eta * eta * h * h
          * expected.product
        // Relative to the largest term, since the sums may cancel.
        let sizes = (w.norm * w.norm, ascentPoint.norm * ascentPoint.norm, next.norm * next.norm)
        let size = max(1, sizes.0, sizes.1, sizes.2)
        #expect(
          abs(ascentPoint.x * ascentPoint.y - expected.product) <= 1e-11 * size, "\(id) at \(w): p̃")
        #expect(abs(next.x * next.y - product) <= 1e-11 * size, "\(id) at \(w): p⁺")
        let after = expected.factor * balance(w)
        #expect(abs(balance(next) - after) <= 1e-11 * size, "\(id) at \(w): B⁺")
      }
    }
  }

  @Test func `of GD multiplies B by 1 − η²h′²`() {
    verify("gd", rho: nil) { w, eta, _, derivative in
      let p = w.x * w.y
      let d = derivative(p)
      return Law(product: p, factor: 1 - eta * eta * d * d)
    }
  }

  @Test func `of USAM follows its law`() {
    verify("usam", rho: 0...0.5) { w, eta, rho, derivative in
      let p = w.x * w.y
      let d = derivative(p)
      let product = p + rho * d * (w.x * w.x + w.y * w.y) + rho * rho * d * d * p
      let h = derivative(product)
      return Law(
        product: product,
        factor: 1 - 2 * eta * rho * d * h - eta * eta * h * h * (1 - rho * rho * d * d))
    }
  }

  @Test func `of SAM follows its law`() {
    verify("sam", rho: 0...0.5) { w, eta, rho, derivative in
      let p = w.x * w.y
      let sign = derivative(p) < 0 ? -1.0 : 1.0
      let r = w.norm
      // The 10⁻¹² in SAM's norm reduces the radius slightly.
      let length = abs(derivative(p)) * r
      let rho = rho * length / (length + 1e-12)
      let product = p + sign * rho * r + rho * rho * p / (r * r)
      let h = derivative(product)
      return Law(
        product: product,
        factor: 1 - 2 * eta * rho / r * sign * h - eta * eta * h * h * (1 - rho * rho / (r * r)))
    }
  }

  @Test func `of ASAM follows its law where xy > 0`() {
    verify("asam", knobs: ["offset": 0], rho: 0...0.5, positive: true) {
      w, eta, rho, derivative in
      let p = w.x * w.y
      let d = derivative(p)
      let sign = d < 0 ? -1.0 : 1.0
      // ‖Tg‖ = √2·|h′|xy; the 10⁻¹² in ASAM's norm reduces the radius slightly.
      let length = 2.0.squareRoot() * abs(d) * p
      let rho = rho * length / (length + 1e-12)
      let scale = (1 + sign * rho / 2.0.squareRoot()) * (1 + sign * rho / 2.0.squareRoot())
      let product = p * scale
      let h = derivative(product)
      return Law(product: product, factor: 1 - eta * eta * h * h * scale)
    }
  }
}
