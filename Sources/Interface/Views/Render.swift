public import Drawing
import Engine

/// Draws the screen of a state; cheap if the state is prepared by `AppState.prepare()`.
public func render(_ state: AppState) -> Canvas {
  var state = state
  state.prepare()
  var canvas = Canvas(state.size)
  for (pane, rect) in panes(state, state.layout) { pane.draw(state, in: rect, on: &canvas) }
  switch state.input.mode {
  case .picker(let picker):
    PickerPane(picker: picker).draw(state, in: centeredBox(in: state.size), on: &canvas)
  case .help(let help):
    HelpPane(help: help).draw(state, in: Rect(state.size), on: &canvas)
  case .options(let chosen):
    OptionPane(selectedIndex: chosen).draw(state, in: centeredBox(in: state.size), on: &canvas)
  case .typingRule(let editor):
    let lines = state.layout.narration.flatMap { $0.rows < 3 ? nil : $0 }
    RuleEditorPane(editor: editor).draw(
      state, in: lines ?? Rect(state.size).split(bottom: 3).bottom, on: &canvas)
  case .normal, .editingValue, .placingStart, .probing, .commandLine: break
  }
  return state.display.glyphs == .ascii ? asASCII(canvas) : canvas
}

private func panes(_ state: AppState, _ layout: Layout) -> [(any Pane, Rect)] {
  var panes: [(any Pane, Rect)] = [(HeaderPane(), layout.header)]
  if let other = state.comparisonState { return panes + comparedPanes(state, other, layout) }
  let isSplit = state.view == .sideBySide
  panes += layout.borders.enumerated().map {
    (BorderPane(run: isSplit ? $0.offset : nil, labels: layout.borderLabels[$0.offset]), $0.element)
  }
  if let rect = layout.stabilityBorder { panes.append((StabilityBorderPane(), rect)) }
  if let rect = layout.reliefBorder { panes.append((ReliefBorderPane(), rect)) }
  panes += layout.maps.enumerated().map {
    (MapPane(runs: isSplit ? [$0.offset] : state.visibleRuns), $0.element)
  }
  if let rect = layout.relief { panes.append((ReliefPane(), rect)) }
  if let rect = layout.stability?.rect { panes.append((StabilityPane(), rect)) }
  if let rect = layout.lessonPage { panes.append((LessonPane(), rect)) }
  if state.layers.showsInspector, let rect = layout.maps.first ?? layout.relief {
    panes.append((InspectorPane(), rect))
  }
  panes += layout.runPanes.enumerated().map { (RunPane(run: $0.offset), $0.element) }
  if let rect = layout.summary { panes.append((SummaryPane(), rect)) }
  if let rect = layout.separator { panes.append((SeparatorPane(), rect)) }
  panes += layout.plots.map { (PlotPane(plot: $0.quantity), $0.rect) }
  if let rect = layout.colorBar { panes.append((ColorBarPane(), rect)) }
  if let rect = layout.knobs { panes.append((KnobPane(), rect)) }
  if let rect = layout.narration {
    panes.append((NarrationPane(), rect))
  } else if state.needsMessageLine {
    panes.append((NarrationPane(), Rect(state.size).split(bottom: 1).bottom))
  }
  return panes
}

/// Returns the panes of two surfaces side by side.
private func comparedPanes(
  _ state: AppState, _ other: AppState, _ layout: Layout
) -> [(any Pane, Rect)] {
  var panes: [(any Pane, Rect)] = []
  for (index, side) in [state, other].enumerated() {
    func append(_ pane: any Pane, _ rect: Rect) {
      panes.append((PaneOfState(pane: pane, state: side), rect))
    }
    if layout.borders.indices.contains(index) {
      append(
        BorderPane(title: side.surface.info.formula, labels: layout.borderLabels[index]),
        layout.borders[index])
    }
    if layout.maps.indices.contains(index) {
      append(MapPane(runs: side.visibleRuns), layout.maps[index])
    }
    if layout.runPanes.indices.contains(index) { append(SummaryPane(), layout.runPanes[index]) }
  }
  if let rect = layout.knobs { panes.append((KnobPane(), rect)) }
  if let rect = layout.narration {
    panes.append((NarrationPane(), rect))
  } else if state.needsMessageLine {
    panes.append((NarrationPane(), Rect(state.size).split(bottom: 1).bottom))
  }
  return panes
}

/// A pane that shows another state than that of the screen.
private struct PaneOfState: Pane {
  let pane: any Pane
  let state: AppState

  func draw(_: AppState, in rect: Rect, on canvas: inout Canvas) {
    pane.draw(state, in: rect, on: &canvas)
  }
}

/// Returns a rectangle in the middle of the screen, or the whole of a small screen.
private func centeredBox(in size: Size) -> Rect {
  guard size.rows >= 12, size.columns >= 50 else { return Rect(size) }
  let (rows, columns) = (min(size.rows - 4, 30), min(size.columns - 8, 90))
  return Rect(
    row: (size.rows - rows) / 2, column: (size.columns - columns) / 2, rows: rows, columns: columns)
}
