import Drawing
import Foundation
import TestSupport
import Testing

@Suite struct `A line plot` {
  private func canvas(
    _ plot: LinePlot, rows: Int = 10, columns: Int = 40, _ display: Display = Display()
  ) -> Canvas {
    var canvas = Canvas(Size(rows: rows, columns: columns))
    canvas.draw(plot, in: Rect(canvas.size), display: display)
    return canvas
  }

  private func count(_ canvas: Canvas, _ paint: Paint) -> Int {
    canvas.cells.count { $0.ink.foreground == paint }
  }

  private var sharpness: LinePlot {
    let steps = (0..<200).map(Double.init)
    let falling = steps.map { (step: Double) -> Double in 5 + 13 / (1 + step / 30) }
    let rising = steps.map { (step: Double) -> Double in 9 + step / 100 }
    return LinePlot(
      title: "λmax",
      series: [
        Series(values: falling, paint: .run(0)),
        Series(values: rising, paint: .run(1), isDotted: true),
      ],
      references: [.init(15.6)], x: 0...199, playhead: 60)
  }

  @Test func `shows curves, threshold, ticks and playhead`() {
    expectSnapshot(canvas(sharpness), named: "plot")
    expectSnapshot(
      canvas(sharpness, Display(depth: .mono, glyphs: .ascii)), named: "plot-ascii")
    var loss = sharpness
    loss.title = "loss"
    loss.isLogarithmic = true
    let losses = (0..<200).map { (step: Int) -> Double in 1 / (1 + Double(step * step * step)) }
    loss.series = [Series(values: losses, paint: .run(0))]
    loss.references = []
    expectSnapshot(canvas(loss), named: "plot-logarithmic")
  }

  @Test func `shows a spike of one sample among 100 000`() {
    var values = Array(repeating: 0.0, count: 100_000)
    values[70_001] = 1
    let plot = LinePlot(
      series: [Series(values: values, paint: .run(0))], x: 0...99_999, y: 0...1)
    let drawn = canvas(plot, rows: 5, columns: 19)
    for row in 0..<5 { #expect(drawn[row, 13].ink.foreground == .run(0), "row \(row)") }
    #expect(drawn[0, 12].ink.foreground == .terminalDefault)
  }

  @Test func `draws points and values of one curve identically`() {
    let values = (0..<400).map { Double(($0 * 37) % 101) }
    let all = [
      Series(values: values, paint: .run(0)),
      Series(points: values.enumerated().map { (Double($0.offset), $0.element) }, paint: .run(0)),
    ].map { canvas(LinePlot(series: [$0], x: 0...399, y: 0...100), rows: 4, columns: 18) }
    #expect(all[0] == all[1])
    #expect(count(all[0], .run(0)) > 60)
  }

  @Test func `has a gap at NaN and a line toward infinity`() {
    let gap = Series(values: [1, 1, .nan, 1, 1], paint: .run(0))
    let broken = canvas(LinePlot(series: [gap], x: 0...4, y: 0...2), rows: 3, columns: 16)
    #expect((0..<3).contains { broken[$0, 2].ink.foreground == .run(0) })
    #expect(!(0..<3).contains { broken[$0, 7].ink.foreground == .run(0) })
    let infinite = Series(values: [1, 1, .infinity], paint: .run(0))
    let rising = canvas(LinePlot(series: [infinite], x: 0...2, y: 0...2), rows: 3, columns: 16)
    #expect((0..<16).contains { rising[0, $0].ink.foreground == .run(0) })
    let zero = Series(values: [1, 0.1, 0, 0], paint: .run(0))
    let falling = canvas(
      LinePlot(series: [zero], x: 0...3, y: 0.01...1, isLogarithmic: true), rows: 4, columns: 16)
    #expect((0..<16).contains { falling[3, $0].ink.foreground == .run(0) })
  }

  @Test func `draws the line between two samples in a range without samples`() {
    let series = Series(values: [0, 10, 0], paint: .run(0))
    for x in [0.2...0.3, 0.9...1.4, 1.1...1.2] {
      let drawn = canvas(LinePlot(series: [series], x: x, y: 0...10), rows: 4, columns: 16)
      for column in 0..<16 {
        #expect((0..<4).contains { drawn[$0, column].ink.foreground == .run(0) }, "\(x) \(column)")
      }
    }
  }

  /// The rows of dots of the ticks in the axis of a drawn plot, from the top of the canvas.
  private func tickDots(_ canvas: Canvas, column: Int) -> [Int] {
    (0..<canvas.size.rows).flatMap { row -> [Int] in
      let mask = Int(canvas[row, column].glyph.value) - 0x2800
      guard (1...255).contains(mask) else { return [] }
      return [0x01, 0x02, 0x04, 0x40].enumerated().filter { mask & $0.element != 0 }
        .map { 4 * row + $0.offset }
    }
  }

  /// The rows of dots of a curve, from the top of the canvas.
  private func curveDots(_ canvas: Canvas, _ paint: Paint) -> [Int] {
    (0..<canvas.size.rows).flatMap { row in
      (0..<canvas.size.columns).flatMap { column -> [Int] in
        guard canvas[row, column].ink.foreground == paint else { return [] }
        let mask = Int(canvas[row, column].glyph.value) - 0x2800
        return [0x09, 0x12, 0x24, 0xC0].enumerated().filter { mask & $0.element != 0 }
          .map { 4 * row + $0.offset }
      }
    }
  }

  @Test(arguments: [
    (0.0...20.0, false), (5.3...15.9, false), (-3...7.7, false), (0.9989...0.9992, false),
    (1e-9...40, true), (0.3...12, true), (2...500, true),
  ])
  func `draws no value below a tick above the tick, to a quarter of a row`(
    _ y: ClosedRange<Double>, _ isLogarithmic: Bool
  ) throws {
    for rows in [3, 5, 8, 13] {
      let plain = LinePlot(x: 0...9, y: y, isLogarithmic: isLogarithmic, showsX: false)
      let empty = canvas(plain, rows: rows)
      let axis = try #require((0..<40).first { !tickDots(empty, column: $0).isEmpty })
      let dots = tickDots(empty, column: axis)
      let make = isLogarithmic ? logTicks : ticks
      let values = make(y.lowerBound, y.upperBound, max(rows / 2, 2))
      #expect(Set(dots).count == Set(values).count, "\(values)")
      for value in values {
        for (factor, isBelow) in [(-1e-6, true), (0, true), (0, false), (1e-6, false)] {
          let shifted = value + factor * (isLogarithmic ? value : y.upperBound - y.lowerBound)
          var plot = plain
          plot.series = [Series(values: Array(repeating: shifted, count: 10), paint: .run(0))]
          let curve = try #require(curveDots(canvas(plot, rows: rows), .run(0)).first)
          let tick = try #require(dots.min { abs($0 - curve) < abs($1 - curve) })
          #expect(isBelow ? curve >= tick : curve <= tick, "\(shifted) at \(curve), tick \(tick)")
        }
      }
    }
  }

  @Test func `has different labels at different ticks`() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<2000 {
      let low = generator.number(in: -1...1)
      let span = generator.number(in: 1e-9...1) * generator.number(in: 1e-6...1)
      for count in [2, 4, 7] {
        let values = ticks(low, low + span, atMost: count)
        #expect(Set(tickLabels(of: values)).count == Set(values).count, "\(values)")
        let powers = logTicks(span, span * 50, atMost: count)
        #expect(Set(tickLabels(of: powers)).count == Set(powers).count, "\(powers)")
      }
    }
    #expect(Set(tickLabels(of: [0.99990, 0.99992, 0.99994, 0.99996])).count == 4)
  }

  @Test func `includes a near limit, and names a distant one`() {
    let curve = Series(values: [4, 5, 6], paint: .run(0))
    func limit(_ value: Double, mark: String) -> Series {
      Series(paint: .trail(0, fade: 1), isDotted: true, rescales: false, mark: mark) { _, _ in
        Series.Extent(low: value, high: value, mean: value)
      }
    }
    let plot = LinePlot(series: [curve, limit(7.5, mark: "A"), limit(400, mark: "B")], x: 0...2)
    let range = plot.visibleRange(columns: 30)
    #expect(range.contains(7.5) && !range.contains(400))
    let text = canvas(plot, rows: 6).cells.prefix(40).map { String($0.glyph) }.joined()
    #expect(text.hasSuffix("B↑400"))
    let low = LinePlot(series: [curve, limit(-400, mark: "B")], x: 0...2, showsX: false)
    let last = canvas(low, rows: 6).cells.suffix(40).map { String($0.glyph) }.joined()
    #expect(last.hasSuffix("B↓−400"))
  }

  @Test(arguments: [false, true])
  func `of diverged runs alone shows the curves from their start`(_ isLogarithmic: Bool) {
    let growing = (0..<200).map { $0 < 60 ? 3 * pow(1.5, Double($0)) : .infinity }
    let plot = LinePlot(
      series: [Series(values: growing, paint: .run(0), rescales: false)], x: 0...80,
      isLogarithmic: isLogarithmic)
    let dots = curveDots(canvas(plot), .run(0))
    #expect(dots.count > 20)
    #expect(plot.visibleRange(columns: 40).contains(3))
    #expect(isLogarithmic || plot.visibleRange(columns: 40).upperBound < 100)
  }

  @Test func `draws a dense oscillation as its envelope and its mean`() {
    let wide = Series(paint: .run(0)) { _, _ in Series.Extent(low: 0, high: 10, mean: 4) }
    let drawn = canvas(LinePlot(series: [wide], x: 0...9, y: 0...10), rows: 8, columns: 16)
    #expect(Set(curveDots(drawn, .run(0))) == [0, 31, Int((1 - 0.4) * 31 + 0.5)])
    // A single wide column is a spike, which stays a bar.
    let spike = Series(paint: .run(0)) { from, _ in
      from < 4 || from >= 4.25
        ? Series.Extent(low: 5, high: 5, mean: 5) : Series.Extent(low: 0, high: 10, mean: 5)
    }
    let bar = canvas(LinePlot(series: [spike], x: 0...8, y: 0...10), rows: 8, columns: 16)
    #expect(Set(curveDots(bar, .run(0))) == Set(0..<32))
  }

  @Test func `is not rescaled by a diverged run`() {
    let bounded = Series(values: [1, 2, 3], paint: .run(0))
    let diverged = Series(values: [1, 1e9, .infinity], paint: .run(1), rescales: false)
    let range = LinePlot(series: [bounded, diverged], x: 0...2).visibleRange(columns: 20)
    #expect(range.lowerBound < 1 && range.lowerBound > 0.5)
    #expect(range.upperBound > 3 && range.upperBound < 3.5)
  }

  @Test func `includes near reference lines in its range, but not distant ones`() {
    let series = Series(values: [4, 5, 6], paint: .run(0))
    let near = LinePlot(series: [series], references: [.init(8)], x: 0...2)
    #expect(near.visibleRange(columns: 20).contains(8))
    let far = LinePlot(series: [series], references: [.init(2000), .init(.nan)], x: 0...2)
    #expect(far.visibleRange(columns: 20).upperBound < 7)
    #expect(LinePlot(references: [.init(3)], x: 0...1).visibleRange(columns: 9).contains(3))
  }

  @Test(arguments: [(0, 0), (1, 1), (1, 30), (2, 20), (4, 20), (30, 3), (24, 80), (60, 200)])
  func `can be drawn in any size and with any numbers`(_ rows: Int, _ columns: Int) {
    let samples: [[Double]] = [
      [], [.nan], [0], [3, 3, 3], [1e308, -1e308], [.infinity, -.infinity], [5e-300, 1e300],
      [-1, -2], [.leastNonzeroMagnitude, 0],
    ]
    let spans: [ClosedRange<Double>] = [
      0...0, 0...1, -5...5, 0...1e300, 1e300...1e301, -Double.infinity...Double.infinity,
    ]
    for values in samples {
      for isLogarithmic in [false, true] {
        for x in spans {
          for glyphs in Display.Glyphs.allCases {
            let plot = LinePlot(
              title: "t", series: [Series(values: values, paint: .run(0))],
              references: [.init(1), .init(.infinity)], x: x, isLogarithmic: isLogarithmic,
              playhead: 0.5)
            let drawn = canvas(plot, rows: rows, columns: columns, Display(glyphs: glyphs))
            #expect(glyphs == .unicode || drawn.cells.allSatisfy { $0.glyph.isASCII })
          }
        }
      }
    }
  }

  @Test func `returns the column of a value of x`() {
    let plot = LinePlot(x: 0...100)
    let area = Rect(row: 0, column: 5, rows: 3, columns: 10)
    #expect(plot.column(of: 0, in: area) == 5)
    #expect(plot.column(of: 55, in: area) == 10)
    #expect(plot.column(of: 100, in: area) == 14)
    #expect(plot.column(of: 101, in: area) == nil)
    #expect(plot.column(of: .nan, in: area) == nil)
    #expect(LinePlot(x: 4...4).column(of: 4, in: area) == nil)
  }
}
