import Integers

/// The choice of the plane through which a problem is seen.
///
/// As text: `pca`, `three`, `eigen`, `random`, `line` or `coords:a,b`, then `@run:step` to centre the
/// plane at an iterate. Empty for the plane that suits the problem.
public struct PlaneChoice: Sendable, Hashable {
  /// How the directions are chosen.
  public enum Kind: Sendable, Hashable {
    /// The two principal components of the iterates of all runs.
    case principal
    /// Through the start, the end of the first run and the end of the last run.
    case threePoints
    /// The two eigenvectors of the largest eigenvalues of the Hessian.
    case eigenvectors
    /// Two random directions with the norms of the filters.
    case random
    /// The line between the ends of the first and the last run, and the start.
    case line
    /// Two parameters, by name.
    case parameters(String, String)
  }

  /// An iterate of a run.
  public struct Center: Sendable, Hashable {
    /// The name of the run.
    public var run: String
    /// The step.
    public var step: Int

    /// Creates the iterate of a run at a step.
    public init(run: String, step: Int) { (self.run, self.step) = (run, step) }
  }

  /// How the directions are chosen; nil for the plane that suits the problem.
  public var kind: Kind?
  /// The iterate at the origin; nil for the origin that belongs to the kind.
  public var center: Center?

  /// Creates a choice; without arguments the plane that suits the problem.
  public init(_ kind: Kind? = nil, center: Center? = nil) {
    (self.kind, self.center) = (kind, center)
  }

  /// The kinds with a fixed name, in the order of a key that selects the next.
  public static let named: [(name: String, kind: Kind)] = [
    ("pca", .principal), ("three", .threePoints), ("eigen", .eigenvectors), ("random", .random),
    ("line", .line),
  ]

  /// Parses a choice; nil for an invalid text.
  public init?(_ text: String) {
    var kindText = text[...]
    if let at = text.lastIndex(of: "@") {
      kindText = text[..<at]
      let parts = text[text.index(after: at)...].split(
        separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, let step = Int(parts[1]), step >= 0 else {
        return nil
      }
      center = Center(run: String(parts[0]), step: step)
    }
    if kindText.isEmpty { return }
    if let found = Self.named.first(where: { $0.name == kindText }) {
      kind = found.kind
      return
    }
    let prefix = "coords:"
    guard kindText.hasPrefix(prefix), let comma = kindText.lastIndex(of: ",") else { return nil }
    // A comma also stands in names such as W1[3,5].
    let names = kindText.dropFirst(prefix.count)
    let split = names.hasSuffix("]") ? Self.comma(in: names) : comma
    guard let split else { return nil }
    kind = .parameters(
      String(names[..<split]), String(names[names.index(after: split)...]))
  }

  /// Returns the first comma outside brackets.
  private static func comma(in text: Substring) -> Substring.Index? {
    var depth = 0
    return text.indices.first { index in
      if text[index] == "[" { depth += 1 }
      if text[index] == "]" { depth -= 1 }
      return text[index] == "," && depth == 0
    }
  }

  /// The choice as text.
  public var text: String {
    let kind: String
    switch self.kind {
    case nil: kind = ""
    case .parameters(let a, let b): kind = "coords:\(a),\(b)"
    case .some(let named): kind = Self.named.first { $0.kind == named }?.name ?? ""
    }
    return kind + (center.map { "@\($0.run):\($0.step)" } ?? "")
  }
}

extension Problem {
  /// The kind of plane that suits the problem.
  ///
  /// The principal components of the runs explain the losses of networks. On the curved valleys of
  /// quadratic residuals a plane through the ends is better.
  public var suitablePlane: PlaneChoice.Kind {
    if self is Neuron { return .parameters(layout.name(of: 1), layout.name(of: 2)) }
    if self is Product { return .parameters(layout.name(of: 0), layout.name(of: 1)) }
    return self is any QuadraticResiduals ? .threePoints : .principal
  }
}

/// A plane with its name on the screen.
public struct NamedPlane: Sendable {
  /// The plane.
  public let plane: Plane
  /// What the plane is, such as “principal components of the runs, 96 % of the variance”.
  public let title: String

  /// Returns the chosen plane for some runs; nil if their iterates do not span the plane.
  ///
  /// - Parameters:
  ///   - choice: The choice.
  ///   - recordings: The runs with their names.
  ///   - former: The plane before, whose eigenvectors give the signs.
  public init?(
    _ choice: PlaneChoice, of recordings: [(name: String, recording: Recording)],
    after former: Plane
  ) {
    guard let problem = recordings.first?.recording.surface.projection?.problem,
      let start = recordings.first?.recording.ambient?.samples.first?.iterate
    else { return nil }
    let settled = recordings.filter { $0.recording.trajectory.divergedAt == nil }
    let ends = settled.compactMap { run in
      run.recording.ambient?.samples.last.map { (run.name, $0.iterate) }
    }
    let centered = choice.center.flatMap { center in
      recordings.first { $0.name == center.run }?.recording.iterate(at: center.step)
    }
    let base = centered ?? ends.last?.1 ?? start
    var found: (plane: Plane, title: String)?
    switch choice.kind ?? problem.suitablePlane {
    case .principal: found = Self.principal(recordings.map(\.recording))
    case .threePoints:
      if let first = ends.first, let last = ends.last, ends.count > 1,
        let plane = Plane.through(start, first.1, last.1)
      {
        found = (plane, "through the start and the ends of \(first.0) and \(last.0)")
      } else {
        found = Self.principal(recordings.map(\.recording))
      }
    case .line:
      if let first = ends.first, let last = ends.last, ends.count > 1,
        let plane = Plane.through(first.1, last.1, start)
      {
        let wall = LossLine(from: first.1, to: last.1) { problem.loss($0) }.barrier
        found = (plane, "line from \(first.0) to \(last.0), wall \(wall.formatted(digits: 3))")
      }
    case .eigenvectors:
      let pairs = problem.topEigenpairs(2, at: base, tolerance: 1e-6)
      found = Plane.ofEigenvectors(pairs.vectors, through: base, previous: former).map {
        ($0, "two largest eigenvectors of the Hessian")
      }
    case .random:
      let seed = recordings.first?.recording.run.seed ?? 1
      found = (
        Plane.filterNormalized(at: base, problem.layout, seed: seed), "filter-normalized random"
      )
    case .parameters(let a, let b):
      if let i = problem.layout.index(of: a), let j = problem.layout.index(of: b), i != j {
        found = (Plane.ofParameters(i, j, through: base), "parameters \(a) and \(b)")
      }
    }
    guard let found else { return nil }
    plane = centered.map(found.plane.centered) ?? found.plane
    title =
      found.title + (choice.center.map { ", centred at \($0.run), step \($0.step)" } ?? "")
  }

  /// Returns the plane of the principal components of all samples near the runs that converge.
  private static func principal(_ recordings: [Recording]) -> (Plane, String)? {
    let paths = recordings.compactMap { recording in
      recording.ambient.map { (hasDiverged: recording.trajectory.divergedAt != nil, path: $0) }
    }
    let reach = paths.filter { !$0.hasDiverged }.flatMap(\.path.distances).max()
    let norm = paths.first?.path.norms.first ?? 1
    let limit = 1.5 * (reach ?? 2 * (norm + 1))
    let points = paths.flatMap { path in
      path.path.thinned.filter { path.path.distances[$0.step] <= limit }.map(\.iterate)
    }
    guard let principal = PrincipalPlane(points) else { return nil }
    let share = principal.explained.prefix(2).reduce(0, +)
    return (
      principal.plane, "principal components, \(Int(clamping: 100 * share)) % of the variance"
    )
  }
}

extension AmbientPath {
  /// At most about 60 samples at equal distances.
  fileprivate var thinned: [Sample] {
    let every = max(1, (samples.count + 59) / 60)
    return samples.enumerated().filter { $0.offset.isMultiple(of: every) }.map(\.element)
  }
}

extension ParameterLayout {
  /// Returns the index of the parameter with a name; nil for an unknown name.
  public func index(of name: String) -> Int? { (0..<dimension).first { self.name(of: $0) == name } }
}

extension Double {
  /// Returns the number with some significant digits.
  fileprivate func formatted(digits: Int) -> String {
    guard isFinite, self != 0 else { return "\(self)" }
    let power = (Double.log(magnitude) / Double.log(10)).rounded(.down)
    let scale = Double.pow(10, Double(digits - 1) - power)
    return "\((self * scale).rounded() / scale)"
  }
}
