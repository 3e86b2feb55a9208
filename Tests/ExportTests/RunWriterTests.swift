import Engine
import Export
import Foundation
import Lessons
import Testing

@Suite struct `The data of a run` {
  private static let quadratic = Scenario(
    id: "bowl", title: "", lesson: "", source: "",
    surface: .named("quadratic", knobs: ["a": 1, "b": 4]), start: Point(1, 0.5), steps: 3,
    view: Region(x: -1...1, y: -1...1),
    runs: [
      NamedRun(name: "plain, \"old\" gd", optimizer: OptimizerChoice("gd", knobs: ["eta": 0.25])),
      NamedRun(
        name: "sam", optimizer: OptimizerChoice("sam", knobs: ["eta": 0.25, "rho": 0.5]),
        start: Point(0, 1), seed: 7),
    ])

  private static func text(
    _ format: RunFormat, of scenario: Scenario = quadratic, every stride: Int? = nil
  ) throws -> String {
    let writer = RunWriter(scenario, format: format, every: stride)
    var text = try writer.header(version: "1.2.3")
    for run in scenario.runs {
      let recording = try Catalog.record(scenario.run(of: run))
      writer.writeRows(of: recording, named: run.name) { text += $0 }
    }
    return text
  }

  /// Computed by hand: GD with η = ¼ maps x to ¾x and y to 0.
  ///
  /// SAM on the y axis has the gradient norm 4|y| and the ascent point y + ½, and therefore maps
  /// every y > 0 to −½. The 10⁻¹² added to the norm is below the last digit of 4y.
  @Test func `is the expected csv`() throws {
    let lines = try Self.text(.csv).split(separator: "\n").map(String.init)
    let gd = "\"plain, \"\"old\"\" gd\",gd"
    #expect(
      lines.prefix(5) == [
        "run,optimizer,step,evaluations,x,y,ascent_x,ascent_y,loss,gradient_norm,sharpness,edge,"
          + "state",
        "\(gd),0,0,1,0.5,1,0.5,1,2.23606797749979,4,8,descending",
        "\(gd),1,1,0.75,0,0.75,0,0.28125,0.75,4,8,descending",
        "\(gd),2,2,0.5625,0,0.5625,0,0.158203125,0.5625,4,8,descending",
        "\(gd),3,3,0.421875,0,0.421875,0,0.0889892578125,0.421875,4,8,descending",
      ])
    #expect(lines.count == 9)
    #expect(lines[5].hasPrefix("sam,sam,0,0,0,1,0,1.49999999999"))
    #expect(lines[8].hasPrefix("sam,sam,3,6,0,"))
  }

  @Test(arguments: [RunFormat.csv, .jsonl])
  func `parses to the same doubles`(_ format: RunFormat) throws {
    for run in Self.unusual.runs {
      var scenario = Self.unusual
      scenario.runs = [run]
      let recording = try Catalog.record(scenario.run(of: run))
      let lines = try Self.text(format, of: scenario).split(separator: "\n").dropFirst()
      try #require(lines.count == recording.lastStep + 1)
      for (step, line) in lines.enumerated() {
        let row = recording.row(at: step)
        let read = try format == .csv ? Self.csvValues(line) : Self.jsonValues(line)
        let expected = [
          row.point.x, row.point.y, row.ascentPoint.x, row.ascentPoint.y, row.loss,
          row.gradientNorm,
          row.sharpness, row.stabilityThreshold,
        ]
        try #require(read.count == expected.count)
        for (read, expected) in zip(read, expected) {
          #expect(
            read.bitPattern == expected.bitPattern || (read.isNaN && expected.isNaN),
            "\(run.name) \(step): \(read) \(expected)")
        }
        #expect(line.contains(row.state.label))
      }
    }
  }

  @Test(arguments: [RunFormat.csv, .jsonl])
  func `has the period of a cycle in its state`(_ format: RunFormat) throws {
    let scenario = Scenario(
      id: "cycle", title: "", lesson: "", source: "", surface: .named("quadratic"),
      start: Point(1, 1), steps: 400, view: Region(x: -1...1, y: -1...1),
      runs: [NamedRun(name: "sam", optimizer: OptimizerChoice("sam"))])
    let last = try #require(try Self.text(format, of: scenario).split(separator: "\n").last)
    #expect(last.contains("2-cycle") && !last.contains("cycling"), "\(last)")
  }

  /// Runs with subnormal, infinite and undefined numbers and negative zeros.
  private static let unusual = Scenario(
    id: "wild", title: "", lesson: "", source: "", surface: .formula("-cosh(x) + y^2"),
    start: Point(-1, -0.0), steps: 60, view: Region(x: -1...1, y: -1...1),
    runs: ["gd", "usam", "sam"].map { NamedRun(name: $0, optimizer: OptimizerChoice($0)) })

  private static func csvValues(_ line: Substring) throws -> [Double] {
    try line.split(separator: ",", omittingEmptySubsequences: false)[4..<12].map {
      $0.isEmpty ? .nan : try #require(Double($0))
    }
  }

  private static func jsonValues(_ line: Substring) throws -> [Double] {
    let object = try JSONDecoder().decode([String: Field].self, from: Data(line.utf8))
    #expect(Set(object.keys) == Set(RunWriter.columnNames))
    return try RunWriter.columnNames[4..<12].map { name in
      switch try #require(object[name]) {
      case .number(let number): number
      case .text(let text): try #require(Double(text))
      case .undefined: .nan
      }
    }
  }

  private enum Field: Decodable {
    case number(Double)
    case text(String)
    case undefined

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .undefined
      } else if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }
  }

  @Test func `encodes every non-finite number`() throws {
    let csv = try Self.text(.csv, of: Self.unusual)
    #expect(csv.contains(",inf,") && csv.contains(",-inf,") && csv.contains(",NaN,"))
    #expect(!csv.contains("nan"))
    #expect(csv.contains(",-0.0,"))
    let jsonl = try Self.text(.jsonl, of: Self.unusual)
    #expect(jsonl.contains("\"inf\"") && jsonl.contains("\"-inf\""))
    #expect(jsonl.contains("\"loss\": null") && !jsonl.lowercased().contains("nan"))
    #expect(jsonl.contains("\"edge\": null"))
  }

  @Test func `begins with metadata in jsonl`() throws {
    let text = try Self.text(.jsonl)
    let line = try #require(text.split(separator: "\n").first)
    #expect(
      line == """
        {"schema": "ravine-run/1", "version": "1.2.3", "scenario": "bowl", \
        "surface": {"id": "quadratic", "formula": "½(a u² + b v²), (u, v) turned by angle", \
        "knobs": {"a": 1, "b": 4, "angle": 0}}, "start": [1, 0.5], "steps": 3, "seed": null, \
        "runs": [{"run": "plain, \\"old\\" gd", "optimizer": "gd", "knobs": {"eta": 0.25}, \
        "start": [1, 0.5], "seed": 0}, {"run": "sam", "optimizer": "sam", \
        "knobs": {"eta": 0.25, "rho": 0.5}, "start": [0, 1], "seed": 7}]}
        """)
  }

  @Test(arguments: [
    (1, [0, 1, 2, 3, 4, 5, 6, 7]), (2, [0, 2, 4, 6, 7]), (7, [0, 7]), (100, [0, 7]),
    (0, [0, 1, 2, 3, 4, 5, 6, 7]), (Int.max, [0, 7]),
  ])
  func `has step 0 and the last step for every stride`(_ stride: Int, _ steps: [Int]) throws {
    var scenario = Self.quadratic
    scenario.steps = 7
    scenario.runs.removeFirst()
    let lines = try Self.text(.csv, of: scenario, every: stride).split(separator: "\n").dropFirst()
    #expect(lines.map { Int($0.split(separator: ",")[2]) } == steps)
  }

  @Test func `has one row for a run without steps`() throws {
    var scenario = Self.quadratic
    scenario.steps = 0
    #expect(try Self.text(.csv, of: scenario).split(separator: "\n").count == 3)
  }

  @Test func `is written in chunks of bounded size`() throws {
    var scenario = Self.quadratic
    scenario.steps = 20_000
    let writer = RunWriter(scenario, format: .jsonl)
    let recording = try Catalog.record(scenario.run(of: scenario.runs[0]))
    var sizes: [Int] = []
    writer.writeRows(of: recording, named: "gd") { sizes.append($0.utf8.count) }
    #expect(sizes.count > 10)
    #expect(sizes.allSatisfy { $0 < 1 << 17 })
  }

  @Test func `has the first and last steps in a table`() throws {
    let lines = try Self.text(.table).split(separator: "\n")
    #expect(lines.count == 5)
    #expect(lines[0].hasPrefix("run"))
    #expect(lines[2].hasPrefix("plain, \"old\" gd     3"))
    #expect(lines[2].contains(" 0.0889893 "))
  }

  @Test func `has the rows of the recording`() throws {
    let scenario = Scenario(
      id: "ring", title: "", lesson: "", source: "", surface: .named("ring"),
      start: Point(0.92, 0.5), steps: 600, view: Region(x: -1...1, y: -1...1),
      runs: [NamedRun(name: "sam", optimizer: OptimizerChoice("sam"))])
    let recording = try Catalog.record(scenario.run(of: scenario.runs[0]))
    for (step, row) in recording.rows().enumerated() {
      #expect(row == recording.row(at: step))
    }
  }
}
