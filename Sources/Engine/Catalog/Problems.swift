/// A problem of the catalog.
public struct ProblemEntry: Sendable {
  /// The description of the problem.
  public let info: ProblemInfo
  /// Whether the problem needs the data of a file.
  public let needsData: Bool
  private let make: @Sendable (KnobValues, UInt64, TabularData?) -> (any Problem)?

  init<P: NamedProblem>(_ type: P.Type) {
    info = P.info
    needsData = false
    make = { settings, seed, _ in P({ settings[$0] }, seed: seed) }
  }

  init<P: FileProblem>(ofFile type: P.Type) {
    info = P.info
    needsData = true
    make = { settings, seed, data in
      data.map { P({ settings[$0] }, seed: seed, data: $0) }
    }
  }

  /// Creates the problem with its data.
  ///
  /// Settings without a value have their default. `seed` decides data and split. `data` are those of
  /// a file, for a problem that needs them.
  ///
  /// - Throws: `EngineError` if a setting is unknown or invalid, or if data are missing or not needed.
  public func problem(
    _ settings: [String: Double] = [:], seed: UInt64, data: TabularData? = nil
  ) throws(EngineError) -> any Problem {
    let settings = try validated(settings, data: data)
    guard let problem = make(settings, seed, data) else { throw .needsData(info.id) }
    return problem
  }

  /// Checks the settings without creating the problem, whose data take longer.
  ///
  /// - Throws: `EngineError` if a setting is unknown or invalid, or if data are missing or not needed.
  func validate(
    _ settings: [String: Double], data: TabularData? = nil
  ) throws(EngineError) {
    _ = try validated(settings, data: data)
    if data == nil, needsData { throw .needsData(info.id) }
  }

  private func validated(
    _ settings: [String: Double], data: TabularData?
  ) throws(EngineError) -> KnobValues {
    if data != nil, !needsData { throw .takesNoData(info.id) }
    return try info.settings.validated(settings, of: .problem(info.id))
  }
}

extension Catalog {
  /// The problems with their own data, in display order; a new problem needs one line here.
  public static let problems: [ProblemEntry] = [
    ProblemEntry(Sensing.self),
    ProblemEntry(Diagonal.self),
    ProblemEntry(Product.self),
    ProblemEntry(Neuron.self),
    ProblemEntry(Cancer.self),
    ProblemEntry(Iris.self),
    ProblemEntry(Digits.self),
    ProblemEntry(Spirals.self),
    ProblemEntry(Moons.self),
    ProblemEntry(Chebyshev.self),
    ProblemEntry(Sphere.self),
  ]

  /// The problems on the data of a file.
  public static let fileProblems: [ProblemEntry] = [
    ProblemEntry(ofFile: FileRegression.self),
    ProblemEntry(ofFile: FilePerceptron.self),
  ]

  /// All problems, in display order.
  public static var allProblems: [ProblemEntry] { problems + fileProblems }

  /// Returns the problem with an id.
  ///
  /// - Throws: `EngineError.unknownProblem` if no problem has the id.
  public static func problem(_ id: String) throws(EngineError) -> ProblemEntry {
    guard let entry = allProblems.first(where: { $0.info.id == id }) else {
      throw .unknownProblem(id)
    }
    return entry
  }
}
