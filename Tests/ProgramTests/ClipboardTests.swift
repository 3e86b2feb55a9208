import Foundation
import TestSupport
import Testing

@Suite(.blocking) struct `The clipboard` {
  @Test func `receives the command that reproduces the runs`() throws {
    let program = try Pty.launchRavine()
    let copied = try copied(from: program)
    #expect(copied.hasPrefix("ravine "))
    program.send("q")
    #expect(program.wait(within: 5) == .exited(0))
    #expect(String(decoding: program.output, as: UTF8.self).contains(copied))
  }

  @Test func `receives a command that reproduces the steps and itself`() throws {
    let folder = try TemporaryDirectory()
    let lesson = """
      id: mine
      title: Mine
      surface: {formula: c*(x*y - 1)^2, c: 0.5}
      start: [3, 0.34]
      steps: 40
      view: {x: [-1, 4], y: [-1, 3]}
      runs:
        - {optimizer: sam, eta: 0.05, schedule: {eta: 1/sqrt(t):20, rho: 1-1/t}}
        - {optimizer: sam, name: own, eta: 0.05, start: [2, -0.5], seed: 7, noise: {normal: [0.1, 0]}}
        - {optimizer: sgd, eta: 0.05, noise: {pareto: 1.5, scale: [0.01, 0.02]}}
        - {optimizer: momentum-sam, eta: 0.05, rho: 0.2, schedule: {eta: 2lnT/T}, noise: 0.01}
      """
    try folder.write(lesson, to: "mine.yaml")
    try folder.write(lesson.replacing("eta: 0.05", with: "eta: 0.04"), to: "changed.yaml")
    let program = try Pty.launchRavine(["play", "\(folder.path)/mine.yaml"])
    program.send(":eta 0.04\r5G")
    let command = try copied(from: program)
    // The first key closes the page with the long command.
    program.send("\u{1B}")
    program.send("q")
    #expect(program.wait(within: 5) == .exited(0))
    #expect(command.hasSuffix(" --step 5"))
    let data = try folder.bash(
      command.replacing("ravine play", with: "ravine run", maxReplacements: 1)
        .replacing(" --step 5", with: ""))
    #expect(data.status == 0 && data.lines.count == 1 + 4 * 41, "\(command)\n\(data.errors)")
    #expect(try data.output == folder.bash("ravine run changed.yaml").output, "\(command)")

    let script = "\(command.replacing("ravine", with: TestSupport.ravinePath, maxReplacements: 1))"
    let again = try Pty(["/bin/bash", "-c", script])
    #expect(again.waitForFrame())
    #expect(try copied(from: again) == command)
    again.send("\u{1B}")
    again.send("q")
    #expect(again.wait(within: 5) == .exited(0))
  }

  @Test func `receives nothing on a terminal that is not xterm-compatible`() throws {
    let program = try Pty.launchRavine(environment: ["TERM": "vt100"])
    program.send("yq")
    #expect(program.wait(within: 5) == .exited(0))
    #expect(program.output.firstRange(of: Array("\u{1B}]".utf8)) == nil)
  }

  /// Presses the key that copies the command, and returns the text sent to the clipboard.
  private func copied(from program: Pty) throws -> String {
    program.send("y")
    let start = Array("\u{1B}]52;c;".utf8), end = Array("\u{1B}\\".utf8)
    #expect(
      program.read(within: 5) { output in
        output.firstRange(of: start).map { output[$0.upperBound...].contains(end) } == true
      })
    let startRange = try #require(program.output.firstRange(of: start))
    let rest = program.output[startRange.upperBound...]
    let endRange = try #require(rest.firstRange(of: end))
    let text = String(decoding: rest[..<endRange.lowerBound], as: UTF8.self)
    return try String(decoding: #require(Data(base64Encoded: text)), as: UTF8.self)
  }
}
