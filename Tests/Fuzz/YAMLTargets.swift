import Engine
import Interface
import Lessons
import LessonFormat
import StrictYAML
import UserConfiguration

/// Parses the bytes as a lesson; the claims of a valid lesson can be checked.
func fuzzScenario(_ bytes: [UInt8]) {
  requireValueOrError(bytes) { bytes throws(YAMLFileError) in
    let scenario = try parseScenario(yaml: bytes, file: "fuzz.yaml")
    require(
      !scenario.runs.isEmpty && scenario.runs.count <= Limits.runs, "the runs exceed the limit")
    require(
      Limits.violation(steps: scenario.steps, runs: scenario.runs.count) == nil,
      "the steps exceed the limit")
    guard scenario.steps <= 200 else { return }
    require((try? scenario.check()) != nil, "the claims cannot be checked")
  }
}

/// Parses the bytes as a configuration; the frame rate is within its limits and a key quits.
func fuzzConfiguration(_ bytes: [UInt8]) {
  requireValueOrError(bytes) { bytes throws(YAMLFileError) in
    let configuration = try parseConfiguration(yaml: bytes, file: "fuzz.yaml")
    require(
      Limits.framesPerSecond.contains(configuration.preferences.framesPerSecond),
      "fps is out of range")
    require(!configuration.preferences.keys.keys(of: "quit").isEmpty, "no key quits")
  }
}

/// Calls `parse`; an error must have a position in the file and a short, printable message.
private func requireValueOrError(
  _ bytes: [UInt8], _ parse: ([UInt8]) throws(YAMLFileError) -> Void
) {
  do throws(YAMLFileError) {
    try parse(bytes)
  } catch {
    require(error.line >= 1 && error.column >= 1, "an error position is outside the file")
    require(isPrintable(error.descriptionWithExcerpt), "an error contains control characters")
    require(error.message.count < 2000, "an error is too long")
  }
}
