import Drawing
import Engine
import Integers
import Lessons
import Scenes

/// The computed cells of a sweep: the outcome of a run for each pair of settings.
struct SweepGrid: Sendable {
  let sweep: Sweep
  /// The index of the run, which changes when an earlier run is removed.
  var run: Int
  /// The cells row by row, from the lowest value of the y axis; nil until computed.
  var cells: [SweepCell?]
  var computedCount = 0
  /// The stability boundary, in cells of the map.
  let boundary: [Point<Double>]

  init(_ sweep: Sweep, run: Int, boundary: [Point<Double>] = []) {
    self.sweep = sweep
    self.run = run
    self.boundary = boundary
    cells = Array(repeating: nil, count: sweep.count)
  }

  /// Whether the y axis is ρ, not a coordinate of the start.
  var isOverRho: Bool { sweep.y.parameter == .knob(Knob.rho.id) }

  /// Whether the y axis is the x of the start, as on a profile.
  var isOverStartX: Bool { sweep.y.parameter == .startX }

  var isComplete: Bool { computedCount == cells.count }

  /// The computed percentage; nil for a complete grid.
  var progressText: String? { isComplete ? nil : "\(100 * computedCount / max(cells.count, 1)) %" }

  /// Stores computed cells at their indices.
  mutating func setCells(_ indices: [Int], _ computed: [SweepCell]) {
    for (index, cell) in zip(indices, computed) where cells.indices.contains(index) {
      if cells[index] == nil { computedCount += 1 }
      cells[index] = cell
    }
  }

  /// Returns the classes of the outcomes, row by row from the highest value of the y axis.
  ///
  /// A missing cell has the class of a computed cell of a coarser pass; nil without one.
  var pixels: [OutcomeClass?] {
    pixelIndices().map { index in index.flatMap { cells[$0] }.map { OutcomeClass($0.state) } }
  }

  /// The classes of the computed cells, in the order of the legend.
  var classes: [OutcomeClass] {
    let present = Set(cells.compactMap { $0.map { OutcomeClass($0.state) } })
    return OutcomeClass.allCases.filter(present.contains)
  }

  /// Returns the index of the cell that each pixel shows, from the highest value of the y axis.
  ///
  /// For a missing cell, a computed cell of a coarser pass; nil without one.
  func pixelIndices() -> [Int?] {
    let (columns, rows) = (sweep.x.count, sweep.y.count)
    return (0..<rows).reversed().flatMap { row in
      (0..<columns).map { column in computedIndex(column, row) }
    }
  }

  private func computedIndex(_ column: Int, _ row: Int) -> Int? {
    var stride = 1
    while stride <= 64 {
      let index = row / stride * stride * sweep.x.count + column / stride * stride
      if cells[index] != nil { return index }
      stride *= 2
    }
    return nil
  }
}

/// The sweeps of the current screen.
struct SweepGrids: Sendable {
  /// The sweep over η and ρ.
  var stability: SweepGrid?
  /// The sweeps over the start, one per run with a map of its basins.
  var basins: [SweepGrid] = []
  /// The cell of the η–ρ map that Enter applies.
  var cursor: Position?
  /// The search for the minima of the basins.
  var minimaSearch: BasinSearch?

  /// All sweeps; basins first.
  var all: [SweepGrid] { basins + [stability].compactMap(\.self) }
}
