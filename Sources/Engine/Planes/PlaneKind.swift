/// A way to choose the plane in which runs on a problem are drawn.
public enum PlaneKind: Sendable, Hashable {
  /// The two principal components of the iterates of all runs, through their mean.
  case principal
  /// The plane through the common start and the last iterates of the first and the last run.
  case endpoints
  /// The two top eigenvectors of the Hessian at a center.
  case eigenvectors
  /// Two random directions at a center, filter-normalized; see `Plane.filterNormalized`.
  case random
  /// The line from the last iterate of the first run, or a center, to the last of the last run.
  ///
  /// The line of a single run begins at its start.
  case line
  /// The axes of two parameters, by name, through a center.
  case parameters(String, String)

  /// Parses `pca`, `points`, `eigenvectors`, `random`, `line`, or two names with a comma outside
  /// brackets, such as `w1,w2` or `W1[0,3],b1[2]`.
  public init?(_ text: String) {
    switch text {
    case "pca": self = .principal
    case "points": self = .endpoints
    case "eigenvectors": self = .eigenvectors
    case "random": self = .random
    case "line": self = .line
    default:
      var depth = 0
      let commas = text.indices.filter { index in
        depth += text[index] == "[" ? 1 : text[index] == "]" ? -1 : 0
        return text[index] == "," && depth == 0
      }
      guard commas.count == 1 else { return nil }
      let names = (text[..<commas[0]], text[text.index(after: commas[0])...])
      guard !names.0.isEmpty, !names.1.isEmpty else { return nil }
      self = .parameters(String(names.0), String(names.1))
    }
  }

  /// The text that `init(_:)` parses.
  public var text: String {
    switch self {
    case .principal: "pca"
    case .endpoints: "points"
    case .eigenvectors: "eigenvectors"
    case .random: "random"
    case .line: "line"
    case .parameters(let first, let second): "\(first),\(second)"
    }
  }

  /// What the axes are, for a caption.
  public var meaning: String {
    switch self {
    case .principal: "principal components of the runs"
    case .endpoints: "start and two ends"
    case .eigenvectors: "top eigenvectors"
    case .random: "filter-normalized random directions"
    case .line: "line between two ends"
    case .parameters(let first, let second): "\(first) and \(second)"
    }
  }
}

/// The plane of a picture, and how it was chosen.
public struct ChosenPlane: Sendable {
  /// The plane.
  public var plane: Plane
  /// The way it was chosen; `principal` in place of `endpoints` that lie on a line.
  public let kind: PlaneKind
  /// The shares of the variance along the axes, of `principal` only.
  ///
  /// They do not measure whether the losses of the plane are those of the iterates.
  public let explained: [Double]?
  /// Why the plane is not of the requested kind; nil if it is.
  public let remark: String?
  /// The iterate at the coordinates (1, 0) of a line; nil for another kind.
  public var lineEnd: Coordinates?
}
