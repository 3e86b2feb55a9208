public import Drawing
public import Engine
import Lessons
public import Raster
public import Scenes

/// A figure for a page or slide: the content of the screen as vector graphics.
///
/// Equal figures give equal bytes.
public struct Figure: Sendable {
  /// The layout.
  public var kind: Kind
  /// The title.
  public var title: String
  /// A sentence under the title.
  public var subtitle: String
  /// The reference, in small print.
  public var source: String
  /// The loss surface.
  public var surface: AnySurface
  /// The region of the plane shown in maps.
  public var frame: Region
  /// The current step.
  public var step: Int
  /// The number of steps on the x axis of plots.
  public var steps: Int
  /// The runs.
  public var runs: [PlottedRun]
  /// The maps of the kind `stability`.
  public var outcomeMaps: [OutcomeMap] = []
  /// The predictions drawn over the maps; none by default.
  public var predictions = MapPredictions()
  /// The surface on the second map of the kind `sideBySide`; nil for a map per run.
  public var comparison: ComparedSurface?
  /// The path of a training run over the maps; nil without one.
  public var trainingPath: TrainingPath?
  /// What the axes of a problem are; nil on a surface.
  public var planeNote: String?
  /// The map from loss to brightness.
  public var scale = HeatMap.Scale.log
  /// The colour map of the loss.
  public var colorMap = Display.ColorMap.viridis
  /// Whether the background is white instead of black.
  public var isLight = false
  /// The width and height in pixels; nil for the natural size of the kind.
  ///
  /// The ratio sets the height of the `viewBox`, which is clamped to 600…1600 at a width of 960.
  public var extent: (width: Int, height: Int)?

  /// The layout of a figure.
  public enum Kind: Sendable, Hashable {
    /// One map with all runs, above plots.
    case map
    /// One map per run, above plots; of a split, one column of map and plots per value.
    case sideBySide
    /// Plots of all quantities against the step.
    case plots
    /// The surface in relief; angles in degrees.
    case relief(_ yaw: Double, pitch: Double, zoom: Double)
    /// The text of the lesson beside the map.
    case lesson(String)
    /// The outcome of runs over two hyperparameters: `outcomeMaps`.
    case stability
  }

  /// Creates a figure; a negative `step` becomes 0, and `steps` is at least `step` and 1.
  public init(
    _ kind: Kind = .map, title: String, subtitle: String = "", source: String = "",
    surface: AnySurface, frame: Region, step: Int, steps: Int, runs: [PlottedRun]
  ) {
    self.kind = kind
    self.title = title
    self.subtitle = subtitle
    self.source = source
    self.surface = surface
    self.frame = frame
    self.step = max(step, 0)
    self.steps = max(steps, step, 1)
    self.runs = runs
  }

  /// The figure as drawing commands.
  public var image: VectorImage {
    var renderer = FigureRenderer(self)
    renderer.draw()
    return renderer.image
  }

  /// The figure as SVG.
  public var svg: String { image.svg }
}

/// The renderer of a figure.
struct FigureRenderer {
  let figure: Figure
  let theme: Theme
  /// The drawing commands so far.
  var image: VectorImage

  /// The width in units of the `viewBox`.
  static let width = 960.0
  /// The height in units of the `viewBox`.
  let height: Double

  init(_ figure: Figure) {
    self.figure = figure
    theme = Theme(figure.colorMap, isLight: figure.isLight)
    let natural: Double =
      switch figure.kind {
      case .map, .relief: 780
      case .sideBySide where !figure.groups.isEmpty: 820
      case .sideBySide where figure.comparison == nil: figure.runs.count > 3 ? 960 : 700
      case .sideBySide: 780
      case .plots: 1000
      case .lesson: 620
      case .stability: Self.naturalHeight(of: figure)
      }
    height =
      figure.extent.map {
        min(max(Self.width * Double($0.height) / Double(max($0.width, 1)), 600), 1600)
      } ?? natural
    image = VectorImage(
      width: Self.width, height: height, background: theme.background,
      foreground: theme.foreground)
    if let extent = figure.extent { image.extent = (Double(extent.width), Double(extent.height)) }
    (image.title, image.description) = (figure.title, figure.subtitle)
    image.id = "\(figure.title) \(figure.step) \(figure.kind) \(figure.frame) \(figure.isLight)"
  }

  /// Draws the whole figure into `image`.
  mutating func draw() {
    let whole = Box(x: 0, y: 0, width: Self.width, height: height)
    let below = drawHeader(in: whole.inset(left: 28, top: 20, right: 28, bottom: 20))
    let rest = drawFooter(in: below)
    switch figure.kind {
    case .map, .relief:
      let plots = rest.inset(top: rest.height - 196)
      drawPlots([.loss, .gradientNorm, .sharpness], across: 3, in: plots)
      drawScene(in: rest.inset(bottom: 196 + 14))
    case .sideBySide:
      if let comparison = figure.comparison {
        drawComparison(with: comparison, in: rest)
      } else if figure.groups.isEmpty {
        drawMaps(in: rest)
      } else {
        drawGroups(in: rest)
      }
    case .plots:
      let cells = rest.grid(
        PlottedQuantity.allCases.count + 1, across: 2, gap: FigurePoint(16, 10))
      for (plot, cell) in zip(PlottedQuantity.allCases, cells) { drawPlot(plot, in: cell) }
      drawRunLegend(in: cells[cells.count - 1].inset(left: 40, top: 24))
    case .lesson(let text): drawLesson(text, in: rest)
    case .stability: drawOutcomeMaps(in: rest)
    }
  }

  /// Draws title, formula and step, and returns the rest of the box.
  private mutating func drawHeader(in box: Box) -> Box {
    var y = box.y
    for line in TextMetrics.wrappedLines(
      figure.title, size: 21, width: box.width, isBold: true, atMost: 2)
    {
      y += 24
      write(line, at: FigurePoint(box.x, y - 4), size: 21, isBold: true)
    }
    write(
      Self.stepText(of: figure), at: FigurePoint(box.right, y + 18), size: 13, color: theme.faint,
      anchor: .end)
    for line in Self.formulaLines(of: figure) {
      y += 18
      write(line, at: FigurePoint(box.x, y), size: 13, color: theme.accent)
    }
    for line in TextMetrics.wrappedLines(figure.subtitle, size: 13, width: box.width, atMost: 2) {
      y += 18
      write(line, at: FigurePoint(box.x, y), size: 13, color: theme.faint)
    }
    return box.inset(top: y - box.y + 16)
  }

  private static func stepText(of figure: Figure) -> String {
    figure.kind == .stability
      ? "after \(figure.steps) steps" : "step \(figure.step) of \(figure.steps)"
  }

  /// Returns the formula in at most three lines, beside the number of the step.
  static func formulaLines(of figure: Figure) -> [String] {
    let width = Self.width - 56 - TextMetrics.width(stepText(of: figure), size: 13) - 24
    let lines = TextMetrics.wrappedLines(
      formula(of: figure), size: 13, width: width, atMost: 3)
    return lines.isEmpty ? [""] : lines
  }

  /// Returns the equation of the surface with the values of its parameters.
  private static func formula(of figure: Figure) -> String {
    let (info, given) = (figure.surface.info, figure.surface.choice.knobs)
    guard figure.surface.formula == nil else { return info.equation }
    let values = info.knobs.map {
      "\($0.symbol) = \(formatSignificant(given[$0.id] ?? $0.defaultValue))"
    }
    return ([info.equation] + values).joined(separator: ", ")
  }

  /// Draws the source in small print, and returns the rest of the box.
  private mutating func drawFooter(in box: Box) -> Box {
    for (index, line) in Self.sourceLines(of: figure).reversed().enumerated() {
      let y = box.bottom - 2 - Self.sourceLineHeight * Double(index)
      write(line, at: FigurePoint(box.x, y), size: 11, color: theme.faint)
    }
    return box.inset(bottom: Self.footerHeight(of: figure))
  }

  private static let sourceLineHeight = 14.0

  /// Returns the source in at most three lines.
  private static func sourceLines(of figure: Figure) -> [String] {
    TextMetrics.wrappedLines(figure.source, size: 11, width: width - 56, atMost: 3)
  }

  /// Returns the height of the source with the space above; 0 without a source.
  static func footerHeight(of figure: Figure) -> Double {
    let lines = sourceLines(of: figure).count
    return lines == 0 ? 0 : 10 + sourceLineHeight * Double(lines)
  }

  /// Writes a line of text.
  mutating func write(
    _ text: String, at point: FigurePoint, size: Double = 12, color: RGB? = nil,
    anchor: VectorImage.TextLine.Anchor = .start, isBold: Bool = false, halo: RGB? = nil
  ) {
    guard !text.isEmpty else { return }
    image.elements.append(
      .text(
        VectorImage.TextLine(
          text, at: point, size: size, color: color, anchor: anchor, isBold: isBold, halo: halo)))
  }

  /// Draws a path; nothing for an empty one.
  mutating func draw(
    _ path: Path, fill: RGB? = nil, opacity: Double = 1, stroke: VectorImage.Stroke? = nil,
    name: String? = nil, title: String? = nil
  ) {
    guard !path.isEmpty else { return }
    image.elements.append(
      .shape(
        VectorImage.Shape(
          path, fill: fill.map { .color($0, opacity: opacity) }, stroke: stroke, name: name,
          title: title)))
  }

  /// Draws a path as a line over a wider one in the colour of the halo.
  mutating func drawWithHalo(
    _ path: Path, _ stroke: VectorImage.Stroke, haloWidth: Double, name: String? = nil
  ) {
    draw(
      path,
      stroke: VectorImage.Stroke(theme.halo, width: haloWidth, isRound: stroke.isRound))
    draw(path, stroke: stroke, name: name)
  }

  /// Draws elements with a common clip, opacity or offset.
  mutating func group(_ group: VectorImage.Group, _ body: (inout FigureRenderer) -> Void) {
    image.elements.append(.group(elements(body), group))
  }

  /// Returns the elements that `body` draws.
  mutating func elements(_ body: (inout FigureRenderer) -> Void) -> [VectorImage.Element] {
    let before = image.elements
    image.elements = []
    defer { image.elements = before }
    body(&self)
    return image.elements
  }
}

extension Box {
  /// Splits the upper part of a given height from the rest.
  func split(top height: Double) -> (Box, Box) {
    (inset(bottom: self.height - height), inset(top: height))
  }

  /// Splits the left part of a given width from the rest.
  func split(left width: Double) -> (Box, Box) {
    (inset(right: self.width - width), inset(left: width))
  }

  /// Returns a grid of `count` boxes of equal size, row by row.
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
