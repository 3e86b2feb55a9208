/// Why a surface has no loss at a point.
public enum UndefinedLoss: Sendable, Hashable {
  /// The formula has no value there, as log(x) for x < 0.
  case formula
  /// The point lies outside the losses of a file.
  case leftData
  /// The point lies beside a hole in the losses of a file.
  case hole
}
