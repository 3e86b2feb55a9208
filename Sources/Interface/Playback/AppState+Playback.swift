import Engine
import Lessons

extension AppState {
  /// Advances the playhead by a number of frames, up to the next card that pauses or holds.
  mutating func play(frames: Int) {
    let seconds = Double(max(frames, 0)) / Double(preferences.framesPerSecond)
    if playback.isHeld {
      let isOver = playback.elapseHold(seconds: seconds)
      turnPagesInHold()
      if isOver { endHold() }
      return
    }
    let from = lessonStep(at: playback.playhead)
    guard
      playback.advance(
        seconds: seconds, duration: duration, recorded: recordedDuration, on: stretch)
    else { return }
    pauseAtCards(from: from)
    if playback.playhead == duration, !playback.isHeld { playback.pause() }
  }

  /// The part of the lesson that contains the playhead.
  private var stretch: Stretch {
    guard !differsFromLesson, let index = narration.entryIndex else {
      return Stretch(pace: preferences.pace)
    }
    let entry = narration.schedule.entries[index]
    return Stretch(
      start: time(of: entry.step), pace: preferences.pace * scenario.cards[entry.card].pace)
  }

  /// Shows the next card of the same step, if any, or lets the playhead move again.
  private mutating func endHold() {
    _ = playback.elapseHold(seconds: .infinity)
    if !differsFromLesson, narration.showNextCardOfStep() {
      stopAtCard()
    } else if playback.playhead == duration {
      playback.pause()
    }
  }

  /// Stops the playhead at the current card: until a key, or for the reading time of the card.
  private mutating func stopAtCard() {
    message = nil  // a message would hide the card
    guard let index = narration.entryIndex else { return }
    let entry = narration.schedule.entries[index]
    let card = scenario.cards[entry.card]
    if !preferences.playsAlone, card.pauses {
      playback.pause(at: time(of: entry.step))
    } else {
      playback.hold(
        at: time(of: entry.step), seconds: holdTime(of: narrationText))
    }
  }

  /// Returns the time for which a card with a text holds the playhead, in seconds.
  func holdTime(of text: String) -> Double { preferences.pace * readingTime(of: text) }

  /// Moves the playhead to a time and pauses playback.
  mutating func seek(to time: Int) {
    if let text = playback.seek(to: time, duration: duration) {
      message = text
      return
    }
    narration.jump(to: lessonStep(at: playback.playhead))
  }

  /// Starts or pauses playback; at a step with more cards, shows the next card.
  ///
  /// In the big mode, shows the next page of a card first.
  mutating func playOrPause() -> [Effect] {
    if !playback.isPlaying || playback.isHeld, turnPage() { return [] }
    if playback.isHeld {
      endHold()
    } else if playback.isPlaying {
      playback.pause()
    } else if !differsFromLesson, narration.showNextCardOfStep() {
      playback.play()
      preferences.pace > 0 ? stopAtCard() : playback.pause()
    } else if playback.playhead >= duration {
      return restart()
    } else {
      playback.play()
    }
    return []
  }

  /// Plays from the first step.
  mutating func restart() -> [Effect] {
    playback.restart()
    narration.restart()
    let effects = applyLessonAct(since: experiment)
    pauseAtCards(from: -1)
    return effects
  }

  /// Shows the cards after a step up to the playhead, and stops at the first card that pauses or
  /// holds.
  mutating func pauseAtCards(from: Int) {
    guard !differsFromLesson else { return }
    guard preferences.pace == 0 else {
      if narration.showFirstCard(after: from, upTo: lessonStep(at: playback.playhead)) {
        stopAtCard()
      }
      return
    }
    let before = narration.entryIndex
    let stop = narration.playToPause(after: from, upTo: lessonStep(at: playback.playhead))
    if narration.entryIndex != before { message = nil }  // a message would hide the card
    guard let stop else { return }
    playback.pause(at: time(of: stop))
  }

  /// The time at which the last run has taken all its steps.
  var duration: Int { time(of: experiment.steps) }

  /// Returns the step at a time; in evaluations, the smallest step among the runs.
  func lessonStep(at time: Int) -> Int {
    playback.unit == .steps
      ? time : recordings.map { $0.step(at: time, playback.unit) }.min() ?? time
  }

  /// Returns the time of a step; in evaluations, the largest time among the runs.
  func time(of step: Int) -> Int {
    playback.unit == .steps
      ? step : recordings.map { $0.time(of: step, playback.unit) }.max() ?? step
  }

  /// Returns the step of a run at the playhead.
  func step(of run: Int) -> Int { recordings[run].step(at: playback.playhead, playback.unit) }

  /// Returns the step whose numbers the run pane shows.
  func throttledStep(of run: Int) -> Int {
    recordings[run].step(
      at: playback.throttledPlayhead(duration: duration, on: stretch), playback.unit)
  }

  /// Changes the unit of time; the first run keeps its step.
  mutating func setTimeUnit(_ next: TimeUnit) {
    let step = recordings.first.map { $0.step(at: playback.playhead, playback.unit) } ?? 0
    playback.unit = next
    seek(to: recordings.first.map { $0.time(of: step, next) } ?? 0)
  }
}
