import Engine
import Testing

@testable import Interface

@Suite struct `The command that brings a state back` {
  @Test func `names a lesson alone while it is as it was written`() throws {
    for lesson in try lessons().map(\.id) {
      #expect(try Session(lesson).state.reproductionCommand == "ravine play \(lesson)")
    }
  }

  @Test func `says only what all runs have anew`() throws {
    var session = try Session("quad-split")
    try session.type(":seed 7")
    try session.press(.enter)
    #expect(session.state.reproductionCommand == "ravine play quad-split --seed 7")
    try session.type(":noise pareto:1.5:1,0.5")
    try session.press(.enter)
    #expect(
      session.state.reproductionCommand
        == "ravine play quad-split --seed 7 --noise pareto:1.5:1.0,0.5")
  }

  @Test func `says what a lesson that was opened otherwise differs in`() throws {
    let lessons = try lessons()
    var scenario = try #require(lessons.first { $0.id == "quad-split" })
    scenario.steps = 12
    scenario.runs[1].noise = .normal(0.5)
    let session = try Session(scenario, gallery: lessons)
    #expect(
      session.state.reproductionCommand
        == "ravine play quad-split --optimizer 'gd:eta=0.045,noise=(0)'"
        + " --optimizer 'usam:eta=0.045,rho=0.07,noise=(0.5)'"
        + " --optimizer 'sam:eta=0.045,rho=0.07,noise=(0)' --steps 12")
  }
}

@Suite struct `A run as it is typed` {
  @Test(arguments: [
    "gd", "sam:eta=0.05,rho=0.1", "sam:eta=0.1*1/t:20.0,rho=*1/sqrt(t)", "sgd:eta=0.1*2lnT/T",
    "usam:name=U_1,start=(-1.0,2.5),seed=18446744073709551615,noise=(0.5,1.0)",
    "sgd:noise=(pareto:1.2:1.0,2.0)", "sgd:noise=(label:0.2)",
  ])
  func `is read from its text and written back`(_ text: String) throws {
    #expect(try #require(InputParser.optimizers(text)).map(\.description) == [text])
  }

  @Test(arguments: [
    "sam:", "sam:eta", "sam:eta=", "sam:eta=x", "sam:eta=1,eta=2", "sam:eta=1*2", "sam:eta=1*",
    "sam:seed=-1", "sam:seed=1,seed=2", "sam:start=1", "sam:start=(1,2", "sam:name=", "sam:name=7",
    "sam:name=a b", "sam:noise=-1", "sam:=1", "gd,sam:eta=1", "gd,,sam", "",
    "sam:start=(1,2)),eta=1",
  ])
  func `is refused if a setting makes no sense`(_ text: String) {
    #expect(InputParser.optimizers(text) == nil)
  }

  @Test func `has a name of its own`() throws {
    let entrants = try ["sam", "sam:name=sam2", "sam", "gd"].flatMap {
      try #require(InputParser.optimizers($0))
    }
    #expect(NamedRun.makeRuns(entrants).map(\.name) == ["sam", "sam2", "sam3", "gd"])
  }
}

@Suite struct `Noise on the knob line` {
  @Test func `is turned like any knob, for the runs in focus`() throws {
    var session = try Session("quad-split")
    #expect(session.screen[20].contains("σ 0"))
    while session.state.selectedParameter?.knob.id != "noise" { try session.press(.down) }
    try session.press(.right)
    #expect(session.experiment.namedRuns.allSatisfy { $0.noise == .normal(0.01) })
    try session.press(.shiftRight)
    #expect(session.experiment.namedRuns[0].noise == .normal(0.02))
    try session.press(.tab, .enter)
    try session.type("0.5")
    try session.press(.enter)
    #expect(session.experiment.namedRuns.map(\.noise.maxScale) == [0.5, 0.02, 0.02])
    #expect(try session.state.isRecorded())
    try session.press(.backspace)
    #expect(session.experiment.namedRuns.map(\.noise.maxScale) == [0, 0.02, 0.02])
  }

  @Test func `keeps its kind and its proportion`() {
    #expect(Noise.normal(x: 1, y: 4).rescaled(to: 2) == .normal(x: 0.5, y: 2))
    #expect(Noise.pareto(tail: 1.2, x: 0, y: 0).rescaled(to: 2) == .pareto(tail: 1.2, x: 2, y: 2))
    #expect(Noise.label(1).rescaled(to: 0.3) == .label(0.3))
    #expect(Noise.normal(1).rescaled(to: 0) == .none)
    #expect(Noise.none.rescaled(to: 0) == .none)
  }

  @Test func `is not put on a surface without a label`() throws {
    var session = try Session("quad-split")
    try session.type(":noise label:0.2")
    try session.press(.enter)
    #expect(session.narrationText.contains("label"))
    #expect(session.experiment.namedRuns.allSatisfy { $0.noise == .none })
  }
}
