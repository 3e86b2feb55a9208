import Drawing
public import Engine
import Integers
import Raster
public import Scenes

extension Figure {
  /// A map of the outcomes of runs over two quantities.
  public struct OutcomeMap: Sendable {
    /// The outcome of each cell.
    public var sweepMap: SweepMap
    /// The stability boundary of theory, in cells from the centre of the first cell.
    public var boundaryLine: [Point<Double>]
    /// The current runs and their positions on the map, in cells.
    public var currentRuns: [(run: PlottedRun, cell: Point<Double>)]

    /// Creates a map; the boundary defaults to `Sweep.stabilityBoundaryLine`.
    public init(
      _ map: SweepMap, boundaryLine: [Point<Double>]? = nil,
      currentRuns: [(run: PlottedRun, cell: Point<Double>)] = []
    ) {
      self.sweepMap = map
      self.boundaryLine = boundaryLine ?? map.sweep.stabilityBoundaryLine
      self.currentRuns = currentRuns
    }
  }
}

extension FigureRenderer {
  private static let legendItemSize = (width: 168.0, height: 17.0)

  /// Returns the number of maps in a row and the height of a map with its legend.
  static func gridLayout(of maps: [Figure.OutcomeMap]) -> (across: Int, height: Double) {
    let across = max(1, maps.count == 4 ? 2 : min(maps.count, 3))
    let width = (Self.width - 56 - 16 * Double(across - 1)) / Double(across)
    let legend = maps.map { legendHeight(of: $0, width: width) }.max() ?? 0
    let areLines = maps.allSatisfy(\.sweepMap.sweep.isLine)
    return (across, (areLines ? 72 : min(width - 46, 460)) + 28 + 42 + legend)
  }

  /// Returns the height of a figure of maps without a given extent.
  static func naturalHeight(of figure: Figure) -> Double {
    let (across, mapHeight) = gridLayout(of: figure.outcomeMaps)
    let down = (figure.outcomeMaps.count + across - 1) / across
    let width = Self.width - 56
    let title = TextMetrics.wrappedLines(
      figure.title, size: 21, width: width, isBold: true, atMost: 2
    ).count
    let subtitle = TextMetrics.wrappedLines(figure.subtitle, size: 13, width: width, atMost: 2)
      .count
    let formula = formulaLines(of: figure).count
    let head = Double(24 * title + 18 * (subtitle + formula) + 16)
    return 40 + head + Double(down) * (mapHeight + 8) + footerHeight(of: figure)
  }

  private static func legendHeight(of outcomeMap: Figure.OutcomeMap, width: Double) -> Double {
    let columns = max(1, Int(clamping: (width - 46) / legendItemSize.width))
    let rows = (legendItems(of: outcomeMap).count + columns - 1) / columns
    return Double(rows) * legendItemSize.height + 8
  }

  /// Draws the maps in a grid, each with its axes and legend.
  mutating func drawOutcomeMaps(in box: Box) {
    let (across, _) = Self.gridLayout(of: figure.outcomeMaps)
    let cells = box.grid(figure.outcomeMaps.count, across: across, gap: FigurePoint(16, 8))
    let legend = zip(figure.outcomeMaps, cells).map { Self.legendHeight(of: $0, width: $1.width) }
      .max()
    for (outcomeMap, cell) in zip(figure.outcomeMaps, cells) {
      drawOutcomeMap(outcomeMap, in: cell, legend: legend ?? 0)
    }
  }

  private mutating func drawOutcomeMap(
    _ outcomeMap: Figure.OutcomeMap, in cell: Box, legend: Double
  ) {
    let box = cell.inset(left: 46, top: 28, bottom: 42 + legend)
    let map = outcomeMap.sweepMap
    var left = box.x
    if let run = outcomeMap.currentRuns.first?.run {
      drawMarker(run, at: FigurePoint(box.x + 8, cell.y + 9))
      left += 22
    }
    let name = TextMetrics.wrappedLines(
      map.name, size: 14, width: box.right - left, isBold: true, atMost: 1)
    write(name.first ?? "", at: FigurePoint(left, cell.y + 14), size: 14, isBold: true)
    image.elements.append(.image(map.indexedImage, box, isSmooth: false))
    let (x, y) = axes(of: map.sweep, in: box)
    drawBoundary(outcomeMap, in: box)
    drawAxes(
      box, x: x, y: y, names: (map.sweep.title(of: map.sweep.x), map.sweep.symbol(of: map.sweep.y)))
    if map.sweep.y.isLog {
      let middle = 0.5 * (box.y + box.bottom)
      write("log", at: FigurePoint(box.x - 42, middle + 19), size: 11, color: theme.faint)
    }
    drawBorder(box)
    for current in outcomeMap.currentRuns {
      let point = self.figurePoint(current.cell, of: map.sweep, in: box)
      if box.contains(point) {
        // On a ground of its own, because an outcome may have the colour of the run.
        draw(
          Path(circleAt: point, radius: 11), fill: theme.background,
          stroke: VectorImage.Stroke(theme.foreground))
        drawMarker(current.run, at: point)
      }
    }
    drawLegendItems(
      of: outcomeMap, in: Box(x: box.x, y: box.bottom + 42, width: box.width, height: legend))
  }

  /// Returns the axes of a sweep; a value lies at the centre of its cell.
  ///
  /// An axis along which nothing varies is nil.
  private func axes(of sweep: Sweep, in box: Box) -> (FigureAxis?, FigureAxis?) {
    func axis(_ side: Axis, from: Double, to: Double) -> FigureAxis? {
      guard side.parameter != .fixed else { return nil }
      let half = (to - from) / Double(2 * side.count)
      return FigureAxis(
        side.low...side.high, from: from + half, to: to - half, isLogarithmic: side.isLog)
    }
    return (
      axis(sweep.x, from: box.x, to: box.right), axis(sweep.y, from: box.bottom, to: box.y)
    )
  }

  private func figurePoint(_ cell: Point<Double>, of sweep: Sweep, in box: Box) -> FigurePoint {
    FigurePoint(
      box.x + (cell.x + 0.5) / Double(sweep.x.count) * box.width,
      box.bottom - (cell.y + 0.5) / Double(sweep.y.count) * box.height)
  }

  private mutating func drawBoundary(_ outcomeMap: Figure.OutcomeMap, in box: Box) {
    let line = outcomeMap.boundaryLine.map {
      figurePoint($0, of: outcomeMap.sweepMap.sweep, in: box)
    }
    guard line.count > 1 else { return }
    drawWithHalo(
      Path([line]), VectorImage.Stroke(theme.foreground, width: 1.8, isRound: true), haloWidth: 4)
  }

  /// Returns the legend: each outcome with its percentage of the cells, and the boundary.
  ///
  /// The cycles that share a colour share an entry.
  private static func legendItems(
    of outcomeMap: Figure.OutcomeMap
  ) -> [(label: String?, text: String)] {
    let total = Double(max(outcomeMap.sweepMap.labels.count, 1))
    func text(_ label: String, _ count: Int) -> String {
      // The outcome is the state at the last step, so the run would descend further.
      let name = label == State.descending.label ? "still \(label)" : label
      return "\(name) \(formatSignificant(100 * Double(count) / total, digits: 3)) %"
    }
    let isShared = { SweepMap.sharesColor($0) }
    let counts = outcomeMap.sweepMap.counts
    var items: [(label: String?, text: String)] = counts.filter { !isShared($0.label) }
      .map { ($0.label, text($0.label, $0.count)) }
    let shared = counts.filter { isShared($0.label) }
    if shared.count == 1 { items += shared.map { ($0.label, text($0.label, $0.count)) } }
    if shared.count > 1 {
      items.append((shared[0].label, text("longer cycles", shared.reduce(0) { $0 + $1.count })))
    }
    if outcomeMap.boundaryLine.count > 1 { items.append((nil, "stability boundary (theory)")) }
    return items
  }

  private mutating func drawLegendItems(of outcomeMap: Figure.OutcomeMap, in box: Box) {
    let columns = max(1, Int(clamping: box.width / Self.legendItemSize.width))
    let styles = outcomeMap.sweepMap.styles
    for (index, item) in Self.legendItems(of: outcomeMap).enumerated() {
      let (x, y) = (
        box.x + Double(index % columns) * Self.legendItemSize.width,
        box.y + Double(index / columns) * Self.legendItemSize.height + 10
      )
      let swatch = Box(x: x, y: y - 10, width: 12, height: 12)
      if let label = item.label {
        let color = styles[label]?.color ?? theme.background
        draw(Path(swatch), fill: color, stroke: VectorImage.Stroke(theme.axisLine))
      } else {
        draw(
          Path(at: FigurePoint(x, y - 4), [((0, 0), (12, 0))]),
          stroke: VectorImage.Stroke(theme.foreground, width: 1.8))
      }
      write(item.text, at: FigurePoint(x + 18, y), size: 11, color: theme.faint)
    }
  }
}

extension Sweep {
  /// The title of the horizontal axis, with its scale.
  fileprivate func title(of axis: Axis) -> String {
    symbol(of: axis) + (axis.isLog ? ", log" : "")
  }

  /// The label of an axis in a figure: the symbol of a hyperparameter, or the name of the parameter.
  fileprivate func symbol(of axis: Axis) -> String {
    switch axis.parameter {
    case .knob(let id):
      // An optimizer without the hyperparameter shares its map with optimizers that have it.
      let own = try? Catalog.optimizer(base.optimizer)
      let knobs = ([own].compactMap(\.self) + Catalog.optimizers).lazy.flatMap(\.info.knobs)
      return knobs.first { $0.id == id }?.symbol ?? id
    case .startX: return "x"
    case .startY: return "y"
    case .surface, .seed, .fixed: return axis.name
    }
  }
}

extension SweepMap {
  /// The maximum number of pixels per side; finer maps are subsampled.
  private static let maxPixelsPerSide = 1600

  /// Returns the pixels of a side.
  ///
  /// Coarse maps get several pixels per cell, because some viewers smooth enlarged images.
  private static func pixels(for cells: Int) -> Int {
    min(cells * max(1, 320 / cells), maxPixelsPerSide)
  }

  /// The map as an image, the row with the highest value of y first.
  fileprivate var indexedImage: IndexedImage {
    let (columns, rows) = (Self.pixels(for: sweep.x.count), Self.pixels(for: sweep.y.count))
    let styles = self.styles
    let sortedLabels = styles.keys.sorted()
    let (index, colors) = palette(sortedLabels, styles.mapValues { $0.color })
    var pixels: [UInt8] = []
    pixels.reserveCapacity(columns * rows)
    for row in (0..<rows).reversed() {
      for column in 0..<columns {
        let cell =
          sampledIndex(row, rows, sweep.y.count) * sweep.x.count
          + sampledIndex(column, columns, sweep.x.count)
        pixels.append(index[labels[cell]] ?? 0)
      }
    }
    return IndexedImage(columns: columns, rows: rows, pixels: pixels, colors: colors)
  }

  /// Returns the colours of the image, at most 256, and the index of each label's colour.
  ///
  /// Labels of equal colour share an entry only if there are too many labels.
  private func palette(
    _ labels: [String], _ colorsByLabel: [String: RGB]
  ) -> (index: [String: UInt8], colors: [RGB]) {
    let maxColors = 256
    var index: [String: UInt8] = [:]
    var colors: [RGB] = []
    for label in labels {
      let color = colorsByLabel[label] ?? RGB(0)
      let known = labels.count > maxColors ? colors.firstIndex(of: color) : nil
      index[label] = UInt8(clamping: known ?? colors.count)
      if known == nil, colors.count < maxColors { colors.append(color) }
    }
    return (index, colors)
  }
}
