import Engine
import Raster
import Scenes

extension FigureRenderer {
  /// Draws the markers of runs; of markers at one place, those below are rings around the last.
  mutating func drawIterates(_ runs: [MapScene.Run], _ plane: PlaneTransform, in box: Box) {
    var groups: [(point: FigurePoint, runs: [MapScene.Run])] = []
    var divergedCount = 0
    for run in runs {
      let point = plane.figurePoint(run.place(at: run.step))
      if run.divergedAt == nil, box.contains(point) {
        let near = groups.firstIndex {
          ($0.point.x - point.x).magnitude < 5 && ($0.point.y - point.y).magnitude < 5
        }
        if let near { groups[near].runs.append(run) } else { groups.append((point, [run])) }
        continue
      }
      let end = run.divergedAt == nil ? point : plane.figurePoint(run.lastFinitePlace)
      drawArrow(run.plotted, from: box, to: end)
      if let ending = run.ending {
        drawEnding(
          "\(run.plotted.shortName) \(ending)", of: run.plotted, toward: end, line: divergedCount,
          in: box)
        divergedCount += 1
      }
    }
    for group in groups {
      for (index, run) in group.runs.enumerated() {
        let depth = group.runs.count - 1 - index
        if depth > 0 {
          drawRing(run.plotted, at: group.point, radius: 6 + 4 * Double(depth))
        } else {
          drawMarker(run.plotted, at: group.point, title: tooltip(of: run.plotted))
        }
      }
    }
  }

  private mutating func drawRing(_ run: PlottedRun, at point: FigurePoint, radius: Double) {
    let path = Path(circleAt: point, radius: radius)
    for (color, width) in [(theme.halo, 4.4), (theme.run(run.color), 2.4)] {
      draw(path, stroke: VectorImage.Stroke(color, width: width), title: tooltip(of: run))
    }
  }

  /// Names a run that ended and its last step inside the border, beside its arrow.
  private mutating func drawEnding(
    _ text: String, of run: PlottedRun, toward end: FigurePoint, line: Int, in box: Box
  ) {
    guard !end.x.isNaN, !end.y.isNaN else { return }
    let margin = 0.5 * TextMetrics.width(text, size: 12, isBold: true) + 24
    let x = max(min(end.x, box.right - margin), box.x + margin)
    let y = max(min(end.y, box.bottom - 40), box.y + 40) + 16 * Double(line)
    write(
      text, at: FigurePoint(x, min(y, box.bottom - 6)), color: theme.run(run.color),
      anchor: .middle, isBold: true, halo: theme.halo)
  }
}
