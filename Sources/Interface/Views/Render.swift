public import Drawing
import Engine
import Lessons

/// Draws the screen of a state; cheap if the state is prepared by `AppState.prepare()`.
public func render(_ state: AppState) -> Canvas {
  var state = state
  state.prepare()
  var canvas = Canvas(state.size)
  for (pane, rect) in panes(state, state.layout) { pane.draw(state, in: rect, on: &canvas) }
  switch state.input.mode {
  case .picker(let picker):
    // A card may ask to type something.
    let box = centeredBox(in: state.size, above: state.layout.narration?.row)
    PickerPane(picker: picker).draw(state, in: box, on: &canvas)
  case .help(let help):
    HelpPane(help: help).draw(state, in: Rect(state.size), on: &canvas)
  case .reading(let page):
    TextPagePane(page: page).draw(state, in: state.frame(of: page), on: &canvas)
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
  panes += mapPanes(state, layout)
  if let rect = layout.stabilityBorder { panes.append((StabilityBorderPane(), rect)) }
  if let rect = layout.reliefBorder { panes.append((ReliefBorderPane(), rect)) }
  if let rect = layout.relief { panes.append((ReliefPane(), rect)) }
  if let rect = layout.stability?.rect { panes.append((StabilityPane(), rect)) }
  if let rect = layout.lessonPage { panes.append((LessonPane(), rect)) }
  if let rect = layout.summary { panes.append((SummaryPane(), rect)) }
  if let rect = layout.separator { panes.append((SeparatorPane(), rect)) }
  panes += plotPanes(state, layout)
  if let rect = layout.colorBar { panes.append((ColorBarPane(), rect)) }
  if let rect = layout.knobs { panes.append((KnobPane(), rect)) }
  panes += bigPanes(state, layout)
  let lastLine = state.needsMessageLine ? Rect(state.size).split(bottom: 1).bottom : nil
  if let rect = layout.narration ?? lastLine { panes.append((NarrationPane(), rect)) }
  return panes
}

/// Returns the plots; those of a split in a column per value, on the same axes.
private func plotPanes(_ state: AppState, _ layout: Layout) -> [(any Pane, Rect)] {
  guard state.shownSplit != nil else {
    return layout.plots.map { (PlotPane(plot: $0.quantity), $0.rect) }
  }
  let panels = state.panels
  let variants = panels.map { panel in
    var variant = panel.variant ?? state
    variant.selection.hide(Set(state.recordings.indices).subtracting(panel.runs))
    return variant
  }
  var panes: [(any Pane, Rect)] = zip(panels, layout.plotTitles).map {
    (TitlePane(title: $0.title ?? ""), $1)
  }
  var axes: [PlottedQuantity: PlotPane.Axes] = [:]
  for plot in layout.plots where variants.indices.contains(plot.panel) {
    let shared =
      axes[plot.quantity]
      ?? PlotPane.axes(of: plot.quantity, variants, columns: plot.rect.columns)
    axes[plot.quantity] = shared
    let pane = PlotPane(plot: plot.quantity, sharedAxes: shared)
    panes.append((VariantPane(pane: pane, variant: variants[plot.panel]), plot.rect))
  }
  return panes
}

/// Returns the maps with their borders, and the run panes and the inspector beside them.
private func mapPanes(_ state: AppState, _ layout: Layout) -> [(any Pane, Rect)] {
  let panels = state.panels
  let isComparing = state.isComparing && state.caches.comparison != nil
  var panes: [(any Pane, Rect)] = []
  for (index, panel) in panels.enumerated() {
    func append(_ pane: any Pane, _ rect: Rect) {
      panes.append((VariantPane(pane: pane, variant: panel.variant ?? state), rect))
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
    // The runs on each of two surfaces share one line.
    if isComparing, layout.runPanes.indices.contains(index) {
      append(SummaryPane(), layout.runPanes[index])
    }
  }
  if state.layers.showsInspector, let rect = layout.maps.first ?? layout.relief {
    let variant = panels.first?.variant ?? state
    panes.append((VariantPane(pane: InspectorPane(), variant: variant), rect))
  }
  guard !isComparing else { return panes }
  for (pane, rect) in zip(state.runsOfPanes(layout, under: panels), layout.runPanes) {
    panes.append((VariantPane(pane: RunPane(run: pane.run), variant: pane.state), rect))
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
  let map = state.view == .map || state.view == .lesson ? layout.maps.first : nil
  let marks: [(any Pane, Rect)] = map.map { [(BigMarkPane(text: text), $0)] } ?? []
  return marks + [
    (BigStatePane(text: text), states), (BigCardPane(text: text), card),
    (BigFooterPane(text: text), footer),
  ]
}

/// Returns a rectangle in the middle of the screen, or the whole of a small screen.
private func centeredBox(in size: Size, above row: Int? = nil) -> Rect {
  guard size.rows >= 12, size.columns >= 50 else { return Rect(size) }
  let free = row.map { max($0, 12) } ?? size.rows
  let (rows, columns) = (min(size.rows - 4, free - 2, 30), min(size.columns - 8, 90))
  return Rect(
    row: (free - rows) / 2, column: (size.columns - columns) / 2, rows: rows, columns: columns)
}
