import Engine

extension LandscapeLayout {
  /// Returns the grid of points in any order.
  mutating func scattered(
    _ xArray: NamedArray, _ yArray: NamedArray, _ losses: NamedArray
  ) throws(LandscapeError) -> Grid {
    func coordinates(_ values: [Double]) -> [Double] { Set(values.map { $0 + 0 }).sorted() }
    let (x, y) = (coordinates(xArray.values), coordinates(yArray.values))
    let count = try LandscapeLimits.count([y.count, x.count], of: losses.name)
    guard count <= 4 * losses.values.count + 16 else {
      throw LandscapeError(
        "the \(losses.values.count) points lie on \(x.count) × \(y.count) lines: "
          + "they are no grid; interpolate them first, with scipy.interpolate.griddata")
    }
    let columns = Dictionary(uniqueKeysWithValues: x.enumerated().map { ($1, $0) })
    let rows = Dictionary(uniqueKeysWithValues: y.enumerated().map { ($1, $0) })
    var values = [Double](repeating: .nan, count: count)
    var isSet = [Bool](repeating: false, count: count)
    for (index, loss) in losses.values.enumerated() {
      guard let column = columns[xArray.values[index] + 0],
        let row = rows[yArray.values[index] + 0]
      else { throw LandscapeError("point \(index + 1) has a coordinate that is not a number") }
      let place = row * x.count + column
      guard !isSet[place] else {
        throw LandscapeError(
          "the point (\(x[column]), \(y[row])) occurs twice, the second time as point \(index + 1)")
      }
      (values[place], isSet[place]) = (loss, true)
    }
    decide("x", "\(xArray.name), \(x.count) coordinates")
    decide("y", "\(yArray.name), \(y.count) coordinates")
    let missing = isSet.count { !$0 }
    if missing > 0 { decide("holes", "\(missing) points of the grid are not in the file") }
    return try grid(x, y, values)
  }
}
