import Drawing
import Engine
import Raster
import Testing

@testable import Export

@Suite struct `The parts of a figure` {
  @Test func `include coordinates with at most two decimals`() {
    let expected: [(Double, String)] = [
      (0, "0"), (-0.0, "0"), (1, "1"), (-0.004, "0"), (0.05, ".05"), (-0.5, "-.5"),
      (12.345, "12.35"), (-3.1, "-3.1"), (1e300, "0"), (.nan, "0"), (.infinity, "0"),
    ]
    for (value, text) in expected { #expect(formatLength(value) == text, "\(value)") }
  }

  @Test func `include escaped XML text`() {
    #expect(xmlEscaped("a<b>&\"'") == "a&lt;b&gt;&amp;&quot;&#39;")
    #expect(
      xmlEscaped("]]>\u{1B}\u{0}\u{202E}\u{FFFF}\n") == "]]&gt;���� ")
  }

  @Test func `clip segments to a box and keep ends inside unchanged`() throws {
    let box = Box(x: 0, y: 0, width: 10, height: 10)
    let inside = try #require(box.clippedSegment(FigurePoint(0.1, 0.2), FigurePoint(9.7, 3.3)))
    #expect(inside.from == FigurePoint(0.1, 0.2) && inside.to == FigurePoint(9.7, 3.3))
    let leaving = try #require(box.clippedSegment(FigurePoint(5, 5), FigurePoint(25, 5)))
    #expect(leaving.from == FigurePoint(5, 5) && leaving.to == FigurePoint(10, 5))
    #expect(box.clippedSegment(FigurePoint(-5, 5), FigurePoint(-1, 5)) == nil)
    #expect(box.clippedSegment(FigurePoint(-5, 5), FigurePoint(5, -5)) != nil)
    #expect(box.clippedSegment(FigurePoint(-6, 5), FigurePoint(5, -6)) == nil)
  }

  @Test func `keep the amplitude of a 2-cycle, the start and the end of a long trajectory`() throws
  {
    let box = Box(x: 0, y: 0, width: 400, height: 400)
    let count = 200_001
    let path = TrajectoryPath(count: count, in: box) { step in
      FigurePoint(0.001 * Double(step), 200 + (step % 2 == 0 ? 30 : -30))
    }
    let points = path.polylines.flatMap(\.self)
    #expect(path.polylines.count == 1)
    #expect(points.count <= TrajectoryPath.maxPoints + 1 && points.count > 1000)
    #expect(points.first == FigurePoint(0, 230))
    #expect(points.last == FigurePoint(200, 230))
    #expect(Set(points.map(\.y)) == [170, 230])
  }

  @Test func `leave a gap in a trajectory outside the box or at non-finite points`() {
    let box = Box(x: 0, y: 0, width: 100, height: 100)
    let trajectories: [[FigurePoint?]] = [
      [
        FigurePoint(10, 10), FigurePoint(20, 20), FigurePoint(.nan, 0), FigurePoint(30, 30),
        FigurePoint(40, 40),
      ],
      [FigurePoint(10, 10), FigurePoint(20, 20), nil, FigurePoint(30, 30), FigurePoint(40, 40)],
      [
        FigurePoint(10, 10), FigurePoint(20, 20), FigurePoint(20, 900), FigurePoint(50, 900),
        FigurePoint(30, 30), FigurePoint(40, 40),
      ],
    ]
    for trajectory in trajectories {
      let path = TrajectoryPath(count: trajectory.count, in: box) { trajectory[$0] }
      #expect(path.polylines.count == 2)
      #expect(path.polylines.first?.first == FigurePoint(10, 10))
      #expect(path.polylines.last?.last == FigurePoint(40, 40))
    }
  }

  @Test func `join the segments of a circle into one polyline`() throws {
    let side = 41
    let values = (0..<side * side).map { index in
      let (x, y) = (Double(index % side) - 20, Double(index / side) - 20)
      return x * x + y * y
    }
    let map = HeatMap(columns: side, rows: side, values: values)
    let lines = Polyline.joined(map.contours(at: 150.3))
    #expect(lines.count == 1)
    let line = try #require(lines.first)
    #expect(line.first == line.last)
    #expect(line.count > 40)
    let simplified = Polyline.simplified(line, within: 0.2)
    #expect(simplified.count < line.count / 2 && simplified.first == line.first)
    for point in simplified {
      let radius = ((point.x - 20.5) * (point.x - 20.5) + (point.y - 20.5) * (point.y - 20.5))
        .squareRoot()
      #expect(abs(radius - 150.3.squareRoot()) < 0.05)
    }
  }

  @Test func `include labels with powers of ten`() {
    let expected: [(Double, String)] = [
      (1, "1"), (1000, "1000"), (0.01, "0.01"), (1e-3, "10⁻³"), (1e12, "10¹²"), (0.5, "0.5"),
      (5e-5, "5·10⁻⁵"), (2e7, "2·10⁷"), (-0.02, "−0.02"), (0, "0"), (-1e-4, "−10⁻⁴"),
    ]
    for (value, text) in expected { #expect(PowerOfTen.label(value) == text) }
  }

  @Test func `wrap text to a maximum width`() {
    let text = "On a valley of minima GD and USAM stop on contact; Donaudampfschifffahrtsgesell"
    for width in stride(from: 20.0, through: 700, by: 17) {
      let lines = TextMetrics.wrappedLines(text, size: 13, width: width, atMost: 3)
      #expect(lines.count <= 3)
      for line in lines { #expect(TextMetrics.width(line, size: 13) <= width) }
      if width > 600 { #expect(lines.joined(separator: " ") == text) }
    }
    #expect(TextMetrics.wrappedLines("", size: 13, width: 100, atMost: 2).isEmpty)
  }

  /// The texts of figures are laid out by their maximum widths.
  @Test func `have text no wider than its maximum width`() {
    let scalars = (0x20...0x2FFF).compactMap { Unicode.Scalar(UInt32($0)) }
      .filter(StrokeFont.hasGlyph)
    #expect(scalars.count > 200)
    for scalar in scalars {
      let text = String(scalar)
      let width = StrokeFont.width(of: text, size: 13)
      #expect(width <= TextMetrics.width(text, size: 13), "\(scalar)")
    }
  }

  @Test func `are written as SVG elements with their attributes`() {
    var image = VectorImage(width: 90, height: 50, background: RGB(0xFFFFFF), foreground: RGB(0))
    image.title = "a < b"
    let symbol = VectorImage.Symbol(
      "ground", size: (9, 8),
      elements: [.shape(VectorImage.Shape(Path(circleAt: FigurePoint(3, 4), radius: 2)))])
    image.elements = [
      .symbol(symbol, at: FigurePoint(1, 2)), .symbol(symbol, at: FigurePoint(3, 4)),
      .group(
        [
          .shape(
            VectorImage.Shape(
              Path([[FigurePoint(1, 2), FigurePoint(3.456, 4)]]),
              stroke: VectorImage.Stroke(RGB(0xFF8000), width: 1.5, opacity: 0.5, dashes: [6, 3]),
              name: "trail", title: "a tooltip"))
        ], VectorImage.Group(clip: Box(x: 0, y: 0, width: 9, height: 8), opacity: 0.35)),
      .text(VectorImage.TextLine("η", at: FigurePoint(5, 6), anchor: .end, halo: RGB(1))),
    ]
    let reading = Reading(image.svg)
    #expect(reading.isWellFormed)
    #expect(reading.all("clipPath").count == 1 && reading.all("circle").count == 1)
    #expect(reading.all("use").map { $0.attributes["x"] } == ["1", "3"])
    let group = reading.all("g").last?.attributes
    #expect(group?["opacity"] == ".35" && group?["clip-path"]?.hasPrefix("url(#frame-0-") == true)
    #expect(
      reading.all("path").first?.attributes == [
        "class": "trail", "d": "M1 2L3.46 4", "fill": "none", "stroke": "#ff8000",
        "stroke-width": "1.5", "stroke-opacity": ".5", "stroke-dasharray": "6 3",
      ])
    #expect(reading.all("text").map { $0.attributes["fill"] } == ["none", nil])
    #expect(reading.all("title").map(\.text) == ["a < b", "a tooltip"])
  }
}
