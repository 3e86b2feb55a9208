import Drawing
import Engine
import Lessons
import Raster
import Scenes
import Testing

@testable import Export

@Suite struct `A figure of a split` {
  private static func figure(_ optimizers: [String], _ values: [Double]) throws -> Figure {
    let surface = try Catalog.surface(.named("hyperbola"))
    let glyphs: [Unicode.Scalar] = ["■", "▲", "●"]
    let runs = try values.flatMap { value in
      try optimizers.enumerated().map { index, id in
        let knobs = id == "gd" ? [:] : ["rho": value]
        let run = Run(
          surface: .named("hyperbola"), optimizer: OptimizerChoice(id, knobs: knobs),
          start: Point(3, 0.34), steps: 200)
        var plotted = PlottedRun(
          name: "\(id) ρ \(value)", recording: try Catalog.record(run, on: surface),
          color: UInt8(index), glyph: glyphs[index])
        plotted.group = PlottedRun.Group(title: "ρ = \(value)", runName: id)
        return plotted
      }
    }
    return Figure(
      .sideBySide, title: "Three stops", surface: surface,
      frame: Region(x: -0.5...3.6, y: -0.5...2.6), step: 200, steps: 200, runs: runs)
  }

  @Test(arguments: [["gd", "usam", "sam"], ["sam"]], [[0.05, 0.3], [0.05, 0.1, 0.3, 10]])
  func `has a column per value and names each run once`(
    _ optimizers: [String], _ values: [Double]
  ) throws {
    let figure = try Self.figure(optimizers, values)
    let reading = Reading(figure.svg)
    #expect(reading.isWellFormed)
    let texts = reading.all("text")
    #expect(reading.all("use").count == values.count)
    for value in values { #expect(texts.count { $0.text == "ρ = \(value)" } == 1) }
    for id in optimizers { #expect(texts.count { $0.text == id } == 1) }
    let titles = PlottedQuantity.sharpness.figureTitles
    #expect(texts.count { titles.contains($0.text) } == values.count)
    for text in texts {
      let x = try #require(text.attributes["x"].flatMap(Double.init))
      let width = TextMetrics.width(text.text, size: 12)
      let anchor = text.attributes["text-anchor"] ?? "start"
      let left = x - (anchor == "end" ? width : anchor == "middle" ? width / 2 : 0)
      #expect(left > -6 && left + width < 966, "\(text)")
    }
  }

  @Test func `shares the axes of its plots`() throws {
    let reading = Reading(try Self.figure(["sam"], [0.05, 0.3]).svg)
    var ticks: [String: Int] = [:]
    for text in reading.all("text") where text.attributes["text-anchor"] == "end" {
      ticks[text.text, default: 0] += 1
    }
    #expect(
      ticks.filter { Double($0.key) != nil || $0.key.hasPrefix("10") }.values.allSatisfy {
        $0 % 2 == 0
      })
  }

  @Test func `has no groups unless every run has one`() throws {
    var figure = try Self.figure(["sam"], [0.05, 0.3])
    #expect(figure.groups.map(\.runs) == [[0], [1]])
    figure.runs[1].group = nil
    #expect(figure.groups.isEmpty)
  }
}
