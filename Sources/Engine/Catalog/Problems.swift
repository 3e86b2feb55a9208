/// A problem of the catalog.
public struct ProblemEntry: Sendable {
  /// The description of the problem.
  public let info: ProblemInfo
  private let make: @Sendable (KnobValues, UInt64) -> any Problem

  init<P: Problem>(_ type: P.Type) {
    info = P.info
    make = { settings, seed in P({ settings[$0] }, seed: seed) }
  }

  /// Creates the problem with its data.
  ///
  /// Settings without a value have their default. `seed` decides data and split.
  ///
  /// - Throws: `EngineError` if a setting is unknown or out of range.
  public func problem(
    _ settings: [String: Double] = [:], seed: UInt64
  ) throws(EngineError) -> any Problem {
    make(try info.settings.validated(settings, of: .problem(info.id)), seed)
  }
}

extension Catalog {
  /// The problems, in display order; a new problem needs one line here.
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

  /// Returns the problem with an id.
  ///
  /// - Throws: `EngineError.unknownProblem` if no problem has the id.
  public static func problem(_ id: String) throws(EngineError) -> ProblemEntry {
    guard let entry = problems.first(where: { $0.info.id == id }) else {
      throw .unknownProblem(id)
    }
    return entry
  }
}
