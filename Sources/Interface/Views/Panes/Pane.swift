import Drawing

/// A part of the screen that shows one aspect of the state.
///
/// To add one: a file here, a place in `Layout`, a line in `view`.
protocol Pane {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas)
}
