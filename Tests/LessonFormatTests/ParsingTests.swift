import Engine
import Gallery
import LessonFormat
import Lessons
import StrictYAML
import TestSupport
import Testing

@Suite struct `A lesson file` {
  @Test func `parses to every value in it`() throws {
    let yaml = """
      id: all-1
      title: "All: of it"
      lesson: One sentence.
      source: Someone 2023
      surface: {name: quadratic, b: 20, angle: 30}
      start: [2, sqrt(40)]
      steps: 1e3
      view: {x: [-2.5, 2.5], y: [-.5, 7]}
      plot: amplitude
      runs:
        - {optimizer: gd, eta: 0.05}
        - {optimizer: sam, name: wide, eta: 0.05, rho: 1/3, start: [1, -1], seed: 7}
        - {optimizer: sgd, noise: 0.1}
        - {optimizer: sgd, name: b, noise: {normal: [0, 1]}}
        - {optimizer: sgd, name: c, noise: {pareto: 1.2, scale: [0, 2]}}
        - {optimizer: sgd, name: d, noise: {pareto: 1.5}, schedule: {eta: "1/t:20"}}
      cards:
        - {at: 0, say: "{{λ}} = {wide.sharpness}!"}
        - {at: end, ask: Which?, choices: [a b, "c"], answer: c, pause: true}
        - {when: wide at a saddle, say: x}
        - {when: gd 3-cycle, say: x}
        - {when: wide.x / gd.x < 2 and step > 5, say: x, set: {run: wide, eta: 0.1, rho: 2}}
      claims:
        - {run: wide, at: 12, value: abs(x), equals: 1/3, within: 1e-9, because: of it}
        - {at: end, value: wide.y / gd.y, below: -2}
        - {run: gd, first: diverged, value: step, above: 3}
        - {run: gd, first: norm > 1e3, value: loss, above: 3}
        - {run: gd, over: [5, end], mean: loss, below: 3}
        - {run: gd, at: end, state: at a saddle, with: {eta: 0.1, b: 3}, seeds: [1, 5]}
      """
    let scenario = try parseScenario(yaml: yaml, file: "all-1.yaml")
    #expect(scenario.id == "all-1")
    #expect(scenario.title == "All: of it")
    #expect(scenario.lesson == "One sentence.")
    #expect(scenario.source == "Someone 2023")
    #expect(scenario.surface == .named("quadratic", knobs: ["b": 20, "angle": 30]))
    #expect(scenario.start == Point(2, 40.0.squareRoot()))
    #expect(scenario.steps == 1000)
    #expect(scenario.view == Region(x: -2.5...2.5, y: -0.5...7))
    #expect(scenario.plot == .amplitude)
    #expect(
      scenario.runs == [
        NamedRun(name: "gd", optimizer: OptimizerChoice("gd", knobs: ["eta": 0.05])),
        NamedRun(
          name: "wide", optimizer: OptimizerChoice("sam", knobs: ["eta": 0.05, "rho": 1.0 / 3]),
          start: Point(1, -1), seed: 7),
        NamedRun(name: "sgd", optimizer: OptimizerChoice("sgd"), noise: .normal(0.1)),
        NamedRun(name: "b", optimizer: OptimizerChoice("sgd"), noise: .normal(x: 0, y: 1)),
        NamedRun(
          name: "c", optimizer: OptimizerChoice("sgd"), noise: .pareto(tail: 1.2, x: 0, y: 2)),
        NamedRun(
          name: "d",
          optimizer: OptimizerChoice("sgd", schedules: ["eta": .inverse(over: 20)]),
          noise: .pareto(tail: 1.5, x: 1, y: 1)),
      ])

    func expression(_ text: String) throws -> Expression { try Expression(text) { _ in true } }
    #expect(
      scenario.cards == [
        Card(
          moment: .step(0),
          content: .statement(
            Template([.text("{λ} = "), .value(try expression("wide.sharpness")), .text("!")]))),
        Card(
          moment: .end,
          content: .question(Template([.text("Which?")]), choices: ["a b", "c"], answer: 1),
          pauses: true),
        Card(moment: .state(run: "wide", word: "at a saddle"), content: .statement(x)),
        Card(moment: .state(run: "gd", word: "3-cycle"), content: .statement(x)),
        Card(
          moment: .holds(try expression("wide.x / gd.x < 2 and step > 5")), content: .statement(x),
          changes: [
            SettingChange(.run("wide"), knob: "eta", value: 0.1),
            SettingChange(.run("wide"), knob: "rho", value: 2),
          ]),
      ])
    #expect(
      scenario.claims == [
        Claim(
          run: "wide", sampling: .at(.step(12)),
          assertion: .value(try expression("abs(x)"), .equals(1.0 / 3, within: 1e-9)),
          because: "of it"),
        Claim(
          run: nil, sampling: .at(.end),
          assertion: .value(try expression("wide.y / gd.y"), .below(-2))),
        Claim(
          run: "gd", sampling: .at(.state(run: "gd", word: "diverged")), assertion: .step(.above(3))
        ),
        Claim(
          run: "gd", sampling: .at(.holds(try expression("norm > 1e3"))),
          assertion: .value(try expression("loss"), .above(3))),
        Claim(
          run: "gd", sampling: .over(5...1000, .mean),
          assertion: .value(try expression("loss"), .below(3))),
        Claim(
          run: "gd", sampling: .at(.end), assertion: .state(word: "at a saddle"),
          changes: ["gd", "wide", "sgd", "b", "c", "d"].map {
            SettingChange(.run($0), knob: "eta", value: 0.1)
          } + [SettingChange(.surface, knob: "b", value: 3)], seeds: 1...5),
      ])
  }

  private let x = Template([.text("x")])

  @Test func `may have a formula with parameters`() throws {
    for (surface, choice) in [
      ("hyperbola", SurfaceChoice.named("hyperbola")),
      ("{formula: (x*y - a)^2, a: 2}", .formula("(x*y - a)^2", parameters: ["a": 2])),
      ("(x*y - 1)^2", .formula("(x*y - 1)^2")),
    ] {
      let yaml = Mistake.validYAML.replacing("{name: quadratic, b: 20}", with: surface)
      #expect(try parseScenario(yaml: yaml, file: "a.yaml").surface == choice)
    }
  }

  @Test func `may have a surface in a file`() throws {
    let grid = try Grid(x: [0, 1], y: [0, 1], values: [1, 2, 3, 4])
    let files = LessonFileReader(
      surface: { .success(.grid("lessons/\($0)", grid, .linear)) },
      trainingPath: { .success(TrainingPath("lessons/\($0)", points: [Point(0, 1)])) })
    for surface in ["{file: a.npz}", "a.npz"] {
      let yaml = Mistake.validYAML.replacing("{name: quadratic, b: 20}", with: surface)
      let lesson = try parseScenario(yaml: yaml, file: "a.yaml", files: files)
      #expect(lesson.surface == SurfaceChoice(.grid("lessons/a.npz", grid, .linear)))
      do throws(YAMLFileError) {
        _ = try parseScenario(yaml: yaml, file: "a.yaml")
        Issue.record("a lesson in memory read a file")
      } catch {
        #expect(error.description.contains("a.npz cannot be read"), "\(error)")
      }
    }
  }

  @Test func `may omit optional keys`() throws {
    let yaml = """
      id: short
      title: Short
      surface: hyperbola
      start: [3, 0.3]
      steps: 10
      view: {x: [0, 1], y: [0, 1]}
      runs: [{optimizer: sam}]
      """
    let scenario = try parseScenario(yaml: yaml, file: "short.yaml")
    #expect(scenario.runs == [NamedRun(name: "sam", optimizer: OptimizerChoice("sam"))])
    #expect(scenario.cards.isEmpty && scenario.claims.isEmpty && scenario.source.isEmpty)
  }
}

@Suite(.randomCases) struct `A damaged lesson` {
  @Test(arguments: gallery.map(\.id))
  func `parses or gives a located error when truncated`(_ id: String) throws {
    let lesson = try #require(gallery.first { $0.id == id })
    // About 35 offsets per lesson, other offsets in each lesson.
    let step = max(1, lesson.yaml.count / (35 * thoroughness))
    for count in stride(from: id.utf8.count % step, through: lesson.yaml.count, by: step) {
      expectParsedOrLocatedError(Array(lesson.yaml.prefix(count)), "\(id).yaml")
    }
  }

  @Test(arguments: gallery.map(\.id))
  func `parses or gives a located error when bytes change`(_ id: String) throws {
    let lesson = try #require(gallery.first { $0.id == id })
    let syntax = Array("{}[]:,-*&?|>'\"\\%@ \n\t#!0aλ".utf8)
    forEachRandomCase(35) { generator in
      var bytes = lesson.yaml
      for _ in 0...generator.below(3) {
        bytes[generator.below(bytes.count)] =
          generator.below(4) == 0 ? UInt8(generator.below(256)) : generator.pick(syntax)
      }
      expectParsedOrLocatedError(bytes, "\(id).yaml")
    }
  }

  /// Parses the bytes, and expects the location of an error to be in the file.
  private func expectParsedOrLocatedError(_ bytes: [UInt8], _ file: String) {
    do throws(YAMLFileError) {
      _ = try parseScenario(yaml: bytes, file: file)
    } catch {
      let lines = String(decoding: bytes, as: UTF8.self).split(
        omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      #expect(error.line >= 1 && error.column >= 1 && error.line <= lines.count + 1)
      #expect(!error.message.contains("valid YAML"), "\(error.description)")
    }
  }
}
