import Drawing
import TestSupport
import Testing

/// Samples a function over −3…3 × −3…3, y upwards, at the centres of pixels.
func field(
  columns: Int, rows: Int, _ function: (_ x: Double, _ y: Double) -> Double
) -> HeatMap {
  var values: [Double] = []
  for row in 0..<rows {
    for column in 0..<columns {
      values.append(
        function(
          -3 + 6 * (Double(column) + 0.5) / Double(columns),
          3 - 6 * (Double(row) + 0.5) / Double(rows)))
    }
  }
  return HeatMap(columns: columns, rows: rows, values: values)
}

func hyperbola(_ x: Double, _ y: Double) -> Double { (x * y - 1) * (x * y - 1) }

@Suite struct `A heat map` {
  @Test(arguments: [(53, 44), (112, 100), (200, 120), (20, 12)], [1e-12, 1, 1e9])
  func `shows a valley as a thin dark line`(_ size: (Int, Int), _ factor: Double) {
    let (columns, rows) = size
    let heat = field(columns: columns, rows: rows) { factor * hyperbola($0, $1) }
    let levels = heat.levels()
    for row in [rows / 12, rows / 6, rows - 1 - rows / 12] {
      let line = (0..<columns).map { levels[row * columns + $0] }
      let darkest = line.min() ?? 0
      #expect(darkest <= 7, "row \(row)")
      let width = line.count { $0 <= darkest + 2 }
      #expect(width >= 1 && width <= max(4, columns / 20), "row \(row): \(width)")
      #expect(line.count { $0 >= 14 } > columns / 2, "row \(row)")
    }
  }

  @Test func `is not flattened by a steep wall`() {
    let plain = field(columns: 60, rows: 40, hyperbola)
    let walled = field(columns: 60, rows: 40) { x, y in
      x > 2.95 ? 1e200 : hyperbola(x, y)
    }
    for scale in HeatMap.Scale.allCases {
      let differences = zip(plain.levels(scale), walled.levels(scale)).enumerated()
        .filter { $0.offset % 60 < 59 }.map { abs(Int($0.element.0) - Int($0.element.1)) }
      #expect((differences.max() ?? 99) <= 5, "\(scale)")
    }
  }

  @Test(arguments: HeatMap.Scale.allCases)
  func `has levels that increase with the value`(_ scale: HeatMap.Scale) {
    let heat = HeatMap(columns: 50, rows: 1, values: (0..<50).map { Double($0 * $0) - 7 })
    let levels = heat.levels(scale)
    #expect(levels == levels.sorted())
    #expect(levels.first == 0)
    #expect(levels.last == 31)
    #expect(Set(levels).count > 8)
  }

  @Test(arguments: HeatMap.Scale.allCases)
  func `has a level for every number`(_ scale: HeatMap.Scale) {
    let special: [Double] = [.nan, .infinity, -.infinity, 0, 1, 2]
    let levels = HeatMap(columns: 6, rows: 1, values: special).levels(scale)
    #expect(levels[0] == HeatMap.undefinedLevel)
    #expect(levels[1] == 31)
    #expect(levels[2] == 0)
    #expect(levels[3] == 0)
    for values: [Double] in [
      [.nan, .nan], [], [1, 1, 1], [-1.7e308, 1.7e308], [0, .leastNonzeroMagnitude],
      [.infinity, 3],
      [-0.0, 0], [1e308, 1e308, -1e308, 4],
    ] {
      let heat = HeatMap(columns: 2, rows: 2, values: values)
      for minimum in [nil, -1e308, 0, Double.nan, -Double.infinity, 1e308] {
        let levels = heat.levels(scale, minimum: minimum)
        #expect(levels.count == 4)
        for (level, value) in zip(levels, heat.values) {
          #expect(value.isNaN ? level == HeatMap.undefinedLevel : level <= 31)
        }
      }
    }
    #expect(HeatMap(columns: 2, rows: 1, values: [5, 5]).levels(scale) == [0, 0])
    #expect(HeatMap(columns: 0, rows: -3, values: [5]).levels(scale).isEmpty)
  }

  @Test func `gives every level the same area on the rank scale`() {
    let levels = HeatMap(columns: 320, rows: 1, values: (0..<320).map { 1.05 * Double($0 % 32) })
      .levels(.rank)
    for step in 0..<32 { #expect(levels.count { $0 == UInt8(step) } == 10) }
  }

  @Test func `uses a given minimum of the field`() {
    let heat = HeatMap(columns: 4, rows: 1, values: [1, 2, 4, 100])
    #expect(heat.levels(.log, minimum: 0)[1] < heat.levels(.log)[1])
    #expect(heat.levels(.log, minimum: 0)[0] == 0)
  }

  @Test func `has contours on which the field equals the value`() {
    let heat = field(columns: 60, rows: 60) { $0 * $0 + $1 * $1 }
    let lines = heat.contours(at: 4)
    #expect(lines.count > 80)
    for line in lines {
      for (x, y) in [(line.x0, line.y0), (line.x1, line.y1)] {
        let radius = (x / 10 - 3) * (x / 10 - 3) + (3 - y / 10) * (3 - y / 10)
        #expect(abs(radius - 4) < 0.02)
      }
    }
    #expect(heat.contours(at: 100).isEmpty)
    #expect(heat.contours(at: .nan).isEmpty)
    #expect(HeatMap(columns: 1, rows: 9, values: []).contours(at: 0).isEmpty)
    #expect(heat.contours(.log, count: 0).isEmpty)
    #expect(heat.contours(.rank, count: 3).count > heat.contours(.rank, count: 1).count)
  }

  @Test func `has contours in all 16 cases of a square, but none beside NaN`() {
    for corners in 0..<16 {
      let values = (0..<4).map { corners >> $0 & 1 == 1 ? 1.0 : 0 }
      let lines = HeatMap(columns: 2, rows: 2, values: values).contours(at: 0.5)
      let changes = [(0, 1), (1, 3), (3, 2), (2, 0)].count { values[$0.0] != values[$0.1] }
      #expect(lines.count == changes / 2)
      for line in lines {
        #expect([line.x0, line.y0, line.x1, line.y1].allSatisfy { $0 >= 0.5 && $0 <= 1.5 })
        #expect(line.x0 != line.x1 || line.y0 != line.y1)
      }
    }
    let holed = HeatMap(columns: 2, rows: 2, values: [0, 1, 1, .nan])
    #expect(holed.contours(at: 0.5).isEmpty)
  }
}

@Suite struct `A drawn heat map` {
  @Test func `shows two pixels per cell, equal ones as a blank`() {
    var canvas = Canvas(Size(rows: 3, columns: 4))
    canvas.draw(
      heat: [1, 2, 1, 5], in: Rect(row: 1, column: 1, rows: 1, columns: 2), display: Display())
    #expect(canvas[1, 1] == Cell(" ", Ink(on: .level(1))))
    #expect(canvas[1, 2] == Cell("▀", Ink(.level(2), on: .level(5))))
    #expect(canvas.cells.count { $0 != Cell() } == 2)
  }

  @Test(arguments: Display.Depth.allCases, [Display.Glyphs.unicode, .ascii])
  func `hatches undefined pixels`(_ depth: Display.Depth, _ glyphs: Display.Glyphs) {
    let display = Display(depth: depth, glyphs: glyphs)
    let undefined = HeatMap.undefinedLevel
    let cell = heatCell(undefined, display: display)
    #expect(cell == Cell("/", depth == .mono ? Ink() : Ink(.frame, on: .undefined)))
    for level in UInt8(0)..<32 { #expect(heatCell(level, display: display) != cell) }

    var canvas = Canvas(Size(rows: 1, columns: 3))
    canvas.draw(
      heat: [undefined, undefined, 9, undefined, 9, undefined], in: Rect(canvas.size),
      display: display)
    #expect(canvas[0, 0] == cell)
    let hasHalfBlocks = glyphs == .unicode && (depth == .indexed || depth == .direct)
    let defined = heatCell(9, display: display)
    #expect(
      canvas[0, 1] == (hasHalfBlocks ? Cell("▀", Ink(.undefined, on: .level(9))) : defined))
    #expect(
      canvas[0, 2] == (hasHalfBlocks ? Cell("▀", Ink(.level(9), on: .undefined)) : defined))
  }

  @Test func `is clipped to the canvas and accepts too few levels`() {
    var canvas = Canvas(Size(rows: 2, columns: 2))
    let levels = (0..<32).map { UInt8($0) }
    canvas.draw(
      heat: levels, in: Rect(row: -1, column: -1, rows: 4, columns: 4), display: Display())
    #expect(canvas[0, 0] == Cell("▀", Ink(.level(9), on: .level(13))))
    var short = Canvas(Size(rows: 4, columns: 4))
    short.draw(heat: Array(levels.prefix(11)), in: Rect(short.size), display: Display())
    #expect(short[0, 3].ink.background == .level(7))
    #expect(short[1, 0] == Cell())
    var empty = Canvas(Size(rows: 0, columns: 0))
    empty.draw(heat: levels, in: Rect(row: 0, column: 0, rows: 4, columns: 4), display: Display())
    #expect(empty.cells.isEmpty)
  }

  @Test(arguments: [
    Display(), Display(depth: .sixteen), Display(depth: .eight), Display(depth: .mono),
    Display(depth: .indexed, glyphs: .ascii), Display(depth: .mono, glyphs: .ascii),
  ])
  func `shows the hyperbola on any display`(_ display: Display) {
    var canvas = Canvas(Size(rows: 12, columns: 40))
    let heat = field(columns: 40, rows: 24, hyperbola)
    canvas.draw(heat: heat.levels(), in: Rect(canvas.size), display: display)
    if display.glyphs == .ascii {
      #expect(canvas.cells.allSatisfy { $0.glyph.isASCII })
    }
    if display.depth == .mono {
      #expect(canvas.cells.allSatisfy { $0.ink == Ink() })
    }
    expectSnapshot(canvas, named: "hyperbola-\(display.depth)-\(display.glyphs)")
  }
}
