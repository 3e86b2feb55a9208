import Drawing
import Engine
import Testing

@testable import Scenes

@Suite struct `A map in pixels` {
  private let region = Region(x: -0.5...3.5, y: -0.5...2.5)

  private func field(
    _ field: Field = .loss, _ scale: HeatMap.Scale = .log, _ formula: String = "(x*y-1)^2"
  ) throws -> SampledField {
    SampledField(
      field, of: try Catalog.surface(.formula(formula)), over: region, columns: 54, rows: 34,
      scale: scale)
  }

  @Test(arguments: [Field.loss, .sharpness, .gradientNorm], HeatMap.Scale.allCases)
  func `has the levels of the cells at their resolution`(
    _ quantity: Field, _ scale: HeatMap.Scale
  ) throws {
    let field = try field(quantity, scale)
    let image = try #require(field.mapSource?.image(columns: 54, rows: 34))
    #expect(image.pixels == field.levels && image.paints == PixelImage.heatPaints)
  }

  @Test func `has at each pixel the level of the value at its centre`() throws {
    let field = try field()
    let image = try #require(field.mapSource?.image(columns: 540, rows: 323))
    let surface = try Catalog.surface(.formula("(x*y-1)^2"))
    let thresholds = LevelThresholds(field.heatMap, .log)
    for (column, row) in [(0, 0), (539, 322), (270, 161), (17, 300), (401, 8)] {
      let point = Point(
        -0.5 + 4 * (Double(column) + 0.5) / 540, 2.5 - 3 * (Double(row) + 0.5) / 323)
      #expect(image[column: column, row: row] == .level(thresholds.level(of: surface.value(point))))
    }
    #expect(Set(image.pixels).count > 20)
  }

  @Test func `is undefined where the field is`() throws {
    let field = try field(.loss, .log, "log(x) + y^2")
    let image = try #require(field.mapSource?.image(columns: 80, rows: 30))
    #expect(image[column: 0, row: 0] == .undefined && image[column: 79, row: 0] != .undefined)
  }

  @Test func `shares the scale of two maps`() throws {
    let (a, b) = (try field(), try field(.loss, .log, "(x-1)^2 + 9*y^2"))
    let shared = try #require(SampledField.sharingScale(a, b))
    for (field, alone) in [(shared.a, a), (shared.b, b)] {
      let image = try #require(field.mapSource?.image(columns: 54, rows: 34))
      #expect(image.pixels == field.levels && field.levels != alone.levels)
    }
  }

  @Test func `ends when cancelled, and the same source is drawn later`() throws {
    let source = try #require(try field().mapSource)
    var rows = 0
    let image = source.image(columns: 40, rows: 40) {
      rows += 1
      return rows > 3
    }
    #expect(image == nil && rows == 4)
    #expect(source.image(columns: 40, rows: 40) != nil)
    let other = try #require(try field().mapSource)
    #expect(source != other)
  }

  @Test func `of a relief is drawn after a cancelled attempt`() throws {
    let field = SampledField(
      of: try Catalog.surface(.formula("(x*y-1)^2")), over: region, columns: 80, rows: 80,
      grid: .nodes, scale: .log)
    let source = try #require(ReliefHeights(field)).source(
      yaw: 30, pitch: 35, zoom: 1, cells: Size(rows: 17, columns: 54))
    #expect(source.image(columns: 108, rows: 68) { true } == nil)
    let image = try #require(source.image(columns: 108, rows: 68))
    let relief = SurfaceRelief(field, columns: 108, rows: 68, yaw: 30, pitch: 35, zoom: 1).relief
    let differing = relief.levels.indices.count { index in
      (relief.levels[index] == nil)
        != (image[column: index % 108, row: index / 108] == .terminalDefault)
    }
    // The outlines of 80 and of 160 nodes differ by at most a pixel here and there.
    #expect(differing < 108 * 68 / 50)
  }
}
