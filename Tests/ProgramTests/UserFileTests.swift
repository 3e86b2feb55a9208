import Foundation
import Glibc
import TestSupport
import Testing

@Suite(.serialized) struct `In the user's own folders` {
  private func play(_ folder: Folder, _ keys: [String]) throws {
    let program = try Pty.launchRavine(
      ["xy1-three-stops"],
      environment: ["XDG_CONFIG_HOME": "\(folder.path)/c", "XDG_STATE_HOME": "\(folder.path)/s"])
    program.pausePlayback()
    for key in keys {
      program.send(key)
      program.read(for: 0.3)
    }
    program.send("\u{3}")
    #expect(program.wait(within: 5) == .exited(0))
    #expect(program.hasInitialMode)
  }

  @Test func `lines are kept from one session to the next`() throws {
    let folder = try Folder()
    try play(folder, [":eta 0.07\r", ":rho 0.3\r"])
    #expect(try folder.text(of: "s/ravine/history") == "eta 0.07\nrho 0.3\n")
    try play(folder, [":\u{1B}[A\u{1B}[A\r"])
    #expect(try folder.text(of: "s/ravine/history") == "rho 0.3\neta 0.07\n")
    #expect(try folder.bash("ls -A s/ravine").output == "history\n")
  }

  @Test(arguments: ["mkfifo", "mkdir", "ln -s /dev/zero"])
  func `nothing that is no file is read or replaced`(_ make: String) throws {
    let folder = try Folder()
    _ = try folder.bash("mkdir -p s/ravine; \(make) s/ravine/history")
    try play(folder, [":eta 0.07\r"])
    #expect(try folder.bash("test -f s/ravine/history").status == 1)
  }

  @Test func `options are written into the file that is there`() throws {
    let folder = try Folder()
    _ = try folder.bash("mkdir -p c/ravine")
    try folder.write(
      "# mine\nmap: grey # for the beamer\nkeys: {quit: Z}\n", to: "c/ravine/config.yaml")
    try play(folder, ["O", " ", "j", " ", "s"])
    #expect(
      try folder.text(of: "c/ravine/config.yaml")
        == "# mine\nmap: paper  # for the beamer\nkeys: {quit: Z}\nlight: true\n")
  }

  @Test func `a file that a line cannot change stays as it is`() throws {
    let folder = try Folder()
    _ = try folder.bash("mkdir -p c/ravine")
    try folder.write("{map: grey}\n", to: "c/ravine/config.yaml")
    try play(folder, ["O", " ", "s"])
    #expect(try folder.text(of: "c/ravine/config.yaml") == "{map: grey}\n")
  }

  /// What it has open, and which signals it holds back.
  private func held(_ program: Pty) throws -> [String] {
    let folder = "/proc/\(program.process)"
    return try FileManager.default.contentsOfDirectory(atPath: folder + "/fd").sorted()
      + String(contentsOfFile: folder + "/status", encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix("SigBlk") }.map(String.init)
  }

  @Test(arguments: ["XDG_STATE_HOME=/proc", fileSizeLimitCommand(blocks: 0)])
  func `lines that cannot be kept leave nothing open or held back`(_ obstacle: String) throws {
    let folder = try Folder()
    let program = try Pty(
      ["/bin/sh", "-c", "\(obstacle); exec \(ravinePath) xy1-three-stops"],
      environment: ["XDG_STATE_HOME": folder.path])
    program.read(within: 10) { !$0.isEmpty }
    program.pausePlayback()
    let before = try held(program)
    for step in 1...3 {
      program.send(":step \(step)\r")
      program.read(for: 0.5)
    }
    #expect(try held(program) == before)
    #expect(try folder.bash("find . -type f ! -name 'answer.*'").output == "")
    program.kill(SIGTERM)
    #expect(program.wait(within: 5) == .signaled(SIGTERM))
  }
}
