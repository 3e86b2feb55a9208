import Drawing
import Engine
import Lessons

extension AppState {
  /// Applies the surface of a file, and then the words after the file on the command line.
  mutating func receive(_ loaded: LoadedSurface, then words: [String]) -> [Effect] {
    switch loaded {
    case .failure(let text):
      message = text
      return []
    case .source(let source):
      var next = experiment
      message = nil
      if let error = LineSetting.setSurface(SurfaceChoice(source), &self, &next) {
        message = error
        return []
      }
      let stepSize = next.setCarefulStepSize()
      let effects = commit(next)
      if message == nil, let stepSize {
        message = "η = \(formatShort(stepSize)) for this landscape"
      }
      return effects + execute(words: words)
    }
  }

  /// Completes the path before the cursor of the command line.
  mutating func completePath(_ paths: [String]) {
    guard case .commandLine(var line) = input.mode else { return }
    showCompletions(line.complete { _ in paths })
    input.mode = .commandLine(line)
  }
}

extension Experiment {
  /// Sets η of every run to a step size that the surface allows at its start; returns η.
  fileprivate mutating func setCarefulStepSize() -> Double? {
    guard let stepSize = (try? Catalog.surface(surface))?.carefulStepSize else { return nil }
    for index in namedRuns.indices {
      let knobs = (try? Catalog.optimizer(namedRuns[index].optimizer))?.info.knobs ?? []
      guard knobs.contains(where: { $0.id == "eta" && $0.range.contains(stepSize) }) else {
        continue
      }
      namedRuns[index].optimizer.knobs["eta"] = stepSize
    }
    return stepSize
  }
}
