import Drawing
import Engine
import Lessons

extension AppState {
  /// The styles of all runs.
  var runStyles: [RunStyle] { RunStyle.assign(experiment.namedRuns, display.glyphs) }

  /// Returns the iterate of a run at the playhead, or its last iterate.
  func point(of run: Int) -> Point<Double> {
    recordings[run].trajectory.points[step(of: run)]
  }

  /// Returns a text in the glyphs of this display.
  func displayable(_ text: String) -> String {
    display.glyphs == .ascii ? asciiTransliteration(text) : text
  }

  /// Returns the first of several wordings that fits into a width, or else the last.
  func displayable(_ wordings: [String], fitting columns: Int) -> String {
    let texts = wordings.map { displayable($0) }
    return texts.first { displayWidth(of: $0) <= columns } ?? texts.last ?? ""
  }

  /// Returns the name of a run on the screen: the name given by the lesson, or its optimizer's name.
  func title(of run: Int) -> String {
    let namedRun = experiment.namedRuns[run]
    return namedRun.name == namedRun.optimizer.source.catalogID
      ? recordings[run].optimizer.info.name : namedRun.name
  }
}
