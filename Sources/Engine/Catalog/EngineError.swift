/// What a user can ask for that cannot be had, with the way out in its text.
public enum EngineError: Error, Sendable, Equatable, CustomStringConvertible {
  case unknownSurface(String)
  case unknownOptimizer(String)
  case unknownKnob(String, of: Owner, known: [String])
  case outOfRange(Knob, Double, of: Owner)
  /// Label noise on this surface, which has no label.
  case noLabel(String)
  case formula(FormulaError)

  public enum Owner: Sendable, Equatable, CustomStringConvertible {
    case surface(String)
    case optimizer(String)

    public var description: String {
      switch self {
      case .surface(let id): "surface \(id)"
      case .optimizer(let id): "optimizer \(id)"
      }
    }
  }

  public var description: String {
    switch self {
    case .unknownSurface(let id):
      "there is no surface “\(id)”\(hint(id, Catalog.surfaces.map(\.info.id)))"
    case .unknownOptimizer(let id):
      "there is no optimizer “\(id)”\(hint(id, Catalog.optimizers.map(\.info.id)))"
    case .unknownKnob(let id, let owner, let known):
      known.isEmpty
        ? "\(owner) has no knob “\(id)”; it has none"
        : "\(owner) has no knob “\(id)”\(hint(id, known))"
    case .noLabel(let id):
      "surface \(id) has no label for label noise to move; gradient noise works on every surface"
    case .outOfRange(let knob, let value, let owner):
      "\(knob.id) of \(owner) is \(value); it takes \(knob.range.lowerBound) to "
        + "\(knob.range.upperBound)"
    case .formula(let error): error.description
    }
  }

  private func hint(_ word: String, _ known: [String]) -> String {
    if let near = closestMatch(word, known) { return "; did you mean “\(near)”?" }
    return "; known are \(known.joined(separator: ", "))"
  }
}

/// The word nearest to a mistyped one, if one is near enough to suggest.
public func closestMatch(_ word: String, _ known: [String]) -> String? {
  let word = Array(word.lowercased().prefix(64))
  let ranked = known.map { (id: $0, distance: editDistance(word, Array($0.lowercased()))) }
  guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
  return best.distance <= max(1, word.count / 3) ? best.id : nil
}

/// Insertions, deletions, replacements and swaps of neighbours from one word to the other.
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
