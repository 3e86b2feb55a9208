import Engine

/// What the user decides about a landscape file: `FILE:z=test_loss,order=ij,x=alphas,y=betas`.
public struct LandscapeOptions: Sendable, Equatable {
  /// The name of the losses.
  var z: String?
  /// The names of the axes, or their ends, such as `-1:1`.
  var x, y: String?
  /// Whether the first index of the losses is that of y.
  var order: AxisOrder?
  /// How the losses are interpolated.
  var interpolation: GridSurface.Interpolation?
  /// A loss that marks a hole.
  var hole: Double?

  /// The order of the indices of a matrix.
  enum AxisOrder: String {
    /// The first index is that of x.
    case ij
    /// The first index is that of y: a row of the matrix is a row of the picture.
    case xy
  }

  /// The options in the text after a path.
  ///
  /// - Throws: `LandscapeError` for an unknown key or value.
  init(_ text: Substring) throws(LandscapeError) {
    for part in text.split(separator: ",") {
      let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
      guard pair.count == 2 else {
        throw LandscapeError("\(quotedName(String(part))) is not an option: write key=value")
      }
      switch (pair[0], pair[1]) {
      case ("z", let name): z = name
      case ("x", let name): x = name
      case ("y", let name): y = name
      case ("order", let value):
        order = AxisOrder(rawValue: value)
        guard order != nil else {
          throw LandscapeError("order is ij or xy, not \(quotedName(value))")
        }
      case ("interpolate", let value):
        interpolation = GridSurface.Interpolation(rawValue: value)
        guard interpolation != nil else {
          throw LandscapeError("interpolate is linear or log, not \(quotedName(value))")
        }
      case ("hole", let value):
        hole = Double(value)
        guard hole != nil else {
          throw LandscapeError("hole is a number, not \(quotedName(value))")
        }
      default:
        throw LandscapeError(
          "there is no option \(quotedName(pair[0])); the options are z, x, y, order, interpolate and hole"
        )
      }
    }
  }
}
