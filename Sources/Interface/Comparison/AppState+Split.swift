import Engine
public import Lessons

extension AppState {
  /// The split whose maps or plots the screen shows side by side; nil without one.
  var shownSplit: Split? { view == .sideBySide || view == .plots ? split : nil }

  /// Whether the view shows neither the maps of the split nor, as the stability map, its values.
  var hidesSplit: Bool { split != nil && shownSplit == nil && view != .stability }

  /// The settings of a run at each value of the split; its present settings alone without a split
  /// or if the run does not take the values.
  public func settings(of run: Int) -> [NamedRun] {
    let present = experiment.namedRuns[run]
    guard let split, focusOfSplit.map({ $0 == run }) ?? true, present.knob(split.knob.id) != nil
    else { return [present] }
    return split.variants.map { $0.history.present.namedRuns[run] }
  }

  /// The values of the split, for a figure; nil without a split.
  public var splitNote: String? {
    guard let shownSplit else { return nil }
    let isOfLesson = hasLesson && !differsFromLesson
    return shownSplit.text + (isOfLesson ? "; the other settings are those of the lesson" : "")
  }

  /// The words before a card that states which value of the split the card is about.
  ///
  /// Empty without a split: the maps then show what the card describes.
  var splitWarning: String {
    guard let shownSplit else { return "" }
    let values = recordings.filter { recording in
      recording.optimizer.info.knobs.contains { $0.id == shownSplit.knob.id }
    }
    .map { $0.knobs[shownSplit.knob].shortestText }
    let different = values.indices.filter { !values[..<$0].contains(values[$0]) }
    return "Card for \(shownSplit.knob.symbol) "
      + different.map { values[$0] }.joined(separator: "/") + ": "
  }

  /// Starts a split, and shows its maps or, in the view of the plots, its plots.
  ///
  /// Returns an error message if the values are invalid.
  ///
  /// `text` is the id of a hyperparameter and its values: `rho 0.05 0.1` or `rho=0.05,0.1`.
  mutating func startSplit(_ text: String) -> String? {
    let words = text.split { " =,".contains($0) }.map(String.init)
    let values = words.dropFirst().compactMap(InputParser.number)
    guard let id = words.first, values.count == words.count - 1,
      Split.counts.contains(values.count)
    else { return "split takes a hyperparameter and 2 to 4 values, such as rho=0.05,0.1,0.3" }
    let knobs = focusedRuns.compactMap { run in
      recordings[run].optimizer.info.knobs.first { [$0.id, $0.symbol].contains(id) }
    }
    guard let knob = knobs.first else { return "no focused run has the hyperparameter \(id)" }
    guard values.allSatisfy(knob.range.contains) else { return knob.rangeDescription }
    guard Set(values).count == values.count else { return "the values of \(id) must differ" }
    return startSplit(knob, values)
  }

  private mutating func startSplit(_ knob: Knob, _ values: [Double]) -> String? {
    let former = split?.formerView ?? view
    let next = Split(knob, values, from: former == .sideBySide ? .map : former)
    if let violation = memoryViolation(of: next) { return violation }
    split = next
    if view != .plots { show(.sideBySide) }
    return nil
  }

  /// Starts a split by the selected hyperparameter at half, once and twice its value, or ends it.
  mutating func toggleSplit() {
    if let shownSplit {
      show(shownSplit.formerView)
      split = nil
      return
    }
    guard let parameter = selectedParameter, parameter.owner == .runs,
      let value = values(of: parameter).first
    else {
      message =
        "only values of a hyperparameter are compared; \(label(of: .nextParameter)) chooses "
        + "another parameter"
      return
    }
    let knob = parameter.knob
    let values = [0.5, 1, 2].map { knob.range.clamping((value * $0).rounded(toDigits: 6)) }
    guard Set(values).count == values.count else {
      message =
        "\(knob.symbol) is \(value.shortestText); :split \(knob.id) 0.1 0.3 compares values"
      return
    }
    message = startSplit(knob, values)
  }

  /// Adopts the present settings in the split, and returns the effects that record its runs.
  mutating func updateSplit() -> [Effect] {
    guard var next = split else { return [] }
    guard experiment.namedRuns.contains(where: { $0.knob(next.knob.id) != nil }) else {
      split = nil
      return []
    }
    let runs = focusOfSplit.map { [$0] } ?? Array(experiment.namedRuns.indices)
    do throws(EngineError) {
      guard let missing = try next.follow(experiment, in: runs, on: surface, known: recordings)
      else {
        return []
      }
      if let violation = memoryViolation(of: next) {
        message = violation
        split = nil
        return []
      }
      split = next
      caches.predictions.isStale = true
      return missing.map(Effect.simulate)
    } catch {
      message = error.description
      split = nil
      return []
    }
  }

  /// The focused run if it has the hyperparameter of the split; nil for all runs.
  var focusOfSplit: Int? {
    guard let run = selection.focusedRun, let id = split?.knob.id else { return nil }
    return experiment.namedRuns[run].knob(id) == nil ? nil : run
  }

  private func memoryViolation(of split: Split) -> String? {
    preferences.memory.violation(
      steps: experiment.steps, runs: experiment.namedRuns.count * (split.values.count + 1), acts: 1)
  }

  /// Returns the state whose settings have a value of the split.
  func variant(_ index: Int, of split: Split) -> AppState {
    var state = self
    state.split = nil
    state.recorded = split.variants[index]
    if caches.variantPredictions.indices.contains(index) {
      state.caches.predictions = caches.variantPredictions[index]
    }
    state.basinColoring.keepLevels(ofMap: index)
    state.sweepGrids.basins = sweepGrids.basins.filter { $0.run == index }
    return state
  }
}
