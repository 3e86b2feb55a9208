import Engine
import Scenes

extension AppState {
  /// Returns the map of some runs at the playhead.
  ///
  /// The field, its contours and the predictions are those of the last `prepare()`.
  func mapScene(of runs: [Int]) -> MapScene {
    let styles = runStyles
    var scene = MapScene(of: surface, over: camera.region)
    if showsField {
      scene.field = caches.field.map
      scene.contours = caches.field.contours
    }
    scene.profile = lineCurve
    scene.trainingPath = trainingPath
    scene.runs = runs.map { MapScene.Run($0, plottedRun($0, styles[$0]), at: step(of: $0)) }
    scene.focusedRun = selection.focusedRun
    scene.trailLength = layers.trailLength.rawValue
    scene.predictions = caches.predictions.map
    if isOnProblem, layers.shows(.predictions) {
      scene.predictions.driftPaths = runs.compactMap { run in
        recordings[run].driftPath(from: step(of: run), steps: Self.driftSteps).map { (run, $0) }
      }
    }
    return scene
  }

  /// The steps of a predicted drift on a problem.
  private static let driftSteps = 100

  /// Whether the map has colours; the height of a profile shows its loss.
  var showsField: Bool { !(surface.isProfile && layers.field == .loss) }

  /// Returns a run with its title and its style.
  func plottedRun(_ run: Int, _ style: RunStyle) -> PlottedRun {
    PlottedRun(
      name: title(of: run), recording: recordings[run], color: style.color, glyph: style.glyph)
  }
}
