import Engine
import Raster
import Scenes
import Testing

@testable import Export

@Suite struct `A figure of outcomes` {
  /// Returns maps of USAM on a quadratic of sharpness 20, with the current run at the centre.
  private static func figure(maps: Int = 1, log: Bool = true) throws -> Figure {
    let choice = SurfaceChoice.named("quadratic", knobs: ["b": 20])
    let surface = try Catalog.surface(choice)
    let run = Run(
      surface: choice, optimizer: OptimizerChoice("usam"), start: Point(2, 1), steps: 400)
    let sweep = Sweep(
      run, x: Axis(.knob("eta"), 0.01, 0.2, count: 24, log: log),
      y: Axis(.knob("rho"), 0.01, 1, count: 12, log: log))
    let cells = try #require(try SweepPlan(sweep).cells(Array(0..<sweep.count)))
    let plottedRun = PlottedRun(
      name: "USAM", recording: try Catalog.record(run, on: surface), color: 1, glyph: "▲")
    var figure = Figure(
      .stability, title: "USAM diverges", subtitle: "A lesson.", source: "An author, 2023",
      surface: surface, frame: surface.info.frame, step: 400, steps: 400, runs: [plottedRun])
    figure.outcomeMaps = Array(
      repeating: Figure.OutcomeMap(
        SweepMap("USAM", sweep, cells), currentRuns: [(plottedRun, Point(11.5, 5.5))]),
      count: maps)
    return figure
  }

  private static func points(_ data: String) -> [FigurePoint] {
    data.split { "MLZ".contains($0) }.compactMap { pair in
      let numbers = pair.split(separator: " ").compactMap { Double($0) }
      return numbers.count == 2 ? FigurePoint(numbers[0], numbers[1]) : nil
    }
  }

  @Test(arguments: [1, 2, 3, 4, 7])
  func `is well-formed and small, with all text inside`(_ maps: Int) throws {
    for isLight in [false, true] {
      var figure = try Self.figure(maps: maps)
      figure.isLight = isLight
      let reading = Reading(figure.svg)
      #expect(reading.isWellFormed && figure.svg.utf8.count < 300_000)
      #expect(reading.all("image").count == maps)
      let box = try #require(reading.elements.first?.attributes["viewBox"]).split(separator: " ")
      let height = try #require(Double(box[3]))
      for text in reading.all("text") {
        let y = try #require(text.attributes["y"].flatMap(Double.init))
        #expect((0...height).contains(y), "\(text)")
      }
    }
  }

  @Test func `draws the predicted boundary where the outcome changes`() throws {
    let figure = try Self.figure()
    let reading = Reading(figure.svg)
    let image = try #require(reading.all("image").first).attributes
    func side(_ name: String) throws -> Double { try #require(image[name].flatMap(Double.init)) }
    let box = Box(
      x: try side("x"), y: try side("y"), width: try side("width"), height: try side("height"))
    let line = try #require(
      reading.all("path").first { $0.attributes["stroke-width"] == "1.8" }?.attributes["d"])
    let map = figure.outcomeMaps[0].sweepMap
    for point in Self.points(line) {
      let column = (point.x - box.x) / box.width * 24 - 0.5
      let row = Int(((box.bottom - point.y) / box.height * 12 - 0.5).rounded())
      // One cell to the left the run is stable, two to the right it diverges or climbs.
      let (low, high) = (Int((column - 1).rounded(.down)), Int((column + 2).rounded(.up)))
      if low >= 0 { #expect(map.labels[row * 24 + low] != "diverged") }
      if high < 24 { #expect(["diverged", "climbing"].contains(map.labels[row * 24 + high])) }
    }
    #expect(Self.points(line).count > 8)
  }

  @Test func `has a legend with percentages that sum to 100`() throws {
    let figure = try Self.figure()
    let texts = Reading(figure.svg).all("text").map(\.text)
    let percentages = texts.compactMap { text in
      text.hasSuffix(" %") ? Double(text.split(separator: " ").dropLast().last ?? "") : nil
    }
    #expect(percentages.count == Set(figure.outcomeMaps[0].sweepMap.labels).count)
    #expect(abs(percentages.reduce(0, +) - 100) < 0.5)
    for expected in [
      "η, log", "ρ", "log", "stability boundary (theory)", "after 400 steps", "0.1", "USAM",
    ] {
      #expect(texts.contains(expected), "\(expected)")
    }
  }

  @Test func `has a distinct colour for each outcome`() {
    let synonyms = [
      "saddle", "hallucinated", "infinity", "undefined", "left the data", "hole",
    ]
    let minima = (1...BasinOutcome.markCount).map { "minimum \($0)" }
    let cycles = (2...17).map { State.cycling(period: $0).label }
    let labels =
      State.names.filter { $0 != "cycling" } + cycles + minima
      + BasinOutcome.others.map(\.name).filter { !synonyms.contains($0) }
    let styles = labels.map(SweepMap.style)
    let colors = styles.map(\.color)
    #expect(Set(colors).count == colors.count)
  }

  @Test func `has a glyph for each period beside those of the other states`() {
    let cycles = (2...62).map { State.cycling(period: $0).label }
    let others = State.names.filter { !["cycling", "chaotic"].contains($0) } + ["aperiodic"]
    let glyphs = (others + cycles).map { SweepMap.style($0).glyph }
    #expect(Set(glyphs).count == glyphs.count)
    #expect(!glyphs.contains(" "))
    #expect((2...10).map { SweepMap.style("\($0)-cycle").glyph } == Array("23456789a"))
    let saddles = [State.atSaddle(), .atSaddle(period: 2), .atSaddle(isDegenerate: true)]
    #expect(Set(saddles.map { SweepMap.style($0.label).glyph }) == ["+"])
  }

  @Test func `names the period of a cycle in text and legend`() throws {
    let run = Run(
      surface: .named("quadratic"), optimizer: OptimizerChoice("gd"), start: Point(2, 1), steps: 9)
    let sweep = Sweep(
      run, x: Axis(.knob("eta"), 0.1, 0.4, count: 4), y: Axis(.startY, 1, 2, count: 2))
    let states: [State] = [
      .settled, .cycling(period: 2), .cycling(period: 3), .cycling(period: 12), .settled,
      .cycling(period: 4), .atSaddle(period: 2), .undefined,
    ]
    let cells = states.map {
      SweepCell(state: $0, steps: 9, point: Point(0, 0), loss: 0, sharpness: 1)
    }
    let map = SweepMap("GD", sweep, cells)
    #expect(map.labels == states.map(\.label))
    let lines = map.text().split(separator: "\n").map(String.init)
    #expect(lines[1].hasSuffix(" .4+!"))
    #expect(lines[2].hasSuffix(" .23c"))
    let text = lines.dropFirst(3).joined(separator: " ")
    for entry in ["2 2-cycle 12.5 %", "3 3-cycle 12.5 %", "c 12-cycle 12.5 %", "! undefined"] {
      #expect(text.contains(entry), "\(entry)")
    }
    var figure = try Self.figure()
    figure.outcomeMaps = [Figure.OutcomeMap(map)]
    let texts = Reading(figure.svg).all("text").map(\.text)
    for entry in ["2-cycle 12.5 %", "4-cycle 12.5 %", "2-cycle at a saddle 12.5 %"] {
      #expect(texts.contains(entry), "\(entry)")
    }
  }
}
