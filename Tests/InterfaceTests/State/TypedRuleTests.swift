import Engine
import Lessons
import Testing

@testable import Interface

@Suite struct `A run with a typed rule` {
  private let sam = "w - eta*grad(w + rho*unit(grad(w)))"

  @Test func `is parsed with its settings and named rule`() throws {
    let arguments = try #require(InputParser.optimizers("\(sam):rho=0.2,start=(1,2)"))
    #expect(arguments.map(\.optimizer) == [.rule(sam, knobs: ["rho": 0.2])])
    #expect(arguments[0].start == Point(1, 2))
    let runs = NamedRun.makeRuns(arguments + arguments + [RunArgument(.catalog("sam"))])
    #expect(runs.map(\.name) == ["rule", "rule2", "sam"])
    #expect(InputParser.optimizers("\(sam):rho") == nil)
  }

  @Test(arguments: [
    ("gd", nil), ("momentum-sam", nil), ("folder/mine.rule", nil), ("w - eta*grad(w)", "rule"),
    ("2*w", "rule"), ("# name: VaSSO\nw - eta*grad(w)", "VaSSO"),
    ("# name: SAM + momentum\nw - eta*grad(w)", "rule"),
  ])
  func `is told from an id by its signs`(_ text: String, _ name: String?) {
    let source = OptimizerChoice.Source(text)
    #expect(source == (name == nil ? .catalog(text) : .rule(text)))
    if let name { #expect(source.validRunName == name) }
  }

  @Test func `is typed and changed in a command line and reproduced`() throws {
    var session = try Session("quad-split")
    try session.type(":optimizer 'knob tau = 2 from 0 to 3;  w - eta*tau*grad(w)'")
    try session.press(.enter)
    #expect(session.state.experiment.namedRuns.map(\.name) == ["rule"])
    #expect(session.state.recordings[0].optimizer.info.knobs.map(\.id) == ["eta", "tau"])
    try session.type(":tau 1.5 eta 0.01")
    try session.press(.enter)
    let command = session.state.reproductionCommand
    let argument = "knob tau = 2 from 0 to 3; w - eta*tau*grad(w):eta=0.01,tau=1.5"
    #expect(command.contains("--optimizer '\(argument)'"))
    let arguments = try #require(InputParser.optimizers(argument))
    #expect(arguments.map(\.description) == [argument])
    let choice = session.state.experiment.namedRuns[0].optimizer
    #expect(arguments[0].optimizer.knobs == choice.knobs)
    #expect(arguments[0].optimizer.source == choice.source.canonical)
    try session.type(":tau 4")
    try session.press(.enter)
    #expect(session.state.experiment.namedRuns[0].optimizer == choice)
  }

  @Test func `keeps its line and shows the error if it is wrong`() throws {
    var session = try Session("quad-split")
    let before = session.state.experiment
    try session.type(":optimizer 'w - eta*gard(w)'")
    try session.press(.enter)
    #expect(session.state.experiment == before)
    #expect(session.state.message?.hasSuffix("did you mean “grad”?") ?? false)
  }
}
