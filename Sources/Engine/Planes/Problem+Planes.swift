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
    case .line:
      // A line to itself begins at the start, from a center at the end of the last run at the first.
      let ends = [runs.last?.last, runs.first?.last, start].compactMap(\.self)
      guard let end = ends.first, let other = ends.first(where: { $0 != w }) else {
        throw .noPlane("the ends of the line coincide")
      }
      let (from, to) = center == nil && other != end ? (other, end) : (w, other)
      var line = chosen(.line(from: from, to: to))
      line.lineEnd = to
      return line
    case .parameters(let first, let second):
      let (i, j) = try parameters(first, second)
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

  /// Returns the indices of the parameters with two names.
  ///
  /// - Throws: `EngineError.noPlane` if a name is unknown or both are equal.
  public func parameters(
    _ first: String, _ second: String
  ) throws(EngineError) -> (Int, Int) {
    let (i, j) = (try parameter(first), try parameter(second))
    guard i != j else { throw .noPlane("the two parameters must be different") }
    return (i, j)
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
