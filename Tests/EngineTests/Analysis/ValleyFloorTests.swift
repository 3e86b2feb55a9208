import Engine
import Testing

@Suite struct `The floor of a valley` {
  private func floor(
    _ id: String, set: [String: Double] = [:], near start: Point<Double>, in frame: Region? = nil
  ) throws -> (surface: AnySurface, floor: ValleyFloor) {
    let surface = try Catalog.surface(.named(id, knobs: set))
    let frame = frame ?? surface.info.frame
    return (surface, try #require(surface.valleyFloor(near: start, in: frame), "\(id)"))
  }

  @Test func `of xy = 1 is followed both ways to the frame`() throws {
    let (_, floor) = try floor("half-hyperbola", near: Point(3, 0.36))
    #expect(!floor.isClosed)
    for post in floor.samples {
      #expect(abs(post.point.x * post.point.y - 1) < 1e-10)
      #expect(abs(post.sharpness / (post.point.dot(post.point)) - 1) < 1e-9)
      #expect(abs(post.tangent.dot(Point(post.point.y, post.point.x))) < 1e-6 * post.point.norm)
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

  @Test func `has its length, and the slope of its sharpness along it`() throws {
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
    for post in floor.samples {
      // λ = x² + x⁻² along the unit tangent.
      let (x, y) = (post.point.x, post.point.y)
      let expected = 2 * (x * post.tangent.x + y * post.tangent.y)
      #expect(abs(post.sharpnessDerivative - expected) < 1e-5 * (1 + abs(expected)))
      #expect(abs(post.valueDerivative) < 1e-9)
    }
  }

  @Test func `closes round a ring`() throws {
    let (_, floor) = try floor("ring", near: Point(0.9, 0.5))
    #expect(floor.isClosed)
    let length = floor.samples[floor.samples.count - 1].arcLength - floor.samples[0].arcLength
    #expect(abs(length / (2 * Double.pi) - 1) < 1e-3)
    #expect(floor.samples.allSatisfy { abs($0.point.norm - 1) < 1e-10 })
    // A place is the same a round later.
    let (a, b) = (floor.sample(at: 1), floor.sample(at: 1 + length))
    #expect((a.point - b.point).norm < 1e-9)
  }

  @Test func `runs through ravines and bends, which are no minima`() throws {
    let (surface, ravine) = try floor("ravine", near: Point(-1.1, 0.2))
    #expect(ravine.samples.allSatisfy { abs($0.point.y) < 1e-10 })
    #expect(try #require(ravine.samples.map(\.point.x).min()) < -1.5)
    #expect(try #require(ravine.samples.map(\.point.x).max()) > 1.5)
    for post in ravine.samples {
      #expect(abs(post.value - surface.value(post.point)) < 1e-15)
      #expect(abs(post.valueDerivative - surface.gradient(post.point).dot(post.tangent)) < 1e-9)
    }
    let (rosenbrock, bend) = try floor("rosenbrock", near: Point(1, 1))
    #expect(bend.samples.contains { ($0.point - Point(1, 1)).norm < 1e-6 })
    for post in bend.samples {
      let h = rosenbrock.hessian(post.point)
      #expect(abs(rosenbrock.gradient(post.point).dot(h.topEigenvector)) < 1e-7 * h.maxEigenvalue)
    }
    let xs = bend.samples.map(\.point.x)
    #expect(try #require(xs.min()) < 0 && #require(xs.max()) > 1.1)
  }

  @Test func `ends where the sharpness does`() throws {
    let (_, floor) = try floor("logcosh", near: Point(0.1, 2))
    let lowest = try #require(floor.samples.map(\.point.y).min())
    #expect(lowest > 0 && lowest < 1e-3)
    #expect(floor.samples.allSatisfy { abs($0.point.x) < 1e-9 })
    let open = [floor.ends.first, floor.ends.last].contains {
      if case .sharpnessLost = $0 { true } else { false }
    }
    #expect(open)
  }

  @Test func `is not where there is none`() throws {
    let frame = Region(x: -2...2, y: -2...2)
    let hill = try Catalog.surface(.formula("-x^2 - y^2"))
    #expect(hill.valleyFloor(near: Point(0.3, 0.2), in: frame) == nil)
    let plane = try Catalog.surface(.formula("x + 2*y"))
    #expect(plane.valleyFloor(near: Point(0.3, 0.2), in: frame) == nil)
    let bowl = try Catalog.surface(.formula("x^2 + y^2"))
    #expect((bowl.valleyFloor(near: Point(.nan, 0.2), in: frame)?.samples.count ?? 0) == 0)
    let empty = Region(x: 0...0, y: 0...0)
    #expect(bowl.valleyFloor(near: Point(0, 0), in: empty) == nil)
  }

  @Test(arguments: Catalog.surfaces)
  func `is found or refused on every surface`(_ entry: SurfaceEntry) throws {
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

  @Test func `says where a point's foot is and how far`() throws {
    let (surface, floor) = try floor("valley", near: Point(1.8, 0.05))
    let foot = floor.projection(of: Point(0.7, 0.3))
    #expect((foot.point - Point(0.7, 0)).norm < 1e-9)
    #expect(abs(foot.distance - 0.3) < 1e-9)
    #expect((floor.sample(at: foot.arcLength).point - foot.point).norm < 1e-9)
    let post = try #require(floor.samples(ofSharpness: 4).first { $0.point.x > 0 })
    #expect(abs(post.point.x - 1) < 1e-4)
    #expect(abs(surface.hessian(post.point).maxEigenvalue - 4) < 1e-3)
  }

  @Test func `carries a stop post for every run that has an edge`() throws {
    let (_, floor) = try floor("hyperbola", near: Point(3, 0.34))
    let recordings = try ["gd", "usam", "sam"].map {
      try record("hyperbola", $0, ["eta": 0.2], from: Point(1.2, 0.8), steps: 2)
    }
    let posts = Theory.thresholdPoints(on: floor, for: recordings)
    #expect(Set(posts.map(\.run)) == [0, 1])
    for post in posts {
      let eta = 0.2
      let edge = post.run == 0 ? 2 / eta : ((1 + 8 * 0.1 / eta).squareRoot() - 1) / 0.2
      #expect(abs(post.sharpness - edge) < 1e-9)
      let p = post.point
      #expect(abs(2 * p.dot(p) / edge - 1) < 1e-3)
    }
  }

  #if !DEBUG
    @Test func `is traced in five milliseconds`() throws {
      for (id, start) in [
        ("hyperbola", Point(3, 0.34)), ("ring", Point(0.9, 0.5)), ("rosenbrock", Point(1, 1)),
        ("logcosh", Point(0.1, 6)),
      ] {
        let surface = try Catalog.surface(.named(id, knobs: [:]))
        let clock = ContinuousClock()
        let best = (0..<20).map { _ in
          clock.measure { _ = surface.floor(near: start, in: surface.card.frame) }
        }.min()
        print("\(id): traced in \(best ?? .zero)")
        #expect(try #require(best) < .milliseconds(5), "\(id)")
      }
    }
  #endif
}

@Suite struct `The motion of a run` {
  @Test func `turns right round on a 2-cycle and not at all on a slide`() throws {
    let hum = try record(
      "quadratic", "sam", ["eta": 0.05, "rho": 0.1], from: Point(2, 1), steps: 2000)
    #expect(try #require(hum.updateAngle(at: 1990)) > 179.99)
    let slide = try record("quadratic", "gd", ["eta": 0.001], from: Point(2, 0), steps: 50)
    #expect(try #require(slide.updateAngle(at: 25)) < 1e-6)
    #expect(slide.updateAngle(at: 0) == nil && slide.updateAngle(at: 50) == nil)
    let corner = try record(
      "quadratic", set: ["a": 1, "b": 1], "gd", ["eta": 1], from: Point(2, 1), steps: 5)
    #expect(corner.updateAngle(at: 3) == nil)
  }

  @Test func `has a period on a cycle alone`() throws {
    let hum = try record(
      "quadratic", "sam", ["eta": 0.05, "rho": 0.1], from: Point(2, 1), steps: 2000)
    #expect(hum.period(at: 2000) == 2)
    #expect(hum.period(at: 3) == nil)
    let rest = try record("quadratic", "gd", ["eta": 0.04], from: Point(2, 1), steps: 2000)
    #expect(rest.period(at: 2000) == nil)
  }

  @Test func `has a center without the hum, and a distance from the floor with it`() throws {
    let run = try record(
      "valley", "sam", ["eta": 0.1, "rho": 0.1], from: Point(1.8, 0.05), steps: 400)
    let floor = try #require(run.surface.valleyFloor(near: Point(1, 0), in: run.surface.info.frame))
    for step in [50, 200, 350] {
      let hum = abs(run.trajectory.points[step].y)
      #expect(abs(run.smoothedPoint(at: step).y) < 0.02 * hum)
      #expect(abs(run.distance(at: step, to: floor) - hum) < 1e-6)
      let rate = run.driftRate(at: step, along: floor)
      let way = run.smoothedPoint(at: step + 10).x - run.smoothedPoint(at: step - 10).x
      #expect(abs(abs(rate) / abs(way / 20) - 1) < 0.02)
    }
  }
}
