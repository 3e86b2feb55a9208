import Engine
import Testing

@Suite struct `A valley floor` {
  private func floor(
    _ id: String, set: [String: Double] = [:], near start: Point<Double>, in region: Region? = nil
  ) throws -> (surface: AnySurface, floor: ValleyFloor) {
    let surface = try Catalog.surface(.named(id, knobs: set))
    let region = region ?? surface.info.frame
    return (surface, try #require(surface.valleyFloor(near: start, in: region), "\(id)"))
  }

  @Test func `of xy = 1 is traced in both directions to the border of the region`() throws {
    let (_, floor) = try floor("half-hyperbola", near: Point(3, 0.36))
    #expect(!floor.isClosed)
    for sample in floor.samples {
      #expect(abs(sample.point.x * sample.point.y - 1) < 1e-10)
      #expect(abs(sample.sharpness / (sample.point.dot(sample.point)) - 1) < 1e-9)
      #expect(
        abs(sample.tangent.dot(Point(sample.point.y, sample.point.x))) < 1e-6 * sample.point.norm)
    }
    let ends = [floor.samples[0].point, floor.samples[floor.samples.count - 1].point]
    #expect(ends.contains { $0.x > 3.5 && $0.x < 3.7 })
    #expect(ends.contains { $0.y > 2.5 && $0.y < 2.7 })
    for end in [floor.ends.first, floor.ends.last] {
      guard case .leftRegion = end else {
        Issue.record("\(end)")
        continue
      }
    }
  }

  @Test func `has the arc length, and the derivatives of value and sharpness along the curve`()
    throws
  {
    let (_, floor) = try floor("half-hyperbola", near: Point(1, 1))
    // The length of y = 1/x from (1, 1) to (3, 1/3), by quadrature.
    var length = 0.0
    let pieces = 20_000
    for i in 0..<pieces {
      let x = 1 + 2 * (Double(i) + 0.5) / Double(pieces)
      length += (1 + 1 / (x * x * x * x)).squareRoot() * 2 / Double(pieces)
    }
    let between = abs(
      floor.projection(of: Point(3, 1 / 3.0)).arcLength
        - floor.projection(of: Point(1, 1)).arcLength)
    #expect(abs(between / length - 1) < 1e-4)
    for sample in floor.samples {
      // λ = x² + x⁻² along the unit tangent.
      let (x, y) = (sample.point.x, sample.point.y)
      let expected = 2 * (x * sample.tangent.x + y * sample.tangent.y)
      #expect(abs(sample.sharpnessDerivative - expected) < 1e-5 * (1 + abs(expected)))
      #expect(abs(sample.valueDerivative) < 1e-9)
    }
  }

  @Test func `of the ring is closed`() throws {
    let (_, floor) = try floor("ring", near: Point(0.9, 0.5))
    #expect(floor.isClosed)
    let length = floor.samples[floor.samples.count - 1].arcLength - floor.samples[0].arcLength
    #expect(abs(length / (2 * Double.pi) - 1) < 1e-3)
    #expect(floor.samples.allSatisfy { abs($0.point.norm - 1) < 1e-10 })
    // Arc lengths that differ by one circumference denote the same point.
    let (a, b) = (floor.sample(at: 1), floor.sample(at: 1 + length))
    #expect((a.point - b.point).norm < 1e-9)
  }

  @Test func `contains points that are not minima`() throws {
    let (surface, ravine) = try floor("ravine", near: Point(-1.1, 0.2))
    #expect(ravine.samples.allSatisfy { abs($0.point.y) < 1e-10 })
    #expect(try #require(ravine.samples.map(\.point.x).min()) < -1.5)
    #expect(try #require(ravine.samples.map(\.point.x).max()) > 1.5)
    for sample in ravine.samples {
      #expect(abs(sample.value - surface.value(sample.point)) < 1e-15)
      #expect(
        abs(sample.valueDerivative - surface.gradient(sample.point).dot(sample.tangent)) < 1e-9)
    }
    let (rosenbrock, curve) = try floor("rosenbrock", near: Point(1, 1))
    #expect(curve.samples.contains { ($0.point - Point(1, 1)).norm < 1e-6 })
    for sample in curve.samples {
      let h = rosenbrock.hessian(sample.point)
      #expect(abs(rosenbrock.gradient(sample.point).dot(h.topEigenvector)) < 1e-7 * h.maxEigenvalue)
    }
    let xs = curve.samples.map(\.point.x)
    #expect(try #require(xs.min()) < 0 && #require(xs.max()) > 1.1)
  }

  @Test func `ends where the sharpness vanishes`() throws {
    let (_, floor) = try floor("logcosh", near: Point(0.1, 2))
    let lowest = try #require(floor.samples.map(\.point.y).min())
    #expect(lowest > 0 && lowest < 1e-3)
    #expect(floor.samples.allSatisfy { abs($0.point.x) < 1e-9 })
    let losesSharpness = [floor.ends.first, floor.ends.last].contains {
      if case .sharpnessLost = $0 { true } else { false }
    }
    #expect(losesSharpness)
  }

  @Test func `does not exist on a hill, a plane or an empty region`() throws {
    let region = Region(x: -2...2, y: -2...2)
    let hill = try Catalog.surface(.formula("-x^2 - y^2"))
    #expect(hill.valleyFloor(near: Point(0.3, 0.2), in: region) == nil)
    let plane = try Catalog.surface(.formula("x + 2*y"))
    #expect(plane.valleyFloor(near: Point(0.3, 0.2), in: region) == nil)
    let quadratic = try Catalog.surface(.formula("x^2 + y^2"))
    #expect((quadratic.valleyFloor(near: Point(.nan, 0.2), in: region)?.samples.count ?? 0) == 0)
    let empty = Region(x: 0...0, y: 0...0)
    #expect(quadratic.valleyFloor(near: Point(0, 0), in: empty) == nil)
  }

  @Test(arguments: Catalog.surfaces)
  func `has increasing arc lengths and finite samples on every surface`(_ entry: SurfaceEntry)
    throws
  {
    let surface = try entry.surface()
    guard let floor = surface.valleyFloor(near: entry.info.start, in: entry.info.frame) else {
      return
    }
    for (a, b) in zip(floor.samples, floor.samples.dropFirst()) {
      #expect(b.arcLength > a.arcLength)
      #expect((b.point - a.point).norm <= 1.001 * (b.arcLength - a.arcLength))
      #expect(a.point.isFinite && a.sharpness > 0)
    }
  }

  @Test func `has a projection of every point`() throws {
    let (surface, floor) = try floor("valley", near: Point(1.8, 0.05))
    let projection = floor.projection(of: Point(0.7, 0.3))
    #expect((projection.point - Point(0.7, 0)).norm < 1e-9)
    #expect(abs(projection.distance - 0.3) < 1e-9)
    #expect((floor.sample(at: projection.arcLength).point - projection.point).norm < 1e-9)
    let sample = try #require(floor.samples(ofSharpness: 4).first { $0.point.x > 0 })
    #expect(abs(sample.point.x - 1) < 1e-4)
    #expect(abs(surface.hessian(sample.point).maxEigenvalue - 4) < 1e-3)
  }

  @Test func `has threshold points for GD and USAM, whose threshold is constant`() throws {
    let (_, floor) = try floor("hyperbola", near: Point(3, 0.34))
    let recordings = try ["gd", "usam", "sam"].map {
      try record("hyperbola", $0, ["eta": 0.2], from: Point(1.2, 0.8), steps: 2)
    }
    let points = Theory.thresholdPoints(on: floor, for: recordings)
    #expect(Set(points.map(\.run)) == [0, 1])
    for point in points {
      let eta = 0.2
      let threshold = point.run == 0 ? 2 / eta : ((1 + 8 * 0.1 / eta).squareRoot() - 1) / 0.2
      #expect(abs(point.sharpness - threshold) < 1e-9)
      let p = point.point
      #expect(abs(2 * p.dot(p) / threshold - 1) < 1e-3)
    }
  }

  #if !DEBUG
    @Test func `is traced in a tenth of a second`() throws {
      for (id, start) in [
        ("hyperbola", Point(3, 0.34)), ("ring", Point(0.9, 0.5)), ("rosenbrock", Point(1, 1)),
        ("logcosh", Point(0.1, 6)),
      ] {
        let surface = try Catalog.surface(.named(id, knobs: [:]))
        let clock = ContinuousClock()
        let best = (0..<20).map { _ in
          clock.measure { _ = surface.valleyFloor(near: start, in: surface.info.frame) }
        }.min()
        print("\(id): traced in \(best ?? .zero)")
        #expect(try #require(best) < .milliseconds(100), "\(id)")
      }
    }
  #endif
}
