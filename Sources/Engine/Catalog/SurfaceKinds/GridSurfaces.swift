extension SurfaceKind {
  /// The grids of losses: a text denotes the file of a grid, whose losses the caller reads.
  static let grid = SurfaceKind(
    name: SurfaceChoice.Source.gridKind, accepts: { FilePath($0).isLossFile },
    surface: { choice throws(EngineError) in
      guard let grid = choice.source.grid else { throw .unreadFile(choice.source.text) }
      guard let knob = choice.knobs.keys.min() else {
        return recentGrids.value(for: choice) {
          AnySurface(
            GridSurface(grid, choice.source.interpolation), grid.info(choice.source), choice, [:])
        }
      }
      throw .unknownKnob(knob, of: .surface(choice.source.text), known: [])
    })

  /// The surfaces of the last grids: a command asks for the same surface up to twenty times.
  private static let recentGrids = RecentValues<SurfaceChoice, AnySurface>(capacity: 4, ==)
}

extension Grid {
  /// The description of the surface of the grid.
  fileprivate func info(_ source: SurfaceChoice.Source) -> SurfaceInfo {
    let isBilinear = x.count < 4 || y.count < 4
    let logarithm = source.interpolation == .logarithmic ? " of ln f" : ""
    let method = (isBilinear ? "bilinear interpolation" : "cubic splines") + logarithm
    let size = isProfile ? "\(x.count)" : "\(x.count) × \(y.count)"
    return SurfaceInfo(
      id: isProfile ? "profile" : "grid",
      formula: "\(FilePath(source.text).shortText), \(size) losses",
      frame: Region(
        x: x[0]...x[x.count - 1],
        y: isProfile ? heights(source.interpolation) : y[0]...y[y.count - 1]),
      start: defaultStart,
      about: "Losses \(isProfile ? "along a line" : "on a grid"), with \(method) between them.")
  }

  /// The range of the heights of the losses with a margin: the vertical axis of a profile.
  private func heights(_ interpolation: GridSurface.Interpolation) -> ClosedRange<Double> {
    let heights = values.map { interpolation.height(ofLoss: $0) }.filter(\.isFinite)
    guard let low = heights.min(), let high = heights.max() else { return 0...1 }
    let margin = high > low ? 0.06 * (high - low) : 1
    return low - margin...high + margin
  }

  /// The point of the grid farthest from the smallest loss, among the fifth of the smallest losses in
  /// the interior.
  ///
  /// Distances are relative to the lengths of the axes. Farther up, a step of usual size leaves the
  /// grid. The interior has a distance of a seventh of each axis from the border, because ascent steps
  /// from the border leave the grid; it is larger where it contains no loss.
  private var defaultStart: Point<Double> {
    guard let minimum = lowestPoint else { return Point(x[0], y[0]) }
    let (width, height) = (x[x.count - 1] - x[0], y[y.count - 1] - y[0])
    for margins in [(max(1, x.count / 7), max(1, y.count / 7)), (1, 1), (0, 0)] {
      let points = indices(within: margins)
      // A sample is enough to find the fifth.
      let losses = stride(from: 0, to: points.count, by: max(1, points.count / 4001))
        .map { values[points[$0]] }.filter(\.isFinite).sorted()
      guard !losses.isEmpty else { continue }
      let bound = losses[losses.count / 5]
      var (distance, start) = (-1.0, minimum)
      for index in points where values[index] <= bound {
        let p = point(index)
        let d = Point((p.x - minimum.x) / width, (p.y - minimum.y) / height).norm
        if d > distance { (distance, start) = (d, p) }
      }
      return start
    }
    return minimum
  }

  /// Returns the indices of the points at least `margins` columns and rows away from the border; an axis
  /// without such points, and the second axis of a profile, is taken whole.
  private func indices(
    within margins: (columns: Int, rows: Int)
  ) -> LazyMapSequence<Range<Int>, Int> {
    func interior(_ count: Int, _ margin: Int) -> Range<Int> {
      count > 2 * margin ? margin..<count - margin : 0..<count
    }
    let columns = interior(x.count, margins.columns)
    let rows = isProfile ? 0..<y.count : interior(y.count, margins.rows)
    return (0..<rows.count * columns.count).lazy.map { [width = x.count] index in
      (rows.lowerBound + index / columns.count) * width + columns.lowerBound
        + index % columns.count
    }
  }
}
