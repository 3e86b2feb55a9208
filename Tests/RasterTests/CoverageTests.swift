import Testing

@testable import Raster

@Suite struct `The coverage of pixels` {
  private static let bounds = PixelBounds(columns: 0..<40, rows: 0..<30)

  /// Returns the coverage of each pixel by polygons.
  private static func pixels(
    _ polygons: [[FigurePoint]], _ rule: Coverage.Rule = .nonZero, clip: Box? = nil
  ) -> [[Float]] {
    var coverage = Coverage(in: bounds)
    for polygon in polygons { coverage.add(polygon) }
    var rows = Array(repeating: Array(repeating: Float(0), count: 40), count: 30)
    coverage.forEachRow(rule, clip: clip) { row, first, values in
      for (offset, value) in values.enumerated() { rows[row][first + offset] = value }
    }
    return rows
  }

  private static func area(_ pixels: [[Float]]) -> Double {
    pixels.joined().reduce(0) { $0 + Double($1) }
  }

  private static func rectangle(
    _ left: Double, _ top: Double, _ right: Double, _ bottom: Double
  ) -> [FigurePoint] {
    [
      FigurePoint(left, top), FigurePoint(right, top), FigurePoint(right, bottom),
      FigurePoint(left, bottom),
    ]
  }

  @Test func `is the fraction of a pixel inside a rectangle`() {
    let pixels = Self.pixels([Self.rectangle(2.25, 3.5, 5.75, 6)])
    #expect(pixels[4][2] == 0.75 && pixels[4][3] == 1 && pixels[4][5] == 0.75)
    #expect(pixels[3][3] == 0.5 && pixels[6][3] == 0 && pixels[4][6] == 0)
    #expect(Self.area(pixels) == 3.5 * 2.5)
  }

  @Test func `of a triangle has its area`() {
    let corners = [FigurePoint(1.3, 2.1), FigurePoint(37.2, 9.4), FigurePoint(12.6, 28.7)]
    for polygon in [corners, corners.reversed()] {
      let (a, b) = (polygon[1] - polygon[0], polygon[2] - polygon[0])
      let area = 0.5 * abs(a.x * b.y - a.y * b.x)
      // The sum of the midpoints of 8 lines a row differs from the integral by less than 0.1 %.
      #expect(abs(Self.area(Self.pixels([polygon])) - area) < 0.001 * area)
    }
  }

  @Test func `of overlapping polygons is that of their union, or of their difference`() {
    let polygons = [Self.rectangle(2, 2, 10, 10), Self.rectangle(6, 6, 14, 14)]
    #expect(Self.area(Self.pixels(polygons)) == 64 + 64 - 16)
    #expect(Self.area(Self.pixels(polygons, .evenOdd)) == 64 + 64 - 32)
    let opposite = [polygons[0], polygons[1].reversed()]
    #expect(Self.area(Self.pixels(opposite)) == 64 + 64 - 32)
  }

  @Test func `ends at the bounds and at the clip`() {
    let everything = Self.pixels([Self.rectangle(-50, -50, 500, 500)])
    #expect(everything.joined().allSatisfy { $0 == 1 })
    let clip = Box(x: 3.5, y: 4.25, width: 4, height: 2)
    let clipped = Self.pixels([Self.rectangle(-50, -50, 500, 500)], clip: clip)
    #expect(Self.area(clipped) == 8)
    #expect(clipped[5][3] == 0.5 && clipped[4][5] == 0.75 && clipped[6][5] == 0.25)
    #expect(Self.area(Self.pixels([Self.rectangle(50, 2, 60, 9)])) == 0)
    #expect(Self.area(Self.pixels([[], [FigurePoint(1, 1)]])) == 0)
  }

  /// Returns the area of the line along a polyline.
  private static func strokeArea(
    _ points: [FigurePoint], isClosed: Bool = false, width: Double, isRound: Bool = false,
    dashes: [Double] = []
  ) -> Double {
    var coverage = Coverage(in: bounds)
    Stroker(radius: width / 2, isRound: isRound, dashes: dashes)
      .add(Polyline(points: points, isClosed: isClosed), to: &coverage)
    var area = 0.0
    coverage.forEachRow(.nonZero, clip: nil) { _, _, values in
      area += values.reduce(0) { $0 + Double($1) }
    }
    return area
  }

  @Test func `of a line is its width times its length`() {
    #expect(Self.strokeArea([FigurePoint(4, 9), FigurePoint(24, 9)], width: 3) == 60)
    let slanted = Self.strokeArea([FigurePoint(5, 5), FigurePoint(29, 23)], width: 2)
    #expect(abs(slanted - 60) < 0.06)
    // Both orientations, and a detour over the same points, give the same line.
    let line = [FigurePoint(4, 9), FigurePoint(24, 9)]
    #expect(Self.strokeArea(line + [line[0]], width: 3) == 60)
  }

  @Test func `of dashes leaves the gaps out`() {
    let line = [FigurePoint(4, 9), FigurePoint(24, 9)]
    #expect(Self.strokeArea(line, width: 2, dashes: [3, 2]) == 24)
    #expect(Self.strokeArea(line, width: 2, dashes: [3]) == 2 * (3 + 3 + 3 + 2))
    #expect(Self.strokeArea(line, width: 2, dashes: [0, 0]) == 40)
    let bent = [FigurePoint(4, 9), FigurePoint(11, 9), FigurePoint(11, 22)]
    #expect(abs(Self.strokeArea(bent, width: 2, dashes: [3, 2]) - 24) < 1.1)
  }

  @Test func `of round ends and corners adds discs, and of mitres squares`() {
    let line = [FigurePoint(10, 9), FigurePoint(24, 9)]
    let disc = Double.pi * 9
    let round = Self.strokeArea(line, width: 6, isRound: true)
    // A polygon is at most 0.05 inside its circle.
    #expect(abs(round - (84 + disc)) < 0.05 * 6 * Double.pi)
    let corner = [FigurePoint(5, 20), FigurePoint(20, 20), FigurePoint(20, 8)]
    // Two bars overlap in a square, and the mitre is another square.
    #expect(Self.strokeArea(corner, width: 4) == 4 * (15 + 12) - 4 + 4)
    let square = [
      FigurePoint(8, 8), FigurePoint(18, 8), FigurePoint(18, 18), FigurePoint(8, 18),
    ]
    #expect(Self.strokeArea(square, isClosed: true, width: 2) == 144 - 64)
    #expect(Self.strokeArea([FigurePoint(9, 9)], width: 4) == 0)
    let dot = Self.strokeArea([FigurePoint(9, 9)], width: 8, isRound: true)
    #expect(abs(dot - Double.pi * 16) < 0.05 * 8 * Double.pi)
  }

  @Test func `of a circle is π r²`() {
    for radius in [0.7, 3, 12] {
      let points = Path(circleAt: FigurePoint(20, 15), radius: radius)
        .flattened(Placement(scale: 1, origin: FigurePoint(0, 0)))
      let area = Self.area(Self.pixels(points.map(\.points)))
      #expect(abs(area - Double.pi * radius * radius) < 0.05 * 2 * Double.pi * radius)
    }
  }

  @Test func `of points far away or not finite is empty`() {
    let path = Path([
      [FigurePoint(.nan, 0), FigurePoint(.infinity, 5), FigurePoint(1e300, -1e300)]
    ])
    let lines = path.flattened(Placement(scale: 2, origin: FigurePoint(0, 0)))
    #expect(lines.allSatisfy { $0.points.isEmpty } && Self.area(Self.pixels([[]])) == 0)
  }
}
