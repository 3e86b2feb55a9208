import ArgumentParser
import Engine
import Export
import Lessons

// The losses of a plane of a problem.
extension ExportVerb {
  /// Returns the losses of the plane that the runs on a problem choose, with the paths of the runs.
  ///
  /// - Throws: `CommandError` if an option is invalid, or if the runs span no plane.
  func losses(onProblem id: String) throws(CommandError) -> LossGrid {
    var request = runs.settings
    (request.set, request.batch) = (set, problem.batch)
    let named = try request.runs(on: id)
    let kind = try problem.planeKind()
    let recordings = try ProblemRecordings(named).finished()
    let chosen = try recordings.plane(kind, center: problem.center)
    if let remark = chosen.remark { printToStderr(remark) }
    let plane = chosen.plane
    let kept = recordings.all.filter { $0.divergedAt == nil }
    let shown = (kept.isEmpty ? recordings.all : kept).flatMap { $0.samples.map(\.iterate) }
    let region = viewBox?.frame ?? plane.region(containing: shown + [plane.origin])
    let (x, y) = (
      LossGrid.positions(grid?.columns ?? 101, in: region.x),
      LossGrid.positions(grid?.rows ?? 101, in: region.y)
    )
    guard let problem = recordings.all.first?.problem else {
      throw CommandError(.usage, "there is no run")
    }
    var losses = LossGrid(x: x, y: y, values: problem.losses(on: plane, x, y))
    losses.arrays = [
      ("origin", plane.origin.values), ("axis1", plane.first.values),
      ("axis2", plane.second.values),
    ]
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
