public import Engine
import Lessons

extension AppState {
  /// How a lesson opens: its first card, and whether it plays without a key.
  struct Opening: Sendable {
    var cardIndex: Int?
    var isPlaying = false
  }

  /// Whether the lesson is at its beginning, and plays or waits as it opened.
  var isAtOpening: Bool {
    playhead == 0 && playback.isPlaying == opening.isPlaying
      && (narration.entryIndex == opening.cardIndex || differsFromLesson)
  }

  /// Whether a lesson that opens, or moves to the present step, shows the present card.
  var hasCardOfStep: Bool {
    if narration.schedule.entries.isEmpty { return true }
    if isAtOpening { return narration.entryIndex == opening.cardIndex }
    // The step of a number of evaluations depends on the settings, which change the card later.
    if differsFromLesson, playback.unit == .evaluations { return false }
    return narration.entryIndex == narration.schedule.index(at: lessonStep(at: playhead))
  }

  /// Shows a step, paused, with the last card up to it.
  mutating func showStep(_ step: Int) {
    playback.pause(at: step)
    narration.jump(to: lessonStep(at: step))
  }

  /// Shows a card by its index, paused at its step; an index before the first shows no card.
  mutating func showCard(_ index: Int) {
    narration.show(index)
    let step = narration.entryIndex.map { narration.schedule.entries[$0].step }
    playback.pause(at: time(of: step ?? 0))
  }

  /// Brings a newly opened lesson into the state that `reproductionCommand` describes.
  ///
  /// - Parameters:
  ///   - values: The values of screen settings by their ids.
  ///   - region: The region of the map; by default that of the lesson or of its new surface.
  ///   - change: Returns the settings in place of those of the lesson at its card.
  /// - Returns: The message of the first error; nil without an error.
  /// - Throws: The errors of `change`.
  public mutating func restore<E: Error>(
    _ values: [String: String], _ region: Region? = nil,
    changing change: (Experiment) throws(E) -> Experiment
  ) throws(E) -> String? {
    // The time selects the settings of the lesson that change; then it may lie beyond their steps.
    var shortened = values
    shortened["step"] = values["step"].map { "\(min(Int($0) ?? 0, duration))" }
    _ = restoreTime(shortened)
    let source = experiment.surface.source
    if let error = record(commit(try change(experiment))) { return error }
    if let region = region ?? (experiment.surface.source == source ? nil : surface.info.frame) {
      camera.region = region
    }
    if let error = restoreTime(values) { return error }
    for setting in ScreenSetting.all where !Self.timeSettings.contains(setting.id) {
      guard let value = values[setting.id] else { continue }
      if let error = setting.apply(value, &self) { return error }
    }
    return record(updateSplit())
  }

  private static let timeSettings = ["clock", "card", "step"]

  /// Applies the settings of the time, and the settings of the lesson at that time.
  private mutating func restoreTime(_ values: [String: String]) -> String? {
    for setting in ScreenSetting.all where Self.timeSettings.contains(setting.id) {
      guard let value = values[setting.id] else { continue }
      if let error = setting.apply(value, &self) { return error }
    }
    // A card may stay while its step passes.
    if values["step"] != nil, let card = values["card"].flatMap({ Int($0) }) {
      narration.show(card - 1)
    }
    applyLessonActAndRecord()
    message = nil
    return nil
  }

  /// Records the runs of effects at once; returns the message of a rejected change.
  private mutating func record(_ effects: [Effect]) -> String? {
    for case .simulate(let run) in effects {
      if let recording = try? Catalog.record(run) { receive(recording) }
    }
    defer { message = nil }
    return message
  }
}
