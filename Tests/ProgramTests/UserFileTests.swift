import Foundation
import Glibc
import TestSupport
import Testing

@Suite(.blocking) struct `In the user's directories` {
  private func play(_ folder: TemporaryDirectory, _ keys: [String]) throws {
    let program = try Pty.launchRavine(
      ["xy1-three-stops", "--reduced-motion"],
      environment: ["XDG_CONFIG_HOME": "\(folder.path)/c", "XDG_STATE_HOME": "\(folder.path)/s"])
    for key in keys { try program.press(key) }
    program.send("\u{3}")
    #expect(program.wait(within: 5) == .exited(0))
    #expect(program.hasInitialMode)
  }

  @Test func `the command history persists between sessions`() throws {
    let folder = try TemporaryDirectory()
    try play(folder, [":eta 0.07\r", ":rho 0.3\r"])
    #expect(try folder.text(of: "s/ravine/history") == "eta 0.07\nrho 0.3\n")
    try play(folder, [":\u{1B}[A\u{1B}[A\r"])
    #expect(try folder.text(of: "s/ravine/history") == "rho 0.3\neta 0.07\n")
    #expect(try folder.bash("ls -A s/ravine").output == "history\n")
  }

  @Test(arguments: ["mkfifo", "mkdir", "ln -s /dev/zero"])
  func `only regular files are read or replaced`(_ make: String) throws {
    let folder = try TemporaryDirectory()
    _ = try folder.bash("mkdir -p s/ravine; \(make) s/ravine/history")
    try play(folder, [":eta 0.07\r"])
    #expect(try folder.bash("test -f s/ravine/history").status == 1)
  }

  @Test func `options are written to the existing configuration file`() throws {
    let folder = try TemporaryDirectory()
    _ = try folder.bash("mkdir -p c/ravine")
    try folder.write(
      "# mine\nmap: grey # for the projector\nkeys: {quit: Z}\n", to: "c/ravine/config.yaml")
    try play(folder, ["O", " ", "j", " ", "s"])
    #expect(
      try folder.text(of: "c/ravine/config.yaml")
        == "# mine\nmap: paper  # for the projector\nkeys: {quit: Z}\nlight: true\n")
  }

  @Test func `a file without one option per line does not change`() throws {
    let folder = try TemporaryDirectory()
    _ = try folder.bash("mkdir -p c/ravine")
    try folder.write("{map: grey}\n", to: "c/ravine/config.yaml")
    try play(folder, ["O", " ", "s"])
    #expect(try folder.text(of: "c/ravine/config.yaml") == "{map: grey}\n")
  }

  /// Returns the open descriptors and the blocked signals of a program.
  private func resources(_ program: Pty) throws -> [String] {
    let directory = "/proc/\(program.process)"
    return try FileManager.default.contentsOfDirectory(atPath: directory + "/fd").sorted()
      + String(contentsOfFile: directory + "/status", encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix("SigBlk") }.map(String.init)
  }

  @Test(arguments: ["XDG_STATE_HOME=/proc", fileSizeLimitCommand(blocks: 0)])
  func `a history that cannot be written leaves no open file or blocked signal`(
    _ obstacle: String
  ) throws {
    let folder = try TemporaryDirectory()
    let program = try Pty(
      ["/bin/sh", "-c", "\(obstacle); exec \(ravinePath) xy1-three-stops --reduced-motion"],
      environment: ["XDG_STATE_HOME": folder.path])
    #expect(program.waitForFrame())
    let before = try resources(program)
    for step in 1...3 { try program.press(":step \(step)\r") }
    #expect(try resources(program) == before)
    #expect(try folder.bash("find . -type f ! -name 'result.*'").output == "")
    program.kill(SIGTERM)
    #expect(program.wait(within: 5) == .signaled(SIGTERM))
  }
}
