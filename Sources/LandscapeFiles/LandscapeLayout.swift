import Engine

/// Decides which arrays of a file are the axes and the losses, and in which order they stand.
struct LandscapeLayout {
  /// What was decided, as a subject and a sentence.
  private(set) var decisions: [(subject: String, text: String)] = []
  /// The names of all arrays of the file that can be losses.
  private(set) var losses: [String] = []
  /// The names of those that are not read.
  private(set) var otherLosses: [String] = []
  let arrays: [NamedArray]
  let options: LandscapeOptions
  private let distance: NamedDistance?

  /// The names of axes that occur in pairs, x before y.
  private static let axisNames = [
    ("xcoordinates", "ycoordinates"), ("x_coordinates", "y_coordinates"), ("alphas", "betas"),
    ("alpha", "beta"), ("X", "Y"), ("xs", "ys"), ("x", "y"), ("dim0", "dim1"), ("axis", "axis"),
    positionalAxes,
  ]
  /// The names that numpy gives the first two arrays without names.
  private static let positionalAxes = ("arr_0", "arr_1")
  /// The names of losses, the most likely first.
  private static let lossNames = [
    "train_loss", "loss_grid", "loss_surface", "loss_grid_2d", "losses", "loss", "Z", "zs", "z",
    "test_loss", "matrix", "arr_0", "",
  ]

  init(
    _ contents: FileContents, _ options: LandscapeOptions, distance: NamedDistance?
  ) throws(LandscapeError) {
    let (arrays, note) = contents.separated()
    self.arrays = arrays.map(\.withoutExtentsOfOne)
    self.options = options
    self.distance = distance
    if let note { decisions.append(("layout", note)) }
    guard !arrays.isEmpty else {
      throw LandscapeError(
        "the file has no array of numbers"
          + (contents.format == "HDF5" ? " outside of groups, which are not searched" : ""))
    }
  }

  mutating func decide(_ subject: String, _ text: String) {
    decisions.append((subject, text))
  }

  func array(named name: String) -> NamedArray? {
    arrays.index(named: name).map { arrays[$0] }
  }

  var nameList: String {
    arrays.prefix(12).map { array in
      "\(array.name) (\(array.shape.map(String.init).joined(separator: " × ")))"
    }.joined(separator: ", ")
  }

  /// Returns the grid of losses.
  mutating func makeGrid() throws(LandscapeError) -> Grid {
    let pair = Self.axisNames.first { names in
      array(named: options.x ?? names.0) != nil && array(named: options.y ?? names.1) != nil
        && (names != Self.positionalAxes || hasPositionalAxes)
    }
    let (xArray, yArray) = (
      axisArray(options.x, pair?.0), axisArray(options.y, pair?.1)
    )
    // The axis of a profile has a name that axes have, but stands alone.
    let alone = pair == nil ? arrays.filter { Self.profileAxes.contains($0.lastName) } : []
    var losses = try chooseLosses(
      excluding: [xArray?.name, yArray?.name].compactMap(\.self) + alone.map(\.name))
    losses.values = try withHoles(losses)
    if losses.shape.count == 1 {
      guard let xArray, let yArray, xArray.shape == losses.shape, yArray.shape == losses.shape
      else { return try profile(losses) }
      return try scattered(xArray, yArray, losses)
    }
    guard losses.shape.count == 2 else {
      throw LandscapeError(
        "\(quotedName(losses.name)) has \(losses.shape.count) axes; losses on a plane have 2")
    }
    return try matrix(losses, xArray, yArray)
  }

  /// Whether the first two arrays without names are the axes of the third.
  private var hasPositionalAxes: Bool {
    let first = [Self.positionalAxes.0, Self.positionalAxes.1].compactMap(array(named:))
    return first.count == 2 && first.allSatisfy { $0.shape.count == 1 }
      && array(named: "arr_2") != nil
  }

  private func axisArray(_ option: String?, _ name: String?) -> NamedArray? {
    if let option { return array(named: option) }
    return name.flatMap(array(named:))
  }

  private mutating func chooseLosses(
    excluding axes: [String]
  ) throws(LandscapeError) -> NamedArray {
    let candidates = arrays.filter { !axes.contains($0.name) && $0.values.count > 1 }
    let planes = candidates.filter { $0.shape.count == 2 }
    let list = planes.isEmpty ? candidates : planes
    losses = list.map(\.name)
    if let name = options.z {
      guard let losses = array(named: name) else {
        throw LandscapeError("there is no array \(quotedName(name)); the file has \(nameList)")
      }
      otherLosses = self.losses.filter { $0 != losses.name }
      decide("losses", "\(losses.name), as the option z says")
      return losses
    }
    let named = Self.lossNames.lazy.compactMap { name in
      list.first { $0.lastName == name }
    }.first
    guard let losses = named ?? list.first else {
      throw LandscapeError("no array of the file looks like losses; the file has \(nameList)")
    }
    otherLosses = self.losses.filter { $0 != losses.name }
    let others = otherLosses.prefix(6).joined(separator: ", ")
    decide(
      "losses",
      (losses.name.isEmpty ? "the array" : losses.name)
        + (others.isEmpty ? "" : "; z=… chooses another: \(others)"))
    return losses
  }

  /// Returns the losses with NaN where they mark a hole.
  ///
  /// - Throws: `LandscapeError` if no loss remains.
  private mutating func withHoles(_ losses: NamedArray) throws(LandscapeError) -> [Double] {
    let hasSentinels =
      losses.name.hasSuffix("_loss") && array(named: "xcoordinates") != nil
      && (losses.values.contains { 0 < $0 && $0.isFinite }
        || losses.values.allSatisfy { $0 == -1 || !$0.isFinite })
    var counts = (undefined: 0, sentinel: 0)
    let values = losses.values.map { loss in
      guard loss.isFinite, loss.magnitude < 1e300, loss != options.hole else {
        counts.undefined += 1
        return Double.nan
      }
      guard !(hasSentinels && loss <= 0) else {
        counts.sentinel += 1
        return Double.nan
      }
      return loss
    }
    if counts.undefined > 0 {
      decide("holes", "\(counts.undefined) losses are not finite, or mark a hole")
    }
    if counts.sentinel > 0 {
      decide("holes", "\(counts.sentinel) losses ≤ 0 were not computed yet")
    }
    guard counts.undefined + counts.sentinel < values.count else {
      let names = losses.name.isEmpty ? "the array" : quotedName(losses.name)
      throw LandscapeError(
        "\(names) has no loss: \(counts.undefined) are not finite or mark a hole, and "
          + "\(counts.sentinel) were not computed yet")
    }
    return values
  }

  // A matrix.

  private mutating func matrix(
    _ losses: NamedArray, _ xArray: NamedArray?, _ yArray: NamedArray?
  ) throws(LandscapeError) -> Grid {
    let (rows, columns) = (losses.shape[0], losses.shape[1])
    var order = options.order
    var (x, y) = (xArray?.values, yArray?.values)
    if let xArray, let yArray, xArray.shape == losses.shape, yArray.shape == losses.shape {
      // A mesh: x varies along the index of x.
      let isXY = columns > 1 && xArray.values[0] != xArray.values[1]
      let meshOrder: LandscapeOptions.AxisOrder = isXY ? .xy : .ij
      order = order ?? meshOrder
      x =
        isXY
        ? Array(xArray.values[..<columns])
        : stride(from: 0, to: rows * columns, by: columns).map { xArray.values[$0] }
      y =
        isXY
        ? stride(from: 0, to: rows * columns, by: columns).map { yArray.values[$0] }
        : Array(yArray.values[..<columns])
      decide("order", "\(meshOrder.rawValue), as the meshes \(xArray.name) and \(yArray.name) say")
    }
    var values = losses.values
    if order == nil, let x, let y, x.count != y.count, [x.count, y.count] == losses.shape,
      array(named: "xcoordinates") != nil
    {
      // The program behind this layout exchanges the extents, not the numbers.
      order = .xy
      decide("order", "rows are y, although the file says \(rows) × \(columns)")
    } else if order == nil, let x, let y, x.count != y.count {
      order = [y.count, x.count] == losses.shape ? .xy : .ij
      decide("order", "\(order == .xy ? "xy: rows are y" : "ij: rows are x"), as the extents say")
    } else if order == nil, let distance, x == nil, y == nil {
      order = .ij
      decide("order", "ij: rows are x, as usual beside \(FilePath(distance.path).shortText)")
    } else if order == nil {
      let isIJ =
        ["alphas", "alpha", "axis"].contains(xArray?.name ?? "")
        || ["loss_grid_2d", NamedArray.scalarsName].contains(losses.name)
      order = isIJ ? .ij : .xy
      decide(
        "order",
        isIJ
          ? "ij: rows are x, as usual beside these names; order=xy exchanges x and y"
          : "xy: rows are y; order=ij exchanges x and y")
    }
    let isReshaped = x.map { $0.count * (y?.count ?? 0) } == values.count
    let extents =
      isReshaped
      ? (columns: x?.count ?? columns, rows: y?.count ?? rows)
      : order == .ij ? (columns: rows, rows: columns) : (columns: columns, rows: rows)
    if order == .ij {
      values = (0..<extents.rows).flatMap { row in
        (0..<extents.columns).map { column in losses.values[column * extents.rows + row] }
      }
    }
    return try grid(
      try axis("x", options.x, xArray?.name, x, extents.columns),
      try axis("y", options.y, yArray?.name, y, extents.rows), values)
  }

  mutating func axis(
    _ name: String, _ option: String?, _ source: String?, _ values: [Double]?, _ count: Int
  ) throws(LandscapeError) -> [Double] {
    if let values {
      guard values.count == count else {
        throw LandscapeError(
          "the \(name) axis \(quotedName(source ?? name)) has \(values.count) coordinates "
            + "for \(count) losses")
      }
      decide(name, "\(source ?? name), \(count) coordinates")
      return values
    }
    var ends = (-1.0, 1.0)
    if let option {
      let parts = option.split(separator: ":").map { Double($0) }
      guard parts.count == 2, let low = parts[0], let high = parts[1], low < high else {
        throw LandscapeError(
          "\(name)=\(option) is neither an array of the file nor a range such as -1:1; "
            + "the file has \(nameList)")
      }
      ends = (low, high)
      decide(name, "\(count) coordinates from \(low) to \(high), as the option says")
    } else if let distance {
      ends = (-distance.distance / 2, distance.distance / 2)
      decide(
        name,
        "\(count) coordinates from \(ends.0) to \(ends.1), as the distance in "
          + "\(FilePath(distance.path).shortText) says")
    } else {
      decide(
        name, "no coordinates in the file: \(count) from -1 to 1; \(name)=LOW:HIGH changes them")
    }
    guard count >= 2 else { return [ends.0] }
    return (0..<count).map { index in
      let fraction = Double(index) / Double(count - 1)
      return ends.0 * (1 - fraction) + ends.1 * fraction
    }
  }

  /// Returns the grid with both axes ascending.
  func grid(
    _ x: [Double], _ y: [Double], _ values: [Double]
  ) throws(LandscapeError) -> Grid {
    let (columns, rows) = (ascending(x), ascending(y))
    let width = x.count
    let isSorted = columns == Array(x.indices) && rows == Array(y.indices)
    do throws(GridError) {
      return try Grid(
        x: columns.map { x[$0] }, y: rows.map { y[$0] },
        values: isSorted
          ? values : rows.flatMap { row in columns.map { values[row * width + $0] } })
    } catch { throw LandscapeError("\(error)") }
  }

  func ascending(_ axis: [Double]) -> [Int] {
    axis.indices.sorted { axis[$0] < axis[$1] || axis[$0] == axis[$1] && $0 < $1 }
  }

  /// Returns how losses are interpolated: by their logarithms if they are positive and span decades.
  mutating func chooseInterpolation(_ grid: Grid) -> GridSurface.Interpolation {
    if let interpolation = options.interpolation {
      decide("interpolate", "\(interpolation.rawValue), as the option says")
      return interpolation
    }
    var (count, least, most) = (0, Double.infinity, -Double.infinity)
    for loss in grid.values where loss.isFinite {
      count += 1
      (least, most) = (min(least, loss), max(most, loss))
    }
    // The median is less than a thousandth of the maximum if more than half of the losses are.
    let small = grid.values.count { $0 < most / 1e3 }
    guard least > 0, count < 2 * small
    else {
      decide("interpolate", "linear: splines through the losses")
      return .linear
    }
    decide(
      "interpolate",
      "log: the largest loss is more than 1000 times the median; interpolate=linear changes this")
    return .logarithmic
  }
}
