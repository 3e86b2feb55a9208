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
  public static let kinds: [PlaneKind] = [
    .principal, .endpoints, .eigenvectors, .random, .line,
  ]

  /// The texts of all kinds for errors and help: “pca, points … or two parameters”.
  public static let kindTexts =
    kinds.map(\.text).joined(separator: ", ") + " or two parameters"
}

extension ChosenPlane {
  /// What the plane is, such as “principal components of the runs, 96 % of the variance”.
  public var title: String {
    let share =
      explained.map { ", \(Int(clamping: 100 * $0.reduce(0, +))) % of the variance" } ?? ""
    return kind.meaning + share
  }
}
