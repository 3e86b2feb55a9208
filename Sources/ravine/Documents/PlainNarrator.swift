import Engine
import Export
import Interface

/// A lesson told line by line, for a screen reader or a pipe: its cards, and what becomes of each
/// run whenever that changes.
struct PlainNarrator {
  private var state: AppState
  private var lastStates: [String: String] = [:]

  init(_ state: AppState) { self.state = state }

  mutating func write(to output: inout Output) throws(CommandError) {
    let scenario = state.scenario
    for line in [scenario.title, scenario.lesson] where !line.isEmpty {
      try output.write(sanitized(line) + "\n")
    }
    try output.write("f = \(sanitized(state.surface.info.formula)), \(scenario.steps) steps\n")
    state.seek(before: 0)
    for step in 0...scenario.steps {
      while state.advance(to: step) { try writeLine(state.lessonText, at: step, to: &output) }
      for actor in state.styledRuns {
        let recording = actor.recording
        guard step <= recording.lastStep else { continue }
        let word = recording.state(at: step).name
        guard lastStates.updateValue(word, forKey: actor.title) != word else { continue }
        try writeLine(
          "\(actor.title) is \(runSummary(of: recording, at: step))", at: step, to: &output)
      }
    }
    for actor in state.styledRuns {
      let recording = actor.recording
      try writeLine(
        "\(actor.title) ends \(runSummary(of: recording, at: recording.lastStep))",
        at: recording.lastStep,
        to: &output)
    }
  }

  private func writeLine(_ words: String, at step: Int, to output: inout Output)
    throws(CommandError)
  {
    let line = words.split(separator: "\n").joined(separator: " ")
    try output.write("step \(step): \(sanitized(line))\n")
  }

  private func runSummary(of recording: Recording, at step: Int) -> String {
    let row = recording.row(at: step)
    let edge =
      row.stabilityThreshold.isNaN
      ? "" : ", edge \(formatSignificant(row.stabilityThreshold, digits: 4))"
    return "\(row.state): x \(formatSignificant(row.point.x, digits: 4)), "
      + "y \(formatSignificant(row.point.y, digits: 4)), loss \(formatSignificant(row.loss, digits: 4)), "
      + "gradient \(formatSignificant(row.gradientNorm, digits: 4)), "
      + "sharpness \(formatSignificant(row.sharpness, digits: 4))\(edge)"
  }
}
