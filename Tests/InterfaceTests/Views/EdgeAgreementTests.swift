import Engine
import Lessons
import Raster
import Scenes
import Testing

@testable import Drawing
@testable import Export
@testable import Interface

/// The stability threshold of a run with a scheduled η, as each part of the program shows it.
@Suite struct `A scheduled stability threshold` {
  private static let steps = [1, 100, 2000]

  /// Returns the lesson with a constant or with a falling η.
  private func scenario(_ schedule: KnobSchedule) throws -> Scenario {
    var scenario = try #require(try lessons().first { $0.id == "si-yun-rate" })
    for index in scenario.runs.indices {
      scenario.runs[index].optimizer.schedules["eta"] = schedule
    }
    return scenario
  }

  @Test(arguments: [KnobSchedule.horizon, .inverse(over: 1)], steps)
  func `is equal in plot, card, csv and figure`(_ schedule: KnobSchedule, _ step: Int) throws {
    let scenario = try scenario(schedule)
    var session = try Session(scenario, rows: 40, columns: 120)
    session.state.show(step: step, view: .plots)
    let figure = figure(of: session.state)
    let box = Box(x: 0, y: 0, width: 300, height: 100)
    for (index, run) in scenario.runs.enumerated() {
      let recording = session.recordings[index]
      let edge = recording.value(of: .edge, at: step)
      if run.name == "gd" {
        let eta = schedule == .inverse(over: 1) ? 1 / Double(step + 1) : 2 * Double.log(2000) / 2000
        #expect(abs(edge / (2 / eta) - 1) < 1e-12)
      }

      let expression = try Expression("\(run.name).edge") { _ in true }
      #expect([run.name: recording].value(of: expression, at: step) == edge)

      let plotted = PlotPane(plot: .sharpness).limitSeries(
        .edge, of: index, session.state.runStyles[index], upTo: .max, session.state)
      let column = plotted.range(over: Double(step)...Double(step) + 1, columns: 1, log: false)
      #expect(column == edge...edge)

      #expect(try csvEdge(of: recording, scenario, at: step) == edge)
      #expect(figure.svg.contains(">\(formatShort(edge))<"))
      let curve = FigureRenderer(figure).curve(
        of: .edge, in: figure.runs[index], across: box, upTo: step)
      #expect(curve.bins.last?.low == edge && curve.bins.last?.high == edge)
    }
  }

  /// Returns the edge in the row of a step of the csv table.
  private func csvEdge(of recording: Recording, _ scenario: Scenario, at step: Int) throws
    -> Double?
  {
    var text = ""
    RunWriter(scenario, format: .csv).writeRows(of: recording, named: "run") { text += $0 }
    let row = text.split(separator: "\n")[step].split(separator: ",")
    let column = try #require(RunWriter.columnNames.firstIndex(of: "edge"))
    return Double(row[column])
  }

  /// Returns the figure of a state: plots with the numbers of each run in the legend.
  private func figure(of state: AppState) -> Figure {
    Figure(
      .plots, title: state.scenario.title, surface: state.surface, frame: state.visibleRegion,
      step: state.playhead, steps: state.experiment.steps, runs: state.plottedRuns)
  }
}
