public import Drawing

/// The screen of a state; at once if that was prepared.
public func view(_ state: AppState) -> Canvas {
  var state = state
  state.prepare()
  var canvas = Canvas(state.size)
  for (pane, rect) in panes(state, state.layout) { pane.draw(state, in: rect, on: &canvas) }
  switch state.mode {
  case .picking(let picker):
    PickerPane(picker: picker).draw(state, in: box(in: state.size), on: &canvas)
  case .reading(let help):
    HelpPane(help: help).draw(state, in: Rect(state.size), on: &canvas)
  case .settling(let chosen):
    OptionPane(chosen: chosen).draw(state, in: box(in: state.size), on: &canvas)
  case .watching, .typing, .placing, .entering: break
  }
  return state.display.glyphs == .ascii ? asASCII(canvas) : canvas
}

private func panes(_ state: AppState, _ layout: Layout) -> [(any Pane, Rect)] {
  var panes: [(any Pane, Rect)] = [(HeaderPane(), layout.header)]
  let isSplit = state.view == .sideBySide
  panes += layout.frames.enumerated().map {
    (FramePane(run: isSplit ? $0.offset : nil), $0.element)
  }
  if let rect = layout.stabilityFrame { panes.append((ChartFramePane(), rect)) }
  if let rect = layout.reliefFrame { panes.append((FramePane(title: "in relief"), rect)) }
  panes += layout.maps.enumerated().map {
    (MapPane(runs: isSplit ? [$0.offset] : state.shown), $0.element)
  }
  if let rect = layout.relief { panes.append((ReliefPane(), rect)) }
  if let rect = layout.stability { panes.append((ChartPane(), rect)) }
  if let rect = layout.page { panes.append((PagePane(), rect)) }
  if state.overlays.contains(.inspector), let rect = layout.maps.first ?? layout.relief {
    panes.append((InspectorPane(), rect))
  }
  panes += layout.cards.enumerated().map { (RunPane(run: $0.offset), $0.element) }
  if let rect = layout.summary { panes.append((SummaryPane(), rect)) }
  if let rect = layout.separator { panes.append((SeparatorPane(), rect)) }
  panes += layout.plots.map { (PlotPane(subject: $0.subject), $0.rect) }
  if let rect = layout.colorBar { panes.append((ColorBarPane(), rect)) }
  if let rect = layout.knobs { panes.append((KnobPane(), rect)) }
  if let rect = layout.narration {
    panes.append((NarrationPane(), rect))
  } else if state.needsLine {
    panes.append((NarrationPane(), Rect(state.size).split(bottom: 1).bottom))
  }
  return panes
}

/// A box in the middle, the whole screen where that is small.
private func box(in size: Size) -> Rect {
  guard size.rows >= 12, size.columns >= 50 else { return Rect(size) }
  let (rows, columns) = (min(size.rows - 4, 30), min(size.columns - 8, 90))
  return Rect(
    row: (size.rows - rows) / 2, column: (size.columns - columns) / 2, rows: rows, columns: columns)
}
