import Engine
public import Scenes

/// A map of the screen with its runs.
struct Panel: Sendable {
  /// The title in place of the lesson's; nil for the map of all runs.
  var title: String?
  /// The runs of the map.
  let runs: [Int]
  /// The state that the map shows; nil for the state of the screen.
  var variant: AppState?
}

extension AppState {
  /// The maps of the screen: side by side one per surface, per value of the split or per run;
  /// otherwise one.
  ///
  /// The plots of a split are side by side too.
  ///
  /// At a value of the split a map shows the focused run, or all visible runs.
  var panels: [Panel] {
    guard view == .sideBySide || shownSplit != nil else { return [Panel(runs: visibleRuns)] }
    if let other = comparisonState {
      return [
        Panel(title: surface.info.formula, runs: visibleRuns),
        Panel(title: other.surface.info.formula, runs: visibleRuns, variant: other),
      ]
    }
    let styles = runStyles
    guard let shownSplit else {
      return recordings.indices.map {
        Panel(title: "\(styles[$0].glyph) \(title(of: $0))", runs: [$0])
      }
    }
    let name = focusOfSplit.map {
      "\(styles[$0].glyph) \(recordings[$0].optimizer.info.name) "
    }
    return shownSplit.values.indices.map { index in
      Panel(
        title: (name ?? "") + shownSplit.title(of: index), runs: runsOfSplit,
        variant: variant(index, of: shownSplit))
    }
  }

  /// The runs on each map of the split.
  private var runsOfSplit: [Int] { focusOfSplit.map { [$0] } ?? visibleRuns }

  /// The number of maps of the side-by-side view, and the number of run panes under each.
  var panelCounts: Layout.Panels {
    if isComparing { return Layout.Panels(count: 2) }
    guard let shownSplit else { return Layout.Panels(count: experiment.namedRuns.count) }
    return Layout.Panels(
      count: shownSplit.values.count, runs: runsOfSplit.count, hasTitles: true)
  }

  /// Returns the run of each run pane, with the state that the pane shows.
  func runsOfPanes(_ layout: Layout, under panels: [Panel]) -> [(run: Int, state: AppState)] {
    guard let count = layout.runPanesPerMap else {
      return layout.runPanes.indices.map { ($0, self) }
    }
    return panels.flatMap { panel in panel.runs.prefix(count).map { ($0, panel.variant ?? self) } }
  }

  /// The visible runs with their colours and glyphs; of a split, the runs at each value.
  public var plottedRuns: [PlottedRun] {
    let styles = runStyles
    guard let shownSplit else { return visibleRuns.map { plottedRun($0, styles[$0]) } }
    return panels.enumerated().flatMap { index, panel in
      let state = panel.variant ?? self
      return panel.runs.map { run in
        var plotted = state.plottedRun(run, styles[run])
        let name = recordings[run].optimizer.info.name
        plotted.name = "\(name) \(shownSplit.title(of: index))"
        plotted.group = PlottedRun.Group(
          title: shownSplit.equation(of: index), runName: state.title(of: run))
        return plotted
      }
    }
  }
}
