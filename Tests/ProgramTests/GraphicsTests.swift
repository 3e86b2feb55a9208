import Glibc
import TestSupport
import Testing

/// The sequence that removes the images of the first picture, and every other.
private let removal =
  "\u{1B}_Gm=0,q=2;\u{1B}\\\u{1B}_Ga=d,d=I,i=7001,q=2\u{1B}\\\u{1B}_Ga=d,d=I,i=7002,q=2\u{1B}\\"
  + "\u{1B}_Ga=d,d=A,q=2\u{1B}\\"

@Suite(.blocking) struct `On a terminal with kitty's protocol` {
  @Test func `a paused or playing map is sent once`() throws {
    let program = try Pty.launchInKitty()
    // On a busy machine, an image of fewer pixels comes first.
    #expect((1...2).contains(program.count("a=t,f=100,i=700")))
    #expect((7001...7002).contains { program.contains("\u{1B}_Ga=t,f=100,i=\($0),q=2,m=1;") })
    #expect(program.contains(",z=-2,C=1,q=2\u{1B}\\"))
    #expect(program.read(for: 1).isEmpty)
    let start = program.output.count
    program.send(" ")
    program.read(for: 1.5)
    #expect(program.output.count > start)
    // The trails are sent in tiles, which have other ids.
    #expect(program.count("i=700", from: start) == 0)
  }

  @Test func `the map moves in pictures, and rests in an exact one`() throws {
    let program = try Pty.launchInKitty()
    let start = program.output.count
    for _ in 0..<5 {
      program.send("=")
      program.read(for: 0.05)
    }
    try program.expect("a=t,f=100,i=70", from: start)
    try program.expectRest()
    try program.expectExactPicture()
    let end = program.output.count
    let sent = program.count("a=t,f=100,i=700", from: start)
    #expect(program.count("a=d,d=I,i=700", from: start) == sent)
    #expect(end > start)
  }

  @Test func `a dialog cuts the picture, which is not sent again`() throws {
    let program = try Pty.launchInKitty(rows: 40, columns: 120)
    let start = program.output.count
    program.send("O")
    try program.expect(",p=2,x=", from: start)
    program.send("\u{1B}")
    try program.expect("a=d,d=i,i=70", from: start)
    #expect(program.count("a=t,f=100,i=700", from: start) == 0)
  }

  @Test func `a repaint sends the picture again`() throws {
    let program = try Pty.launchInKitty()
    let start = program.output.count
    program.send("\u{C}")
    try program.expectExactPicture(from: start)
    try program.expectRest()
    #expect(program.count("a=t,f=100,i=700", from: start) == 1)
  }

  @Test func `many changes of size send few pictures`() throws {
    let program = try Pty.launchInKitty()
    let start = program.output.count
    for width in 0..<60 {
      program.resize(rows: 24, columns: 80 + width % 7)
      program.read(for: 0.02)
    }
    program.resize(rows: 24, columns: 80)
    try program.expectExactPicture(from: start)
    try program.expectRest()
    #expect((1...4).contains(program.count("a=t,f=100,i=700", from: start)))
  }

  @Test func `the option of cells removes the picture`() throws {
    let program = try Pty.launchInKitty()
    let start = program.output.count
    program.send("Ojjjj\u{1B}[D")  // from auto back to cells
    try program.expect("a=d,d=I,i=70", from: start)
    program.send("\u{1B}")
    try program.expectRest()
    #expect(program.count("a=t,f=100,i=700", from: start) == 0)
  }

  @Test(arguments: [1, 10, 300, 4200, 5000, 9000])
  func `an exit in the middle of a picture ends its command first`(_ count: Int) throws {
    let program = try Pty.launchInKitty()
    program.send("\u{C}")
    var read = 0
    while read < count, program.readSome(min(count - read, 100)) { read += 100 }
    program.send("q")
    program.kill(SIGTERM)
    #expect(program.wait(within: 5) != nil)
    let start = "\u{1B}\\"
    #expect(
      program.contains(start + "\u{1B}_Gm=0,q=2;") || program.contains(start + "\u{1B}[?2026l"))
    #expect(program.contains(removal))
    #expect(TerminalModeTrace(program.output).leftovers == [])
  }

  @Test func `a line of 1 kB/s delays no key that quits`() throws {
    let program = try Pty.launchInKitty()
    program.send("=q")
    #expect(program.readSlowly() < 6000)
    #expect(program.wait(within: 1) == .exited(0))
    #expect(TerminalModeTrace(program.output).leftovers == [])
  }

  @Test func `replies that arrive in pieces type nothing`() throws {
    let program = try Pty.launchRavine(
      ["--reduced-motion"], environment: ["COLORTERM": "truecolor"])
    // Longer pauses than the time after which an escape is a key, inside the control strings.
    for piece in ["\u{1B}P", ">|kitty(0.", "41.1)\u{1B}", "\\\u{1B}[6;20;10t\u{1B}[?62;22c"] {
      program.send(piece)
      program.read(for: 0.06)
    }
    try program.expect("\u{1B}_Gi=31,s=1")
    let start = program.output.count
    for piece in ["\u{1B}_", "Gi=31;O", "K\u{1B}", "\\\u{1B}[?62;22c"] {
      program.send(piece)
      program.read(for: 0.06)
    }
    try program.expect("a=p,i=70", from: start)
    #expect(!program.contains("search") && !program.contains("no command"))
  }
}

@Suite(.blocking) struct `On other terminals` {
  @Test(arguments: [
    "xterm", "xterm-256color", "xterm-kitty", "vt100", "vt220", "linux", "screen",
    "screen-256color", "tmux", "tmux-256color", "rxvt", "rxvt-unicode-256color", "alacritty",
    "konsole-256color", "ansi", "st-256color",
  ])
  func `no byte of a picture is sent without a reply`(_ term: String) throws {
    let program = try Pty.launchRavine(environment: ["TERM": term, "COLORTERM": "truecolor"])
    for keys in ["=", "5", "2", "1", "O", "\u{1B}", "\u{C}"] {
      program.send(keys)
      program.read(for: 0.05)
    }
    // The replies of an xterm without a name, and of one whose name is not known.
    program.send("\u{1B}[?64;1;4;22c")
    program.read(for: 0.3)
    program.send("q")
    #expect(program.wait(within: 5) == .exited(0))
    #expect(!program.contains("\u{1B}_") && !program.contains("\u{1B}P"))
  }

  @Test func `a name that is not known gives cells`() throws {
    let program = try Pty.launchRavine(environment: ["COLORTERM": "truecolor"])
    program.send("\u{1B}P>|WezTerm 20240203\u{1B}\\\u{1B}[6;20;10t\u{1B}[?65;4c")
    program.read(for: 0.5)
    #expect(!program.contains("\u{1B}_"))
  }

  @Test func `cells on request send no query`() throws {
    let program = try Pty.launchRavine(
      ["--graphics", "cells"], environment: ["COLORTERM": "truecolor"])
    #expect(!program.contains("\u{1B}[>q") && !program.contains("\u{1B}[16t"))
    let other = try Pty.launchRavine(environment: ["TMUX": "/tmp/x,1,0"])
    #expect(!other.contains("\u{1B}[>q"))
  }
}
