import Engine

extension AppState {
  /// The command that brings back the experiment, and the part of the plane that is shown.
  ///
  /// Not the step, nor how it is looked at. A listed lesson is named, and only what differs from it
  /// is said.
  public var reproductionCommand: String {
    var words = ["ravine", "play"]
    let listed = lessonIDs.contains(scenario.id) ? gallery.first { $0.id == scenario.id } : nil
    let lesson = listed.map(Experiment.init)
    if let listed {
      words.append(listed.id)
      if let course, course.lessons.contains(listed.id) { words += ["--course", course.id] }
    }
    let isSameSurface = lesson?.surface.name == experiment.surface.name
    if !isSameSurface { words += ["--surface", experiment.surface.name] }
    for (name, value) in experiment.surface.knobs.sorted(by: { $0.key < $1.key })
    where !isSameSurface || lesson?.surface.knobs[name] != value {
      words += ["--set", "\(name)=\(value)"]
    }
    let isSameStart = isSameSurface && lesson?.start == experiment.start
    words += runArguments(after: lesson?.namedRuns, whereverTheyStart: !isSameStart)
    if !isSameStart { words += ["--start", "\(experiment.start.x),\(experiment.start.y)"] }
    if lesson?.steps != experiment.steps { words += ["--steps", "\(experiment.steps)"] }
    if !isSameSurface || listed?.view != camera {
      words += ["--view-box", "\(boundsText(of: camera.x)),\(boundsText(of: camera.y))"]
    }
    return words.map(shellQuoted).joined(separator: " ")
  }

  /// Both ends to a hundred-thousandth of what lies between, which nobody can see.
  private func boundsText(of range: ClosedRange<Double>) -> String {
    let places = 5 - Int((Double.log(range.length) / Double.log(10)).rounded(.down))
    return "\(range.lowerBound.rounded(toPlaces: places)):"
      + "\(range.upperBound.rounded(toPlaces: places))"
  }

  /// What makes the runs of those of a lesson; one word each, unless they differ by what all have in
  /// common.
  private func runArguments(
    after lesson: [NamedRun]?, whereverTheyStart isMoved: Bool
  ) -> [String] {
    let cast = experiment.namedRuns
    let seed = Set(cast.map(\.seed)).count == 1 ? cast.first?.seed : nil
    let noise = Set(cast.map(\.noise)).count == 1 ? cast.first?.noise : nil
    var (words, base) = ([String](), lesson ?? [])
    let isNewSeed = seed != nil && base.contains { $0.seed != seed }
    let isNewNoise = noise != nil && base.contains { $0.noise != noise }
    for index in base.indices {
      if let seed { base[index].seed = seed }
      if let noise { base[index].noise = noise }
      if isMoved { base[index].start = nil }
    }
    let isCastHere = base != cast
    if isCastHere {
      let plain = NamedRun.makeRuns(cast.map { RunArgument($0.optimizer.id) })
      for (contestant, plain) in zip(cast, plain) {
        var entrant = RunArgument(contestant.optimizer.id)
        entrant.optimizer = contestant.optimizer
        if contestant.name != plain.name { entrant.name = contestant.name }
        entrant.start = contestant.start
        if seed == nil { entrant.seed = contestant.seed }
        if noise == nil { entrant.noise = contestant.noise }
        words += ["--optimizer", "\(entrant)"]
      }
    }
    if let seed, isCastHere ? seed != 0 : isNewSeed { words += ["--seed", "\(seed)"] }
    if let noise, isCastHere ? noise != .none : isNewNoise { words += ["--noise", "\(noise)"] }
    return words
  }

  /// A word as a shell takes it.
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

extension SurfaceChoice {
  /// Its id, or its formula.
  var name: String {
    switch self {
    case .named(let id, _): id
    case .formula(let text, _): text
    }
  }
}
