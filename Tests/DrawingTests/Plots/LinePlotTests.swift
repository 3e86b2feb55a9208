import Drawing
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
    LinePlot(
      title: "λmax",
      series: [
        Series(values: (0..<200).map { 5 + 13 / (1 + Double($0) / 30) }, paint: .run(0)),
        Series(values: (0..<200).map { 9 + Double($0) / 100 }, paint: .run(1), isDotted: true),
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
    loss.series = [
      Series(values: (0..<200).map { 1 / (1 + Double($0 * $0 * $0)) }, paint: .run(0))
    ]
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

  @Test func `draws points, values and an envelope of one curve identically`() {
    let values = (0..<400).map { Double(($0 * 37) % 101) }
    let all = [
      Series(values: values, paint: .run(0)),
      Series(points: values.enumerated().map { (Double($0.offset), $0.element) }, paint: .run(0)),
      Series(paint: .run(0)) { from, to in
        let part = values[Int(from.rounded(.up))..<min(max(Int(to.rounded(.up)), 0), 400)]
        guard let low = part.min(), let high = part.max() else { return nil }
        return (low, high)
      },
    ].map { canvas(LinePlot(series: [$0], x: 0...399, y: 0...100), rows: 4, columns: 18) }
    #expect(all[0] == all[1])
    #expect(count(all[0], .run(0)) == count(all[2], .run(0)))
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
