import Engine
import Testing

/// Known properties of the surfaces, independent of their formulas.
@Suite struct `Known values` {
  private func surface(_ id: String, _ knobs: [String: Double] = [:]) throws -> AnySurface {
    try Catalog.surface(.named(id, knobs: knobs))
  }

  private func sharpness(_ id: String, at p: Point<Double>) throws -> Double {
    try surface(id).hessian(p).maxEigenvalue
  }

  @Test func `of the sharpness along valleys`() throws {
    for t in [0.3, 0.7, 1, 1.8, 3] {
      let p = Point(t, 1 / t)
      let square = p.dot(p)
      #expect(abs(try sharpness("half-hyperbola", at: p) - square) < 1e-12 * square)
      #expect(abs(try sharpness("hyperbola", at: p) - 2 * square) < 1e-12 * square)
      #expect(abs(try sharpness("logcosh", at: Point(0, t)) - t * t) < 1e-12)
      #expect(abs(try sharpness("root", at: Point(t, 0)) - t * t) < 1e-12)
      #expect(abs(try sharpness("valley", at: Point(t, 0)) - 2 * (1 + t * t)) < 1e-12)
      let onRing = Point(Double.cos(t), Double.sin(t))
      #expect(abs(try sharpness("ring", at: onRing) - 10 * (1 + 0.8 * Double.cos(t))) < 1e-11)
    }
  }

  @Test(arguments: [
    ("ravine", Point(-1, 0), 0, 8.046), ("ravine", Point(1, 0), 0, 1.954),
    ("double-well", Point(1, 0), 0, 2), ("rosenbrock", Point(1, 1), 0, 1001.6),
    ("beale", Point(3, 0.5), 0, 48.98), ("beale", Point(0, 1), 14.203, 27.75),
    ("rastrigin", Point.zero, 0, 396.8), ("pl", Point.zero, 0, 8), ("cosh", Point.zero, 0, 1),
    ("hyperbola", Point.zero, 1, 2), ("half-hyperbola", Point.zero, 0.5, 1),
  ])
  func `of value and sharpness at a point`(
    _ id: String, _ p: Point<Double>, _ value: Double, _ sharpness: Double
  ) throws {
    #expect(abs(try surface(id).value(p) - value) < 6e-4)
    #expect(abs(try self.sharpness(id, at: p) / sharpness - 1) < 2e-4)
  }

  @Test func `of Himmelblau's four minima and their sharpness`() throws {
    let minima = try surface("himmelblau").landmarks.minima
    #expect(minima.count == 4)
    for (p, expected) in zip(minima, [82.28, 80.55, 133.79, 105.42]) {
      #expect(try surface("himmelblau").value(p) < 1e-25)
      #expect(abs(try sharpness("himmelblau", at: p) - expected) < 6e-3)
    }
    #expect(try surface("himmelblau").landmarks.saddles.count == 4)
    #expect(abs(try surface("himmelblau").value(Point(-0.270845, -0.923039)) - 181.6) < 0.02)
  }

  @Test func `of the dip`() throws {
    let dip = try surface("dip")
    let sharp = try #require(dip.landmarks.minima.min { $0.x < $1.x })
    #expect(abs(sharp.x + 1.93753) < 1e-5)
    #expect(abs(dip.value(sharp) + 0.0308) < 1e-4)
    #expect(abs(dip.hessian(sharp).maxEigenvalue - 16.01) < 1e-2)
    let flat = try #require(dip.landmarks.minima.max { $0.x < $1.x })
    #expect(flat.norm < 1e-10)
    #expect(abs(dip.hessian(flat).maxEigenvalue - 0.5) < 1e-3)
  }

  @Test func `of the minima of Styblinski–Tang and the three-hump camel`() throws {
    let wells = try surface("styblinski-tang")
    let values = wells.landmarks.minima.map(wells.value)
    #expect(values.count == 4 && wells.landmarks.saddles.count == 4)
    #expect(abs((values.min() ?? .nan) + 78.33233) < 1e-4)
    let camel = try surface("camel")
    #expect(camel.landmarks.minima.count == 3 && camel.landmarks.saddles.count == 2)
    let outer = try #require(camel.landmarks.minima.last)
    #expect(abs(camel.value(outer) - 0.298638) < 1e-5)
  }

  @Test func `of the flattest point of a factorization in three`() throws {
    let x = Double.pow(2.0, 1.0 / 6)
    let flattest = try sharpness("factorization", at: Point(x, 1 / (x * x)))
    #expect(abs(flattest - 3 * Double.pow(4, 1.0 / 3)) < 1e-12)
    for factor in [0.9, 1.1] {
      let t = factor * x
      #expect(try sharpness("factorization", at: Point(t, 1 / (t * t))) > flattest)
    }
  }

  @Test func `of the Polyak–Łojasiewicz constant`() throws {
    let pl = try surface("pl")
    let least = (1...200_000).lazy.map { step in
      let p = Point(Double(step) * 5e-5, 0)
      return pl.gradient(p).dot(pl.gradient(p)) / (2 * pl.value(p))
    }.min()
    #expect(abs((least ?? .nan) - 0.17553) < 1e-5)
  }

  @Test func `are finite far from the origin`() throws {
    #expect(try surface("logcosh").value(Point(1e100, 1e100)) == 1e200)
    #expect(try surface("softmin").value(Point(1e100, 0)).isFinite)
    #expect(try surface("softmin").gradient(Point(-1e100, 0)).isFinite)
    #expect(try surface("log-margin").value(Point(-1e300, 0)).isFinite)
    #expect(try surface("log-margin").value(Point(1e300, 0)).isFinite)
    #expect(try surface("threshold").value(Point(1e300, 30)).isFinite)
    #expect(try surface("dyt").gradient(Point(1e200, 2)).isFinite)
    #expect(abs(try surface("root").value(Point(1e60, 1e60)) / 1e120 - 1) < 1e-15)
    #expect(try surface("ackley").gradient(.zero) == .zero)
  }
}
