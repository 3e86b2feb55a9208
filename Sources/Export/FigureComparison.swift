import Engine
import Lessons
import Raster
import Scenes

extension FigureRenderer {
  /// Draws two surfaces over one region with one colour scale, each above its runs and plots.
  mutating func drawComparison(with other: ComparedSurface, in box: Box) {
    var figures = [figure, figure]
    figures[1].surface = other.surface
    figures[1].runs = other.runs
    figures[1].predictions = MapPredictions()
    figures[1].trainingPath = nil
    var renderers = figures.map { FigureRenderer($0) }
    let (left, bar) = box.split(left: box.width - 74)
    let cells = left.grid(2, across: 2, gap: FigurePoint(14, 0))
    let listHeight = 22 * Double(min(max(figure.runs.count, other.runs.count), 6)) + 4
    let maps = cells.map { $0.inset(left: 46, top: 24, bottom: 36 + listHeight + Self.plotHeight) }
    let fields = zip(renderers, maps).map { $0.sampleSurface($1) }
    let shared = SampledField.sharingScale(fields[0], fields[1])
    for index in renderers.indices {
      let field = (index == 0 ? shared?.a : shared?.b) ?? fields[index]
      renderers[index].drawComparedSurface(
        on: field, in: cells[index], map: maps[index], name: index == 0 ? "ground" : "ground-2")
      image.elements += renderers[index].image.elements
    }
    guard !figure.surface.isProfile else { return }
    drawColorBar(
      of: shared?.both ?? fields[0],
      in: Box(x: bar.x + 12, y: maps[0].y, width: 12, height: maps[0].height))
  }

  /// The height of the plots of a surface.
  private static let plotHeight = 170.0

  /// Draws the title, the map, the runs and the plots of one of two surfaces.
  private mutating func drawComparedSurface(
    on field: SampledField, in cell: Box, map: Box, name: String
  ) {
    let title = TextMetrics.wrappedLines(
      figure.surface.info.formula, size: 14, width: map.width, isBold: true, atMost: 1)
    write(title.first ?? "", at: FigurePoint(map.x, cell.y + 13), size: 14, isBold: true)
    drawMap(on: field, in: map, name: name)
    var y = map.bottom + 36 + 12
    let plots = cell.inset(top: cell.height - Self.plotHeight)
    for run in figure.runs where y < plots.y {
      let caption = captions(of: run, width: map.width * 0.6)
      drawMarker(run, at: FigurePoint(map.x + 7, y - 5))
      write(caption.name, at: FigurePoint(map.x + 20, y), size: 13, isBold: true)
      let state = [caption.state, caption.numbers].filter { !$0.isEmpty }
      write(
        state.joined(separator: " · "), at: FigurePoint(map.right, y), size: 11.5,
        color: theme.faint, anchor: .end)
      y += 22
    }
    drawPlots([.loss, .gradientNorm], across: 2, in: plots)
  }
}
