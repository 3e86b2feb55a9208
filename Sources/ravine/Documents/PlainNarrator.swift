import Engine
import Export
import Interface
import Lessons
import SafeText
import Scenes

/// The output of `--plain`: the cards of a lesson and every change of a run's state, line by line.
struct PlainNarrator {
  private var state: AppState
  private var lastStates: [String: String] = [:]

  /// Creates a narrator of the state's lesson.
  init(_ state: AppState) { self.state = state }

  /// Writes the whole lesson.
  ///
  /// - Throws: `CommandError` if a write fails.
  mutating func write(to output: inout Output) throws(CommandError) {
    let scenario = state.scenario
    for line in [scenario.title, scenario.lesson] where !line.isEmpty {
      try output.write(sanitized(line) + "\n")
    }
    try output.write("\(sanitized(state.surface.info.equation)), \(scenario.steps) steps\n")
    state.seek(before: 0)
    for step in 0...scenario.steps {
      while state.advance(to: step) { try writeLine(state.lessonText, at: step, to: &output) }
      for run in state.plottedRuns {
        let recording = run.recording
        guard step <= recording.lastStep else { continue }
        let name = recording.state(at: step).name
        guard lastStates.updateValue(name, forKey: run.name) != name else { continue }
        try writeLine(
          "\(run.name), state \(runSummary(of: recording, at: step))", at: step, to: &output)
      }
    }
    for run in state.plottedRuns {
      let recording = run.recording
      try writeLine(
        "\(run.name), final state \(runSummary(of: recording, at: recording.lastStep))",
        at: recording.lastStep,
        to: &output)
    }
  }

  private func writeLine(_ text: String, at step: Int, to output: inout Output)
    throws(CommandError)
  {
    let line = text.split(separator: "\n").joined(separator: " ")
    try output.write("step \(step): \(sanitized(line))\n")
  }

  private func runSummary(of recording: Recording, at step: Int) -> String {
    let row = recording.row(at: step)
    let threshold =
      row.stabilityThreshold.isNaN
      ? "" : ", stability threshold \(formatSignificant(row.stabilityThreshold, digits: 4))"
    return "\(row.state): x \(formatSignificant(row.point.x, digits: 4)), "
      + "y \(formatSignificant(row.point.y, digits: 4)), loss \(formatSignificant(row.loss, digits: 4)), "
      + "gradient norm \(formatSignificant(row.gradientNorm, digits: 4)), "
      + "sharpness \(formatSignificant(row.sharpness, digits: 4))\(threshold)"
  }
}
