@testable import Engine
import Testing

@Suite struct `Every surface` {
  /// The surface with its initial knobs and with two random settings of them.
  private func settings(_ entry: SurfaceEntry) throws -> [AnySurface] {
    var bits = SplitMix64(seed: 11)
    let mixed = try (0..<2).map { _ in
      try entry.surface(
        Dictionary(
          uniqueKeysWithValues: entry.info.knobs.map { knob in
            let value = knob.defaultValue * bits.number(in: 0.6...1.4)
            return (knob.id, min(max(value, knob.range.lowerBound), knob.range.upperBound))
          }))
    }
    return try [entry.surface()] + mixed
  }

  private func points(_ surface: AnySurface, _ count: Int) -> [Point<Double>] {
    var bits = SplitMix64(seed: 3)
    return (0..<count).map { _ in bits.point(in: surface.info.frame) }
  }

  /// The derivative of `f` along one axis by differences of fourth order, and how far it may be off:
  /// what halving the step changed, and the rounding of the values and of the point.
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
  func `has the slope of its height by differences`(_ entry: SurfaceEntry) throws {
    for surface in try settings(entry) {
      for p in points(surface, 60) {
        let g = surface.gradient(p)
        let x = derivative(of: surface.value, at: p, along: Point(1, 0))
        let y = derivative(of: surface.value, at: p, along: Point(0, 1))
        #expect(abs(g.x - x.value) <= x.error, "∂x at \(p): \(g.x), differences say \(x)")
        #expect(abs(g.y - y.value) <= y.error, "∂y at \(p): \(g.y), differences say \(y)")
      }
    }
  }

  @Test(arguments: Catalog.surfaces)
  func `has the slope of its height by dual numbers`(_ entry: SurfaceEntry) throws {
    for surface in try settings(entry) {
      for p in points(surface, 200) {
        let (g, dual) = (surface.gradient(p), surface.autodiffGradient(p))
        // Both sum a few terms that may cancel; their size is that of the slope nearby.
        let size = max(g.norm, surface.gradient(1.1 * p).norm, surface.value(p).magnitude, 1)
        #expect((g - dual).norm <= 1e-12 * size, "at \(p): \(g), not \(dual)")
      }
    }
  }

  @Test(arguments: Catalog.surfaces)
  func `has the Hessian of its slope`(_ entry: SurfaceEntry) throws {
    for surface in try settings(entry) {
      for p in points(surface, 60) {
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
            "at \(p): \(entry), differences say \(difference)")
        }
      }
    }
  }

  @Test(arguments: Catalog.surfaces)
  func `draws a row as its single heights`(_ entry: SurfaceEntry) throws {
    let surface = try entry.surface()
    let frame = surface.info.frame
    let xs = (0..<17).map {
      frame.x.lowerBound + Double($0) / 16 * (frame.x.upperBound - frame.x.lowerBound)
    }
    var row = [Double](repeating: .nan, count: xs.count)
    surface.values(xs, frame.y.upperBound, &row)
    for (x, height) in zip(xs, row) {
      #expect(surface.value(Point(x, frame.y.upperBound)).bitPattern == height.bitPattern)
    }
  }

  @Test(arguments: Catalog.surfaces)
  func `is level at its known minima, and nowhere lower near by`(_ entry: SurfaceEntry) throws {
    for surface in try settings(entry) {
      for p in surface.landmarks.minima {
        let hessian = surface.hessian(p)
        #expect(
          surface.gradient(p).norm <= 1e-13 * (1 + hessian.maxEigenvalue) * (1 + p.norm), "at \(p)")
        #expect(hessian.minEigenvalue >= -1e-12 * hessian.maxEigenvalue, "at \(p): \(hessian)")
        #expect(rim(of: surface, at: p, radius: 1e-3).down == 0, "at \(p)")
      }
    }
  }

  @Test(arguments: Catalog.surfaces)
  func `is level at its known saddles, and both higher and lower near by`(_ entry: SurfaceEntry)
    throws
  {
    for surface in try settings(entry) {
      for p in surface.landmarks.saddles {
        let hessian = surface.hessian(p)
        let size = max(hessian.maxEigenvalue, -hessian.minEigenvalue)
        #expect(surface.gradient(p).norm <= 1e-13 * (1 + size) * (1 + p.norm), "at \(p)")
        if size > 0 {
          #expect(hessian.minEigenvalue < 0 && hessian.maxEigenvalue > 0, "at \(p): \(hessian)")
        }
        let rim = rim(of: surface, at: p, radius: 1e-2)
        #expect(rim.up > 0 && rim.down > 0, "at \(p): \(rim)")
      }
    }
  }

  @Test(arguments: Catalog.surfaces)
  func `is level all along its valley`(_ entry: SurfaceEntry) throws {
    for surface in try settings(entry) {
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
  func `has landmarks, unless its slope never vanishes`(_ entry: SurfaceEntry) throws {
    let surface = try entry.surface()
    let landmarks = surface.landmarks
    guard landmarks.minima.isEmpty, landmarks.saddles.isEmpty, landmarks.valley.isEmpty else {
      return
    }
    // Both points of the data lie ahead along x: whatever w is, more of x is lower.
    #expect(["margin", "log-margin"].contains(surface.info.id))
    for p in points(surface, 200) { #expect(surface.gradient(p).x < 0, "at \(p)") }
  }

  @Test(arguments: Catalog.surfaces)
  func `shows its start and says what its letters mean`(_ entry: SurfaceEntry) throws {
    let card = entry.info
    #expect(try entry.surface().value(card.start).isFinite)
    #expect(try entry.surface().gradient(card.start).norm > 0)
    #expect(!card.formula.isEmpty && card.about.hasSuffix(".") && !card.source.isEmpty)
    for knob in card.knobs {
      #expect(knob.range.contains(knob.defaultValue), "\(knob.id)")
      #expect(!knob.meaning.isEmpty)
    }
  }

  @Test func `has an id of its own`() {
    let ids = Catalog.surfaces.map(\.info.id)
    #expect(Set(ids).count == ids.count)
  }
}
