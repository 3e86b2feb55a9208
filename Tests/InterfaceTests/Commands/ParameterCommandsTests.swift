import Drawing
import Engine
import Lessons
import Testing

@testable import Interface

@Suite struct `A parameter` {
  @Test func `changes by a notch with its own keys`() throws {
    var session = try Session()
    try session.type("E")
    #expect(session.state.values("eta") == [0.0561, 0.0561, 0.0561])
    try session.type("e")
    #expect(session.state.values("eta") == [0.05, 0.05, 0.05])
    try session.type("R")
    #expect(session.state.values("rho") == [nil, 0.112, 0.112])
    try session.type("r")
    #expect(session.state.values("rho") == [nil, 0.0998, 0.0998])
    #expect(try session.state.isRecorded())
  }

  @Test func `is selected and changed with the arrow keys`() throws {
    var session = try Session()
    #expect(session.selectedParameter?.knob.id == "eta")
    try session.press(.down)
    #expect(session.selectedParameter?.knob.id == "rho")
    try session.press(.right, .right)
    #expect(session.state.values("rho") == [nil, 0.126, 0.126])
    try session.press(.up, .left)
    #expect(session.state.values("eta") == [0.0446, 0.0446, 0.0446])
    try session.type("20")
    try session.press(.right)
    #expect(session.state.values("eta") == [0.446, 0.446, 0.446])
    #expect(try session.state.isRecorded())
  }

  @Test func `can be halved and doubled`() throws {
    var session = try Session()
    try session.press(.shiftLeft)
    #expect(session.state.values("eta") == [0.025, 0.025, 0.025])
    try session.press(.shiftRight, .shiftRight)
    #expect(session.state.values("eta") == [0.1, 0.1, 0.1])
  }

  @Test func `accepts a typed value`() throws {
    var session = try Session()
    try session.press(.enter)
    try session.type("1.3e-1")
    #expect(session.screen[20].contains("η 1.3e-1"))
    try session.press(.backspace)
    try session.type("2")
    try session.press(.enter)
    #expect(session.state.values("eta") == [1.3e-2, 1.3e-2, 1.3e-2])
    #expect(session.input.mode == .normal)
    #expect(try session.state.isRecorded())
  }

  @Test(arguments: ["--", "1e", "e5", ".", "1e999", "1.2.3", "-", "+-1"])
  func `rejects text that is not a number`(_ text: String) throws {
    var session = try Session()
    let before = session.experiment
    try session.press(.enter)
    try session.type(text)
    try session.press(.enter)
    #expect(session.experiment == before)
    #expect(session.narrationText.contains("not a number"))
  }

  @Test(arguments: ["0", "1001", "-1", "1e300"])
  func `rejects a number outside its range with a message`(_ text: String) throws {
    var session = try Session()
    let before = session.experiment
    try session.press(.enter)
    try session.type(text)
    try session.press(.enter)
    #expect(session.experiment == before)
    #expect(session.narrationText == "η must be from 1.0e-12 to 1000")
  }

  @Test func `does not change on Esc, nor on Backspace or Enter without text`() throws {
    var session = try Session()
    let before = session.experiment
    try session.press(.enter)
    try session.type("9")
    try session.press(.escape)
    #expect(session.input.mode == .normal)
    try session.press(.enter)
    try session.type("9")
    try session.press(.backspace, .backspace)
    #expect(session.input.mode == .normal)
    try session.press(.enter, .enter)
    #expect(session.input.mode == .normal)
    #expect(session.experiment == before)
    #expect(session.recorded.history.undoStack.isEmpty)
  }

  @Test func `stays within its range for huge counts`() throws {
    var session = try Session()
    try session.type("9999999E")
    #expect(session.state.values("eta") == [1000, 1000, 1000])
    try session.type("9999999e")
    #expect(session.state.values("eta") == [1e-12, 1e-12, 1e-12])
    try session.type("9999999R")
    #expect(session.state.values("rho") == [nil, 100, 100])
    try session.type("9999999r")
    #expect(session.state.values("rho") == [nil, 0, 0])
    try session.type("R")
    #expect(session.state.values("rho") == [nil, 0.001, 0.001])
    #expect(try session.state.isRecorded())
  }

  @Test(arguments: ["1e-310", "5e-324", "1e-306"])
  func `stays finite after tiny values`(_ text: String) throws {
    var session = try Session()
    try session.press(.down, .enter)
    try session.type(text)
    try session.press(.enter)
    for key: Key in [.right, .left, .shiftRight, .shiftLeft] {
      try session.press(key)
      for value in session.state.values("rho").compactMap(\.self) {
        #expect(value.isFinite && value >= 0)
      }
    }
    #expect(try session.state.isRecorded())
  }

  @Test func `is reset to the lesson's value by Backspace`() throws {
    var session = try Session()
    try session.type("EEERR")
    #expect(session.state.differsFromLesson)
    try session.press(.backspace)
    #expect(session.state.values("rho") == [nil, 0.1, 0.1])
    try session.type("E")
    try session.press(.backspace)
    #expect(session.state.values("eta") == [0.05, 0.05, 0.05])
    #expect(!session.state.differsFromLesson)
  }

  @Test func `of a surface changes like a knob of a run`() throws {
    var session = try Session("quad-split")
    while session.selectedParameter?.knob.id != "b" { try session.press(.down) }
    let before = session.state.values(of: try #require(session.selectedParameter))
    try session.press(.shiftRight)
    #expect(
      session.state.values(of: try #require(session.selectedParameter)) == before.map { 2 * $0 })
    #expect(try session.state.isRecorded())
    try session.press(.backspace)
    #expect(!session.state.differsFromLesson)
  }

  @Test func `changes for the focused run only`() throws {
    var session = try Session()
    try session.press(.tab, .tab)
    #expect(session.selection.focusedRun == 1)
    try session.type("E")
    #expect(session.state.values("eta") == [0.05, 0.0561, 0.05])
    try session.press(.backspace)
    #expect(!session.state.differsFromLesson)
    try session.press(.backTab)
    #expect(session.selection.focusedRun == 0)
    try session.type("R")
    #expect(!session.state.differsFromLesson)
    #expect(session.narrationText == "no focused run has the hyperparameter rho")
  }

  @Test func `does not move the playhead`() throws {
    var session = try Session()
    try session.type("412G")
    try session.type("EErrUu")
    try session.click(Position(row: 10, column: 30))
    #expect(session.playback.playhead == 412)
  }

  @Test func `may equal the former value of another run`() throws {
    let lesson = try #require(try lessons().first)
    var scenario = lesson
    scenario.cards = []
    scenario.runs = [0.01, 0.02, 0.04, 0.02].enumerated().map {
      NamedRun(
        name: "run\($0.offset)", optimizer: OptimizerChoice("gd", knobs: ["eta": $0.element]))
    }
    var session = try Session(scenario)
    try session.press(.shiftRight)
    #expect(session.state.values("eta") == [0.02, 0.04, 0.08, 0.04])
    #expect(try session.state.isRecorded())
    try session.type("u")
    #expect(try session.state.isRecorded())
  }
}
