import Drawing
import Engine
import Lessons

extension AppState {
  private var recordingsByName: [String: Recording] {
    experiment.byName(recordings, trainingPath)
  }

  /// The message of the last key, a note about changed settings, or the current card.
  ///
  /// Changed settings leave a question on the screen until the question is answered.
  var narrationText: String {
    if let text = message ?? probeText { return text }
    if differsFromLesson, hasLesson, !hasOpenQuestion {
      return chosenAnswer
        + (recorded.history.redoStack.last == lessonExperiment
          ? "You have undone the lesson's change: \(label(of: .redo)) restores the change."
          : "The settings differ from the lesson's: \(label(of: .undo)) undoes the last change.")
    }
    guard let index = narration.cardIndex else { return trainingPathNote ?? summary }
    let card = scenario.cards[index]
    let recordings = recordingsByName
    let step =
      narration.entryIndex.map { narration.schedule.entries[$0].step }
      ?? lessonStep(at: playback.playhead)
    let isRecorded = recordings.values.allSatisfy { $0.isComplete || $0.lastStep >= step }
    let text =
      card.text.filled { expression in
        let value = recordings.value(of: expression, at: step)
        if problemView.isWorking, value.isNaN || !isRecorded || isProvisional(expression) {
          return "…"
        }
        return expression.isCount ? formatFixed(value, places: 0) : formatShort(value)
      }
      + (card.text.hasValues && step != lessonStep(at: playback.playhead) ? " (step \(step))" : "")
    switch card.content {
    case .statement:
      return splitWarning + answerFeedback + text
    case .question(_, let choices, _):
      if !chosenAnswer.isEmpty { return chosenAnswer + "\(label(of: .playOrPause)) plays on." }
      let list = zip(choiceLetters, choices).map { "[\($0)] \($1)" }
      return splitWarning + answerFeedback + text + "\n" + list.joined(separator: "   ")
    }
  }

  /// The answer to the current question as a sentence; empty without an answer.
  private var chosenAnswer: String {
    guard let index = narration.cardIndex, let answer = narration.answers[index],
      case .question(_, let choices, _) = scenario.cards[index].content
    else { return "" }
    return "You said \(choices[answer]). "
  }
}
