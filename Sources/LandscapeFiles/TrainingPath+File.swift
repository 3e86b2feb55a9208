public import Engine

extension TrainingPath {
  /// Reads the path of a training run from a file in a format of landscapes.
  ///
  /// The coordinates are found by their names, or are the two columns of a matrix. The option
  /// `x=sam_x` also chooses the losses, steps and distances whose names begin with `sam_`.
  ///
  /// - Throws: `LandscapeError`, whose description says what is wrong and what to do.
  public init(
    _ text: String, _ argument: LandscapeArgument, load: LandscapeLoader
  ) throws(LandscapeError) {
    let contents = try FileContents(path: argument.path, load)
    var columns = contents.arrays.flatMap(\.columns)
    func take(_ option: String?, _ names: [String]) throws(LandscapeError) -> [Double]? {
      let index = (option.map { [$0] } ?? names).lazy.compactMap { columns.index(named: $0) }.first
      guard let index else {
        if let option { throw LandscapeError("there is no array \(quotedName(option))") }
        return nil
      }
      return columns.remove(at: index).values
    }
    let options = argument.options
    for case let name? in [options.x, options.y] where columns.index(named: name) == nil {
      throw LandscapeError("there is no array \(quotedName(name))")
    }
    let pair = Self.coordinateNames.first { names in
      columns.index(named: options.x ?? names.0) != nil
        && columns.index(named: options.y ?? names.1) != nil
    }
    guard let pair, let x = try take(options.x, [pair.0]), let y = try take(options.y, [pair.1]),
      x.count == y.count, x.count > 0
    else {
      let names = contents.arrays.prefix(12).map { quotedName($0.name) }.joined(separator: ", ")
      throw LandscapeError(
        "a path needs two lists of coordinates of equal length, named x and y or chosen by x=…,y=…; "
          + "the file has \(names)")
    }
    let count = x.count
    // A file with the paths of several runs has names such as sam_x, sam_y, sam_loss and sam_step.
    let run = options.x.flatMap { $0.hasSuffix("_x") ? String($0.dropLast()) : nil }
    func names(_ names: [String]) -> [String] {
      run.map { prefix in names.map { prefix + $0 } } ?? names
    }
    let losses = try take(options.z, names(Self.lossNames))
    let distances = try take(nil, names(Self.distanceNames))
    let steps = try take(nil, names(Self.stepNames))
    self.init(
      text, points: zip(x, y).map { Point($0, $1) },
      steps: steps.flatMap { $0.count == count ? $0 : nil },
      losses: losses.flatMap { $0.count == count ? $0 : nil },
      distances: distances.flatMap { $0.count == count ? $0 : nil })
  }

  /// The names of coordinates, the most specific first.
  private static let coordinateNames = [
    ("proj_xcoord", "proj_ycoord"), ("path_x", "path_y"), ("traj_1", "traj_2"), ("x", "y"),
    ("X", "Y"), ("alpha", "beta"), ("alphas", "betas"), ("dim0", "dim1"), ("0", "1"),
  ]
  private static let lossNames = [
    "path_loss", "path_losses", "losses", "loss", "train_loss", "path_z", "z", "2",
  ]
  private static let distanceNames = [
    "distance", "distances", "plane_distance", "residual", "residuals", "off_plane",
  ]
  private static let stepNames = [
    "step", "steps", "iteration", "iterations", "epoch", "epochs", "t",
  ]
}

extension NamedArray {
  /// The lists of numbers of the array: itself, or the two or three columns of a matrix by number.
  fileprivate var columns: [NamedArray] {
    guard shape.count == 2 else { return shape.count == 1 ? [self] : [] }
    let (rows, columns) = (shape[0], shape[1])
    // A matrix with two or three rows has the coordinates in its rows.
    let isTransposed = rows < columns && (2...3).contains(rows)
    guard isTransposed || (2...3).contains(columns) else { return [] }
    return (0..<(isTransposed ? rows : columns)).map { index in
      let values = (0..<(isTransposed ? columns : rows)).map {
        self.values[isTransposed ? index * columns + $0 : $0 * columns + index]
      }
      return NamedArray(name: "\(index)", shape: [values.count], values: values)
    }
  }
}
