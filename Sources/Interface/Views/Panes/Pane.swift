import Drawing

/// A part of the screen that shows one aspect of the state.
///
/// To add a pane: a file here, a rectangle in `Layout`, and a line in `panes(_:_:)`.
protocol Pane {
  /// Draws the pane into a rectangle of the canvas.
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas)
}
