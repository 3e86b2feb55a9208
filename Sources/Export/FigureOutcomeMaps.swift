import Drawing
public import Engine

extension Figure {
  /// What becomes of a run for each pair of two settings.
  public struct OutcomeMap: Sendable {
    public var sweepMap: SweepMap
    /// Where theory draws the line, in cells from the middle of the first.
    public var boundaryLine: [Point<Double>]
    /// The run that is there now, and where on the map, in cells.
    public var currentRun: (actor: PlottedRun, spot: Point<Double>)?

    public init(
      _ map: SweepMap, line: [Point<Double>]? = nil,
      here: (actor: PlottedRun, spot: Point<Double>)? = nil
    ) {
      self.sweepMap = map
      self.boundaryLine = line ?? map.sweep.stabilityBoundaryLine
      self.currentRun = here
    }
  }
}

extension FigureRenderer {
  private static let legendItemSize = (width: 168.0, height: 17.0)

  /// How maps of outcomes are arranged: so many beside each other, each so high with its legend.
  static func gridLayout(of maps: [Figure.OutcomeMap]) -> (across: Int, each: Double) {
    let across = max(1, maps.count == 4 ? 2 : min(maps.count, 3))
    let width = (Self.width - 56 - 16 * Double(across - 1)) / Double(across)
    let legend = maps.map { legendHeight(of: $0, width: width) }.max() ?? 0
    return (across, min(width - 46, 460) + 28 + 42 + legend)
  }

  /// How high a figure of maps is that need not fit anywhere.
  static func naturalHeight(of figure: Figure) -> Double {
    let (across, each) = gridLayout(of: figure.outcomeMaps)
    let down = (figure.outcomeMaps.count + across - 1) / across
    let width = Self.width - 56
    let title = TextMetrics.wrappedLines(
      figure.title, size: 21, width: width, isBold: true, atMost: 2
    ).count
    let lesson = TextMetrics.wrappedLines(figure.subtitle, size: 13, width: width, atMost: 2).count
    let head = Double(24 * title + 18 * lesson + 34)
    return 40 + head + Double(down) * (each + 8) + (figure.source.isEmpty ? 0 : 24)
  }

  private static func legendHeight(of outcomes: Figure.OutcomeMap, width: Double) -> Double {
    let columns = max(1, Int((width - 46) / legendItemSize.width))
    let rows = (legendItems(of: outcomes).count + columns - 1) / columns
    return Double(rows) * legendItemSize.height + 8
  }

  /// Maps beside each other, each with its axes and what its colours mean.
  mutating func drawOutcomeMaps(in box: Box) {
    let (across, _) = Self.gridLayout(of: figure.outcomeMaps)
    let cells = box.grid(figure.outcomeMaps.count, across: across, gap: FigurePoint(16, 8))
    let legend = zip(figure.outcomeMaps, cells).map { Self.legendHeight(of: $0, width: $1.width) }
      .max()
    for (outcomes, cell) in zip(figure.outcomeMaps, cells) {
      drawOutcomeMap(outcomes, in: cell, legend: legend ?? 0)
    }
  }

  private mutating func drawOutcomeMap(_ outcomes: Figure.OutcomeMap, in cell: Box, legend: Double)
  {
    let box = cell.inset(left: 46, top: 28, bottom: 42 + legend)
    let map = outcomes.sweepMap
    var left = box.x
    if let actor = outcomes.currentRun?.actor {
      drawMarker(actor, at: FigurePoint(box.x + 8, cell.y + 9))
      left += 22
    }
    let name = TextMetrics.wrappedLines(
      map.name, size: 14, width: box.right - left, isBold: true, atMost: 1)
    write(name.first ?? "", at: FigurePoint(left, cell.y + 14), size: 14, weight: "600")
    svg.put(
      "image",
      box.attributes + [
        ("preserveAspectRatio", "none"), ("style", "image-rendering:pixelated"),
        ("xlink:href", map.raster.dataURI),
      ])
    let (x, y) = axes(of: map.sweep, in: box)
    drawBoundary(outcomes, in: box)
    drawAxes(box, x: x, y: y, names: (map.sweep.x.symbol, map.sweep.y.symbol))
    drawBorder(box)
    if let here = outcomes.currentRun {
      let spot = self.figurePoint(here.spot, of: map.sweep, in: box)
      if box.contains(spot) { drawMarker(here.actor, at: spot) }
    }
    drawLegendItems(
      of: outcomes, in: Box(x: box.x, y: box.bottom + 42, width: box.width, height: legend))
  }

  /// The sides as axes; a value lies at the middle of its cell.
  private func axes(of sweep: Sweep, in box: Box) -> (FigureAxis, FigureAxis) {
    func axis(_ side: Axis, from: Double, to: Double) -> FigureAxis {
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

  private mutating func drawBoundary(_ outcomes: Figure.OutcomeMap, in box: Box) {
    let line = outcomes.boundaryLine.map { figurePoint($0, of: outcomes.sweepMap.sweep, in: box) }
    guard line.count > 1 else { return }
    for (color, width) in [(theme.halo, "4"), (theme.foreground, "1.8")] {
      svg.put(
        "path",
        [
          ("d", pathData([line])), ("fill", "none"), ("stroke", color), ("stroke-width", width),
          ("stroke-linejoin", "round"),
        ])
    }
  }

  /// What colours and marks mean, with the share of the map that each has.
  private static func legendItems(
    of outcomes: Figure.OutcomeMap
  ) -> [(word: String?, text: String)] {
    let all = Double(max(outcomes.sweepMap.labels.count, 1))
    var notes: [(word: String?, text: String)] = outcomes.sweepMap.counts.map { word, count in
      (word, "\(word) \(formatSignificant(100 * Double(count) / all, digits: 3)) %")
    }
    if outcomes.boundaryLine.count > 1 { notes.append((nil, "stability limit, closed form")) }
    return notes
  }

  private mutating func drawLegendItems(of outcomes: Figure.OutcomeMap, in box: Box) {
    let columns = max(1, Int(box.width / Self.legendItemSize.width))
    let looks = outcomes.sweepMap.styles
    for (index, note) in Self.legendItems(of: outcomes).enumerated() {
      let (x, y) = (
        box.x + Double(index % columns) * Self.legendItemSize.width,
        box.y + Double(index / columns) * Self.legendItemSize.height + 10
      )
      let mark = Box(x: x, y: y - 10, width: 12, height: 12)
      if let word = note.word {
        let color = looks[word]?.color ?? theme.background
        svg.put("rect", mark.attributes + [("fill", color), ("stroke", theme.axisLine)])
      } else {
        svg.put(
          "path",
          [
            ("d", "M\(formatLength(x)) \(formatLength(y - 4))h12"), ("stroke", theme.foreground),
            ("stroke-width", "1.8"),
          ])
      }
      write(note.text, at: FigurePoint(x + 18, y), size: 11, fill: theme.faint)
    }
  }
}

extension Axis {
  /// What an axis of a figure calls it.
  fileprivate var symbol: String {
    switch parameter {
    case .knob(let id):
      switch id {
      case "eta": "η"
      case "rho": "ρ"
      case "beta": "β"
      case "mu": "μ"
      case "sigma": "σ"
      default: id
      }
    case .startX: "x"
    case .startY: "y"
    case .surface, .seed: name
    }
  }
}

extension SweepMap {
  /// A side has at most so many pixels; a finer map is looked at here and there.
  ///
  /// A coarser one has several a cell, since not every reader keeps from smoothing what it enlarges.
  private static let maxPixelsPerSide = 1600

  private static func pixels(for cells: Int) -> Int {
    min(cells * max(1, 320 / cells), maxPixelsPerSide)
  }

  /// The map as pixels, the highest row first.
  fileprivate var raster: Raster {
    let (columns, rows) = (Self.pixels(for: sweep.x.count), Self.pixels(for: sweep.y.count))
    let looks = styles
    let known = looks.keys.sorted()
    let index = Dictionary(uniqueKeysWithValues: known.enumerated().map { ($1, UInt8($0)) })
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
    return Raster(
      columns: columns, rows: rows, pixels: pixels,
      colors: known.map { rgbComponents(of: looks[$0]?.color ?? "#000000") })
  }

  private func rgbComponents(of color: String) -> (red: UInt8, green: UInt8, blue: UInt8) {
    let value = UInt32(color.dropFirst(), radix: 16) ?? 0
    return (
      UInt8(truncatingIfNeeded: value >> 16), UInt8(truncatingIfNeeded: value >> 8),
      UInt8(truncatingIfNeeded: value)
    )
  }
}
