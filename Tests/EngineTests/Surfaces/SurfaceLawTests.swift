@testable import Engine
import TestSupport
import Testing

@Suite(.randomCases) struct `Every surface` {
  /// Calls `body` with random points of the surface, in a third of the cases with its default
  /// parameters and otherwise with random ones.
  private func forEachPoint(
    _ entry: SurfaceEntry, _ count: Int, _ body: (AnySurface, Point<Double>) throws -> Void
  ) {
    forEachRandomCase(count) { generator in
      var knobs: [String: Double] = [:]
      if generator.below(3) > 0 {
        for knob in entry.info.knobs {
          let value = knob.defaultValue * generator.number(in: 0.6...1.4)
          knobs[knob.id] = min(max(value, knob.range.lowerBound), knob.range.upperBound)
        }
      }
      let surface = try entry.surface(knobs)
      try body(surface, generator.point(in: surface.info.frame))
    }
  }

  /// Calls `body` with surfaces of default and random parameters.
  private func forEachVariant(_ entry: SurfaceEntry, _ body: (AnySurface) throws -> Void) {
    forEachPoint(entry, 6) { surface, _ in try body(surface) }
  }

  /// The derivative of `f` along an axis by fourth-order differences, and a bound of its error.
  ///
  /// The bound adds the change from halving the step, and the rounding of the values and the point.
  private func derivative(
    of f: (Point<Double>) -> Double, at p: Point<Double>, along axis: Point<Double>
  ) -> (value: Double, error: Double) {
    func central(_ h: Double) -> Double { (f(p + h * axis) - f(p - h * axis)) / (2 * h) }
    let h = 0x1p-12 * max(1, p.norm)
    let (wide, narrow) = (central(2 * h), central(h))
    let size = max(abs(f(p + 2 * h * axis)), abs(f(p - 2 * h * axis)), abs(f(p)))
    let rounding = size.ulp + abs(narrow) * p.norm.ulp
    return ((4 * narrow - wide) / 3, abs(wide - narrow) + 32 * rounding / h)
  }

  @Test(arguments: Catalog.surfaces)
  func `has the gradient that finite differences give`(_ entry: SurfaceEntry) {
    forEachPoint(entry, 180) { surface, p in
      let g = surface.gradient(p)
      let x = derivative(of: surface.value, at: p, along: Point(1, 0))
      let y = derivative(of: surface.value, at: p, along: Point(0, 1))
      #expect(abs(g.x - x.value) <= x.error, "∂x at \(p): \(g.x), differences give \(x)")
      #expect(abs(g.y - y.value) <= y.error, "∂y at \(p): \(g.y), differences give \(y)")
    }
  }

  @Test(arguments: Catalog.surfaces)
  func `has the gradient that dual numbers give`(_ entry: SurfaceEntry) {
    forEachPoint(entry, 600) { surface, p in
      let (g, dual) = (surface.gradient(p), surface.autodiffGradient(p))
      // The terms of both sums may cancel; the gradient nearby gives their size.
      let size = max(g.norm, surface.gradient(1.1 * p).norm, surface.value(p).magnitude, 1)
      #expect((g - dual).norm <= 1e-12 * size, "at \(p): \(g), not \(dual)")
    }
  }

  @Test(arguments: Catalog.surfaces)
  func `has the Hessian that differences of the gradient give`(_ entry: SurfaceEntry) {
    forEachPoint(entry, 180) { surface, p in
      let hessian = surface.hessian(p)
      let entries = [
        (hessian.xx, derivative(of: { surface.gradient($0).x }, at: p, along: Point(1, 0))),
        (hessian.xy, derivative(of: { surface.gradient($0).x }, at: p, along: Point(0, 1))),
        (hessian.xy, derivative(of: { surface.gradient($0).y }, at: p, along: Point(1, 0))),
        (hessian.yy, derivative(of: { surface.gradient($0).y }, at: p, along: Point(0, 1))),
      ]
      for (entry, difference) in entries {
        #expect(
          abs(entry - difference.value) <= difference.error,
          "at \(p): \(entry), differences give \(difference)")
      }
    }
  }

  @Test(arguments: Catalog.surfaces)
  func `evaluates a row to the bits of single values`(_ entry: SurfaceEntry) throws {
    let surface = try entry.surface()
    let region = surface.info.frame
    let xs = (0..<17).map {
      region.x.lowerBound + Double($0) / 16 * (region.x.upperBound - region.x.lowerBound)
    }
    var row = [Double](repeating: .nan, count: xs.count)
    surface.values(xs, region.y.upperBound, &row)
    for (x, value) in zip(xs, row) {
      #expect(surface.value(Point(x, region.y.upperBound)).bitPattern == value.bitPattern)
    }
  }

  @Test(arguments: Catalog.surfaces)
  func `has zero gradient and no lower neighbour at its known minima`(_ entry: SurfaceEntry) {
    forEachVariant(entry) { surface in
      for p in surface.landmarks.minima {
        let hessian = surface.hessian(p)
        #expect(
          surface.gradient(p).norm <= 1e-13 * (1 + hessian.maxEigenvalue) * (1 + p.norm), "at \(p)")
        #expect(hessian.minEigenvalue >= -1e-12 * hessian.maxEigenvalue, "at \(p): \(hessian)")
        #expect(circleCounts(of: surface, around: p, radius: 1e-3).lower == 0, "at \(p)")
      }
    }
  }

  @Test(arguments: Catalog.surfaces)
  func `has zero gradient, and higher and lower neighbours, at its known saddles`(
    _ entry: SurfaceEntry
  ) {
    forEachVariant(entry) { surface in
      for p in surface.landmarks.saddles {
        let hessian = surface.hessian(p)
        let size = max(hessian.maxEigenvalue, -hessian.minEigenvalue)
        #expect(surface.gradient(p).norm <= 1e-13 * (1 + size) * (1 + p.norm), "at \(p)")
        if size > 0 {
          #expect(hessian.minEigenvalue < 0 && hessian.maxEigenvalue > 0, "at \(p): \(hessian)")
        }
        let counts = circleCounts(of: surface, around: p, radius: 1e-2)
        #expect(counts.higher > 0 && counts.lower > 0, "at \(p): \(counts)")
      }
    }
  }

  @Test(arguments: Catalog.surfaces)
  func `has zero gradient along its valley of minima`(_ entry: SurfaceEntry) {
    forEachVariant(entry) { surface in
      for curve in surface.landmarks.valley {
        for k in 0...40 {
          let t =
            curve.range.lowerBound
            + Double(k) / 40 * (curve.range.upperBound - curve.range.lowerBound)
          let p = curve.point(t)
          let hessian = surface.hessian(p)
          #expect(
            surface.gradient(p).norm <= 1e-14 * (1 + hessian.maxEigenvalue) * (1 + p.norm),
            "at \(p)")
          #expect(
            abs(hessian.minEigenvalue) <= 1e-12 * (1 + hessian.maxEigenvalue), "at \(p): \(hessian)"
          )
        }
      }
    }
  }

  @Test(arguments: Catalog.surfaces)
  func `has landmarks, unless its gradient never vanishes`(_ entry: SurfaceEntry) throws {
    let surface = try entry.surface()
    let landmarks = surface.landmarks
    guard landmarks.minima.isEmpty, landmarks.saddles.isEmpty, landmarks.valley.isEmpty else {
      return
    }
    // Both data points have a positive x, so the loss decreases along x everywhere.
    #expect(["margin", "log-margin"].contains(surface.info.id))
    forEachPoint(entry, 200) { surface, p in #expect(surface.gradient(p).x < 0, "at \(p)") }
  }

  @Test(arguments: Catalog.surfaces)
  func `has a complete info and a usable start`(_ entry: SurfaceEntry) throws {
    let info = entry.info
    #expect(try entry.surface().value(info.start).isFinite)
    #expect(try entry.surface().gradient(info.start).norm > 0)
    #expect(!info.formula.isEmpty && info.about.hasSuffix(".") && !info.source.isEmpty)
    for knob in info.knobs {
      #expect(knob.range.contains(knob.defaultValue), "\(knob.id)")
      #expect(!knob.meaning.isEmpty)
    }
  }

  @Test func `has a unique id`() {
    let ids = Catalog.surfaces.map(\.info.id)
    #expect(Set(ids).count == ids.count)
  }
}
