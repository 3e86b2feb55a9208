public import Drawing
public import Engine

/// A figure for a page or a slide: the same scene as on the screen, drawn in lines.
///
/// A value in, text out: the same figure gives the same bytes.
public struct Figure: Sendable {
  public var kind: Kind
  public var title: String
  /// A sentence under the title.
  public var subtitle: String
  /// Whose idea it is, in small print.
  public var source: String
  public var surface: AnySurface
  /// The part of the plane to show.
  public var frame: Region
  /// The step that is shown.
  public var step: Int
  /// The steps that the plots have room for.
  public var steps: Int
  public var runs: [PlottedRun]
  /// The maps that the kind `stability` shows.
  public var outcomeMaps: [OutcomeMap] = []
  /// What theory says, if it is to be shown.
  public var predictions = Predictions()
  public var scale = HeatMap.Scale.log
  public var colorMap = Display.ColorMap.viridis
  public var isLight = false
  /// Width and height in pixels; nil for those that suit what is drawn.
  ///
  /// They give the shape, within limits, and the size at which it is shown.
  public var extent: (width: Int, height: Int)?

  /// What is drawn largest.
  public enum Kind: Sendable, Hashable {
    case map
    /// A map for each run.
    case sideBySide
    /// Everything against time.
    case plots
    /// The surface in relief, seen from this side, in degrees.
    case relief(_ yaw: Double, pitch: Double, zoom: Double)
    /// What the lesson says, with the map beside it.
    case lesson(String)
    /// What becomes of runs for each pair of two settings: the figure's `outcomes`.
    case stability
  }

  /// A run, by the name, colour and glyph that it has on the screen.
  public struct PlottedRun: Sendable {
    public var name: String
    public var recording: Recording
    /// The index of `Paint.run`.
    public var color: UInt8
    /// One of `●▲■◆✚○△□◇`; others are drawn as a circle.
    public var glyph: Unicode.Scalar

    public init(name: String, recording: Recording, color: UInt8, glyph: Unicode.Scalar) {
      self.name = name
      self.recording = recording
      self.color = color
      self.glyph = glyph
    }
  }

  /// Curves and places that theory gives.
  public struct Predictions: Sendable {
    /// The valley traced along its floor, drawn where the surface has none in closed form.
    public var valleyFloor: [Point<Double>] = []
    /// Predicted ways along the floor, by the index of the actor.
    public var predictedPaths: [(actor: Int, points: [Point<Double>])] = []
    /// Where theory stops a run on the floor, by the index of the actor.
    public var stoppingPoints: [(actor: Int, point: Point<Double>)] = []

    public init() {}
  }

  public init(
    _ kind: Kind = .map, title: String, lesson: String = "", source: String = "",
    surface: AnySurface, frame: Region, step: Int, steps: Int, actors: [PlottedRun]
  ) {
    self.kind = kind
    self.title = title
    self.subtitle = lesson
    self.source = source
    self.surface = surface
    self.frame = frame
    self.step = max(step, 0)
    self.steps = max(steps, step, 1)
    self.runs = actors
  }

  /// The figure as SVG.
  public var svg: String {
    var plate = FigureRenderer(self)
    plate.draw()
    return plate.svg.text
  }
}

extension Figure.PlottedRun {
  /// The latest step that was taken by a step of the figure.
  func lastStep(at step: Int) -> Int { min(step, recording.lastStep) }
}

/// A figure in the making.
struct FigureRenderer {
  let figure: Figure
  let theme: Theme
  var svg = SVGWriter()
  /// What tells the names inside this figure from those of another on the same page.
  let idSuffix: String

  /// The width in units; the height goes with the shape that is asked for.
  static let width = 960.0
  let height: Double

  init(_ figure: Figure) {
    self.figure = figure
    theme = Theme(figure.colorMap, isLight: figure.isLight)
    let natural: Double =
      switch figure.kind {
      case .map, .relief: 780
      case .sideBySide: figure.runs.count > 3 ? 960 : 700
      case .plots: 840
      case .lesson: 620
      case .stability: Self.naturalHeight(of: figure)
      }
    height =
      figure.extent.map {
        min(max(Self.width * Double($0.height) / Double(max($0.width, 1)), 600), 1600)
      } ?? natural
    let content = "\(figure.title) \(figure.step) \(figure.kind) \(figure.frame) \(figure.isLight)"
    idSuffix = String(crc32(content.utf8), radix: 36)
  }

  /// A name inside the figure.
  func id(_ name: String) -> String { "\(name)-\(idSuffix)" }

  func urlReference(_ name: String) -> String { "url(#\(id(name)))" }

  mutating func draw() {
    let size =
      figure.extent.map { (Double($0.width), Double($0.height)) } ?? (Self.width, height)
    svg.begin(
      "svg",
      [
        ("xmlns", "http://www.w3.org/2000/svg"),
        // Older readers know links by this name alone.
        ("xmlns:xlink", "http://www.w3.org/1999/xlink"), ("width", formatLength(size.0)),
        ("height", formatLength(size.1)),
        ("viewBox", "0 0 \(formatLength(Self.width)) \(formatLength(height))"),
        ("font-family", "Inter, 'Helvetica Neue', Helvetica, Arial, 'DejaVu Sans', sans-serif"),
        ("font-size", "12"), ("fill", theme.foreground),
      ])
    svg.put("title", [], figure.title)
    svg.put("desc", [], figure.subtitle)
    let whole = Box(x: 0, y: 0, width: Self.width, height: height)
    svg.put("rect", whole.attributes + [("fill", theme.background)])
    let below = drawHeader(in: whole.inset(left: 28, top: 20, right: 28, bottom: 20))
    let rest = drawFooter(in: below)
    switch figure.kind {
    case .map, .relief:
      let plots = rest.inset(top: rest.height - 196)
      drawPlots([.loss, .gradientNorm, .sharpness], across: 3, in: plots)
      drawScene(in: rest.inset(bottom: 196 + 14))
    case .sideBySide: drawMaps(in: rest)
    case .plots:
      let cells = rest.grid(PlottedQuantity.allCases.count + 1, across: 2, gap: FigurePoint(16, 10))
      for (measure, cell) in zip(PlottedQuantity.allCases, cells) { drawPlot(measure, in: cell) }
      drawRunLegend(in: cells[cells.count - 1].inset(left: 40, top: 24))
    case .lesson(let words): drawLesson(words, in: rest)
    case .stability: drawOutcomeMaps(in: rest)
    }
    svg.end()
  }

  /// Title, formula and time; what is left below.
  private mutating func drawHeader(in box: Box) -> Box {
    var y = box.y
    for line in TextMetrics.wrappedLines(
      figure.title, size: 21, width: box.width, isBold: true, atMost: 2)
    {
      y += 24
      write(line, at: FigurePoint(box.x, y - 4), size: 21, weight: "600")
    }
    let time =
      figure.kind == .stability
      ? "after \(figure.steps) steps" : "step \(figure.step) of \(figure.steps)"
    let timeWidth = TextMetrics.width(time, size: 13)
    let line = TextMetrics.wrappedLines(
      "f = \(formula)", size: 13, width: box.width - timeWidth - 24, atMost: 1)
    y += 18
    write(line.first ?? "", at: FigurePoint(box.x, y), size: 13, fill: theme.accent)
    write(time, at: FigurePoint(box.right, y), size: 13, fill: theme.faint, anchor: "end")
    for line in TextMetrics.wrappedLines(figure.subtitle, size: 13, width: box.width, atMost: 2) {
      y += 18
      write(line, at: FigurePoint(box.x, y), size: 13, fill: theme.faint)
    }
    return box.inset(top: y - box.y + 16)
  }

  /// The surface as a formula, with the values of its letters.
  private var formula: String {
    let card = figure.surface.info
    guard case .named(_, let given) = figure.surface.choice else { return card.formula }
    let values = card.knobs.map {
      "\($0.symbol) = \(formatSignificant(given[$0.id] ?? $0.defaultValue))"
    }
    return ([card.formula] + values).joined(separator: ", ")
  }

  /// The source in small print; what is left above.
  private mutating func drawFooter(in box: Box) -> Box {
    guard !figure.source.isEmpty else { return box }
    let line =
      TextMetrics.wrappedLines(figure.source, size: 11, width: box.width, atMost: 1).first ?? ""
    write(line, at: FigurePoint(box.x, box.bottom - 2), size: 11, fill: theme.faint)
    return box.inset(bottom: 24)
  }

  /// A line of text.
  mutating func write(
    _ text: String, at spot: FigurePoint, size: Double = 12, fill: String? = nil,
    anchor: String? = nil, weight: String? = nil
  ) {
    guard !text.isEmpty else { return }
    var attributes: SVGWriter.Attributes = [
      ("x", formatLength(spot.x)), ("y", formatLength(spot.y)),
    ]
    if size != 12 { attributes.append(("font-size", formatLength(size))) }
    if let fill { attributes.append(("fill", fill)) }
    if let anchor { attributes.append(("text-anchor", anchor)) }
    if let weight { attributes.append(("font-weight", weight)) }
    svg.put("text", attributes, text)
  }
}

extension Box {
  /// The upper part of this height, and the rest.
  func split(top height: Double) -> (Box, Box) {
    (inset(bottom: self.height - height), inset(top: height))
  }

  /// The left part of this width, and the rest.
  func split(left width: Double) -> (Box, Box) {
    (inset(right: self.width - width), inset(left: width))
  }

  /// Parts of equal size, row by row.
  func grid(_ count: Int, across: Int, gap: FigurePoint) -> [Box] {
    let across = max(min(across, count), 1)
    let down = (count + across - 1) / across
    let cell = FigurePoint(
      (width - gap.x * Double(across - 1)) / Double(across),
      (height - gap.y * Double(down - 1)) / Double(down))
    return (0..<count).map {
      Box(
        x: x + Double($0 % across) * (cell.x + gap.x),
        y: y + Double($0 / across) * (cell.y + gap.y),
        width: max(cell.x, 1), height: max(cell.y, 1))
    }
  }
}
