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
  /// The axes of two parameters, by name, through a center.
  case parameters(String, String)

  /// Parses `pca`, `points`, `eigenvectors`, `random`, or two names with a comma outside brackets,
  /// such as `w1,w2` or `W1[0,3],b1[2]`.
  public init?(_ text: String) {
    switch text {
    case "pca": self = .principal
    case "points": self = .endpoints
    case "eigenvectors": self = .eigenvectors
    case "random": self = .random
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
}

extension Problem {
  /// Returns the plane of some runs.
  ///
  /// - Parameters:
  ///   - kind: The way to choose it.
  ///   - runs: Iterates of each run in order, at least one run of one iterate; those that are not
  ///     finite are ignored.
  ///   - center: The origin; nil for the mean of `principal`, the start of `endpoints`, or the last
  ///     iterate of the first run.
  ///   - previous: The plane before, whose axes give the signs of eigenvectors.
  ///   - seed: The seed of random directions.
  /// - Returns: The plane, and how it was chosen.
  /// - Throws: `EngineError.noPlane` if the iterates span no plane, or if no parameter has a name.
  public func plane(
    _ kind: PlaneKind, of runs: [[Coordinates]], center: Coordinates? = nil,
    previous: Plane? = nil, seed: UInt64 = 1
  ) throws(EngineError) -> ChosenPlane {
    let runs = runs.map { $0.filter(\.isFinite) }.filter { !$0.isEmpty }
    guard let w = center ?? runs.first?.last, let start = runs.first?.first else {
      throw .noPlane("no iterate is finite")
    }
    func chosen(_ plane: Plane) -> ChosenPlane {
      ChosenPlane(plane: plane, kind: kind, explained: nil, remark: nil)
    }
    switch kind {
    case .principal: return try principalPlane(runs, center, remark: nil)
    case .endpoints:
      if let first = runs.first?.last, let last = runs.last?.last,
        let plane = Plane.through(start, first, last)
      {
        return chosen(center.map(plane.centered) ?? plane)
      }
      return try principalPlane(
        runs, center,
        remark: "start and ends lie on a line; the axes are the principal components")
    case .eigenvectors:
      let pairs = topEigenpairs(2, at: w, tolerance: 1e-6)
      guard let plane = Plane.ofEigenvectors(pairs.vectors, through: w, previous: previous),
        plane.second.isFinite
      else { throw .noPlane("the Hessian has fewer than two eigenvectors") }
      return chosen(plane)
    case .random: return chosen(.filterNormalized(at: w, layout, seed: seed))
    case .parameters(let first, let second):
      let (i, j) = (try parameter(first), try parameter(second))
      guard i != j else { throw .noPlane("the two parameters must be different") }
      return chosen(.ofParameters(i, j, through: w))
    }
  }

  private func principalPlane(
    _ runs: [[Coordinates]], _ center: Coordinates?, remark: String?
  ) throws(EngineError) -> ChosenPlane {
    guard let principal = PrincipalPlane(runs.flatMap(\.self)) else {
      throw .noPlane("the iterates lie on a line")
    }
    return ChosenPlane(
      plane: center.map(principal.plane.centered) ?? principal.plane, kind: .principal,
      explained: Array(principal.explained.prefix(2)),
      remark: remark)
  }

  private func parameter(_ name: String) throws(EngineError) -> Int {
    if let index = layout.index(of: name) { return index }
    let known = layout.blocks.prefix(8).map { block in
      block.count == 1
        ? block.name
        : block.rows == 1
          ? "\(block.name)[0…\(block.count - 1)]"
          : "\(block.name)[0…\(block.rows - 1),0…\(block.columns - 1)]"
    }
    throw .noPlane(
      "there is no parameter “\(name)”; the parameters are \(known.joined(separator: ", "))")
  }
}

extension Plane {
  /// Returns the region of the plane that contains the projections of some points, with a margin.
  ///
  /// Both axes have the same length, 1.3 times the larger extent of the projections. Points that are
  /// not finite are ignored; points that coincide give a region of length 1.
  public func region(containing points: [Coordinates], margin: Double = 0.3) -> Region {
    let projections = points.filter(\.isFinite).map(coordinates).filter(\.isFinite)
    func range(_ values: [Double]) -> (middle: Double, extent: Double) {
      guard let low = values.min(), let high = values.max() else { return (0, 0) }
      return (low + (high - low) / 2, high - low)
    }
    let (x, y) = (range(projections.map(\.x)), range(projections.map(\.y)))
    let largest = max(x.extent, y.extent) * (1 + margin)
    let half = largest > 0 && largest.isFinite ? largest / 2 : 0.5
    return Region(
      x: x.middle - half...x.middle + half, y: y.middle - half...y.middle + half)
  }
}
