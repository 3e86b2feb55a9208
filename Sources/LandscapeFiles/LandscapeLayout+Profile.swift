import Engine

extension LandscapeLayout {
  /// The names of the axis of a profile, the most likely first.
  static let profileAxes = [
    "xcoordinates", "x_coordinates", "alphas", "alpha", "coordinates", "xs", "x", "X", "axis",
    "dim0",
  ]

  /// Returns the grid of losses along one direction.
  mutating func profile(_ losses: NamedArray) throws(LandscapeError) -> Grid {
    let names = options.x.map { [$0] } ?? Self.profileAxes
    let source = names.lazy.compactMap { [self] in array(named: $0) }.first {
      $0.name != losses.name && $0.shape == losses.shape
    }
    guard source != nil || arrays.count == 1 || options.x?.contains(":") == true else {
      throw LandscapeError(
        "\(quotedName(losses.name)) has \(losses.values.count) losses along one direction, a profile, "
          + "without coordinates of a known name; x=… chooses them (the file has \(nameList))")
    }
    decide("profile", "\(losses.values.count) losses along one direction")
    let x = try axis("x", options.x, source?.name, source?.values, losses.values.count)
    let order = ascending(x)
    do throws(GridError) {
      return try Grid(profile: order.map { losses.values[$0] }, x: order.map { x[$0] })
    } catch { throw LandscapeError("\(error)") }
  }
}
