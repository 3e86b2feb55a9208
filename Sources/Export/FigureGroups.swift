import Drawing
import Engine
import Lessons
import Raster
import Scenes

extension Figure {
  /// The groups of runs, in order, with the indices of their runs; empty unless every run has one.
  var groups: [(title: String, runs: [Int])] {
    var groups: [(title: String, runs: [Int])] = []
    for (index, run) in runs.enumerated() {
      guard let title = run.group?.title else { return [] }
      if groups.last?.title == title {
        groups[groups.count - 1].runs.append(index)
      } else {
        groups.append((title, [index]))
      }
    }
    return groups
  }
}

extension FigureRenderer {
  /// Draws one column per group: its value, the states of its runs, their map and their plots.
  ///
  /// The columns share their axes, so values are compared from column to column.
  mutating func drawGroups(in box: Box) {
    let groups = figure.groups
    let runCount = groups.map(\.runs.count).max() ?? 0
    let (names, below) = box.split(top: 24)
    drawRunNames(in: names)
    let columns = below.grid(groups.count, across: groups.count, gap: FigurePoint(14, 0))
    let plots: [PlottedQuantity] = [.loss, .sharpness]
    let plotHeight = min(170, 0.24 * below.height)
    let captionHeight = 28 + 17 * Double(runCount)
    let mapBox = { (column: Box) in
      column.inset(
        left: 46, top: captionHeight, bottom: 40 + Double(plots.count) * (plotHeight + 8))
    }
    guard let first = columns.first else { return }
    let field = sampleSurface(mapBox(first))
    let scene = figure.scene(on: field)
    let surface = surfaceSymbol(scene, in: mapBox(first))
    for (group, column) in zip(groups, columns) {
      drawCaptions(of: group, in: column)
      let panel = mapBox(column)
      drawMap(scene.showing(only: group.runs), over: surface, in: panel)
      drawUndefinedLegend(of: field, below: panel)
      var rest = column.inset(left: 6, top: panel.bottom + 48 - column.y)
      for plot in plots {
        drawPlot(plot, of: group.runs, in: rest.split(top: plotHeight).0)
        rest = rest.inset(top: plotHeight + 8)
      }
    }
  }

  /// Draws the glyph and the name of each run once, in a line.
  private mutating func drawRunNames(in box: Box) {
    var x = box.x + 46
    for index in figure.groups.first?.runs ?? [] {
      let run = figure.runs[index]
      let name = TextMetrics.wrappedLines(
        run.shortName, size: 14, width: max(box.right - x - 20, 0), isBold: true, atMost: 1)
      drawMarker(run, at: FigurePoint(x + 7, box.y + 4))
      write(name.first ?? "", at: FigurePoint(x + 20, box.y + 9), size: 14, isBold: true)
      x += 44 + TextMetrics.width(name.first ?? "", size: 14, isBold: true)
    }
  }

  /// Draws the value of a group, and the state and numbers of each of its runs.
  private mutating func drawCaptions(of group: (title: String, runs: [Int]), in column: Box) {
    let x = column.x + 46
    write(group.title, at: FigurePoint(x, column.y + 15), size: 15, isBold: true)
    for (line, index) in group.runs.enumerated() {
      let (run, y) = (figure.runs[index], column.y + 35 + 17 * Double(line))
      let state = run.recording.row(at: figure.step).state
      drawMarker(run, at: FigurePoint(x + 5, y - 4), radius: 4)
      write("\(state)", at: FigurePoint(x + 16, y), color: color(of: state))
      let left = x + 24 + TextMetrics.width("\(state)", size: 12)
      write(
        numbers(of: run, width: column.right - left), at: FigurePoint(column.right, y), size: 11.5,
        color: theme.faint, anchor: .end)
    }
  }
}
