import Drawing
import Lessons
import Scenes

/// The views in the middle of the screen; the raw value is the digit that selects the view.
public enum View: Int, Sendable, CaseIterable {
  /// The map of the surface with all runs.
  case map = 1
  /// One map per run.
  case sideBySide
  /// The plots of all quantities over time.
  case plots
  /// The stability map over η and ρ.
  case stability
  /// The 3-D relief of the surface.
  case relief
  /// The lesson page.
  case lesson

  /// The name on a command line.
  var name: String { self == .sideBySide ? "side" : "\(self)" }
}

/// The rectangles of all panes on a screen of a given size.
///
/// From 80x24 up, every pane has a rectangle. Smaller screens drop, in this order, the plots, all
/// but one line of each run pane, all but one line of the narration, the colour bar and the frame;
/// below 40x12 the narration and what is next; below 20x6, one line per run remains.
struct Layout: Sendable {
  private(set) var header = Rect(row: 0, column: 0, rows: 0, columns: 0)
  private(set) var borders: [Rect] = []
  /// The columns for the labels of the y axis beside the border of each map; nil without labels.
  private(set) var borderLabels: [Rect?] = []
  /// One map; in the side-by-side view, one map per panel, all of the same size.
  private(set) var maps: [Rect] = []
  /// The line with the title of each map without a border; nil without titles.
  private(set) var mapTitles: [Rect?] = []
  /// One pane per run, or side by side those of each map in turn; empty if `summary` replaces them.
  private(set) var runPanes: [Rect] = []
  /// The number of run panes under each map side by side; nil for the panes of all runs.
  private(set) var runPanesPerMap: Int?
  /// The line with the states of all runs, on screens without run panes.
  private(set) var summary: Rect?
  private(set) var separator: Rect?
  /// The quantities of the plots.
  private let quantities: PlottedQuantities
  /// The plots; of a split, with the index of the value.
  private(set) var plots: [(quantity: PlottedQuantity, rect: Rect, panel: Int)] = []
  /// The line with the value above the plots of each value of a split.
  private(set) var plotTitles: [Rect] = []
  private(set) var relief: Rect?
  private(set) var reliefBorder: Rect?
  private(set) var stability: OutcomeMapLayout?
  private(set) var stabilityBorder: Rect?
  private(set) var lessonPage: Rect?
  private(set) var colorBar: Rect?
  /// The legend of the stability map in the sidebar.
  private var sidebarLegend: Rect?
  private(set) var knobs: Rect?
  private(set) var narration: Rect?
  /// The current card in large letters; nil outside the big mode, like the next two.
  private(set) var card: Rect?
  /// The states of all runs in large letters.
  private(set) var states: Rect?
  /// What is next, in large letters.
  private(set) var footer: Rect?

  /// The maps of the side-by-side view.
  struct Panels: Sendable, Hashable {
    /// The number of maps.
    let count: Int
    /// The number of runs on each map.
    var runs = 1
    /// Whether a map without a border has a title.
    var hasTitles = false
  }

  /// Arranges the panes of a view; a maximized view fills the screen below the top line.
  ///
  /// `plot` is the first or only plot of the sidebar; by default the sharpness, after loss and ‖∇f‖.
  /// `panels` are the maps of the side-by-side view; by default one per run. `questionLines` is the
  /// number of lines of an open question, which needs its choices: the narration takes up to half
  /// of the rows for them.
  init(
    size: Size, runs: Int, view: View = .map, isMaximized: Bool = false,
    plot: PlottedQuantity? = nil, panels: Panels? = nil, questionLines: Int = 0,
    _ quantities: PlottedQuantities = .ofSurfaces
  ) {
    self.quantities = quantities
    let panels = panels ?? Panels(count: runs)
    if size.columns < 20 || size.rows < 6 {
      runPanes = Rect(size).splitIntoRows(max(size.rows, 1)).prefix(runs).map { $0 }
      return
    }
    let isFull = size.columns >= 80 && size.rows >= 24
    let questionRows = min(questionLines, size.rows / 2)
    var main: Rect
    (header, main) = Rect(size).split(top: 1)
    if isMaximized {
      let isFramed = size.rows >= 16 && size.columns >= 44
      arrange(view, in: main, panels, isFramed: isFramed, isMaximized: true, plot: plot)
    } else if isFull {
      main = placeBottom(of: main, size, questionRows)
      if view == .map || view == .stability || view == .relief {
        let (side, rest) = main.split(right: Self.sidebarWidth(size.columns))
        arrangeSidebar(
          side.inset(left: 1), runs, wide: size.columns >= 200, beside: view, plot: plot)
        main = rest
      }
      arrange(view, in: main, panels, isFramed: true, isMaximized: false, plot: plot)
    } else {
      let isSplit = view == .sideBySide || view == .plots && panels.hasTitles
      main = placeCompactBottom(
        of: main, size, runs, view, isSplit: isSplit, questionRows)
      let isFramed = size.rows >= 16 && size.columns >= 44
      arrange(view, in: main, panels, isFramed: isFramed, isMaximized: false, plot: plot)
    }
  }

  /// Arranges the few parts of the big mode: the view, the states, a card, and what is next.
  ///
  /// The card takes three eighths of the rows, or as many lines as it needs together if there is
  /// room beside a line of the view.
  init(
    size: Size, view: View, panels: Panels, in text: LargeText, cardLines: Int = 0,
    _ quantities: PlottedQuantities = .ofSurfaces
  ) {
    self.quantities = quantities
    let line = text.lineRows
    let cardRows = max(size.rows * 3 / 8 / line, cardLines, 1) * line
    let (below, above) = Rect(size).split(bottom: min(cardRows + line, max(size.rows - line, 0)))
    let (footer, card) = below.split(bottom: line)
    (self.footer, self.card) = (footer, card)
    let (right, main) = above.split(right: size.columns * 12 / 25)
    states = right.inset(left: 1)
    // Without a page of the lesson, whose text is the card, and without small run panes.
    arrange(view == .lesson ? .map : view, in: main, panels, isFramed: false, isMaximized: true)
    runPanes = []
  }

  /// Returns the index of the run pane that contains a position.
  func runPane(at position: Position) -> Int? {
    runPanes.firstIndex { $0.contains(position.row, position.column) }
  }

  /// Returns the map that contains a position.
  func map(at position: Position) -> Rect? {
    maps.first { $0.contains(position.row, position.column) }
  }

  private mutating func placeBottom(of rest: Rect, _ size: Size, _ questionRows: Int) -> Rect {
    let isTall = size.rows >= 60
    let others = isTall ? 3 : 1
    let (below, above) = rest.split(bottom: max(isTall ? 4 : 3, questionRows) + others)
    let (knobLine, lines) = below.inset(top: isTall ? 1 : 0).split(top: 1)
    knobs = knobLine
    narration = lines.inset(top: isTall ? 1 : 0)
    return above
  }

  private mutating func placeCompactBottom(
    of rest: Rect, _ size: Size, _ runs: Int, _ view: View, isSplit: Bool, _ questionRows: Int
  ) -> Rect {
    var rest = rest
    // The legend of a stability map needs the rows of a small screen.
    if size.rows >= (view == .stability ? 20 : 12), size.columns >= 40 {
      (narration, rest) = rest.splitOff(bottom: max(size.rows >= 20 ? 2 : 1, questionRows))
    }
    if narration != nil || size.rows >= 14 { (knobs, rest) = rest.splitOff(bottom: 1) }
    guard !isSplit else { return rest }
    if size.rows >= 12 + runs, size.columns >= 30 {
      let (below, above) = rest.split(bottom: runs)
      runPanes = below.splitIntoRows(runs)
      return above
    }
    (summary, rest) = rest.splitOff(bottom: 1)
    return rest
  }

  private mutating func arrange(
    _ view: View, in main: Rect, _ panels: Panels, isFramed: Bool, isMaximized: Bool,
    plot: PlottedQuantity? = nil
  ) {
    let inside = isFramed ? main.inset(by: 1) : main
    switch view {
    case .map:
      placeMap(in: main, isFramed: isFramed)
    case .relief:
      if isFramed { reliefBorder = main }
      relief = inside
    case .stability:
      if isFramed { stabilityBorder = main }
      stability = OutcomeMapLayout(inside, isFramed: isFramed, sidebar: sidebarLegend)
    case .sideBySide:
      arrangeMaps(in: main, panels, isFramed: isFramed)
    case .plots where panels.hasTitles:
      let columns = SplitPlotLayout(panels.count, from: plot, quantities, in: main)
      (plots, plotTitles) = (columns.plots, columns.titles)
    case .plots:
      arrangePlots(in: main)
    case .lesson:
      // A narrow screen has room for the text alone.
      let isNarrow = main.columns < 60
      let (left, right) = main.split(left: isNarrow ? main.columns : main.columns / 2)
      lessonPage = left.inset(top: isNarrow ? 0 : 1, left: 1, right: isNarrow ? 1 : 2)
      if !isNarrow { placeMap(in: right, isFramed: isFramed) }
      if !isMaximized { (narration, runPanes, summary) = (nil, [], nil) }
    }
  }

  /// The columns of the labels of a y axis.
  private static let labelColumns = 5

  /// Places a map, with a border that has ticks and labels if there is room.
  private mutating func placeMap(in rect: Rect, isFramed: Bool) {
    guard isFramed else { return maps.append(rect) }
    let hasLabels = rect.columns >= 5 * Self.labelColumns
    let (labels, border) = rect.split(left: hasLabels ? Self.labelColumns : 0)
    borderLabels.append(hasLabels ? labels : nil)
    borders.append(border)
    maps.append(border.inset(by: 1))
  }

  /// Places maps of the same size in a grid, each with its run panes below.
  private mutating func arrangeMaps(in main: Rect, _ panels: Panels, isFramed: Bool) {
    guard panels.count > 0 else { return }
    let most = min(panels.count, max(main.columns / 24, 1))
    let down = (panels.count + most - 1) / most
    let across = (panels.count + down - 1) / down
    let (width, height) = (main.columns / across, main.rows / down)
    // Several runs have one line each, in at most a third of the panel.
    let panes = min(panels.runs, max(height / 3, 1))
    runPanesPerMap = panes
    for index in 0..<panels.count {
      let panel = Rect(
        row: main.row + index / across * height, column: main.column + index % across * width,
        rows: height, columns: width)
      let (below, above) = panel.split(bottom: panels.runs == 1 && height >= 12 ? 3 : panes)
      runPanes += below.inset(left: 1).splitIntoRows(panes)
      if isFramed, height >= 8 {
        placeMap(in: above, isFramed: true)
        mapTitles.append(nil)
      } else {
        let (title, map) = above.split(top: panels.hasTitles ? 1 : 0)
        mapTitles.append(panels.hasTitles ? title : nil)
        maps.append(map.inset(right: 1))
      }
    }
  }

  private mutating func arrangePlots(in main: Rect) {
    let quantities = quantities.all
    let across = main.columns >= 150 ? 3 : main.columns >= 70 ? 2 : 1
    let down = min((quantities.count + across - 1) / across, max(main.rows / 4, 1))
    let grid = main.splitIntoRows(down).flatMap {
      $0.inset(left: 1).splitIntoColumns(across, gap: 2)
    }
    plots = zip(quantities, grid).map { ($0, $1, 0) }
  }

  private mutating func arrangeSidebar(
    _ side: Rect, _ runs: Int, wide: Bool, beside view: View, plot: PlottedQuantity?
  ) {
    var rest: Rect
    if view == .stability {
      (sidebarLegend, rest) = side.splitOff(
        bottom: OutcomeMapLayout.legendRows(columns: side.columns))
    } else {
      (colorBar, rest) = side.splitOff(bottom: 2)
    }
    let columns = wide ? 2 : 1
    let lines = (runs + columns - 1) / columns
    // Run panes of more than one line must leave half of the sidebar to the plots, which a
    // stability map does not need.
    let available = view == .stability ? rest.rows - 1 : (rest.rows + 1) / 2
    let height = [4, 3, 2].first { lines * $0 <= available && ($0 < 4 || rest.rows >= 30) } ?? 1
    let (runArea, below) = rest.split(top: min(lines * height, rest.rows))
    runPanes = runArea.splitIntoRows(lines).flatMap {
      $0.splitIntoColumns(columns, gap: columns - 1)
    }
    .prefix(runs).map { $0 }
    (separator, rest) = (below.split(top: 1).top, below.inset(top: 1))
    if wide, view == .map, rest.rows >= 29 { rest = arrangeExtras(in: rest) }
    let isTall = rest.rows >= 18
    let rects = rest.splitIntoRows(isTall ? 3 : 1, gap: isTall ? 1 : 0).filter { $0.rows >= 4 }
    let usual: [PlottedQuantity] = isTall ? quantities.beside : [.sharpness]
    let quantities = plot.map { plot in [plot] + usual.filter { $0 != plot } } ?? usual
    plots = zip(quantities, rects).map { ($0, $1, 0) }
  }

  /// Places the stability map beside the relief, and returns the rest below.
  private mutating func arrangeExtras(in side: Rect) -> Rect {
    let (above, below) = side.split(top: 23)
    let (left, right) = above.split(left: side.columns / 2)
    stabilityBorder = left
    stability = OutcomeMapLayout(left.inset(by: 1), isFramed: true)
    (reliefBorder, relief) = (right, right.inset(by: 1))
    return below
  }

  /// Returns the width of the sidebar: 24 of 80 columns, 42 of 120, 86 of 200.
  private static func sidebarWidth(_ columns: Int) -> Int {
    switch columns {
    case ..<120: 24 + (columns - 80) * 18 / 40
    case ..<200: 42 + (columns - 120) * 44 / 80
    default: 86 + (columns - 200) / 3
    }
  }
}

extension Rect {
  /// Returns the lower rows and the rest above.
  fileprivate func splitOff(bottom count: Int) -> (Rect?, Rect) {
    let (bottom, rest) = split(bottom: count)
    return (bottom, rest)
  }
}
