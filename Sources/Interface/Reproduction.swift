import Engine

extension AppState {
  /// The command that brings this experiment back.
  public var commandLine: String {
    var words = ["ravine", "play"]
    let original = Experiment(scenario)
    let isListed = lessonIDs.contains(scenario.id)
    if isListed { words.append(scenario.id) }
    if let course, isListed, course.lessons.contains(scenario.id) {
      words += ["--course", course.id]
    }
    if !isListed || !isSameSurface(experiment.surface, original.surface) {
      words += ["--surface", quoted(experiment.surface.name)]
    }
    for (name, value) in experiment.surface.knobs.sorted(by: { $0.key < $1.key })
    where !isListed || original.surface.knobs[name] != value {
      words += ["--set", "\(name)=\(value)"]
    }
    if !isListed || experiment.contestants != original.contestants {
      for contestant in experiment.contestants {
        let knobs = contestant.optimizer.knobs.sorted { $0.key < $1.key }
          .map { "\($0.key)=\($0.value)" }.joined(separator: ",")
        words += ["--optimizer", contestant.optimizer.id + (knobs.isEmpty ? "" : ":" + knobs)]
      }
      if let noise = experiment.contestants.first?.noise, noise != .none {
        words += ["--noise", "\(noise)"]
      }
    }
    if !isListed || experiment.start != original.start {
      words += ["--start", "\(experiment.start.x),\(experiment.start.y)"]
    }
    if !isListed || experiment.steps != original.steps {
      words += ["--steps", "\(experiment.steps)"]
    }
    if let seed = experiment.contestants.first?.seed, seed != original.contestants.first?.seed {
      words += ["--seed", "\(seed)"]
    }
    if !isListed || camera != scenario.view {
      let (x, y) = (camera.x, camera.y)
      words += [
        "--view-box", "\(x.lowerBound):\(x.upperBound),\(y.lowerBound):\(y.upperBound)",
      ]
    }
    return words.joined(separator: " ")
  }

  private func isSameSurface(_ a: SurfaceChoice, _ b: SurfaceChoice) -> Bool { a.name == b.name }

  /// A word as a shell takes it.
  private func quoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy {
      ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-" || $0 == "."
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
