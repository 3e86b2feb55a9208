import ArgumentParser
import Engine
import Export
import Lessons

// The losses of a plane of a problem.
extension ExportVerb {
  private func problemRuns(
    _ id: String
  ) throws(CommandError) -> [(name: String, run: ProblemRun)] {
    var request = runs.settings
    (request.set, request.batch) = (set, problem.batch)
    return try request.runs(on: id)
  }

  /// Prints the loss barrier on the straight line between two iterates to stderr.
  ///
  /// - Parameters:
  ///   - id: The argument of `--problem`.
  ///   - ends: The iterates, `run` or `run@step`, with a colon between them.
  /// - Returns: The losses on the line, a profile over 0 to 1.
  /// - Throws: `CommandError` if an option is invalid, or if a run diverged.
  func losses(onProblem id: String, between ends: String) throws(CommandError) -> LossGrid {
    let others = [
      ("--plane", problem.plane != nil), ("--center", problem.center != nil),
      ("--view-box", viewBox != nil),
    ]
    if let other = others.first(where: \.1) {
      throw CommandError(.usage, "--line excludes \(other.0)")
    }
    let names = ends.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard names.count == 2 else {
      throw CommandError(.usage, "--line must be two iterates, such as gd:sam@200, not “\(ends)”")
    }
    let recordings = try ProblemRecordings(problemRuns(id)).finished()
    let (a, b) = (
      try recordings.iterate(names[0], "--line"), try recordings.iterate(names[1], "--line")
    )
    guard a.isFinite, b.isFinite, let problem = recordings.all.first?.problem else {
      throw CommandError(.dataError, "a run of --line has diverged to no number")
    }
    let line = LossLine(from: a, to: b, count: grid?.columns ?? 101, problem.loss)
    printToStderr(
      "barrier \(formatSignificant(line.barrier)) between \(names[0]) and \(names[1]) at distance "
        + "\(formatSignificant((b - a).norm)), losses \(formatSignificant(line.losses.first ?? .nan)) "
        + "and \(formatSignificant(line.losses.last ?? .nan))")
    let x = LossGrid.positions(line.losses.count, in: 0...1)
    var losses = LossGrid(x: x, y: [0], values: line.losses)
    losses.arrays = [("barrier", [line.barrier])]
    return losses
  }

  /// Returns the losses of the plane that the runs on a problem choose, with the paths of the runs.
  ///
  /// The losses of a line are a profile, whose barrier is printed to stderr.
  ///
  /// - Throws: `CommandError` if an option is invalid, or if the runs span no plane.
  func losses(onProblem id: String) throws(CommandError) -> LossGrid {
    let named = try problemRuns(id)
    let kind = try problem.planeKind()
    let recordings = try ProblemRecordings(named).finished()
    let chosen = try recordings.plane(kind, center: problem.center)
    if let remark = chosen.remark { printToStderr(remark) }
    let plane = chosen.plane
    let kept = recordings.all.filter { $0.divergedAt == nil }
    let shown = (kept.isEmpty ? recordings.all : kept).flatMap { $0.samples.map(\.iterate) }
    let region =
      viewBox?.frame
      ?? (plane.isLine
        ? Region(x: 0...1, y: 0...0) : plane.region(containing: shown + [plane.origin]))
    let x = LossGrid.positions(grid?.columns ?? 101, in: region.x)
    let y = plane.isLine ? [0] : LossGrid.positions(grid?.rows ?? 101, in: region.y)
    guard let problem = recordings.all.first?.problem else {
      throw CommandError(.usage, "there is no run")
    }
    let projection = ProblemProjection(problem, through: plane)
    var losses = LossGrid(x: x, y: y, values: projection.losses(x, y))
    if !withoutAxes {
      losses.arrays = [
        ("origin", plane.origin.values), ("axis1", plane.first.values),
        ("axis2", plane.second.values),
      ]
    }
    if let line = projection.line {
      printToStderr("barrier \(formatSignificant(line.losses.barrier))")
      losses.arrays.append(("barrier", [line.losses.barrier]))
    }
    for ((name, _), recording) in zip(named, recordings.all) {
      let samples = recording.samples.filter { $0.iterate.isFinite }
      let positions = samples.map { plane.coordinates($0.iterate) }
      losses.arrays += [
        ("\(name)_step", samples.map { Double($0.step) }), ("\(name)_x", positions.map(\.x)),
        ("\(name)_y", positions.map(\.y)),
        ("\(name)_loss", samples.map { recording.losses[$0.step] }),
        ("\(name)_distance", samples.map { plane.distance($0.iterate) }),
      ]
    }
    return losses
  }
}
