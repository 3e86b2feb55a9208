import Integers

/// The choice of the plane through which runs on a problem are seen.
public struct PlaneChoice: Sendable, Hashable {
  /// An iterate of a run.
  ///
  /// As text `run` or `run@step`; without a step, the last iterate.
  public struct Center: Sendable, Hashable {
    /// The name of the run.
    public var run: String
    /// The step; nil for the last.
    public var step: Int?

    /// Creates the iterate of a run at a step.
    public init(run: String, step: Int? = nil) { (self.run, self.step) = (run, step) }

    /// Parses `run` or `run@step`; nil for an invalid text.
    public init?(_ text: String) {
      let parts = text.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
      guard parts.count <= 2, !parts[0].isEmpty else { return nil }
      run = parts[0]
      guard parts.count == 2 else { return }
      guard let step = Int(parts[1]), step >= 0 else { return nil }
      self.step = step
    }

    /// The text that `init(_:)` parses.
    public var text: String { run + (step.map { "@\($0)" } ?? "") }
  }

  /// How the directions are chosen; nil for the kind that suits the problem.
  public var kind: PlaneKind?
  /// The iterate at the origin; nil for the origin that belongs to the kind.
  public var center: Center?

  /// Creates a choice; without arguments the plane that suits the problem.
  public init(_ kind: PlaneKind? = nil, center: Center? = nil) {
    (self.kind, self.center) = (kind, center)
  }

  /// The kinds without names of parameters, in the order of a key that selects the next.
  public static let kinds: [PlaneKind] = [.principal, .endpoints, .eigenvectors, .random]
}

extension ChosenPlane {
  /// Chooses the plane of some runs.
  ///
  /// The part of a diverged run far from the others is ignored.
  ///
  /// - Parameters:
  ///   - choice: The choice.
  ///   - runs: The recordings on one problem, by name.
  ///   - former: The plane before, whose axes give the signs of eigenvectors.
  /// - Throws: `EngineError.noPlane` if the iterates span no plane.
  public init(
    _ choice: PlaneChoice, of runs: [(name: String, recording: Recording)], after former: Plane
  ) throws(EngineError) {
    guard let first = runs.first?.recording, let problem = first.surface.projection?.problem else {
      throw .noPlane("there is no run")
    }
    let center = choice.center.flatMap { center in
      runs.first { $0.name == center.run }?.recording.iterate(at: center.step ?? .max)
    }
    let paths = runs.compactMap(\.recording.ambient)
    let settled = runs.filter { $0.recording.trajectory.divergedAt == nil }
      .compactMap(\.recording.ambient)
    let reach = settled.flatMap(\.distances).max()
    let limit = 1.5 * (reach ?? 2 * ((paths.first?.norms.first ?? 1) + 1))
    let kept = settled.isEmpty || choice.kind == .principal ? paths : settled
    self = try problem.plane(
      choice.kind ?? problem.standardPlaneKind,
      of: kept.map { path in
        path.thinned(to: 180 / kept.count).filter { path.distances[$0.step] <= limit }
          .map(\.iterate)
      }, center: center, previous: former, seed: first.run.seed)
  }

  /// What the plane is, such as “principal components of the runs, 96 % of the variance”.
  public var title: String {
    let share =
      explained.map { ", \(Int(clamping: 100 * $0.reduce(0, +))) % of the variance" } ?? ""
    return kind.meaning + share
  }
}

extension AmbientPath {
  /// Returns at most about `count` samples at equal distances, and the last.
  fileprivate func thinned(to count: Int) -> [Sample] {
    let every = max(1, (samples.count + count - 1) / max(count, 1))
    return samples.indices.filter { $0.isMultiple(of: every) || $0 == samples.count - 1 }
      .map { samples[$0] }
  }
}
