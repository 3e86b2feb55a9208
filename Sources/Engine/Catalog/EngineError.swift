import Spelling

/// A request that the catalog cannot fulfill; the description says how to fix the request.
public enum EngineError: Error, Sendable, Equatable, CustomStringConvertible {
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

    /// The word for a knob of the owner.
    fileprivate var knobNoun: String {
      switch self {
      case .surface: "parameter"
      case .optimizer, .rule: "hyperparameter"
      case .problem: "setting"
      }
    }
  }

  private static func unknown(_ kind: String, _ id: String, _ known: [String]) -> String {
    let command = likelyWords(id, known).isEmpty ? "ravine list \(kind)s" : nil
    return "there is no \(kind) “\(id)”" + suggestion(id, from: known, listedBy: command)
  }

  /// The message for the user: one line, or three for a formula, without a final period.
  public var description: String {
    switch self {
    case .unknownSurface(let id):
      Self.unknown("surface", id, Catalog.surfaces.map(\.info.id))
    case .unreadFile(let path): "the losses in the file \(path) were not read"
    case .unknownOptimizer(let id):
      Self.unknown("optimizer", id, Catalog.optimizers.map(\.info.id))
    case .unknownProblem(let id):
      Self.unknown("problem", id, Catalog.allProblems.map(\.info.id))
    case .needsPlane(let id):
      "optimizer \(id) needs the two coordinates of the plane; choose another optimizer for a problem"
    case .noSamples(let id):
      "the loss of problem \(id) is not a mean over samples; remove the batch"
    case .anisotropicNoise:
      "a problem has no x and y; give normal or pareto noise one scale, or use label noise"
    case .noisyBatches: "label noise is that of all samples in a step; remove it, or the batch"
    case .noTargets(let id):
      "the samples of problem \(id) have no numeric targets; remove the label noise"
    case .noPlane(let reason): "no plane: \(reason)"
    case .unknownKnob(let id, let owner, let known):
      known.isEmpty
        ? "\(owner) has no \(owner.knobNoun)s; remove “\(id)”"
        : "\(owner) has no \(owner.knobNoun) “\(id)”\(suggestion(id, from: known))"
    case .noLabel(let id):
      "surface \(id) has no labels for label noise; use normal or pareto noise"
    case .outOfRange(let knob, let value, let owner):
      "\(knob.id) of \(owner) must be from \(knob.range.lowerBound) to "
        + "\(knob.range.upperBound), not \(value)"
    case .notWhole(let knob, let value, let owner):
      "\(knob.id) of \(owner) must be a whole number, not \(value)"
    case .needsData(let id): "problem \(id) needs the data of a file, as in \(id):data=FILE.csv"
    case .takesNoData(let id): "problem \(id) has its own data; remove data="
    case .formula(let error): error.description
    case .rule(let error): error.description
    }
  }
}
