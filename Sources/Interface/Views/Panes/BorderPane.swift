import Drawing
import Engine
import Lessons
import Scenes

/// The frame around a map, with ticks on two sides and the legend of the visible overlays.
struct BorderPane: Pane {
  /// The map with its title and its runs.
  let panel: Panel
  /// The columns for the labels of the y axis; nil for a footer with both ranges.
  var labels: Rect?

  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let (x, y) = (state.camera.region.x, state.camera.region.y)
    let legend = legend(state)
    let legendColumns = legend.reduce(0) { $0 + displayWidth(of: $1.text) + 4 }
    let title = truncated(
      state.displayable(panel.title ?? state.planeTitle ?? state.title),
      to: max(rect.columns - 5 - legendColumns, 8), glyphs: state.display.glyphs)
    let footer =
      "x \(formatShort(x.lowerBound))…\(formatShort(x.upperBound))  \(state.surface.verticalAxisName) \(formatShort(y.lowerBound))…\(formatShort(y.upperBound))"
    canvas.drawBox(
      rect, title: title, footer: labels == nil ? state.displayable(footer) : nil,
      textInk: Ink(.faint), glyphs: state.display.glyphs)
    draw(legend, endingAt: rect.endColumn - 2, row: rect.row, on: &canvas)
    guard let labels else { return }
    canvas.drawTicks(
      of: CellAxis(x, from: 0, to: Double(rect.columns - 2)), title: "x", row: rect.endRow - 1,
      columns: rect.column + 1..<rect.endColumn - 1, isBorder: true, display: state.display)
    canvas.drawTicks(
      of: CellAxis(y, from: Double(rect.rows - 2), to: 0),
      title: state.surface.verticalAxisName,
      in: Rect(
        row: rect.row + 1, column: labels.column, rows: rect.rows - 2, columns: labels.columns + 1),
      display: state.display)
  }

  /// Returns the lines and marks of theory that the map shows, with their symbols.
  private func legend(_ state: AppState) -> [(symbol: Cell, text: String)] {
    let isASCII = state.display.glyphs == .ascii
    let scene = state.mapScene(of: panel.runs)
    return scene.legend(of: state.layers.visible).compactMap { entry in
      let symbol: Cell
      switch entry.symbol {
      case .valley: symbol = Cell(isASCII ? "-" : "⠒", Ink(.landmark))
      case .predictedPath: symbol = Cell(isASCII ? "-" : "⠒", Ink(.prediction))
      case .stoppingPoint: symbol = Cell(isASCII ? "I" : "╫", Ink(.faint))
      default: return nil
      }
      return (symbol, state.displayable(entry.shortText))
    }
  }

  private func draw(
    _ legend: [(symbol: Cell, text: String)], endingAt end: Int, row: Int,
    on canvas: inout Canvas
  ) {
    var column = end
    for entry in legend.reversed() {
      column -= displayWidth(of: entry.text) + 4
      canvas.write(" ", row: row, column: column)
      canvas[row, column + 1] = entry.symbol
      canvas.write(" \(entry.text) ", row: row, column: column + 2, ink: Ink(.faint))
    }
  }
}

/// The title of a map without a frame.
struct TitlePane: Pane {
  let title: String

  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    canvas.write(
      truncated(state.displayable(title), to: rect.columns), row: rect.row, column: rect.column,
      ink: Ink(.faint), width: rect.columns)
  }
}

/// The frame around the relief.
struct ReliefBorderPane: Pane {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let height = state.caches.field.scaleTitle ?? state.layers.field.rawValue
    canvas.drawBox(
      rect, title: state.displayable("3-D relief: \(height)"),
      textInk: Ink(.faint), glyphs: state.display.glyphs)
  }
}

/// The frame around the stability map, with the outcome at the cursor as its footer.
struct StabilityBorderPane: Pane {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    guard let grid = state.sweepGrids.stability else { return }
    canvas.drawBox(
      rect, title: state.displayable(state.stabilityTitle(of: grid)),
      footer: state.displayable(state.stabilityReadout(of: grid, fitting: rect.columns - 4)),
      textInk: Ink(.faint), glyphs: state.display.glyphs)
  }
}

/// A line between the run panes and the plots.
struct SeparatorPane: Pane {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let line = String(repeating: state.displayable("─"), count: rect.columns)
    canvas.write(line, row: rect.row, column: rect.column, ink: Ink(.frame), width: rect.columns)
  }
}
