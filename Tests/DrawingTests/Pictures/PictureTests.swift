import TestSupport
import Testing

@testable import Drawing

@Suite(.randomCases) struct `A picture` {
  private static func rect(_ generator: inout SeededGenerator) -> Rect {
    Rect(
      row: generator.below(12), column: generator.below(12), rows: generator.below(12),
      columns: generator.below(12))
  }

  @Test func `shows exactly the cells that nothing covers, each once`() {
    forEachRandomCase(200) { generator in
      let rect = Self.rect(&generator)
      var canvas = Canvas(Size(rows: 24, columns: 24))
      canvas.add(Picture(rect, .enlarged(Self.image(1, 1, [0]))))
      let holes = (0..<generator.below(4)).map { _ in Self.rect(&generator) }
      for hole in holes { canvas.cover(hole) }
      let visible = canvas.pictures.first?.visibleRects ?? []
      for row in 0..<24 {
        for column in 0..<24 {
          let isVisible =
            rect.contains(row, column) && !holes.contains { $0.contains(row, column) }
          try #require(visible.count { $0.contains(row, column) } == (isVisible ? 1 : 0))
        }
      }
    }
  }

  @Test func `is hidden by a box that is filled over it`() {
    var canvas = Canvas(Size(rows: 10, columns: 10))
    canvas.add(Picture(Rect(canvas.size), .enlarged(Self.image(1, 1, [0]))))
    canvas.fill(Rect(row: 0, column: 0, rows: 10, columns: 4))
    #expect(
      canvas.pictures.map(\.visibleRects) == [[Rect(row: 0, column: 4, rows: 10, columns: 6)]])
    canvas.fill(Rect(canvas.size))
    #expect(canvas.pictures.map(\.visibleRects) == [[]])
  }

  private static func image(_ columns: Int, _ rows: Int, _ pixels: [UInt8]) -> PixelImage {
    PixelImage(columns: columns, rows: rows, pixels: pixels, paints: PixelImage.heatPaints)
  }

  @Test func `of few pixels is enlarged without other colours`() {
    let image = Self.image(2, 2, [1, 2, 3, 4])
    let large = Picture(Rect(row: 0, column: 0, rows: 1, columns: 1), .enlarged(image))
      .image(columns: 5, rows: 4)
    #expect(
      large?.pixels == [1, 1, 2, 2, 2, 1, 1, 2, 2, 2, 3, 3, 4, 4, 4, 3, 3, 4, 4, 4])
    #expect(image.resized(columns: 2, rows: 2) == image)
  }

  @Test func `of categories is transparent at a cell without a category`() {
    let one = MapCategory(.category(1), mark: "a")
    let two = MapCategory(.category(2), mark: "b")
    let image = PixelImage(categories: [nil, one, two, one], columns: 2)
    #expect(image[column: 0, row: 0] == .terminalDefault)
    #expect(image[column: 1, row: 0] == .category(1))
    #expect(image[column: 0, row: 1] == .category(2))
    #expect(image[column: 1, row: 1] == .category(1))
  }

  @Test func `leaves the text over it, without the colours of the map`() {
    var canvas = Canvas(Size(rows: 1, columns: 7))
    let cells = [
      Cell("▀", Ink(.level(3), on: .level(5))), Cell(" ", Ink(on: .level(5))),
      Cell("⠿", Ink(.run(1), on: .shade(5))), Cell("/", Ink(.frame, on: .undefined)),
      Cell("▚", Ink(.level(7))), Cell("■", Ink(.run(0), on: .category(2), bold: true)),
      Cell("▀", Ink(.level(3), on: .level(5))),
    ]
    for (column, cell) in cells.enumerated() { canvas[0, column] = cell }
    let text = canvas.textOver([Rect(row: 0, column: 0, rows: 1, columns: 6)])
    #expect(
      text.cells == [
        Cell(), Cell(), Cell("⠿", Ink(.run(1))), Cell(), Cell(),
        Cell("■", Ink(.run(0), bold: true)), cells[6],
      ])
  }
}

@Suite(.randomCases) struct `Thresholds of levels` {
  @Test(arguments: HeatMap.Scale.allCases)
  func `give the level of the brightness of any value`(_ scale: HeatMap.Scale) {
    forEachRandomCase(30) { generator in
      let values = (0..<48).map { _ in
        generator.below(20) == 0
          ? generator.pick([.infinity, -.infinity, .nan, 0, -0.0, 1e300, .leastNonzeroMagnitude])
          : generator.number(in: -3...1e3)
      }
      let map = HeatMap(columns: 8, rows: 6, values: values)
      let thresholds = LevelThresholds(map, scale)
      let shading = map.shading(scale)
      for value in values + (0..<200).map({ _ in generator.number(in: -1e4...1e4) }) {
        let level =
          value.isNaN
          ? HeatMap.undefinedLevel : HeatMap.levels(ofShades: [shading(value)])[0]
        try #require(thresholds.level(of: value) == level)
      }
    }
  }

  @Test func `of a constant field give its only level`() {
    let map = HeatMap(columns: 2, rows: 2, values: [4, 4, 4, 4])
    #expect(LevelThresholds(map, .log).level(of: 4) == map.levels(.log)[0])
  }
}

@Suite struct `The image of a relief` {
  /// A plane, on which the light and the level are the same between and at the nodes.
  private static func plane(_ side: Int, _ slope: Double) -> [Double] {
    (0..<side * side).map { 0.5 + slope * (Double($0 % side) / Double(side - 1) - 0.5) }
  }

  @Test(arguments: [(0.0, 30.0, 35.0, 1.0), (0.4, 0, 60, 1), (-0.6, 205, 20, 2), (0.9, 77, 90, 1)])
  func `of a plane has the pixels of the relief in cells`(
    _ slope: Double, _ yaw: Double, _ pitch: Double, _ zoom: Double
  ) throws {
    let heights = Self.plane(9, slope)
    let relief = Relief(
      columns: 60, rows: 64, heights: heights, side: 9, yaw: yaw, pitch: pitch, zoom: zoom)
    let image = ReliefImage(
      heights, side: 9, yaw: yaw, pitch: pitch, zoom: zoom, cells: Size(rows: 16, columns: 30))
    let pixels = try #require(image.image(columns: 60, rows: 64))
    let differing = relief.levels.indices.count { index in
      let paint = relief.levels[index].map { Paint.level($0) } ?? .terminalDefault
      return pixels[column: index % 60, row: index / 60] != paint
    }
    // A level at the middle between two may be rounded to either.
    #expect(differing <= 60 * 64 / 200)
    #expect(relief.levels.contains { $0 != nil })
  }

  @Test func `has each point of the surface over the cell of the relief`() throws {
    let heights = Self.plane(9, 0.5)
    let cells = Size(rows: 17, columns: 54)
    let relief = Relief(
      columns: 108, rows: 68, heights: heights, side: 9, yaw: 30, pitch: 35, zoom: 1)
    // Cells of 10 × 19 pixels are not as high as four dots of the relief are wide.
    let image = try #require(
      ReliefImage(heights, side: 9, yaw: 30, pitch: 35, zoom: 1, cells: cells)
        .image(columns: 540, rows: 323))
    for row in 0..<17 {
      for column in 0..<54 {
        let (x, y) = (2 * column, 4 * row)
        let dots = (0..<8).map { relief.levels[(y + $0 / 2) * 108 + x + $0 % 2] }
        guard Set(dots.map { $0 == nil }).count == 1 else { continue }
        let center = image[column: 10 * column + 5, row: 19 * row + 9]
        #expect((center == .terminalDefault) == (dots[0] == nil))
      }
    }
  }

  @Test func `is empty without heights, and nil if cancelled`() throws {
    let image = ReliefImage(
      [], side: 9, yaw: 0, pitch: 30, zoom: 1, cells: Size(rows: 2, columns: 2))
    let pixels = try #require(image.image(columns: 4, rows: 4))
    #expect((0..<16).allSatisfy { pixels[column: $0 % 4, row: $0 / 4] == .terminalDefault })
    let cancelled = ReliefImage(
      Self.plane(9, 0), side: 9, yaw: 0, pitch: 30, zoom: 1, cells: Size(rows: 2, columns: 2))
    #expect(cancelled.image(columns: 4, rows: 4) { true } == nil)
  }
}
