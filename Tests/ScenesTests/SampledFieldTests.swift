import Drawing
import Engine
import Scenes
import Testing

@Suite struct `A sampled field` {
  private let region = Region(x: -1...1, y: 0...2)

  private func surface() throws -> AnySurface { try Catalog.surface(.named("quadratic")) }

  @Test(arguments: Field.allCases)
  func `has the values of the surface, row by row from the top`(_ field: Field) throws {
    let surface = try surface()
    let sampled = SampledField(
      field, of: surface, over: region, columns: 4, rows: 2, grid: .centers, scale: .linear)
    for (row, y) in [1.5, 0.5].enumerated() {
      for (column, x) in [-0.75, -0.25, 0.25, 0.75].enumerated() {
        let point = Point(x, y)
        let expected =
          switch field {
          case .loss, .basins: surface.value(point)
          case .sharpness: surface.hessian(point).maxEigenvalue
          case .gradientNorm: surface.gradient(point).norm
          }
        #expect(abs(sampled.heatMap.values[4 * row + column] - expected) < 1e-12)
      }
    }
    #expect(sampled.levels == sampled.heatMap.levels(.linear))
  }

  @Test func `has nodes from border to border`() throws {
    let surface = try surface()
    let sampled = SampledField(
      of: surface, over: region, columns: 3, rows: 3, grid: .nodes, scale: .log)
    #expect(sampled.heatMap.values[0] == surface.value(Point(-1, 2)))
    #expect(sampled.heatMap.values[8] == surface.value(Point(1, 0)))
  }

  @Test func `is undefined where the loss is, a hole in the relief`() throws {
    let surface = try Catalog.surface(.formula("log(x) + y^2"))
    let sampled = SampledField(
      of: surface, over: region, columns: 9, rows: 9, grid: .nodes, scale: .log)
    #expect(sampled.isUndefinedSomewhere)
    for (index, level) in sampled.levels.enumerated() {
      #expect((level == HeatMap.undefinedLevel) == (index % 9 < 4))
    }
    let scene = SurfaceRelief(sampled, columns: 40, rows: 40, yaw: 30, pitch: 35, zoom: 1)
    #expect(scene.project(Point(-0.5, 0.5)) == nil)
    #expect(scene.project(Point(0.5, 0.5)) != nil)
    let defined = SampledField(
      of: try self.surface(), over: region, columns: 2, rows: 2, scale: .log)
    #expect(!defined.isUndefinedSomewhere)
  }

  @Test func `carries points of the plane onto its relief`() throws {
    let sampled = SampledField(
      of: try surface(), over: region, columns: 9, rows: 9, grid: .nodes, scale: .linear)
    let scene = SurfaceRelief(sampled, columns: 40, rows: 40, yaw: 30, pitch: 35, zoom: 1)
    let inside = try #require(scene.project(Point(0.5, 0.5)))
    let sameOnUnitSquare = scene.relief.project(x: 0.75, y: 0.25)
    #expect(inside == sameOnUnitSquare)
    #expect(scene.project(Point(1.5, 0.5)) == nil)
  }
}
