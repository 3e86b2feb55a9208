/// A request that the catalog cannot fulfill; the description says how to fix the request.
public enum EngineError: Error, Sendable, Equatable {
  /// No surface has the id.
  case unknownSurface(String)
  /// The surface is a file whose losses were not read.
  case unreadFile(String)
  /// No optimizer has the id.
  case unknownOptimizer(String)
  /// No problem has the id.
  case unknownProblem(String)
  /// The optimizer, by id, needs the plane and does not run on problems.
  case needsPlane(String)
  /// A batch was requested on a problem, by id, without samples.
  case noSamples(String)
  /// Gradient noise with two scales was requested on a problem.
  case anisotropicNoise
  /// Batches and label noise were requested together.
  case noisyBatches
  /// Label noise was requested on a problem, by id, without numbers as targets.
  case noTargets(String)
  /// The iterates of runs or two names of parameters give no plane; the reason.
  case noPlane(String)
  /// The owner has no knob with the id; `known` lists the ids of its knobs.
  case unknownKnob(String, of: Owner, known: [String])
  /// The value lies outside the range of the knob.
  case outOfRange(Knob, Double, of: Owner)
  /// The value of a knob that counts has a fraction.
  case notWhole(Knob, Double, of: Owner)
  /// The problem, by id, needs the data of a file.
  case needsData(String)
  /// The problem, by id, has its own data.
  case takesNoData(String)
  /// Label noise was requested on a surface, named by its id, without labels.
  case noLabel(String)
  /// The formula of a surface is invalid.
  case formula(FormulaError)
  /// A typed update rule is invalid.
  case rule(RuleError)

  /// The surface or optimizer to which a knob belongs, by id.
  public enum Owner: Sendable, Equatable, CustomStringConvertible {
    /// A surface, whose knobs are its parameters.
    case surface(String)
    /// An optimizer, whose knobs are its hyperparameters.
    case optimizer(String)
    /// A typed update rule, by its canonical text.
    case rule(String)
    /// A problem, whose knobs are its settings.
    case problem(String)

    /// The kind and the id, such as “optimizer sam”.
    public var description: String {
      switch self {
      case .surface(let id): "surface \(id)"
      case .optimizer(let id): "optimizer \(id)"
      case .rule(let text): "rule \(quoted(text))"
      case .problem(let id): "problem \(id)"
      }
    }
  }
}
