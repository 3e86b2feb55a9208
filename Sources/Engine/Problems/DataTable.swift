import Integers

/// A table of numbers with a class per row, from one of the data files of the engine.
struct DataTable {
  /// The numbers of each row.
  var rows: [[Double]]
  /// The class of each row.
  let classes: [Int]

  /// Reads a csv file whose last column is the class; lines with `#` are comments.
  ///
  /// Skips a line without numbers; an unknown file gives zero rows.
  init(csv file: String) {
    var (rows, classes): ([[Double]], [Int]) = ([], [])
    for line in dataLines(of: file) {
      let numbers = line.split(separator: ",").compactMap { Double(String($0)) }
      guard let last = numbers.last else { continue }
      rows.append(Array(numbers.dropLast()))
      classes.append(Int(clamping: last))
    }
    (self.rows, self.classes) = (rows, classes)
  }

  /// Subtracts the mean of each column, divides by the standard deviation and rounds to the grid.
  ///
  /// A constant column becomes 0.
  mutating func standardize() {
    for column in rows.first.map(\.indices) ?? 0..<0 {
      let count = Double(rows.count)
      let mean = rows.reduce(0) { $0 + $1[column] } / count
      let variance = rows.reduce(0) { $0 + square($1[column] - mean) } / count
      let deviation = variance.squareRoot()
      let first = rows[0][column]
      let isConstant = rows.allSatisfy { $0[column] == first }
      for row in rows.indices {
        rows[row][column] = isConstant ? 0 : ((rows[row][column] - mean) / deviation).onGrid
      }
    }
  }
}

/// Returns the lines of a data file without comments, empty for an unknown file.
func dataLines(of file: String) -> [Substring] {
  guard let text = dataFiles.first(where: { $0.id == file })?.text else { return [] }
  return text.split(separator: "\n").filter { !$0.hasPrefix("#") }
}

/// A random split of a data set.
struct DataSplit {
  /// The indices of the training and of the test samples.
  let train, test: [Int]

  /// Creates the split of a seed by a shuffle (Durstenfeld, 1964).
  init(of count: Int, train trainCount: Int, seed: UInt64) {
    var generator = SplitMix64(seed: seed, stream: .data)
    var order = Array(0..<count)
    for i in order.indices.reversed().dropLast() { order.swapAt(i, generator.below(i + 1)) }
    train = Array(order.prefix(trainCount))
    test = Array(order.dropFirst(trainCount))
  }
}

extension Samples {
  /// Creates the samples of some rows with the class as one of `classes` outputs.
  init(_ table: DataTable, _ indices: [Int], classes: Int) {
    self.init(
      indices.map { index in
        (
          inputs: table.rows[index],
          targets: (0..<classes).map { $0 == table.classes[index] ? 1 : 0 }
        )
      })
  }

  /// Creates the samples of some rows with target +1 for class 1 and −1 for class 0.
  init(signed table: DataTable, _ indices: [Int]) {
    self.init(
      indices.map { (inputs: table.rows[$0], targets: [table.classes[$0] == 1 ? 1 : -1]) })
  }

  /// Creates samples of two classes: points (x, y, label) with normal noise on both coordinates.
  ///
  /// `points` returns the points with an index from 0 to `count` − 1.
  init(
    perClass count: Int, noise: Double, seed: UInt64, stream: RandomStream,
    _ points: (Int) -> [(x: Double, y: Double, label: Double)]
  ) {
    var normals = GridNormals(seed: seed, stream: stream)
    self.init(
      (0..<count).flatMap { index in
        points(index).map { x, y, label in
          let first = x + noise * normals.next()
          return (inputs: [first, y + noise * normals.next()], targets: [label])
        }
      })
  }
}
