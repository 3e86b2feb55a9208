/// A request that the catalog cannot fulfill; the description says how to fix the request.
public enum EngineError: Error, Sendable, Equatable, CustomStringConvertible {
  /// No surface has the id.
  case unknownSurface(String)
  /// No optimizer has the id.
  case unknownOptimizer(String)
  /// The owner has no knob with the id; `known` lists the ids of its knobs.
  case unknownKnob(String, of: Owner, known: [String])
  /// The value lies outside the range of the knob.
  case outOfRange(Knob, Double, of: Owner)
  /// Label noise was requested on a surface, named by its id, without labels.
  case noLabel(String)
  /// The formula of a surface is invalid.
  case formula(FormulaError)

  /// The surface or optimizer to which a knob belongs, by id.
  public enum Owner: Sendable, Equatable, CustomStringConvertible {
    /// A surface, whose knobs are its parameters.
    case surface(String)
    /// An optimizer, whose knobs are its hyperparameters.
    case optimizer(String)

    /// The kind and the id, such as “optimizer sam”.
    public var description: String {
      switch self {
      case .surface(let id): "surface \(id)"
      case .optimizer(let id): "optimizer \(id)"
      }
    }

    /// The word for a knob of the owner.
    fileprivate var knobNoun: String {
      switch self {
      case .surface: "parameter"
      case .optimizer: "hyperparameter"
      }
    }
  }

  /// The message for the user: one line, or three for a formula, without a final period.
  public var description: String {
    switch self {
    case .unknownSurface(let id):
      "there is no surface “\(id)”\(hint(id, Catalog.surfaces.map(\.info.id)))"
    case .unknownOptimizer(let id):
      "there is no optimizer “\(id)”\(hint(id, Catalog.optimizers.map(\.info.id)))"
    case .unknownKnob(let id, let owner, let known):
      known.isEmpty
        ? "\(owner) has no \(owner.knobNoun)s; remove “\(id)”"
        : "\(owner) has no \(owner.knobNoun) “\(id)”\(hint(id, known))"
    case .noLabel(let id):
      "surface \(id) has no labels for label noise; use normal or pareto noise"
    case .outOfRange(let knob, let value, let owner):
      "\(knob.id) of \(owner) must be from \(knob.range.lowerBound) to "
        + "\(knob.range.upperBound), not \(value)"
    case .formula(let error): error.description
    }
  }

  /// Returns the closest known word as a suggestion, or else all known words.
  private func hint(_ word: String, _ known: [String]) -> String {
    if let near = closestMatch(word, known) { return "; did you mean “\(near)”?" }
    return "; try one of \(known.joined(separator: ", "))"
  }
}

/// Returns the known word closest to a misspelled word, for a suggestion.
///
/// Nil if the edit distance exceeds a third of the word, or 1 for words below six characters. Only
/// the first 64 characters of `word` count, and case is ignored.
public func closestMatch(_ word: String, _ known: [String]) -> String? {
  let word = Array(word.lowercased().prefix(64))
  let ranked = known.map { (id: $0, distance: editDistance(word, Array($0.lowercased()))) }
  guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
  return best.distance <= max(1, word.count / 3) ? best.id : nil
}

/// Returns the number of insertions, deletions, substitutions and swaps of adjacent characters.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var (above, row) = ([Int](), Array(0...b.count))
  for (i, x) in a.enumerated() {
    var next = [i + 1]
    for (j, y) in b.enumerated() {
      var best = min(next[j] + 1, row[j + 1] + 1, row[j] + (x == y ? 0 : 1))
      if i > 0, j > 0, x == b[j - 1], a[i - 1] == y { best = min(best, above[j - 1] + 1) }
      next.append(best)
    }
    (above, row) = (row, next)
  }
  return row[b.count]
}
