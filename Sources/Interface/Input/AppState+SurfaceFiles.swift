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
    case .source(let source, let otherLosses):
      var next = experiment
      message = nil
      if let error = LineSetting.setSurface(SurfaceChoice(source), &self, &next) {
        message = error
        return []
      }
      let stepSize = next.setCarefulSteps()
      let effects = commit(next)
      if message == nil {
        let texts = [
          stepSize.map { "η = \(formatShort($0)) for this landscape" },
          otherLosses.isEmpty
            ? nil
            : "other losses of the file: "
              + otherLosses.prefix(3).map { "z=\($0)" }.joined(separator: ", "),
        ].compactMap(\.self)
        if !texts.isEmpty { message = texts.joined(separator: "; ") }
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
  /// Sets η and ρ of every run to values that the surface allows at its start; returns η.
  fileprivate mutating func setCarefulSteps() -> Double? {
    guard let surface = try? Catalog.surface(surface) else { return nil }
    for index in namedRuns.indices {
      let values = surface.carefulValues(of: namedRuns[index].optimizer)
      namedRuns[index].optimizer.knobs.merge(values) { $1 }
    }
    return surface.carefulStepSize
  }
}
