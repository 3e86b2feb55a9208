extension FileContents {
  /// The arrays, with those of unnamed tables and of scalars named after their place told apart.
  func separated() -> (arrays: [NamedArray], note: String?) {
    if arrays.count == 1, arrays[0].name == TableReader.matrixName {
      if let parts = arrays[0].withAxes {
        return (parts, "the first row and the first column are the coordinates")
      }
      if let parts = arrays[0].points {
        return (parts, "the columns are x, y and the loss")
      }
      if let parts = arrays[0].withoutIndex?.points {
        return (parts, "the columns are the number of the line, x, y and the loss")
      }
    }
    if let matrix = NamedArray(numberedColumns: arrays) {
      return (
        matrix.points ?? [matrix],
        "the first column numbers the lines, and the first line the columns, as pandas writes them"
      )
    }
    if let matrix = NamedArray(scalars: arrays) {
      return ([matrix], "\(matrix.values.count) scalars, named after the places of x and y")
    }
    return (arrays, nil)
  }
}

extension NamedArray {
  /// The axes and the losses of a matrix with coordinates in its first row and column.
  fileprivate var withAxes: [NamedArray]? {
    guard shape.count == 2, shape[0] > 2, shape[1] > 2, values[0].isNaN else { return nil }
    let (rows, columns) = (shape[0], shape[1])
    let x = Array(values[1..<columns])
    let y = (1..<rows).map { values[$0 * columns] }
    guard x.isMonotone, y.isMonotone else { return nil }
    let losses = (1..<rows).flatMap { values[$0 * columns + 1..<($0 + 1) * columns] }
    return [
      NamedArray(name: "x", shape: [x.count], values: x),
      NamedArray(name: "y", shape: [y.count], values: y),
      NamedArray(name: name, shape: [y.count, x.count], values: losses),
    ]
  }

  /// The matrix without its first column, if that counts the lines from 0 in any order.
  fileprivate var withoutIndex: NamedArray? {
    guard shape.count == 2, shape[1] > 1 else { return nil }
    let (rows, columns) = (shape[0], shape[1])
    let index = (0..<rows).map { values[$0 * columns] }
    guard index.sorted().elementsEqual((0..<rows).lazy.map(Double.init)) else { return nil }
    return NamedArray(
      name: name, shape: [rows, columns - 1],
      values: (0..<rows).flatMap { values[$0 * columns + 1..<($0 + 1) * columns] })
  }

  /// The matrix of columns named 0, 1, 2 and so on, after a column without a name.
  ///
  /// Nil for two columns, which are a path.
  fileprivate init?(numberedColumns columns: [NamedArray]) {
    guard columns.count > 3, columns[0].name.isEmpty,
      columns.dropFirst().map(\.name).countFromZero
    else { return nil }
    let rows = columns[0].values.count
    self.init(
      name: TableReader.matrixName, shape: [rows, columns.count - 1],
      values: (0..<rows).flatMap { row in columns.dropFirst().map { $0.values[row] } })
  }

  /// The columns of a table of points that fill a grid.
  fileprivate var points: [NamedArray]? {
    guard shape.count == 2, shape[1] == 3, shape[0] >= 4 else { return nil }
    let columns = (0..<3).map { column in
      stride(from: column, to: values.count, by: 3).map { values[$0] }
    }
    let counts = columns.prefix(2).map { Set($0).count }
    guard counts[0] > 1, counts[1] > 1, counts[0] * counts[1] == shape[0] else { return nil }
    return zip(["x", "y", "loss"], columns).map {
      NamedArray(name: $0, shape: [$1.count], values: $1)
    }
  }

  /// The matrix of scalars such as `loss_3_0`, whose first number is the place of x.
  fileprivate init?(scalars arrays: [NamedArray]) {
    var values: [[Int]: Double] = [:]
    var names: Set<Substring> = []
    for array in arrays where array.shape.isEmpty {
      let parts = array.name.split(separator: "_", omittingEmptySubsequences: false)
      let places = parts.suffix(2).compactMap { Int($0) }
      guard parts.count > 2, places.count == 2 else { continue }
      names.insert(parts[0])
      values[places] = array.values[0]
    }
    let (rows, columns) = (
      (values.keys.map { $0[0] }.max() ?? -1) + 1, (values.keys.map { $0[1] }.max() ?? -1) + 1
    )
    guard names.count == 1, rows > 1, columns > 1, rows <= 4096, columns <= 4096,
      values.count == rows * columns
    else { return nil }
    self.init(
      name: Self.scalarsName, shape: [rows, columns],
      values: (0..<rows).flatMap { row in (0..<columns).map { values[[row, $0]] ?? .nan } })
  }

  /// The name of a matrix of scalars.
  static let scalarsName = "loss_i_j"
}

extension [Double] {
  /// Whether the numbers are finite, and ascend or descend.
  fileprivate var isMonotone: Bool {
    let steps = zip(self, dropFirst())
    return allSatisfy(\.isFinite) && (steps.allSatisfy(<) || steps.allSatisfy(>))
  }
}
