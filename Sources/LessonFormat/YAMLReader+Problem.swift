import Engine
import Lessons
import SafeText
import StrictYAML

// The problem of many parameters that a lesson may have in place of a surface.
extension YAMLReader {
  /// Parses a problem: an id, or a mapping of `name`, `seed`, `batch` and settings.
  func problem(_ node: YAMLNode) throws(YAMLFileError) -> SurfaceChoice {
    guard node.isMapping else {
      return try problem(try nonEmptyText(node, "the problem"), nil, node, seed: 1, batch: nil)
    }
    let fields = try MappingFields(node, of: self, mappingName: "the problem", keys: nil)
    let name = try fields.required("name")
    let seed = try fields.optional("seed").map { node throws(YAMLFileError) in
      try integer(node, "the seed", in: 0...1_000_000_000_000_000)
    }
    let batch = try fields.optional("batch").map { node throws(YAMLFileError) in
      try integer(node, "the batch", in: 1...100_000)
    }
    return try problem(
      try text(name, "the problem’s name"), fields, name, seed: UInt64(seed ?? 1), batch: batch)
  }

  private func problem(
    _ id: String, _ fields: MappingFields?, _ node: YAMLNode, seed: UInt64, batch: Int?
  ) throws(YAMLFileError) -> SurfaceChoice {
    let settings =
      try fields.map { fields throws(YAMLFileError) in
        try numbers(fields, except: ["name", "seed", "batch"])
      } ?? [:]
    let choice = SurfaceChoice.problem(id, settings: settings, seed: seed, batch: batch)
    do throws(EngineError) {
      _ = try Catalog.parameters(of: choice)
    } catch {
      throw locatedError(error, fields, otherwise: node)
    }
    return choice
  }

  /// Parses the plane of a lesson on a problem, `plane` and `center`; nil without both.
  func plane(
    _ fields: MappingFields, on surface: SurfaceChoice?, runs: [String]
  ) throws(YAMLFileError) -> PlaneChoice? {
    let (kindNode, centerNode) = (fields.optional("plane"), fields.optional("center"))
    guard let node = kindNode ?? centerNode else { return nil }
    guard surface?.source.problem != nil else {
      throw error(at: node, "a surface has no plane; “plane” and “center” go with “problem”")
    }
    var choice = PlaneChoice()
    if let kindNode {
      guard let kind = PlaneKind(try text(kindNode, "the plane")) else {
        throw error(
          at: kindNode,
          "the plane must be \(PlaneChoice.kindTexts) such as w1,w2, not \(kindNode.kind)")
      }
      choice.kind = kind
    }
    if let centerNode {
      guard let center = PlaneChoice.Center(try text(centerNode, "the center")),
        runs.contains(center.run)
      else {
        throw error(
          at: centerNode,
          "the center must be a run or run@step, with one of the runs "
            + runs.joined(separator: ", "))
      }
      choice.center = center
    }
    return choice
  }

  /// Checks that a run of a lesson takes the settings of a problem; does nothing on a surface.
  ///
  /// An optimizer runs on every problem or on none, so a small one stands for the lesson's unless
  /// the noise depends on the problem.
  func check(
    _ run: NamedRun, _ fields: MappingFields, on surface: SurfaceChoice?
  ) throws(YAMLFileError) {
    guard let surface, surface.source.problem != nil else { return }
    if let node = fields.optional("start") {
      throw error(at: node, "the seed decides the start of a problem; remove “start”")
    }
    let checked = run.noise == .none ? SurfaceChoice.problem("product") : surface
    let experiment = Run(
      surface: checked, optimizer: run.optimizer, start: .zero, steps: 0, seed: run.seed,
      noise: run.noise)
    do throws(EngineError) {
      _ = try Recording.beginning(of: experiment, on: Catalog.surface(checked))
    } catch {
      let key =
        switch error {
        case .anisotropicNoise, .noisyBatches: "noise"
        default: "optimizer"
        }
      throw locatedError(
        error, nil, otherwise: fields.optional(key) ?? fields.keyNode(of: "optimizer"))
    }
  }
}
