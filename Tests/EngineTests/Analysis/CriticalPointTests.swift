import Engine
import TestSupport
import Testing

@Suite(.randomCases) struct `Critical points` {
  private func surface(_ id: String) throws -> AnySurface {
    try Catalog.surface(.named(id, knobs: [:]))
  }

  @Test(arguments: Catalog.surfaces)
  func `are found near known minima and saddles, with the right kind`(_ entry: SurfaceEntry) throws
  {
    let surface = try entry.surface()
    for (points, kinds) in [
      (surface.landmarks.minima, [CriticalPoint.Kind.minimum, .degenerate]),
      (surface.landmarks.saddles, [.saddle, .degenerate]),
    ] {
      // At a kink the gradient jumps and Newton's method does not converge.
      for point in points where surface.gradient(point + Point(1e-9, -1e-9)).norm < 1e-3 {
        let start = point + Point(1e-3, -7e-4)
        let found = try surface.criticalPoint(near: start, reach: 0.1)
        #expect(kinds.contains(found.kind), "\(entry.info.id): \(found)")
        let isDegenerate = found.kind == .degenerate
        #expect(
          (found.point - point).norm < (isDegenerate ? 5e-3 : 1e-6), "\(entry.info.id): \(found)")
        #expect(surface.gradient(found.point).norm < 1e-6)
      }
    }
  }

  @Test func `of Himmelblau's function number nine`() throws {
    let surface = try surface("himmelblau")
    let found = surface.criticalPoints(in: Region(x: -5...5, y: -5...5))
    #expect(found.filter { $0.kind == .minimum }.count == 4)
    #expect(found.filter { $0.kind == .saddle }.count == 4)
    let maxima = found.filter { $0.kind == .maximum }
    #expect(maxima.count == 1)
    #expect(try #require(maxima.first).point.x < -0.27)
    #expect(abs(surface.value(try #require(maxima.first).point) - 181.6) < 0.1)
    let sharpest = found.filter { $0.kind == .minimum }.map(\.hessian.maxEigenvalue).max()
    #expect(abs(try #require(sharpest) - 133.79) < 0.01)
  }

  @Test func `of the double well number three`() throws {
    let surface = try surface("double-well")
    let found = surface.criticalPoints(in: surface.info.frame)
    #expect(found.count == 3)
    #expect(found.filter { $0.kind == .saddle }.map(\.point.norm).allSatisfy { $0 < 1e-12 })
    #expect(found.filter { $0.kind == .minimum }.count == 2)
  }

  @Test func `of Beale's function include the saddle at (0, 1)`() throws {
    let saddle = try surface("beale").criticalPoint(near: Point(0.1, 0.9))
    #expect((saddle.point - Point(0, 1)).norm < 1e-9)
    #expect(saddle.kind == .saddle)
    #expect(abs(saddle.hessian.maxEigenvalue - 27.75) < 0.01)
  }

  @Test func `on a valley of minima are degenerate and close to the start`() throws {
    let surface = try surface("half-hyperbola")
    let found = try surface.criticalPoint(near: Point(3, 0.36))
    #expect(found.kind == .degenerate)
    #expect(abs(found.point.x * found.point.y - 1) < 1e-9)
    #expect((found.point - Point(3, 0.36)).norm < 0.05)
    let all = surface.criticalPoints(in: surface.info.frame)
    #expect(all.contains { $0.kind == .saddle && $0.point.norm < 1e-9 })
    #expect(
      all.filter { $0.kind == .degenerate }.allSatisfy { abs($0.point.x * $0.point.y - 1) < 1e-6 })
  }

  @Test(arguments: Catalog.surfaces)
  func `found from any start have zero gradient and the right kind`(_ entry: SurfaceEntry) throws {
    let surface = try entry.surface()
    forEachRandomCase(60) { generator in
      let inside = generator.point(in: entry.info.frame)
      let start = generator.below(3) > 0 ? inside : 10 * inside
      guard surface.gradient(start).norm.isFinite else { return }
      let found: CriticalPoint
      do throws(CriticalPointError) {
        found = try surface.criticalPoint(near: start)
      } catch {
        #expect(
          Self.allowedErrors[entry.info.id]?.contains(error) == true, "\(error) from \(start)")
        return
      }
      let (p, h) = (found.point, found.hessian)
      #expect(
        surface.gradient(p).norm <= 1e-9 + 1e-11 * abs(h.maxEigenvalue) * (1 + p.norm), "\(found)")
      let counts = circleCounts(of: surface, around: p, radius: 1e-3 * (1 + p.norm))
      switch found.kind {
      case .minimum: #expect(counts.lower == 0, "\(found)")
      case .maximum: #expect(counts.higher == 0, "\(found)")
      case .saddle: #expect(counts.higher > 0 && counts.lower > 0, "\(found)")
      case .degenerate: break
      }
    }
  }

  /// Errors on surfaces that decrease toward infinity, or have a kink.
  private static let allowedErrors: [String: Set<CriticalPointError>] = [
    "margin": [.atInfinity], "log-margin": [.atInfinity], "beale": [.atInfinity], "ackley": [.kink],
    "two-basins": [.atInfinity],
  ]

  @Test func `are not reported where the gradient does not vanish`() throws {
    func reason(
      _ surface: AnySurface, near start: Point<Double>, reach: Double = .infinity
    ) -> CriticalPointError? {
      do throws(CriticalPointError) {
        _ = try surface.criticalPoint(near: start, reach: reach)
        return nil
      } catch { return error }
    }
    #expect(try reason(surface("margin"), near: Point(0, 1), reach: 3) == .atInfinity)
    #expect(try reason(surface("double-well"), near: Point(0.9, 0), reach: 0.01) == .outOfReach)
    #expect(try reason(surface("double-well"), near: Point(.nan, 0)) == .notFinite)
    #expect(try reason(surface("cosh"), near: Point(800, 0)) == .notFinite)
    let tilted = try Catalog.surface(.formula("x + y^2"))
    #expect(reason(tilted, near: Point(0.3, 0.4)) == .atInfinity)
    #expect(try reason(Catalog.surface(.formula("abs(x) + y^2")), near: Point(0.3, 0.4)) == .kink)
    #expect(tilted.criticalPoints(in: Region(x: -1...1, y: -1...1)).isEmpty)
  }

  @Test func `below a start are minima, never a nearby saddle`() throws {
    let well = try surface("double-well")
    for (start, x) in [(Point(-0.01, 0.3), -1.0), (Point(0.01, -0.3), 1), (Point(2, 1), 1)] {
      let found = try #require(well.minimum(below: start))
      #expect((found.point - Point(x, 0)).norm < 1e-9)
    }
    let rosenbrock = try surface("rosenbrock")
    let minimum = try #require(rosenbrock.minimum(below: Point(-1.2, 1)))
    #expect((minimum.point - Point(1, 1)).norm < 1e-9)
    #expect(try surface("saddle").minimum(below: Point(1, 0.1)) == nil)
  }
}
