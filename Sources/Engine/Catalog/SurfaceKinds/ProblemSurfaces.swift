extension SurfaceKind {
  /// The problems of many parameters, seen through a plane; no text denotes a problem.
  static let problem = SurfaceKind(
    name: SurfaceChoice.Source.problemKind, accepts: { _ in false },
    parameters: { choice throws(EngineError) in
      let entry = try Catalog.problem(choice.source.text)
      try entry.validate(choice.knobs, data: choice.source.problem?.data)
      // Only the problem itself says whether its loss is a mean over samples.
      if choice.source.problem?.batch != nil { _ = try Catalog.surface(choice) }
      return entry.info.settings
    },
    surface: { choice throws(EngineError) in
      guard let data = choice.source.problem else { throw .unknownProblem(choice.source.text) }
      return try recentProblems.value(for: choice) { () throws(EngineError) in
        let entry = try Catalog.problem(choice.source.text)
        let problem = try entry.problem(choice.knobs, seed: data.seed, data: data.data)
        if data.batch != nil, problem.sampleCount == 0 { throw .noSamples(entry.info.id) }
        let plane = Plane.initial(of: problem, from: problem.start(seed: data.seed))
        return AnySurface(ProblemProjection(problem, through: plane), entry.info, choice)
      }
    })

  /// The last problems: a command asks for the same data up to twenty times.
  private static let recentProblems = RecentValues<SurfaceChoice, AnySurface>(capacity: 2, ==)
}

extension SurfaceChoice {
  /// The data of a problem: what its settings leave open.
  public struct ProblemData: Sendable, Hashable {
    /// The seed of data, split and start.
    public let seed: UInt64
    /// The number of samples of each step's gradients; nil for all.
    public let batch: Int?
    /// The data of a problem that needs those of a file.
    public let data: TabularData?
  }

  /// A problem of the catalog, by id, with its settings.
  public static func problem(
    _ id: String, settings: [String: Double] = [:], seed: UInt64 = 1, batch: Int? = nil,
    data: TabularData? = nil
  ) -> SurfaceChoice {
    let source = Source(
      kind: Source.problemKind, text: id, problem: ProblemData(seed: seed, batch: batch, data: data)
    )
    return SurfaceChoice(source, knobs: settings)
  }

  /// The same problem with the data of another seed; the same surface if it is no problem.
  public func with(seed: UInt64) -> SurfaceChoice {
    guard let data = source.problem else { return self }
    return .problem(
      source.text, settings: knobs, seed: seed, batch: data.batch, data: data.data)
  }
}

extension AnySurface {
  /// Creates the surface of a problem in the coordinates of a plane.
  convenience init(
    _ projection: ProblemProjection, _ problem: ProblemInfo, _ choice: SurfaceChoice
  ) {
    let radius = 0.5 * max(projection.plane.origin.norm, 1)
    let info = SurfaceInfo(
      id: problem.id, formula: projection.problem.chosenFormula ?? problem.formula,
      knobs: problem.settings, frame: Region(x: -radius...radius, y: -radius...radius),
      start: .zero, about: problem.about, source: problem.source)
    self.init(projection, info, choice)
  }

  private convenience init(
    _ projection: ProblemProjection, _ info: SurfaceInfo, _ choice: SurfaceChoice
  ) {
    self.init(PlaneSurface(projection: projection), info, choice, [:], nil, projection)
  }

  /// Returns the problem of this surface through another plane; nil without a problem.
  public func seen(through plane: Plane) -> AnySurface? {
    guard let projection else { return nil }
    return AnySurface(ProblemProjection(projection.problem, through: plane), info, choice)
  }
}

extension Plane {
  /// Returns a plane for the first steps from a start.
  ///
  /// The first direction is −∇L, the second the part of ∇²L∇L orthogonal to the first: the first
  /// steps of gradient descent lie near the plane. Random directions replace directions that vanish.
  static func initial(of problem: any Problem, from start: Coordinates) -> Plane {
    var normals = GridNormals(seed: 1, stream: .directions)
    func unit(_ v: Coordinates, besides first: Coordinates?) -> Coordinates {
      var candidate = v
      while true {
        let rest = first.map { candidate.orthogonal(to: $0) } ?? candidate
        let norm = rest.norm
        if norm.isFinite, norm > 1e-9 * max(candidate.norm, 1e-12) { return (1 / norm) * rest }
        candidate = Coordinates(normals.next(start.count))
      }
    }
    let gradient = problem.gradient(start).gradient
    let first = unit(-1 * gradient, besides: nil)
    return Plane(
      origin: start, first, unit(problem.hessian(start, times: first), besides: first))
  }
}
