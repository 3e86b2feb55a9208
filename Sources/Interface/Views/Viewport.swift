import Drawing
import Lessons

/// The size of the screen and the view in its middle.
struct Viewport: Sendable, Hashable {
  /// The size of the screen in cells.
  var size: Size
  /// The view in the middle of the screen.
  var view = View.map
  /// Whether the view fills the screen.
  var isMaximized = false

  /// The first plot beside the map; nil for the usual plots.
  var plot: PlottedQuantity?

  /// Returns the rectangles of all panes for a number of runs and of maps side by side, in large
  /// letters unless nil.
  ///
  /// `questionLines` is the number of lines of an open question with its choices.
  func layout(
    runs: Int, panels: Layout.Panels, in text: LargeText?, questionLines: Int,
    _ quantities: PlottedQuantities
  ) -> Layout {
    if let text {
      return Layout(
        size: size, view: view, panels: panels, in: text, cardLines: questionLines, quantities)
    }
    return Layout(
      size: size, runs: runs, view: view, isMaximized: isMaximized, plot: plot, panels: panels,
      questionLines: questionLines, quantities)
  }

  /// Takes the view of another screen.
  mutating func keepView(of other: Viewport) {
    (view, isMaximized) = (other.view, other.isMaximized)
  }
}
