import Engine
import Integers
import Lessons

extension AppState {
  /// The `ravine play` command that reproduces the experiment and the visible region.
  ///
  /// The command omits the step and the view. A gallery lesson is given by its id, with options for
  /// every difference from the lesson.
  public var reproductionCommand: String {
    var words = ["ravine", "play"]
    let listed = lessons.listed
    let lesson = listed.map(Experiment.init)
    if let listed {
      words.append(listed.id)
      if let course = lessons.course, course.lessons.contains(listed.id) {
        words += ["--course", course.id]
      }
    }
    let isSameSurface = lesson?.surface.source == experiment.surface.source
    if !isSameSurface { words += ["--surface", experiment.surface.source.text] }
    if let comparison { words += ["--compare", comparison.source.text] }
    if let path = trainingPath { words += ["--path", path.text] }
    for (name, value) in experiment.surface.knobs.sorted(by: { $0.key < $1.key })
    where !isSameSurface || lesson?.surface.knobs[name] != value {
      words += ["--set", "\(name)=\(value)"]
    }
    let isSameStart = isSameSurface && lesson?.start == experiment.start
    words += runOptions(changing: lesson?.namedRuns, ignoringStarts: !isSameStart)
    if !isSameStart { words += ["--start", "\(experiment.start.x),\(experiment.start.y)"] }
    if lesson?.steps != experiment.steps { words += ["--steps", "\(experiment.steps)"] }
    if !isSameSurface || listed?.view != camera.region {
      words += [
        "--view-box", "\(boundsText(of: camera.region.x)),\(boundsText(of: camera.region.y))",
      ]
    }
    return words.map(shellQuoted).joined(separator: " ")
  }

  /// Formats both bounds, rounded to 10⁻⁵ of the range, which is below the screen's resolution.
  private func boundsText(of range: ClosedRange<Double>) -> String {
    let power = (Double.log(range.length) / Double.log(10)).rounded(.down)
    let places = 5 - Int(clamping: min(max(power, -400), 400))
    return "\(range.lowerBound.rounded(toPlaces: places)):"
      + "\(range.upperBound.rounded(toPlaces: places))"
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
        || "-+.,:=_".unicodeScalars.contains($0)
    }
    if isPlain { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }
}
