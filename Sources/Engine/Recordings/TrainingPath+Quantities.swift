// The quantities of a training run that expressions read as `path.loss`.
extension TrainingPath {
  private static let quantities = ["x", "y", "loss", "plane_loss", "plane_distance"]
  private static let prefix = "path."

  /// Whether a name is that of a quantity of the path: `path.x`, `path.y`, `path.loss`,
  /// `path.plane_loss` or `path.plane_distance`.
  public static func isQuantity(_ name: String) -> Bool {
    name.hasPrefix(prefix) && quantities.contains(String(name.dropFirst(prefix.count)))
  }

  /// Returns a quantity of the last iterate up to a step, or of the first iterate before its step.
  ///
  /// - Parameters:
  ///   - name: The name, such as `path.loss`, the loss of the iterate itself; `path.plane_loss` is that
  ///     of the surface below.
  ///   - step: A step of the training run.
  ///   - surface: The surface below the path.
  /// - Returns: The value; NaN for another name, and if the file does not have the quantity.
  public func value(of name: String, at step: Int, on surface: AnySurface) -> Double {
    guard !points.isEmpty else { return .nan }
    let index = max(0, steps.lastIndex { $0 <= Double(step) } ?? 0)
    switch name.dropFirst(Self.prefix.count) {
    case "x": return points[index].x
    case "y": return points[index].y
    case "loss": return losses?[index] ?? .nan
    case "plane_loss": return surface.value(points[index])
    case "plane_distance": return distances?[index] ?? .nan
    default: return .nan
    }
  }
}
