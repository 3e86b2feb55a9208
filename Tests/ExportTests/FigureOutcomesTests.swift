import Engine
import Testing

@testable import Export

@Suite struct `A figure of outcomes` {
  /// USAM on a bowl of sharpness 20, with the run at the middle of the map.
  private static func figure(maps: Int = 1, log: Bool = true) throws -> Figure {
    let choice = SurfaceChoice.named("quadratic", knobs: ["b": 20])
    let surface = try Catalog.surface(choice)
    let run = Run(
      surface: choice, optimizer: OptimizerChoice("usam"), start: Point(2, 1), steps: 400)
    let sweep = Sweep(
      run, x: Axis(.knob("eta"), 0.01, 0.2, count: 24, log: log),
      y: Axis(.knob("rho"), 0.01, 1, count: 12, log: log))
    let cells = try #require(try SweepPlan(sweep).cells(Array(0..<sweep.count)))
    let actor = Figure.PlottedRun(
      name: "USAM", recording: try Catalog.record(run, on: surface), color: 1, glyph: "▲")
    var figure = Figure(
      .stability, title: "USAM explodes", lesson: "It does.", source: "Somebody 2023",
      surface: surface, frame: surface.info.frame, step: 400, steps: 400, actors: [actor])
    figure.outcomeMaps = Array(
      repeating: Figure.OutcomeMap(SweepMap("USAM", sweep, cells), here: (actor, Point(11.5, 5.5))),
      count: maps)
    return figure
  }

  private static func spots(_ data: String) -> [FigurePoint] {
    data.split { "MLZ".contains($0) }.compactMap { pair in
      let numbers = pair.split(separator: " ").compactMap { Double($0) }
      return numbers.count == 2 ? FigurePoint(numbers[0], numbers[1]) : nil
    }
  }

  @Test(arguments: [1, 2, 3, 4, 7])
  func `is well-formed, in its frame and small`(_ maps: Int) throws {
    for isLight in [false, true] {
      var figure = try Self.figure(maps: maps)
      figure.isLight = isLight
      let reading = Reading(figure.svg)
      #expect(reading.isWellFormed && figure.svg.utf8.count < 300_000)
      #expect(reading.all("image").count == maps)
      let box = try #require(reading.elements.first?.attributes["viewBox"]).split(separator: " ")
      let tall = try #require(Double(box[3]))
      for text in reading.all("text") {
        let y = try #require(text.attributes["y"].flatMap(Double.init))
        #expect((0...tall).contains(y), "\(text)")
      }
    }
  }

  @Test func `draws the closed form where the map changes`() throws {
    let figure = try Self.figure()
    let reading = Reading(figure.svg)
    let image = try #require(reading.all("image").first).attributes
    func side(_ name: String) throws -> Double { try #require(image[name].flatMap(Double.init)) }
    let box = Box(
      x: try side("x"), y: try side("y"), width: try side("width"), height: try side("height"))
    let line = try #require(
      reading.all("path").first { $0.attributes["stroke-width"] == "1.8" }?.attributes["d"])
    let map = figure.outcomeMaps[0].sweepMap
    for spot in Self.spots(line) {
      let column = (spot.x - box.x) / box.width * 24 - 0.5
      let row = Int(((box.bottom - spot.y) / box.height * 12 - 0.5).rounded())
      // One cell to the left it is stable, two to the right it is not, or not for long.
      let (low, high) = (Int((column - 1).rounded(.down)), Int((column + 2).rounded(.up)))
      if low >= 0 { #expect(map.labels[row * 24 + low] != "diverged") }
      if high < 24 { #expect(["diverged", "climbing"].contains(map.labels[row * 24 + high])) }
    }
    #expect(Self.spots(line).count > 8)
  }

  @Test func `says what each colour means, with shares that make up the whole`() throws {
    let figure = try Self.figure()
    let texts = Reading(figure.svg).all("text").map(\.text)
    let shares = texts.compactMap { text in
      text.hasSuffix(" %") ? Double(text.split(separator: " ").dropLast().last ?? "") : nil
    }
    #expect(shares.count == Set(figure.outcomeMaps[0].sweepMap.labels).count)
    #expect(abs(shares.reduce(0, +) - 100) < 0.5)
    for words in ["η", "ρ", "stability limit, closed form", "after 400 steps", "0.1", "USAM"] {
      #expect(texts.contains(words), "\(words)")
    }
  }

  @Test func `has a colour of its own for each outcome`() {
    let words = State.names + ["saddle", "hallucinated", "infinity", "minimum 1", "minimum 2"]
    let same = ["saddle": "at a saddle", "hallucinated": "hallucinating", "infinity": "diverged"]
    let colors = words.enumerated().filter { same[$0.element] == nil }
      .map { SweepMap.style($0.element, $0.element == "minimum 2" ? 1 : 0).color }
    #expect(Set(colors).count == colors.count)
  }
}
