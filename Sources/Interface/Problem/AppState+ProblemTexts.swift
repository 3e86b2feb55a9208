import Drawing
import Engine

extension AppState {
  /// What the plane of a problem is, with the distance of the focused run; nil on a surface.
  ///
  /// The ratio is that of the loss in the picture to the true loss of the iterate.
  var planeTitle: String? {
    guard let projection = surface.projection else { return nil }
    let title = planeNote ?? "first steps"
    let kind = projection.plane.isLine ? "line" : "plane"
    // The distance of a run that diverged says nothing about the plane.
    let run = focusedRuns.first { run in
      recordings[run].ambient?.divergedAt.map { self.step(of: run) < $0 } ?? true
    }
    guard let run = run ?? focusedRuns.first ?? recordings.indices.first,
      let path = recordings[run].ambient
    else { return title }
    let step = step(of: run)
    let (distance, loss) = (recordings[run].planeDistances[step], path.losses[step])
    guard distance.isFinite, loss.isFinite else { return title }
    let ratio = projection.loss(recordings[run].trajectory.points[step]) / loss
    return "off \(kind) \(formatShort(distance, digits: 2)), L \(kind)/true "
      + "\(formatShort(ratio, digits: 3)) (\(self.title(of: run))) · \(title)"
  }

  /// What the axes of the plane of a problem are, with the barrier of a line; nil on a surface.
  public var planeNote: String? {
    guard let projection = surface.projection, let title = problemView.title else { return nil }
    guard let line = projection.line else { return title }
    return "\(title), barrier \(formatShort(line.losses.barrier))"
  }

  /// Returns the numbers of a run on a problem below its state; nil on a surface.
  func problemLines(
    of run: Int, at row: Row, height: Int, columns: Int
  ) -> [String]? {
    let recording = recordings[run]
    guard let path = recording.ambient else { return nil }
    func text(_ value: Double) -> String {
      let text = formatShort(value)
      return text.count <= 7 ? text : formatShort(value, digits: 1)
    }
    let sample = path.sample(at: row.step)
    let loss = "L \(text(row.loss).padded(to: 7))"
    let test = "test \(text(sample?.testLoss ?? .nan))"
    let accuracy = sample?.accuracy.map { formatShort(100 * $0) + "%" } ?? ""
    let sharpness = row.sharpness.isNaN ? "…" : text(row.sharpness)
    // Fewer digits rather than a number that is cut.
    let short = [2, 1].map { digits in
      "L \(formatShort(row.loss, digits: digits)) t "
        + "\(formatShort(sample?.testLoss ?? .nan, digits: digits)) \(accuracy)"
    }
    let losses = displayable(
      [
        "\(loss) \(test) \(accuracy)", "L \(text(row.loss)) \(test) \(accuracy)",
        "L \(text(row.loss)) t \(text(sample?.testLoss ?? .nan)) \(accuracy)",
      ] + short, fitting: columns)
    let lambda = displayable(sharpnessWordings(of: recording, at: row), fitting: columns)
    switch height {
    case ..<3: return ["\(loss) λ \(sharpness)"]
    case 3: return [losses, lambda]
    default: return [losses, lambda, "|g| \(text(row.gradientNorm))"]
    }
  }

  /// The numbers of the focused run for the inspector; nil on a surface.
  var problemInspectorLines: [String]? {
    guard let run = focusedRuns.first, let path = recordings[run].ambient else { return nil }
    let recording = recordings[run]
    let step = step(of: run)
    let point = recording.trajectory.points[step]
    func five(_ value: Double) -> String { formatShort(value, digits: 5) }
    return [
      recording.optimizer.info.updateRule,
      "w       of \(path.samples.first?.iterate.count ?? 0) parameters, norm \(five(path.norms[step]))",
      "L(w)    = \(five(path.losses[step]))  in the plane \(five(surface.value(point)))",
      "‖∇L(w)‖ = \(five(path.gradientNorms[step]))",
      "‖w−w₀‖  = \(five(path.distances[step]))",
      "plane   = (\(five(point.x)), \(five(point.y)))  distance \(five(recording.planeDistances[step]))",
    ]
  }
}
