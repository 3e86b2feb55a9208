import Glibc
import TestSupport
import Testing

@Suite(.blocking) struct `With pictures by kitty's protocol` {
  @Test(arguments: PtyExitCase.onCapableTerminal.filter { $0.testDescription != "Swift trap" })
  func `every exit restores the terminal and removes the images`(_ exitCase: PtyExitCase) throws {
    let outcome = try exitCase.run(
      of: [ravinePath, "--reduced-motion"], environment: ["COLORTERM": "truecolor"]
    ) { try $0.replyAsKitty() }
    #expect(outcome.terminationStatus.map(exitCase.expected.contains) == true)
    #expect(outcome.leftovers == [])
    #expect(KittyScreen(outcome.output).images == [:])
    #expect(outcome.output.contains(UInt8(ascii: "_")))
  }

  @Test(arguments: ["\u{1B}", "\u{1B}P1;2", "\u{1B}[", ":x", "o", "i", "?", "O", "= "])
  func `^C in a dialog or an unfinished sequence removes the images`(_ keys: String) throws {
    let program = try Pty.launchInKitty()
    #expect(KittyScreen(program.output).images.count > 1)
    program.send(keys + "\u{3}")
    #expect(program.wait(within: 5) == .exited(0))
    #expect(KittyScreen(program.output).images == [:])
    #expect(TerminalModeTrace(program.output).leftovers == [] && program.hasInitialMode)
  }

  @Test func `^Z removes the images, and fg sends them again`() throws {
    // Without line editing, the shell sets no modes of its own.
    let shell = try Pty(
      ["/bin/bash", "--norc", "--noprofile", "--noediting", "-i"],
      environment: ["PS1": "prompt> ", "COLORTERM": "truecolor"])
    try shell.expect("prompt> ")
    shell.send("\(ravinePath) --reduced-motion\n")
    try shell.expect("evals")
    try shell.replyAsKitty()
    for _ in 0..<2 {
      let stop = shell.output.count
      shell.send("\u{1A}")
      try shell.expect("Stopped", from: stop)
      try shell.expect("prompt> ", from: stop)
      #expect(KittyScreen(shell.output).images == [:])
      #expect(TerminalModeTrace(shell.output).leftovers == [])
      let resume = shell.output.count
      shell.send("fg\n")
      try shell.expectExactPicture(from: resume)
      try shell.expectRest()
      let screen = KittyScreen(shell.output)
      #expect(screen.images.count > 1 && screen.placements.count > 1 && screen.errors == [])
    }
    let end = shell.output.count
    shell.send("q")
    try shell.expect("prompt> ", from: end)
    #expect(KittyScreen(shell.output).images == [:])
    #expect(TerminalModeTrace(shell.output).leftovers == [])
  }

  @Test func `SIGCONT after SIGSTOP sends the images again`() throws {
    let program = try Pty.launchInKitty()
    let start = program.output.count
    program.kill(SIGSTOP)
    program.kill(SIGCONT)
    try program.expectExactPicture(from: start)
    try program.expectRest()
    let screen = KittyScreen(program.output)
    #expect(screen.images.count > 1 && screen.errors == [])
  }

  @Test(arguments: ["2", "5", "4", "6", "1"])
  func `every view has valid commands, and rests`(_ view: String) throws {
    let program = try Pty.launchInKitty(rows: 40, columns: 120)
    for keys in [view, "\u{C}", "O", "\u{1B}", " ", " "] {
      program.send(keys)
      program.read(for: 0.1)
    }
    try program.expectRest()
    #expect(KittyScreen(program.output).errors == [])
    program.send("q")
    #expect(program.wait(within: 5) == .exited(0))
    #expect(KittyScreen(program.output).images == [:])
  }

  @Test func `the lines of all pictures share ten kilobytes a second`() throws {
    let program = try Pty.launchInKitty(Pty.longRuns, rows: 60, columns: 200)
    program.send("2")
    try program.expectRest()
    let (start, clock) = (program.output.count, ContinuousClock())
    let begin = clock.now
    program.send(" ")
    // The images of tiles have ids from 8001 on.
    func tileBytes(_ output: ArraySlice<UInt8>) -> Int {
      String(decoding: output, as: UTF8.self)
        .matches(of: /\u{1B}_G[^\u{1B}]*\bi=(\d+)[^\u{1B}]*/)
        .filter { Int($0.1).map { $0 > 8000 } ?? false }.map { $0.0.utf8.count }.reduce(0, +)
    }
    program.read(within: 60) { $0.count > start + 40_000 && tileBytes($0[start...]) > 5000 }
    program.read(for: 1)
    let seconds = (clock.now - begin) / .seconds(1)
    let tiles = tileBytes(program.output[start...])
    #expect(tiles > 5000)
    #expect(Double(tiles) <= 10_000 * (seconds + 1) + 5000)
  }
}

@Suite(.blocking) struct `With sixels` {
  private static let sixel = "\u{1B}P0;1;0q"

  private func launch() throws -> Pty {
    let program = try Pty.launchRavine(
      Pty.longRuns + ["--graphics", "sixel"], environment: ["COLORTERM": "truecolor"])
    program.send("\u{1B}P>|XTerm(398)\u{1B}\\\u{1B}[6;20;10t\u{1B}[?64;1;4;22c")
    try program.expect("\u{1B}[?2;1;0S")
    program.send("\u{1B}[?1;0;256S\u{1B}[?2;0;2000;2000S\u{1B}[?64;1;4;22c")
    try program.expect(Self.sixel)
    try program.expectRest()
    return program
  }

  @Test func `a playing map is drawn as cells, and a paused one is painted once`() throws {
    let program = try launch()
    let start = program.output.count
    program.send(" ")
    // Steps are slower than the time after which a still screen is painted.
    try #require(program.read(within: 20) { $0.count > start + 200 })
    program.read(for: 2)
    #expect(program.count(Self.sixel, from: start) == 0)
    let pause = program.output.count
    program.send(" ")
    try program.expect(Self.sixel, from: pause)
    try program.expectRest()
    #expect(program.count("\u{1B}P", from: pause) <= 4)
    #expect(program.read(for: 0.5).isEmpty)
  }

  @Test(arguments: ["2", "5"])
  func `no cell is written over a new picture at rest`(_ view: String) throws {
    let program = try launch()
    let start = program.output.count
    program.send(view)
    try program.expect(Self.sixel, from: start)
    try program.expectRest()
    // A frame of many cells has fewer colours at first, and is written again later.
    let text = String(decoding: program.output[start...], as: UTF8.self)
    let last = try #require(text.ranges(of: Self.sixel).last)
    #expect(text[..<last.lowerBound].contains("▀") && !text[last.upperBound...].contains("▀"))
  }

  @Test func `a line of 1 kB/s delays no key that quits`() throws {
    let program = try launch()
    program.send("\u{C}")
    try program.expect(Self.sixel, from: program.output.count)
    program.send("\u{C}q")
    #expect(program.readSlowly() < 6000)
    #expect(program.wait(within: 1) == .exited(0))
    #expect(TerminalModeTrace(program.output).leftovers == [])
  }
}
