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
  panes += mapPanes(state, layout)
  if let rect = layout.stabilityBorder { panes.append((StabilityBorderPane(), rect)) }
  if let rect = layout.reliefBorder { panes.append((ReliefBorderPane(), rect)) }
  if let rect = layout.relief { panes.append((ReliefPane(), rect)) }
  if let rect = layout.stability?.rect { panes.append((StabilityPane(), rect)) }
  if let rect = layout.lessonPage { panes.append((LessonPane(), rect)) }
  if let rect = layout.summary { panes.append((SummaryPane(), rect)) }
  if let rect = layout.separator { panes.append((SeparatorPane(), rect)) }
  panes += layout.plots.map { (PlotPane(plot: $0.quantity), $0.rect) }
  if let rect = layout.colorBar { panes.append((ColorBarPane(), rect)) }
  if let rect = layout.knobs { panes.append((KnobPane(), rect)) }
  panes += bigPanes(state, layout)
  if let rect = layout.narration {
    panes.append((NarrationPane(), rect))
  } else if state.needsMessageLine {
    panes.append((NarrationPane(isOverlay: true), Rect(state.size).split(bottom: 1).bottom))
  }
  return panes
}

/// Returns the maps with their borders, and the run panes and the inspector beside them.
private func mapPanes(_ state: AppState, _ layout: Layout) -> [(any Pane, Rect)] {
  let panels = state.panels
  let states = panels.map(state.state)
  var panes: [(any Pane, Rect)] = []
  for (index, (panel, variant)) in zip(panels, states).enumerated() {
    func append(_ pane: any Pane, _ rect: Rect) {
      panes.append((panel.value == nil ? pane : VariantPane(pane: pane, variant: variant), rect))
    }
    if layout.borders.indices.contains(index) {
      append(BorderPane(panel: panel, labels: layout.borderLabels[index]), layout.borders[index])
    }
    if layout.mapTitles.indices.contains(index), let rect = layout.mapTitles[index] {
      append(TitlePane(title: panel.title ?? ""), rect)
    }
    if layout.maps.indices.contains(index) {
      append(MapPane(runs: panel.runs), layout.maps[index])
    }
  }
  if state.layers.showsInspector, let rect = layout.maps.first ?? layout.relief {
    panes.append((VariantPane(pane: InspectorPane(), variant: states.first ?? state), rect))
  }
  for ((panel, run), rect) in zip(state.runsOfPanes(layout), layout.runPanes) {
    let variant = panel?.value.map { states[$0] } ?? state
    panes.append((VariantPane(pane: RunPane(run: run), variant: variant), rect))
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
      panes.append((VariantPane(pane: pane, variant: side), rect))
    }
    if layout.borders.indices.contains(index) {
      append(
        BorderPane(
          panel: Panel(title: side.surface.info.formula, runs: side.visibleRuns),
          labels: layout.borderLabels[index]), layout.borders[index])
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
    panes.append((NarrationPane(isOverlay: true), Rect(state.size).split(bottom: 1).bottom))
  }
  return panes
}

/// A pane that shows another state than that of the screen, such as one value of a split.
private struct VariantPane: Pane {
  let pane: any Pane
  let variant: AppState

  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    pane.draw(variant, in: rect, on: &canvas)
  }
}

private func bigPanes(_ state: AppState, _ layout: Layout) -> [(any Pane, Rect)] {
  guard let text = state.largeText, let card = layout.card, let states = layout.states,
    let footer = layout.footer
  else { return [] }
  let marks = state.view == .map || state.view == .lesson ? layout.maps.first : nil
  return [
    (BigMarkPane(text: text), marks ?? Rect(row: 0, column: 0, rows: 0, columns: 0)),
    (BigStatePane(text: text), states), (BigCardPane(text: text), card),
    (BigFooterPane(text: text), footer),
  ]
}

/// Returns a rectangle in the middle of the screen, or the whole of a small screen.
private func centeredBox(in size: Size) -> Rect {
  guard size.rows >= 12, size.columns >= 50 else { return Rect(size) }
  let (rows, columns) = (min(size.rows - 4, 30), min(size.columns - 8, 90))
  return Rect(
    row: (size.rows - rows) / 2, column: (size.columns - columns) / 2, rows: rows, columns: columns)
}
