import Drawing
import Engine
import Lessons

extension AppState {
  /// The `ravine play` command that brings back the experiment and the screen.
  ///
  /// A lesson is given by its id or its file, with options for every difference from the lesson at
  /// the present card. The state comes back paused, without guesses, undo steps and dialogs.
  public var reproductionCommand: String {
    var words = ["ravine", "play"]
    if let argument = lessons.argument {
      words.append(argument)
      if let course = lessons.course, course.lessons.contains(argument) {
        words += ["--course", course.id]
      }
    }
    words += experimentOptions + screenOptions + displayOptions
    return words.map(shellQuoted).joined(separator: " ")
  }

  /// The options for the differences from the settings of the lesson, or for all settings.
  private var experimentOptions: [String] {
    let opened = lessons.opened
    let lesson = opened == scenario ? lessonExperiment : opened.map(Experiment.init)
    var words: [String] = []
    let isSameSurface = lesson?.surface.source == experiment.surface.source
    if !isSameSurface { words += surfaceOptions }
    if let comparison { words += ["--compare", comparison.source.text] }
    if let path = trainingPath, !isSameSurface || path.text != opened?.trainingPath?.text {
      words += ["--path", path.text]
    }
    for (name, value) in experiment.surface.knobs.sorted(by: { $0.key < $1.key })
    where !isSameSurface || lesson?.surface.knobs[name] != value {
      words += ["--set", "\(name)=\(value)"]
    }
    let isSameStart = isSameSurface && lesson?.start == experiment.start
    words += runOptions(changing: lesson?.namedRuns, ignoringStarts: !isSameStart)
    if !isSameStart, !isOnProblem {
      words += ["--start", "\(experiment.start.x),\(experiment.start.y)"]
    }
    if lesson?.steps != experiment.steps { words += ["--steps", "\(experiment.steps)"] }
    if let region = differentRegion ?? (isSameSurface || isOnProblem ? nil : camera.region) {
      func text(_ range: ClosedRange<Double>) -> String {
        "\(range.lowerBound):\(range.upperBound)"
      }
      words += ["--view-box", "\(text(region.x)),\(text(region.y))"]
    }
    return words
  }

  /// The options that choose the surface or the problem.
  private var surfaceOptions: [String] {
    let source = experiment.surface.source
    guard let problem = source.problem else { return ["--surface", source.text] }
    return ["--problem", source.text] + (problem.batch.map { ["--batch", "\($0)"] } ?? [])
  }

  /// The rounded region of the map; nil for the region with which the experiment opens.
  private var differentRegion: Region? {
    if isOnProblem { return camera.region == openingRegion ? nil : camera.roundedRegion }
    let initial =
      experiment.surface.source == scenario.surface.source ? scenario.view : surface.info.frame
    return camera.region == initial ? nil : camera.roundedRegion
  }

  /// Rounds the region of the map to that of the reproduction command.
  mutating func roundRegion() { camera.region = differentRegion ?? camera.region }

  /// The options for the parts of the screen that differ from those of a newly opened lesson.
  private var screenOptions: [String] {
    ScreenSetting.all.flatMap { setting -> [String] in
      guard let value = setting.value(self) else { return [] }
      return ["--\(setting.id)"] + (setting.valueHint.isEmpty ? [] : [value])
    }
  }

  /// The options for the colours and glyphs that have changed since the start, and the colour map.
  private var displayOptions: [String] {
    let (display, initial) = (options.display, options.capabilities)
    var words: [String] = []
    if display.colorMap != initial.colorMap || display.colorMap != Display().colorMap {
      words += ["--map", display.colorMap.rawValue]
    }
    if display.isLight != initial.isLight {
      words.append(display.isLight ? "--light" : "--no-light")
    }
    if display.depth != initial.depth { words += ["--color", display.depth.rawValue] }
    if display.glyphs != initial.glyphs { words += ["--glyphs", display.glyphs.rawValue] }
    if preferences.isBig || options.wasBig {
      words.append(preferences.isBig ? "--big" : "--no-big")
    }
    return words
  }

  /// Returns the options that change the runs of a lesson into those of the experiment.
  ///
  /// A seed or a noise that all runs share is one option; other changes list every run.
  private func runOptions(
    changing lessonRuns: [NamedRun]?, ignoringStarts: Bool
  ) -> [String] {
    let runs = experiment.namedRuns
    let seed = Set(runs.map(\.seed)).count == 1 ? runs.first?.seed : nil
    let noise = Set(runs.map(\.noise)).count == 1 ? runs.first?.noise : nil
    var (words, base) = ([String](), lessonRuns ?? [])
    let isNewSeed = seed != nil && base.contains { $0.seed != seed }
    let isNewNoise = noise != nil && base.contains { $0.noise != noise }
    for index in base.indices {
      if let seed { base[index].seed = seed }
      if let noise { base[index].noise = noise }
      if ignoringStarts { base[index].start = nil }
    }
    let listsRuns = base != runs
    if listsRuns {
      let unnamedRuns = NamedRun.makeRuns(runs.map { RunArgument($0.optimizer.source.canonical) })
      for (run, unnamedRun) in zip(runs, unnamedRuns) {
        var argument = RunArgument(run.optimizer.source)
        argument.optimizer = run.optimizer
        if run.name != unnamedRun.name { argument.name = run.name }
        argument.start = run.start
        if seed == nil { argument.seed = run.seed }
        if noise == nil { argument.noise = run.noise }
        words += ["--optimizer", "\(argument)"]
      }
    }
    if let seed, listsRuns ? seed != 0 : isNewSeed { words += ["--seed", "\(seed)"] }
    if let noise, listsRuns ? noise != .none : isNewNoise { words += ["--noise", "\(noise)"] }
    return words
  }

  /// Quotes a word for a POSIX shell if necessary.
  private func shellQuoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy {
      ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
        || "-+.,:=_/".unicodeScalars.contains($0)
    }
    if isPlain { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }
}
