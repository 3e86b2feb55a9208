import Engine
import Lessons
import Testing

@testable import Interface

@Suite struct `The reproduction command` {
  @Test func `is the id of an unchanged lesson`() throws {
    for lesson in try lessons().map(\.id) {
      #expect(try Session(lesson).state.reproductionCommand == "ravine play \(lesson)")
    }
  }

  @Test func `has one option for a seed or noise of all runs`() throws {
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

  @Test func `has options for all differences from the lesson`() throws {
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

@Suite struct `A run argument` {
  @Test(arguments: [
    "gd", "sam:eta=0.05,rho=0.1", "sam:eta=0.1*1/t:20.0,rho=*1/sqrt(t)", "sgd:eta=0.1*2lnT/T",
    "usam:name=U_1,start=(-1.0,2.5),seed=18446744073709551615,noise=(0.5,1.0)",
    "sgd:noise=(pareto:1.2:1.0,2.0)", "sgd:noise=(label:0.2)",
  ])
  func `equals the text from which it was parsed`(_ text: String) throws {
    #expect(try #require(InputParser.optimizers(text)).map(\.description) == [text])
  }

  @Test(arguments: [
    "sam:", "sam:eta", "sam:eta=", "sam:eta=x", "sam:eta=1,eta=2", "sam:eta=1*2", "sam:eta=1*",
    "sam:seed=-1", "sam:seed=1,seed=2", "sam:start=1", "sam:start=(1,2", "sam:name=", "sam:name=7",
    "sam:name=a b", "sam:noise=-1", "sam:=1", "gd,,sam", "",
    "sam:start=(1,2)),eta=1",
  ])
  func `is not parsed from an invalid setting`(_ text: String) {
    #expect(InputParser.optimizers(text) == nil)
  }

  @Test func `follows another with settings of its own`() throws {
    let text = "gd,usam:rho=0.1,eta=0.05*1/t:20.0,sam:start=(1.0,2.0)"
    let arguments = try #require(InputParser.optimizers(text))
    #expect(
      arguments.map(\.description)
        == ["gd", "usam:eta=0.05*1/t:20.0,rho=0.1", "sam:start=(1.0,2.0)"])
  }

  @Test func `makes a run with a unique name`() throws {
    let arguments = try ["sam", "sam:name=sam2", "sam", "gd"].flatMap {
      try #require(InputParser.optimizers($0))
    }
    #expect(NamedRun.makeRuns(arguments).map(\.name) == ["sam", "sam2", "sam3", "gd"])
  }
}

@Suite struct `The region in the reproduction command` {
  @Test func `is rounded below the resolution of the screen`() throws {
    var session = try Session()
    try session.type("F=l")
    let box = try #require(session.state.reproductionCommand.split(separator: " ").last)
    let numbers = box.split { $0 == ":" || $0 == "," }.map(String.init)
    #expect(numbers.count == 4)
    let camera = session.camera.region
    let bounds = [
      camera.x.lowerBound, camera.x.upperBound, camera.y.lowerBound, camera.y.upperBound,
    ]
    for (text, bound) in zip(numbers, bounds) {
      #expect(text.count <= 8)
      #expect(((Double(text) ?? .nan) - bound).magnitude < 1e-5 * camera.x.length)
    }
  }
}
