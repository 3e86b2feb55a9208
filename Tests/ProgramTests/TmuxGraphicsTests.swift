import Glibc
import TestSupport
import Testing

/// The output of the program and of tmux for a picture by placeholders.
extension Pty {
  fileprivate static let placeholder = "\u{10EEEE}"

  fileprivate static let query =
    "\u{1B}Ptmux;\u{1B}\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\u{1B}\\\u{1B}\\"

  /// Starts the full screen on a fake tmux, and replies as tmux and as the terminal around it.
  fileprivate static func launchInTmux(isOuterKitty: Bool = true) throws -> Pty {
    let program = try launchRavine(
      Pty.longRuns + ["--graphics", "kitty"],
      environment: ["TERM": "tmux-256color", "TMUX": "/tmp/x,1,0", "COLORTERM": "truecolor"])
    program.send("\u{1B}P>|tmux 3.3a\u{1B}\\\u{1B}[?1;2;4c")
    try program.expect(query)
    if isOuterKitty {
      program.send("\u{1B}_Gi=31;OK\u{1B}\\")
      try program.expect(placeholder)
    }
    try program.expectRest()
    return program
  }
}

@Suite(.blocking) struct `Inside tmux on request` {
  @Test func `a picture is sent once, and placeholders show it`() throws {
    let program = try Pty.launchInTmux()
    #expect(
      (201...202).map { program.count("tmux;\u{1B}\u{1B}_Ga=t,f=100,i=\($0),q=2") } == [1, 0])
    #expect(program.count("\u{1B}\u{1B}_Ga=p,U=1,i=201,c=") == 1)
    #expect(program.count(Pty.placeholder) > 500)
    let start = program.output.count
    program.send(" ")
    try #require(program.read(within: 20) { $0.count > start + 200 })
    program.read(for: 1)
    #expect(program.count("\u{1B}P", from: start) == 0)
    #expect(program.count(Pty.placeholder, from: start) == 0)
    let pause = program.output.count
    program.send(" ")
    try program.expect(Pty.placeholder, from: pause)
    try program.expectRest()
    #expect(program.count("\u{1B}P", from: pause) == 0)
  }

  @Test func `another map is cells while it moves, and then another image`() throws {
    let program = try Pty.launchInTmux()
    let start = program.output.count
    program.send("=")
    try program.expect("i=202,q=2", from: start)
    try program.expect("a=d,d=I,i=201", from: start)
    try program.expectRest()
    #expect(program.count("a=t,f=100", from: start) == 1)
  }

  @Test(arguments: [nil, SIGTERM, SIGSEGV] as [Int32?])
  func `every exit removes the images by one string`(_ signal: Int32?) throws {
    let program = try Pty.launchInTmux()
    let start = program.output.count
    if let signal { program.kill(signal) } else { program.send("q") }
    #expect(program.wait(within: 5) == (signal.map { .signaled($0) } ?? .exited(0)))
    let removal =
      "\u{1B}Ptmux;\u{1B}\u{1B}_Gm=0,q=2;\u{1B}\u{1B}\\"
      + "\u{1B}\u{1B}_Ga=d,d=I,i=201,q=2\u{1B}\u{1B}\\\u{1B}\\"
    #expect(program.count(removal, from: start) == 1)
    #expect(program.output[start...].starts(with: Array("\u{1B}\\".utf8)))
    #expect(program.count("\u{1B}_G") == program.count("\u{1B}\u{1B}_G"))
    #expect(TerminalModeTrace(program.output).leftovers == [] && program.hasInitialMode)
  }

  @Test func `no reply leaves cells`() throws {
    let program = try Pty.launchInTmux(isOuterKitty: false)
    program.send("= ")
    program.read(for: 1)
    #expect(program.count("a=t") == 0 && !program.contains(Pty.placeholder))
    program.send("q")
    #expect(program.wait(within: 5) == .exited(0))
    #expect(program.count("\u{1B}P") == 1)
  }

  @Test(arguments: [true, false])
  func `doctor reports the option of tmux`(_ replies: Bool) throws {
    let program = try Pty(
      [ravinePath, "doctor", "--graphics", "kitty"],
      environment: ["TERM": "tmux-256color", "TMUX": "/tmp/x,1,0", "COLORTERM": "truecolor"])
    let identity = "\u{1B}P>|tmux 3.3a\u{1B}\\\u{1B}[?1;2;4c"
    try program.expect("\u{1B}[>q")
    program.send(identity)
    let start = program.output.count
    try program.expect("\u{1B}[16t", from: start)
    program.send(identity)
    try program.expect(Pty.query)
    if replies { program.send("\u{1B}_Gi=31;OK\u{1B}\\") }
    #expect(program.wait(within: 10) == .exited(0))
    #expect(
      program.contains(
        replies
          ? "kitty protocol by placeholders through tmux, allow-passthrough is on (tmux 3.3a)"
          : "cells: no reply through tmux 3.3a: pixels need “tmux set -g allow-passthrough on”"))
  }
}

@Suite(
  .blocking,
  .enabled(if: TmuxSession.isInstalled, "tmux is not installed: it passes no image through"))
struct `Through a real tmux` {
  /// Starts tmux on a fake kitty, with the program in its window.
  private func launch(passesThrough: Bool) throws -> (tmux: Pty, folder: TemporaryDirectory) {
    let folder = try TemporaryDirectory()
    try folder.write(
      "set -g allow-passthrough \(passesThrough ? "on" : "off")\n"
        + "set -g default-terminal tmux-256color\n", to: "tmux.conf")
    let program = "\(ravinePath) --reduced-motion --graphics kitty; exit"
    let tmux = try Pty(
      [
        "/usr/bin/env", "tmux", "-u", "-S", "\(folder.path)/socket", "-f",
        "\(folder.path)/tmux.conf", "new-session", program,
      ], environment: ["TERM": "xterm-256color", "COLORTERM": "truecolor"])
    try tmux.expect("evals")
    return (tmux, folder)
  }

  @Test func `the images and placeholders reach the terminal around it`() throws {
    let (tmux, folder) = try launch(passesThrough: true)
    try tmux.expect("\u{1B}_Gi=31,s=1")
    tmux.send("\u{1B}_Gi=31;OK\u{1B}\\")
    try tmux.expect("\u{1B}_Ga=t,f=100,i=201,q=2")
    try tmux.expect("\u{1B}_Ga=p,U=1,i=201,c=")
    try tmux.expect("\u{10EEEE}\u{305}\u{305}")
    try tmux.expect("38;5;201")
    try tmux.expectRest()
    let start = tmux.output.count
    tmux.send("q")
    try tmux.expect("\u{1B}_Ga=d,d=I,i=201,q=2\u{1B}\\", from: start)
    #expect(tmux.wait(within: 10) == .exited(0))
    // The reply typed nothing.
    #expect(!tmux.contains("no command") && !tmux.contains("Gi=31;OK"))
    _ = folder
  }

  @Test func `nothing reaches the terminal without allow-passthrough`() throws {
    let (tmux, folder) = try launch(passesThrough: false)
    tmux.read(for: 1)
    tmux.send("q")
    #expect(tmux.wait(within: 10) == .exited(0))
    #expect(!tmux.contains("\u{1B}_G") && !tmux.contains("\u{10EEEE}"))
    _ = folder
  }
}
