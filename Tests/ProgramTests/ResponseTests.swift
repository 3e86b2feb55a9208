import Foundation
import Glibc
import TestSupport
import Testing

@Suite(.serialized, .blocking) struct `While the program saves or computes` {
  /// Whether the screen, which is redrawn again and again, shows words.
  private func shows(_ program: Pty, _ words: String) throws -> Bool {
    for _ in 0..<200 {
      let start = program.output.count
      try program.press("")
      program.read(for: 0.1)
      if String(decoding: program.output[start...], as: UTF8.self).contains(words) { return true }
    }
    return false
  }

  /// Starts to save a figure that takes many seconds.
  private func savingProgram(in folder: TemporaryDirectory) throws -> Pty {
    let program = try Pty([
      "/bin/bash", "-c",
      "cd '\(folder.path)' && exec '\(ravinePath)' heavy-tail --steps 1000000 --reduced-motion",
    ])
    #expect(program.read(within: 20) { !$0.isEmpty })
    program.send("4")
    program.read(for: 0.3)
    program.send("s")
    #expect(try shows(program, "saving"))
    return program
  }

  @Test func `keys work, and Esc cancels`() throws {
    let folder = try TemporaryDirectory()
    let program = try savingProgram(in: folder)
    program.send("?")
    #expect(try shows(program, "searches"))
    program.send("q\u{1B}")
    #expect(program.read(within: 20) { String(decoding: $0, as: UTF8.self).contains("cancelled") })
    program.send("q")
    #expect(program.wait(within: 5) == .exited(0))
    #expect(try folder.names == [])
  }

  @Test func `^C ends the program at once and leaves no file`() throws {
    let folder = try TemporaryDirectory()
    let program = try savingProgram(in: folder)
    let start = ContinuousClock.now
    program.send("\u{3}")
    #expect(program.wait(within: 5) != nil)
    #expect(start.duration(to: .now) < .milliseconds(500 * timeoutFactor))
    #expect(TerminalModeTrace(program.output).leftovers == [])
    #expect(try folder.names == [])
  }

  @Test func `^C ends even a computation of the key that was pressed`() throws {
    // The command records two runs of ten million steps before the next frame.
    let program = try Pty.launchRavine()
    program.send(":surface ring steps 6000000 optimizer sam,usam,sam:rho=0.3\r")
    program.send("\u{3}")
    let start = ContinuousClock.now
    #expect(program.wait(within: 5) != nil)
    #expect(start.duration(to: .now) < .milliseconds(500 * timeoutFactor))
    #expect(TerminalModeTrace(program.output).leftovers == [])
    #expect(program.hasInitialMode)
  }
}

@Suite(.serialized, .blocking) struct `The screen` {
  @Test func `fits into memory on a terminal of any size`() throws {
    let program = try Pty(
      ["/bin/sh", "-c", "\(memoryLimitCommand(megabytes: 4000)); exec \(ravinePath) quad-split"],
      rows: 65535, columns: 65535)
    #expect(program.read(within: 30) { !$0.isEmpty })
    program.resize(rows: 24, columns: 80)
    program.send("q")
    #expect(program.wait(within: 30) == .exited(0))
    #expect(TerminalModeTrace(program.output).leftovers == [])
  }

  @Test func `names the limit of open files that is too low`() throws {
    let program = try Pty(["/bin/sh", "-c", "ulimit -n 5; exec \(ravinePath) quad-split"])
    #expect(program.wait(within: 10) == .exited(69))
    #expect(String(decoding: program.output, as: UTF8.self).contains("ulimit -n 64"))
    #expect(TerminalModeTrace(program.output).leftovers == [])
  }

  @Test func `opens with six descriptors`() throws {
    let program = try Pty(["/bin/sh", "-c", "ulimit -n 6; exec \(ravinePath) quad-split"])
    #expect(program.read(within: 10) { String(decoding: $0, as: UTF8.self).contains("Space play") })
    program.send("q")
    #expect(program.wait(within: 10) == .exited(0))
    #expect(TerminalModeTrace(program.output).leftovers == [])
    #expect(program.hasInitialMode)
  }

  @Test func `inserts a paste of a megabyte nowhere`() throws {
    let program = try Pty.launchRavine()
    for _ in 0..<4 {
      program.send(
        Array("\u{1B}[200~".utf8) + [UInt8](repeating: UInt8(ascii: "q"), count: 1 << 18)
          + Array("\u{1B}[201~".utf8))
    }
    program.send("?")
    #expect(
      program.read(within: 10, until: { String(decoding: $0, as: UTF8.self).contains("scroll") }))
    program.send("qq")
    #expect(program.wait(within: 10) == .exited(0))
    #expect(TerminalModeTrace(program.output).leftovers == [])
  }
}

@Suite(.serialized, .blocking) struct `Long work on a terminal` {
  @Test(arguments: [
    ("run quad-split --steps 6000000 --optimizer gd,sam,usam -o out.csv", "runs written: 0 of 3"),
    (
      "render --surface ring --steps 6000000 --optimizer sam,usam,gd --view stability",
      "drawing: 1 s"
    ),
    ("sweep quad-split --steps 1000000", "cells: "),
    ("check long.yaml", "measurements done: "),
  ])
  func `shows its progress after a second`(_ line: String, _ text: String) throws {
    let folder = try TemporaryDirectory()
    try folder.write(Self.lesson, to: "long.yaml")
    let program = try Pty([
      "/bin/bash", "-c", "cd '\(folder.path)' && exec '\(ravinePath)' \(line) >/dev/null",
    ])
    #expect(program.read(within: 30) { String(decoding: $0, as: UTF8.self).contains(text) })
    program.kill(SIGTERM)
    #expect(program.wait(within: 5) == .signaled(SIGTERM))
  }

  /// A lesson with one claim about a hundred seeds.
  private static let lesson = """
    id: long
    title: Long
    surface: {name: quadratic}
    start: [2, 1]
    steps: 1000000
    view: {x: [-2.5, 2.5], y: [-1.6, 1.6]}
    runs: [{optimizer: sam, eta: 0.01, rho: 0.1, noise: 0.1}]
    claims:
      - {at: end, value: loss, above: 0, seeds: [1, 100]}
    """
}
