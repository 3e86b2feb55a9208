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

  /// The point of the grid farthest from the smallest loss, among the fifth of the smallest losses.
  ///
  /// Distances are relative to the lengths of the axes. Farther up, a step of usual size leaves the
  /// grid. A point at the border is not chosen, because an ascent step from there leaves the grid.
  private var defaultStart: Point<Double> {
    // A sample is enough to find the fifth.
    let sample = stride(from: 0, to: values.count, by: max(1, values.count / 4001))
    let losses = sample.map { values[$0] }.filter(\.isFinite).sorted()
    guard let minimum = lowestPoint, !losses.isEmpty else { return Point(x[0], y[0]) }
    let bound = losses[losses.count / 5]
    let (width, height) = (x[x.count - 1] - x[0], y[y.count - 1] - y[0])
    var (distance, start) = (-1.0, minimum)
    func interior(_ axis: [Double]) -> ClosedRange<Double> {
      axis.count > 4 ? axis[1]...axis[axis.count - 2] : axis[0]...axis[axis.count - 1]
    }
    let (columns, rows) = (interior(x), interior(y))
    for (index, loss) in values.enumerated() where loss <= bound {
      let p = point(index)
      guard columns.contains(p.x), rows.contains(p.y) else { continue }
      let d = Point((p.x - minimum.x) / width, (p.y - minimum.y) / height).norm
      if d > distance { (distance, start) = (d, p) }
    }
    return start
  }
}
