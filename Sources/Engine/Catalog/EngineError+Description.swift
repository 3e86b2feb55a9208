import Spelling

extension EngineError: CustomStringConvertible {
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

extension EngineError.Owner {
  /// The word for a knob of the owner.
  fileprivate var knobNoun: String {
    switch self {
    case .surface: "parameter"
    case .optimizer, .rule: "hyperparameter"
    case .problem: "setting"
    }
  }
}
