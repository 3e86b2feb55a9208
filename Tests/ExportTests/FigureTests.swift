import Drawing
import Engine
import Foundation
import FoundationXML
import Raster
import Scenes
import Testing

@testable import Export

/// The elements of an SVG document, read by Foundation's XML parser.
struct Reading {
  struct Element {
    let name: String
    let attributes: [String: String]
    var text = ""
  }

  let elements: [Element]
  let isWellFormed: Bool

  init(_ svg: String) {
    let parser = XMLParser(data: Data(svg.utf8))
    let collector = Collector()
    parser.delegate = collector
    isWellFormed = parser.parse()
    elements = collector.elements
  }

  func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

  private final class Collector: NSObject, XMLParserDelegate {
    var elements: [Element] = []
    private var open: [Int] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      open.append(elements.count)
      elements.append(Element(name: name, attributes: attributes))
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
      if let last = open.last { elements[last].text += string }
    }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
      qualifiedName: String?
    ) { open.removeLast() }
  }
}

@Suite struct `A figure` {
  private static func figure(
    _ kind: Figure.Kind = .map, title: String = "Three", steps: Int = 300, step: Int? = nil,
    optimizers: [String] = ["gd", "usam", "sam"], knobs: [String: Double] = [:],
    surface: SurfaceChoice = .named("hyperbola"), start: Point<Double> = Point(3, 0.34)
  ) throws -> Figure {
    let chosen = try Catalog.surface(surface)
    let glyphs: [Unicode.Scalar] = ["■", "▲", "●", "◆", "✚", "○", "△", "□", "◇"]
    let runs = try optimizers.enumerated().map { index, id in
      PlottedRun(
        name: id,
        recording: try Catalog.record(
          Run(
            surface: surface, optimizer: OptimizerChoice(id, knobs: id == "gd" ? [:] : knobs),
            start: start, steps: steps), on: chosen),
        color: UInt8(index), glyph: glyphs[index % 9])
    }
    return Figure(
      kind, title: title, subtitle: title, source: title, surface: chosen,
      frame: Region(x: -0.5...3.6, y: -0.5...2.6), step: step ?? steps, steps: steps,
      runs: runs)
  }

  private static let kinds: [Figure.Kind] = [
    .map, .sideBySide, .plots, .relief(30, pitch: 35, zoom: 1), .lesson("SAM drifts."),
  ]

  @Test(arguments: kinds)
  func `is well-formed, small and deterministic`(_ kind: Figure.Kind) throws {
    for isLight in [false, true] {
      var figure = try Self.figure(kind)
      figure.isLight = isLight
      let svg = figure.svg
      let reading = Reading(svg)
      #expect(reading.isWellFormed)
      #expect(svg.utf8.count < 300_000)
      #expect(svg == figure.svg)
      #expect(reading.elements.first?.attributes["viewBox"]?.hasPrefix("0 0 960 ") == true)
      #expect(reading.all("image").count == (kind == .plots ? 0 : 1))
      #expect(!svg.contains("nan") && !svg.contains("inf"))
    }
  }

  @Test func `has the exact numbers of each run in its tooltip`() throws {
    let figure = try Self.figure()
    let titles = Reading(figure.svg).all("title").map(\.text)
    for run in figure.runs {
      let row = run.recording.row(at: figure.step)
      let found = try #require(titles.first { $0.hasPrefix("\(run.name) at step 300") })
      #expect(found.contains("x \(formatExact(row.point.x)), y \(formatExact(row.point.y)),"))
      #expect(found.contains("loss \(formatExact(row.loss))"))
      #expect(found.hasSuffix("sharpness \(formatExact(row.sharpness))"))
      #expect(found.contains(": \(row.state),"))
    }
  }

  @Test func `names the gradient norm of each run, however long the numbers`() throws {
    // USAM diverges: loss and gradient norm have exponents of two digits and more.
    for step in [20, 60, 110] {
      let figure = try Self.figure(
        steps: 120, step: step, knobs: ["eta": 0.095, "rho": 0.05],
        surface: .named("quadratic", knobs: ["a": 1, "b": 20]), start: Point(2, 1))
      let texts = Reading(figure.svg).all("text").map(\.text)
      #expect(texts.filter { $0 == "‖∇f‖" }.count == 3, "step \(step)")
    }
  }

  @Test func `draws a trajectory from the first iterate to the last`() throws {
    let figure = try Self.figure(optimizers: ["sam"], knobs: ["eta": 0.05, "rho": 0.1])
    let reading = Reading(figure.svg)
    let paths = reading.all("path").filter { $0.attributes["class"] == "trail" }
    #expect(paths.count == 1)
    let data = try #require(paths.first?.attributes["d"])
    let drawnPoints = data.split { "ML".contains($0) }.map {
      $0.split(separator: " ").compactMap { Double($0) }
    }
    let ground = try #require(
      reading.all("g").first { $0.attributes["id"]?.hasPrefix("ground-") == true })
    let reference = try #require(ground.attributes["clip-path"])
    let clip = try #require(
      reading.elements.firstIndex { reference == "url(#\($0.attributes["id"] ?? ""))" })
    let rect = reading.elements[clip + 1]
    let width = try #require(rect.attributes["width"].flatMap(Double.init))
    let height = try #require(rect.attributes["height"].flatMap(Double.init))
    let points = figure.runs[0].recording.trajectory.points
    for (drawn, point) in [
      (drawnPoints.first, points.first), (drawnPoints.last, points.last),
    ] {
      let (drawn, point) = (try #require(drawn), try #require(point))
      #expect(abs(drawn[0] - (point.x + 0.5) / 4.1 * width) < 0.011)
      #expect(abs(drawn[1] - (2.6 - point.y) / 3.1 * height) < 0.011)
    }
    #expect(drawnPoints.count > 250)
  }

  @Test func `shows the trajectories up to its step`() throws {
    let early = try Self.figure(step: 3)
    let reading = Reading(early.svg)
    #expect(reading.all("text").contains { $0.text == "step 3 of 300" })
    for path in reading.all("path") where path.attributes["class"] == "trail" {
      #expect(try #require(path.attributes["d"]).count { $0 == "L" } <= 3)
    }
    #expect(reading.all("title").contains { $0.text.hasPrefix("sam at step 3:") })
  }

  @Test func `draws an arrow toward a diverged run, and no coordinate far outside`() throws {
    let figure = try Self.figure(optimizers: ["usam"], knobs: ["eta": 0.05, "rho": 0.5])
    #expect(figure.runs[0].recording.trajectory.divergedAt != nil)
    let reading = Reading(figure.svg)
    #expect(reading.isWellFormed)
    #expect(reading.all("text").contains { $0.text.hasPrefix("diverged @") })
    for path in reading.all("path") {
      let data = try #require(path.attributes["d"])
      for number in data.split(whereSeparator: { !"-.0123456789".contains($0) }) {
        #expect(abs(Double(number) ?? 0) < 1100, "\(data.prefix(80))")
      }
    }
  }

  private static let hostile = [
    "]]><script>alert(1)</script>", "\"'><&amp;", "a\u{1B}[2J\u{0}\u{7F}\u{9B}b",
    "\u{202E}evil\u{2066}", "\u{FFFE}\u{FFFF}", String(repeating: "very long title ", count: 60),
    String(repeating: "漢字", count: 200), "", " \n\t ",
  ]

  @Test(arguments: hostile)
  func `accepts any title`(_ title: String) throws {
    for kind in [Figure.Kind.lesson(title), .sideBySide] {
      var figure = try Self.figure(kind, title: title, steps: 20)
      figure.runs[0].name = title
      let svg = figure.svg
      let reading = Reading(svg)
      #expect(reading.isWellFormed)
      #expect(reading.all("script").isEmpty)
      let unsafeScalars = svg.unicodeScalars.filter {
        $0 != "\n" && ($0.value < 32 || (0x7F..<0xA0).contains($0.value))
          || (0x202A...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value)
      }
      #expect(unsafeScalars.isEmpty)
    }
  }

  @Test func `escapes the formula of the user`() throws {
    let figure = try Self.figure(surface: .formula("(x*y - 1)^2 + 0*min(x, y)"))
    #expect(
      Reading(figure.svg).all("text").contains { $0.text.hasPrefix("f = (x*y - 1)^2 + 0*min") })
  }

  @Test(arguments: [(1, 1), (3000, 2000), (20, 4000), (9000, 20)])
  func `can be drawn in any size`(_ width: Int, _ height: Int) throws {
    for kind in [Figure.Kind.map, .lesson("SAM drifts.")] {
      var figure = try Self.figure(kind, steps: 30)
      figure.extent = (width, height)
      let reading = Reading(figure.svg)
      #expect(reading.isWellFormed)
      #expect(reading.elements.first?.attributes["width"] == "\(width)")
      #expect(reading.elements.first?.attributes["height"] == "\(height)")
      let box = try #require(reading.elements.first?.attributes["viewBox"]).split(separator: " ")
      let viewHeight = try #require(Double(box[3]))
      #expect((600...1600).contains(viewHeight))
      for text in reading.all("text") {
        let x = try #require(text.attributes["x"].flatMap(Double.init))
        let y = try #require(text.attributes["y"].flatMap(Double.init))
        #expect((0...960).contains(x) && (0...viewHeight).contains(y), "\(text)")
      }
    }
  }

  @Test(arguments: [1, 4, 9])
  func `names up to nine runs`(_ count: Int) throws {
    for kind in Self.kinds {
      let figure = try Self.figure(
        kind, steps: 30, optimizers: Array(repeating: "sam", count: count))
      let reading = Reading(figure.svg)
      #expect(reading.isWellFormed)
      #expect(reading.all("text").count { $0.text == "sam" } == count)
    }
  }

  @Test func `can be drawn without steps and without runs`() throws {
    for kind in Self.kinds {
      #expect(Reading(try Self.figure(kind, steps: 0).svg).isWellFormed)
      #expect(Reading(try Self.figure(kind, optimizers: []).svg).isWellFormed)
    }
  }

  @Test func `can be drawn of a constant, a huge or a nowhere finite surface`() throws {
    for formula in ["log(-1 - x^2 - y^2)", "0*x", "exp(1000*x)"] {
      for kind in [Figure.Kind.map, .relief(30, pitch: 35, zoom: 1)] {
        let figure = try Self.figure(kind, steps: 5, surface: .formula(formula))
        #expect(Reading(figure.svg).isWellFormed, "\(formula)")
      }
    }
  }

  @Test func `draws predictions with a legend`() throws {
    var figure = try Self.figure(steps: 20)
    #expect(!figure.svg.contains("predict"))
    figure.predictions.valleyFloor = (0...50).map {
      Point(0.4 + 0.06 * Double($0), 1 / (0.4 + 0.06 * Double($0)))
    }
    figure.predictions.driftPaths = [(2, Array(figure.predictions.valleyFloor.reversed()))]
    figure.predictions.stopPoints = [(1, Point(2, 0.5)), (0, Point(40, 0.025))]
    for kind in [Figure.Kind.map, .sideBySide] {
      figure.kind = kind
      let reading = Reading(figure.svg)
      #expect(reading.isWellFormed)
      #expect(reading.all("path").count { $0.attributes["class"] == "prediction" } == 1)
      #expect(reading.all("path").count { $0.attributes["stroke-width"] == "5" } == 1)
    }
    figure.kind = .map
    #expect(figure.svg.contains("predicted drift"))
    #expect(figure.svg.contains("stability threshold of a run"))
    figure.predictions.stopPoints.removeFirst()
    #expect(!figure.svg.contains("stability threshold of a run"))
  }

  @Test(arguments: [Figure.Kind.map, .sideBySide, .lesson("Undefined.")])
  func `shows undefined ground in the image and in the legend`(_ kind: Figure.Kind) throws {
    let formula = SurfaceChoice.formula("x^2 - log(x) + y^2")
    for isLight in [false, true] {
      var figure = try Self.figure(kind, steps: 20, surface: formula, start: Point(1, 1))
      figure.isLight = isLight
      let theme = Theme(figure.colorMap, isLight: isLight)
      figure.frame = Region(x: -1...1, y: -1...1)
      let legend = Reading(figure.svg).elements.filter {
        $0.attributes["fill"] == theme.undefined.hex
      }
      #expect(legend.count == (kind == .sideBySide ? 3 : 1))
      #expect(Reading(figure.svg).all("text").contains { $0.text == "undefined" })
      let field = SampledField(
        of: figure.surface, over: figure.frame, columns: 4, rows: 2, scale: .log)
      let image = field.indexedImage(theme)
      let colors = image.pixels.map { image.colors[Int($0)] }
      #expect(colors[0] == theme.undefined && colors[5] == theme.undefined)
      #expect(colors[2] != theme.undefined && colors[7] != theme.undefined)
      figure.frame = Region(x: 1...2, y: -1...1)
      #expect(!figure.svg.contains("undefined"))
    }
  }

  @Test(arguments: kinds)
  func `has a PNG file of its extent times the scale, equal each time`(
    _ kind: Figure.Kind
  ) throws {
    var figure = try Self.figure(kind, steps: 40)
    figure.extent = (480, 390)
    let png = try Bitmap(figure.image, scale: 0.5).png
    #expect(Array(png[16..<24]) == [0, 0, 0, 240, 0, 0, 0, 195])
    #expect(try Bitmap(figure.image, scale: 0.5).png == png && png.count < 200_000)
    #expect(throws: BitmapError.self) { try Bitmap(figure.image, scale: 1000) }
  }

  @Test(arguments: kinds)
  func `shows a long source whole, in up to three lines`(_ kind: Figure.Kind) throws {
    var figure = try Self.figure(kind, steps: 40)
    let words = (1...24).map { "reference-\($0)" }
    figure.source = words.joined(separator: " ")
    let lines = Reading(figure.svg).elements.map(\.text).filter { $0.contains("reference-") }
    #expect(lines.count == 3 && lines.flatMap { $0.split(separator: " ") }.count == 24)
    for word in words { #expect(lines.contains { $0.contains(word) }, "\(word)") }
  }

  @Test(arguments: [
    (SurfaceChoice.named("hyperbola"), "f = (xy − 1)²"),
    (.problem("product"), "L = ½(Πwᵢ − t)²"), (.formula("x^2 + y^2"), "f = x^2 + y^2"),
  ])
  func `names the loss once in its equation`(_ surface: SurfaceChoice, _ equation: String) throws {
    #expect(try Catalog.surface(surface).info.equation == equation)
  }

  @Test func `stays small for a long run`() throws {
    let figure = try Self.figure(steps: 20_000, optimizers: ["sam"], knobs: ["rho": 0.3])
    #expect(figure.svg.utf8.count < 300_000)
  }
}
