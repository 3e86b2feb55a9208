import Drawing
import Engine
import Lessons
import Testing

@testable import Interface

@Suite struct `The prediction in the run pane` {
  @Test(arguments: [0.04, 0.05, 0.06, 0.07, 0.08])
  func `equals the observed amplitude of SAM's 2-cycle`(_ eta: Double) throws {
    var session = try Session("quad-split", rows: 40, columns: 120)
    try session.type(":optimizer sam:rho=0.07 steps 2000")
    try session.press(.enter)
    try session.type(":eta \(eta)")
    try session.press(.enter)
    try session.type("PG")
    let line = try #require(
      session.screen.first { $0.contains("predicted c = ") && $0.contains("observed ") })
    let words = line.split { $0 == " " || $0 == "," }.map(String.init)
    let at = try #require(words.firstIndex(of: "c"))
    let predicted = try #require(Double(words[at + 2]))
    let measured = try #require(Double(words[at + 4]))
    // η λ ρ / (2 − η λ) with λ = 20.
    let radius = eta * 20 * 0.07 / (2 - eta * 20)
    #expect((predicted / radius - 1).magnitude < 0.01)
    #expect((measured / predicted - 1).magnitude < 0.01)
  }

  /// The relative tolerances of predictions, if not 2 %; the drift accumulates over a whole lesson.
  private static let tolerance = ["drift-position": 0.03]

  @Test func `agrees with the observation at the end of every lesson`() throws {
    var counts: [String: Int] = [:]
    for lesson in try lessons() {
      var session = try Session(lesson.id, rows: 60, columns: 200)
      try session.type("PG")
      for run in session.recordings.indices {
        guard let result = session.state.mainPrediction(of: run), let predicted = result.predicted,
          let measured = result.measured
        else { continue }
        counts[result.id, default: 0] += 1
        let name = "\(lesson.id), \(session.state.title(of: run)): \(result.wordings[1])"
        let pane = session.state.layout.runPanes[run]
        let line = session.state.displayable(result.wordings, fitting: pane.columns - 2)
        #expect(session.screen.contains { $0.contains(line) }, "\(name)")
        switch result.relation {
        case .equals:
          let tolerance = (Self.tolerance[result.id] ?? 0.02) * predicted.magnitude
          #expect((measured - predicted).magnitude <= tolerance, "\(name)")
        case .atMost: #expect(measured <= predicted, "\(name)")
        }
      }
    }
    let ids = ["cycle-radius", "resting-sharpness", "hallucinated-slope", "saddle-multiplier"]
    #expect(ids.allSatisfy { counts[$0, default: 0] >= 5 })
    #expect(counts.values.reduce(0, +) > 80)
  }

  @Test(arguments: Catalog.optimizers.map(\.info.id))
  func `fits into the pane at 80 columns`(_ optimizer: String) throws {
    var session = try Session("quad-split")
    try session.type(":optimizer \(optimizer)")
    try session.press(.enter)
    try session.type("PG")
    guard let result = session.state.mainPrediction(of: 0) else { return }
    let columns = session.state.layout.runPanes[0].columns - 2
    let line = session.state.displayable(result.wordings, fitting: columns)
    #expect(displayWidth(of: line) <= columns, "\(line)")
  }
}

@Suite struct `The run panes` {
  @Test(arguments: 1...9, [(24, 80), (40, 120), (60, 200)])
  func `show λ and loss of every run`(_ count: Int, _ size: (rows: Int, columns: Int)) throws {
    let ids = ["gd", "sam", "usam", "momentum", "adam", "sam", "unified", "asam", "sam-momentum"]
    var session = try Session("quad-split", rows: size.rows, columns: size.columns)
    try session.type(":optimizer \(ids.prefix(count).joined(separator: ","))")
    try session.press(.enter)
    try session.type("G")
    #expect(session.recordings.count == count)
    for run in session.recordings.indices {
      let rect = session.state.layout.runPanes[run]
      let pane = session.screen[rect.row..<rect.endRow].map {
        String($0.dropFirst(rect.column).prefix(rect.columns))
      }.joined(separator: " ")
      let row = session.recordings[run].row(at: .max)
      for (name, value) in [("λ", row.sharpness), ("L", row.loss)] {
        let numbers = [3, 2, 1].map { formatShort(value, digits: $0) }
        #expect(
          numbers.contains { pane.contains("\(name)\($0)") || pane.contains("\(name) \($0)") },
          "\(pane)")
      }
    }
  }

  @Test(arguments: ["lxy-race", "lxy-frozen", "free-look", "xy1-three-stops"])
  func `cut no number`(_ lesson: String) throws {
    var session = try Session(lesson)
    for step in ["0", "100", "600", "1000"] {
      try session.type("\(step)G")
      for (run, rect) in session.state.layout.runPanes.enumerated() {
        let lines = session.screen[rect.row..<rect.endRow].map {
          String($0.dropFirst(rect.column).prefix(rect.columns))
        }
        let row = session.recordings[run].row(at: session.state.step(of: run))
        #expect(!lines.joined().contains("…"), "\(lesson), step \(step): \(lines)")
        let thresholds = [3, 2, 1].map { formatShort(row.stabilityThreshold, digits: $0) }
        #expect(
          row.stabilityThreshold.isNaN || thresholds.contains { lines[2].hasSuffix(" \($0)") },
          "\(lesson), step \(step): \(lines)")
      }
    }
  }

  @Test func `of a problem cut no number`() throws {
    var session = try Session("flat-not-good")
    for step in ["0", "90", "3000"] {
      try session.type("\(step)G")
      for rect in session.state.layout.runPanes {
        let line = session.screen[rect.row + 1].dropFirst(rect.column)
        #expect(line.hasSuffix("%"), "step \(step): \(line)")
      }
    }
  }

  @Test func `have letters rather than dots in the names of six runs`() throws {
    let session = try Session("part-of-sam")
    for rect in session.state.layout.runPanes {
      #expect(!session.screen[rect.row].dropFirst(rect.column).contains("…"))
    }
    #expect(session.state.shortTitles(width: 3) == ["sam", "bar", "sig", "ran", "sta", "dow"])
  }

  @Test func `tell the runs of every lesson apart in ten columns`() throws {
    for lesson in try lessons() {
      let state = try Session(lesson.id).state
      let titles = state.recordings.indices.map(state.title)
      #expect(
        Set(state.shortTitles(width: 10)).count == Set(titles).count, "\(lesson.id): \(titles)")
      for title in state.shortTitles(width: 10) { #expect(displayWidth(of: title) <= 10) }
    }
  }

  @Test func `name runs of one optimizer after what differs`() throws {
    var lesson = try Session("quad-split").scenario
    lesson.runs = NamedRun.makeRuns(
      ["sam:rho=0.05", "sam:rho=0.3", "gd"].flatMap { InputParser.optimizers($0) ?? [] })
    let session = try Session(lesson)
    let titles = session.recordings.indices.map(session.state.title)
    #expect(titles == ["SAM ρ 0.05", "SAM ρ 0.3", "GD"])
    #expect(Set(session.state.shortTitles(width: 6)).count == 3)
  }
}

@Suite struct `The state in a narrow pane` {
  @Test(arguments: [
    (State.quasiPeriodic, 10, "quasi-per."), (.quasiPeriodic, 9, "quasi-p."),
    (.quasiPeriodic, 4, "quas"), (.fluctuating, 9, "fluct."), (.cycling(period: 2), 7, "2-cycle"),
    (.stalled, 6, "stalle"), (.chaotic, 4, "chao"), (.diverged(step: 125), 5, "@125"),
    (.descending, 9, "descend."),
  ])
  func `keeps its own name`(_ state: State, _ columns: Int, _ word: String) throws {
    #expect(state.word(fitting: columns, try Session("quad-split").state) == word)
  }
}

@Suite struct `A message without a line of its own` {
  @Test func `replaces the line below it`() throws {
    var session = try Session("quad-split", rows: 11, columns: 40)
    try session.type(":foo")
    #expect(session.screen.last == " :foo")
    try session.press(.enter)
    let line = try #require(session.screen.last)
    #expect(line.contains("there is no setting or") && !line.contains("descending"))
  }
}
