import Drawing
import Lessons

/// A column of plots per value of a split, each below its value.
struct SplitPlotLayout {
  /// The plots with the index of the value.
  private(set) var plots: [(quantity: PlottedQuantity, rect: Rect, panel: Int)] = []
  /// The line with each value.
  private(set) var titles: [Rect] = []

  /// The least width of a column.
  private static let leastColumns = 24
  /// The least height of a plot with its title.
  private static let leastRows = 5

  /// Arranges the columns side by side, or in several rows on a narrow screen.
  ///
  /// `first` is the first plot; by default the loss, followed by ‖∇f‖ and the sharpness.
  init(
    _ count: Int, from first: PlottedQuantity?, _ quantities: PlottedQuantities, in main: Rect
  ) {
    let across = min(count, max(main.columns / Self.leastColumns, 1))
    let cells = main.splitIntoRows((count + across - 1) / max(across, 1)).flatMap {
      $0.inset(left: 1).splitIntoColumns(across, gap: 2)
    }
    var order: [PlottedQuantity] = []
    for quantity in (first.map { [$0] } ?? []) + quantities.beside + quantities.all
    where !order.contains(quantity) { order.append(quantity) }
    for (index, cell) in cells.prefix(count).enumerated() {
      let (title, rest) = cell.split(top: 1)
      titles.append(title)
      let shown = min(max(rest.rows / Self.leastRows, 1), order.count)
      plots += zip(order, rest.splitIntoRows(shown)).map { ($0, $1, index) }
    }
  }
}
