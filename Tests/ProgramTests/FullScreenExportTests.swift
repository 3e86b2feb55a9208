import Drawing
import Foundation
import TestSupport
import Testing

@Suite(.blocking) struct `The full screen` {
  private func program(in folder: TemporaryDirectory, _ setup: String = "true") throws -> Pty {
    let program = try Pty([
      "/bin/bash", "-c",
      "cd '\(folder.path)' && \(setup) && exec '\(TestSupport.ravinePath)' xy1-three-stops --color mono",
    ])
    #expect(program.waitForFrame())
    return program
  }

  private func shows(_ program: Pty, _ words: String) -> Bool {
    program.read(within: 5) { String(decoding: $0, as: UTF8.self).contains(words) }
  }

  /// Whether a file appears within five seconds.
  ///
  /// The output may not contain the whole message, since the screen writes only changed cells.
  private func appears(_ name: String, in folder: TemporaryDirectory, _ program: Pty) -> Bool {
    program.read(within: 5) { _ in (try? folder.names.contains(name)) ?? false }
  }

  @Test func `saves runs on a problem with the columns of run`() throws {
    let folder = try TemporaryDirectory()
    let program = try Pty([
      "/bin/bash", "-c",
      "cd '\(folder.path)' && exec '\(TestSupport.ravinePath)' sensing-split --steps 8 --color mono",
    ])
    #expect(program.waitForFrame())
    program.send("S")
    #expect(shows(program, "wrote sensing-split-0.csv"))
    program.send("q")
    #expect(program.wait(within: 5) == .exited(0))
    // The plane may still be that of the first steps.
    let result = try folder.bash(
      """
      ravine run sensing-split --steps 8 | cut -d, -f1-13 > expected
      cut -d, -f1-13 sensing-split-0.csv | cmp - expected && wc -l < expected
      """)
    #expect(result.output.trimmingCharacters(in: .whitespacesAndNewlines) == "23", "\(result)")
  }

  @Test func `saves a figure and data, and never replaces a file`() throws {
    let folder = try TemporaryDirectory()
    try folder.write("mine", to: "xy1-three-stops-0.csv")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/xy1-three-stops-0-2.csv", withDestinationPath: "elsewhere")
    let program = try program(in: folder)
    program.send("s")
    #expect(shows(program, "wrote xy1-three-stops-0.svg"))
    program.send("s")
    #expect(appears("xy1-three-stops-0-2.svg", in: folder, program))
    program.send("S")
    #expect(appears("xy1-three-stops-0-3.csv", in: folder, program))
    program.send("q")
    #expect(program.wait(within: 5) == .exited(0))
    #expect(
      try folder.names == [
        "xy1-three-stops-0-2.csv", "xy1-three-stops-0-2.svg", "xy1-three-stops-0-3.csv",
        "xy1-three-stops-0.csv", "xy1-three-stops-0.svg",
      ])
    #expect(try folder.text(of: "xy1-three-stops-0.csv") == "mine")
    let data = try bash("ravine run xy1-three-stops").output
    #expect(try folder.text(of: "xy1-three-stops-0-3.csv") == data)
    let picture = try bash("ravine render xy1-three-stops --format svg --step 0").output
    #expect(try folder.text(of: "xy1-three-stops-0.svg") == picture)
  }

  @Test func `saves the same stability maps as render`() throws {
    let folder = try TemporaryDirectory()
    let command = "--surface quadratic --steps 40 --optimizer usam"
    let program = try Pty([
      "/bin/bash", "-c",
      "cd '\(folder.path)' && exec '\(TestSupport.ravinePath)' \(command) --reduced-motion",
    ])
    #expect(program.waitForFrame())
    try program.press("4")
    program.send("s")
    let name = "quadratic-0.svg"
    #expect(
      program.read(within: 60) { _ in (try? folder.names.contains(name)) ?? false })
    program.send("q")
    #expect(program.wait(within: 10) == .exited(0))
    let picture = try bash("ravine render \(command) --view stability --step 0 --format svg").output
    #expect(try folder.text(of: name) == picture)
  }

  @Test(arguments: ["*", "q", "kill"])
  func `records until it stops the recording, quits, or is killed`(_ end: String) throws {
    let folder = try TemporaryDirectory()
    let program = try program(in: folder)
    program.send("*")
    #expect(shows(program, "recording; * to stop"))
    program.send("G")
    #expect(shows(program, "1000/1000"))
    if end == "kill" {
      program.kill(SIGTERM)
      #expect(program.wait(within: 5) == .signaled(SIGTERM))
    } else {
      program.send(end)
      if end == "*" {
        #expect(shows(program, "wrote xy1-three-stops-0.cast, "))
        program.send("q")
      }
      #expect(program.wait(within: 5) == .exited(0))
    }
    #expect(try folder.names == ["xy1-three-stops-0.cast"])
    let parts = try folder.text(of: "xy1-three-stops-0.cast").split(
      separator: "\n", maxSplits: 1)
    var terminal = TerminalEmulator(Size(rows: 24, columns: 80))
    for event in try asciicastEvents(String(try #require(parts.last))) { terminal.feed(event.data) }
    #expect(terminal.unrecognized.isEmpty)
    let frame = try bash("ravine render xy1-three-stops").output
    #expect(terminal.lines.map { $0 + "\n" }.joined() == frame)
  }

  @Test func `shows an error if a file cannot be written`() throws {
    let folder = try TemporaryDirectory()
    let program = try program(in: folder, "mkdir removed && cd removed && rmdir ../removed")
    for key in ["s", "S", "*"] {
      try program.press("?")
      try program.press("q")
      let before = program.output.count
      program.send(key)
      #expect(
        program.read(within: 5) {
          String(decoding: $0[before...], as: UTF8.self).contains("cannot write here: No such file")
        })
    }
    program.send("q")
    #expect(program.wait(within: 5) == .exited(0))
  }
}
