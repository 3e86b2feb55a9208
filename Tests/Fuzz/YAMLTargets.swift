import Engine
import Interface
import ScenarioFormat

/// A scenario is read or refused with a place in the file; one that is read can be opened.
func readScenario(_ bytes: [UInt8]) {
  expectAnswer(bytes) { bytes throws(ScenarioError) in
    let scenario = try scenario(yaml: bytes, file: "fuzz.yaml")
    demand(!scenario.runs.isEmpty && scenario.runs.count <= Limits.runs, "runs beyond the limit")
    demand(
      Limits.refusal(steps: scenario.steps, runs: scenario.runs.count) == nil, "too many steps")
    guard scenario.steps <= 200 else { return }
    demand((try? scenario.check()) != nil, "claims that cannot be checked")
  }
}

/// A configuration is read or refused with a place in the file.
func readConfiguration(_ bytes: [UInt8]) {
  expectAnswer(bytes) { bytes throws(ScenarioError) in
    let settled = try configuration(yaml: bytes, file: "fuzz.yaml")
    demand(
      Limits.framesPerSecond.contains(settled.preferences.framesPerSecond), "fps out of bounds")
    demand(!settled.preferences.keys.keys(of: "quit").isEmpty, "no way out")
  }
}

private func expectAnswer(_ bytes: [UInt8], _ read: ([UInt8]) throws(ScenarioError) -> Void) {
  do throws(ScenarioError) {
    try read(bytes)
  } catch {
    demand(error.line >= 1 && error.column >= 1, "an error outside the file")
    demand(isHarmless(error.withExcerpt), "an error that steers terminals")
    demand(error.message.count < 2000, "an endless error")
  }
}
