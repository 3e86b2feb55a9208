import Foundation
import Testing
import Vectors

@testable import Engine

/// Splines of scipy, from Reference/splines.py.
private struct ReferenceSplines: Decodable {
  struct Line: Decodable { let x, values, slopes: [Double] }
  let x, y, values: [Double]
  /// x, y, value, ∂x, ∂y, ∂xx, ∂xy and ∂yy.
  let points: [[Double]]
  let lines: [Line]
}

@Suite struct `A surface through losses on a grid` {
  /// Returns (xy − 1)² on a uniform grid.
  private func product(_ count: Int, from low: Double, to high: Double) throws -> Grid {
    let axis = (0..<count).map { low + (high - low) * Double($0) / Double(count - 1) }
    return try Grid(
      x: axis, y: axis, values: axis.flatMap { y in axis.map { ($0 * y - 1) * ($0 * y - 1) } })
  }

  private func surface(
    _ grid: Grid, _ interpolation: GridSurface.Interpolation = .linear
  ) throws -> AnySurface {
    try Catalog.surface(SurfaceChoice(.grid("grid.npz", grid, interpolation)))
  }

  @Test func `agrees with scipy in value, gradient and Hessian`() throws {
    let expected = try JSONDecoder().decode(ReferenceSplines.self, from: reference("splines"))
    let grid = try Grid(x: expected.x, y: expected.y, values: expected.values)
    let surface = try surface(grid)
    for row in expected.points {
      let p = Point(row[0], row[1])
      let (gradient, hessian) = (surface.gradient(p), surface.hessian(p))
      let automatic = surface.autodiffGradient(p)
      let actual = [
        surface.value(p), gradient.x, gradient.y, hessian.xx, hessian.xy, hessian.yy,
      ]
      for (value, reference) in zip(actual, row[2...]) {
        #expect(abs(value - reference) <= 1e-9 * max(1, abs(reference)), "\(p)")
      }
      #expect((gradient - automatic).norm <= 1e-12 * max(1, gradient.norm))
    }
    for line in expected.lines {
      var slopes = line.values
      var spline = CubicSpline(over: line.x)
      spline.replaceBySlopes(&slopes)
      for (slope, reference) in zip(slopes, line.slopes) {
        #expect(abs(slope - reference) <= 1e-12 * max(1, abs(reference)), "\(line.x.count)")
      }
    }
  }

  @Test func `has the losses of the grid at its points, bit for bit`() throws {
    let expected = try JSONDecoder().decode(ReferenceSplines.self, from: reference("splines"))
    let grid = try Grid(x: expected.x, y: expected.y, values: expected.values)
    let surface = try surface(grid)
    for (row, y) in grid.y.enumerated() {
      for (column, x) in grid.x.enumerated() {
        #expect(surface.value(Point(x, y)) == grid.value(column: column, row: row))
      }
    }
  }

  @Test func `leads SAM where the sampled formula leads it`() throws {
    let sampled = SurfaceChoice(.grid("grid.npz", try product(101, from: 0, to: 4), .linear))
    func end(_ surface: SurfaceChoice) throws -> Point<Double> {
      let run = Run(
        surface: surface, optimizer: OptimizerChoice("sam", knobs: ["eta": 0.05, "rho": 0.1]),
        start: Point(3, 0.34), steps: 1000)
      return try #require(Catalog.record(run).trajectory.points.last)
    }
    #expect((try end(sampled) - end(.formula("(x*y - 1)^2"))).norm < 1e-3)
  }

  @Test func `has the bits of single runs on lanes`() throws {
    let surface = try surface(product(21, from: 0, to: 4))
    let lanes = surface.erasedSurface
    for index in 0..<100 {
      let p = Point(Double(index) * 0.041 - 0.03, 4 - Double(index) * 0.0407)
      let lane = lanes.gradient(Point(Lanes(p.x), Lanes(p.y)))[index % Lanes.count]
      let scalar = surface.gradient(p)
      #expect(lane.x.bitPattern == scalar.x.bitPattern && lane.y.bitPattern == scalar.y.bitPattern)
    }
  }

  @Test(arguments: GridSurface.Interpolation.allCases)
  func `has the same bits on lanes, of any size, on uniform and other axes`(
    _ interpolation: GridSurface.Interpolation
  ) throws {
    var generator = SplitMix64(seed: 5)
    func random() -> Double { Double(generator.next() >> 11) * 0x1p-53 }
    let uniform = (0..<13).map { -0.3 + 0.1 * Double($0) }
    var other = [0.0]
    for _ in 0..<9 { other.append(other[other.count - 1] + 0.01 + random()) }
    for (x, y) in [(uniform, uniform), (uniform, other), (other, uniform), ([0, 1, 3], other)] {
      var values = (0..<x.count * y.count).map { _ in 0.1 + random() }
      values[x.count + 1] = .nan
      let grid = try Grid(x: x, y: y, values: values)
      let stored = GridSurface(grid, interpolation)
      let computed = GridSurface(grid, interpolation, maxCells: 0)
      let (first, last) = (Point(x[0], y[0]), Point(x[x.count - 1], y[y.count - 1]))
      for index in 0..<300 {
        // Points of the grid, and points inside and around.
        let p =
          index < 100
          ? Point(x[index % x.count], y[index / x.count % y.count])
          : Point(
            first.x + (1.2 * random() - 0.1) * (last.x - first.x),
            first.y + (1.2 * random() - 0.1) * (last.y - first.y))
        var lanes = Point(Lanes(first.x), Lanes(first.y))
        let lane = index % Lanes.count
        (lanes.x[lane], lanes.y[lane]) = (p.x, p.y)
        let gradient = stored.gradient(p)
        let gradients = [
          computed.gradient(p), stored.gradient(lanes)[lane], computed.gradient(lanes)[lane],
        ]
        for other in gradients {
          #expect(
            other.x.bitPattern == gradient.x.bitPattern
              && other.y.bitPattern == gradient.y.bitPattern
              || other.isNaN && gradient.isNaN, "\(p)")
        }
        let value = stored.value(p)
        for other in [computed.value(p), stored.value(lanes)[lane], computed.value(lanes)[lane]] {
          #expect(other.bitPattern == value.bitPattern || other.isNaN && value.isNaN, "\(p)")
        }
      }
    }
  }

  @Test func `of a profile over decades has a vertical axis of logarithms`() throws {
    let grid = try Grid(profile: [100, 1, 0.01, 1, 100], x: [-2, -1, 0, 1, 2])
    let surface = try surface(grid, .logarithmic)
    #expect(surface.verticalAxisName == "log₁₀ loss")
    #expect(abs(surface.place(of: Point(1, 0)).y) < 1e-14)
    #expect(surface.info.frame.y.lowerBound < -2 && surface.info.frame.y.upperBound > 2)
    #expect(try self.surface(grid).verticalAxisName == "loss")
  }

  @Test func `is undefined outside the grid and beside a hole, and defined elsewhere`() throws {
    var values = [Double](repeating: 1, count: 64)
    values[3 * 8 + 4] = .nan
    let axis = (0..<8).map(Double.init)
    let surface = try surface(Grid(x: axis, y: axis, values: values))
    #expect(surface.value(Point(3.5, 3.5)).isNaN && surface.value(Point(4.5, 2.5)).isNaN)
    #expect(surface.value(Point(7.01, 3)).isNaN && surface.value(Point(0, -0.01)).isNaN)
    #expect(surface.value(Point(.nan, 3)).isNaN && surface.value(Point(.infinity, 3)).isNaN)
    for p in [Point(2.5, 3.5), Point(5.5, 3.5), Point(4.5, 4.5), Point(7, 7), Point(0, 0)] {
      #expect(abs(surface.value(p) - 1) < 1e-15 && surface.gradient(p).norm < 1e-14, "\(p)")
    }
  }

  @Test func `is bilinear with fewer than four coordinates on an axis`() throws {
    let grid = try Grid(x: [0, 1, 3], y: [0, 2], values: [0, 1, 5, 4, 5, 9])
    let surface = try surface(grid)
    #expect(surface.value(Point(0.5, 1)) == 2.5)
    #expect(surface.gradient(Point(2, 1)) == Point(2, 2))
    #expect(surface.info.about.contains("bilinear"))
  }

  @Test func `stays positive between losses that span decades if it is logarithmic`() throws {
    let axis = (-10...10).map { Double($0) / 10 }
    let values = axis.flatMap { y in axis.map { Double.exp(12 * ($0 * $0 + y * y).squareRoot()) } }
    let surface = try surface(Grid(x: axis, y: axis, values: values), .logarithmic)
    for index in 0..<400 {
      let t = Double(index) / 400 * 2 - 1
      #expect(surface.value(Point(t, 0.03)) >= 1)
    }
    #expect(abs(surface.value(Point(1, 0)) / values[10 * 21 + 20] - 1) < 1e-14)
  }

  @Test func `has no parameters`() throws {
    let source = SurfaceChoice.Source.grid("a.npz", try product(5, from: 0, to: 1), .linear)
    #expect(throws: EngineError.self) {
      try Catalog.surface(SurfaceChoice(source, knobs: ["k": 1]))
    }
  }
}

@Suite struct `A grid` {
  @Test(arguments: [
    ([0.0], [0.0, 1], 2, "the x axis has 1 coordinate; a grid needs at least 2"),
    (
      [0, 0], [0, 1], 4,
      "the x axis does not ascend: coordinate 2 is not larger than the one before"
    ),
    ([0, 1], [0, .nan], 4, "coordinate 2 of the y axis is not a finite number"),
    ([0, 1], [0, 1], 5, "2 x and 2 y coordinates do not match 5 losses"),
  ])
  func `is rejected with a reason`(
    _ x: [Double], _ y: [Double], _ count: Int, _ message: String
  ) throws {
    let error = #expect(throws: GridError.self) {
      try Grid(x: x, y: y, values: [Double](repeating: 0, count: count))
    }
    #expect(error?.description == message)
  }

  @Test func `equals a grid with the same bits only`() throws {
    let a = try Grid(x: [0, 1], y: [0, 1], values: [0, 1, 2, .nan])
    let b = try Grid(x: [0, 1], y: [0, 1], values: [0, 1, 2, .nan])
    let c = try Grid(x: [0, 1], y: [0, 1], values: [0, 1, 2.5, .nan])
    #expect(a == b && a.hashValue == b.hashValue && a != c)
  }
}
