import Engine
import Foundation
import Gallery
import LessonFormat
import Lessons
import TestSupport
import Testing

/// A lesson of the gallery.
struct Lesson: CustomTestStringConvertible, Sendable {
  let id: String
  let yaml: [UInt8]
  private let parsed = Lazy<Scenario>()
  private let simulated = Lazy<[[String: Recording]]>()

  var testDescription: String { id }
  var file: String { "\(id).yaml" }
  var text: String { String(decoding: yaml, as: UTF8.self) }

  init(id: String, yaml: [UInt8]) {
    self.id = id
    self.yaml = yaml
  }

  /// The scenario, parsed once for all tests.
  func scenario() throws -> Scenario {
    try parsed.value {
      try LessonFormat.parseScenario(yaml: yaml, file: file, files: galleryFiles)
    }
  }

  /// The recordings of each act by the names of the runs, simulated once for all tests.
  func recordings() throws -> [[String: Recording]] {
    try simulated.value { try scenario().acts.map(record) }
  }

  static let all = gallery.map { Lesson(id: $0.id, yaml: $0.yaml) }

  static func named(_ id: String) throws -> Lesson {
    try #require(all.first { $0.id == id })
  }
}

extension Lesson {
  /// Whether the runs are on a problem of many parameters.
  func isOnProblem() throws -> Bool { try scenario().surface.source.problem != nil }

  /// Records an act; the first of a problem lesson is shared with the tests of the interface.
  private func record(_ act: Act) throws -> [String: Recording] {
    let scenario = act.scenario
    guard act.cards.lowerBound == 0, try isOnProblem() else { return try scenario.recordings() }
    let surface = try Catalog.surface(scenario.surface)
    let request = ProblemRequest(
      id: 0, names: scenario.runs.map(\.name),
      recordings: try scenario.runs.map { try .beginning(of: scenario.run(of: $0), on: surface) },
      plane: scenario.plane ?? PlaneChoice())
    let recordings = try RecordedProblems.results(of: request).recordings
    return Dictionary(uniqueKeysWithValues: zip(request.names, recordings))
  }

  /// The recordings in which a claim is measured, one dictionary per seed.
  func recordings(of claim: Claim) throws -> [[String: Recording]] {
    let isUnchanged = claim.changes.isEmpty && claim.seeds == nil
    return isUnchanged ? [try recordings()[0]] : try scenario().recordings(of: claim)
  }

  /// The verdicts of the claims and of wrong claims, as is and with shifted starts; on a problem, which
  /// takes longer, the latter only with `RAVINE_THOROUGH`.
  func verdicts(jitter: Double) throws -> (right: [Claim.Verdict], wrong: [Claim.Verdict]) {
    var scenario = try scenario()
    let right = scenario.claims
    let wrong = right.map(\.wrongClaims)
    if try !isOnProblem() || thoroughness > 1 {
      scenario.claims = right + wrong.flatMap(\.self)
      let verdicts = try scenario.check(jitter: jitter)
      return (Array(verdicts[..<right.count]), Array(verdicts[right.count...]))
    }
    let verdicts = try zip(right, wrong).map { claim, wrong in
      let recordings = try recordings(of: claim)
      return ([claim] + wrong).map { $0.verdict(in: recordings, of: id) }
    }
    return (verdicts.map { $0[0] }, verdicts.flatMap { $0.dropFirst() })
  }
}

extension Claim {
  /// The claim with its number shifted by ten tolerances up and down; with its bound as the opposite
  /// bound; or with another state.
  fileprivate var wrongClaims: [Claim] {
    switch assertion {
    case .value(let expression, let test): test.wrongTests.map { with(.value(expression, $0)) }
    case .step(let test): test.wrongTests.map { with(.step($0)) }
    case .state(let word): [with(.state(word: word == "diverged" ? "settled" : "diverged"))]
    }
  }

  private func with(_ assertion: Assertion) -> Claim {
    var claim = self
    claim.assertion = assertion
    return claim
  }
}

extension Claim.Test {
  /// The tests that a value which passes this one must fail; a count without a tolerance shifts by 1.
  fileprivate var wrongTests: [Claim.Test] {
    switch self {
    case .equals(let value, let within):
      [-1, 1].map { sign in
        .equals(value + sign * (within == 0 ? 1 : 10 * within), within: within)
      }
    case .below(let bound): [.above(bound)]
    case .above(let bound): [.below(bound)]
    }
  }
}

@Suite struct `Every lesson of the gallery` {
  @Test func `is a file in Scenarios, and every file is a lesson`() throws {
    let directory = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Scenarios").standardized
    let files = try FileManager.default.contentsOfDirectory(atPath: directory.path)
      .filter { $0.hasSuffix(".yaml") }
    #expect(Set(files) == Set(Lesson.all.map(\.file)))
    #expect(files.count == Lesson.all.count)
  }

  @Test func `may be in a course, and every course is valid`() throws {
    let directory = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Scenarios/courses").standardized
    let files = try FileManager.default.contentsOfDirectory(atPath: directory.path)
    #expect(Set(files) == Set(courses.map { "\($0.id).yaml" }))
    let known = gallery.map(\.id)
    for entry in courses {
      let course = try parseCourse(yaml: entry.yaml, file: "\(entry.id).yaml", known: known)
      #expect(course.id == entry.id)
      #expect((10...90).contains(course.minutes) && course.lessons.count >= 5)
      #expect(!course.about.isEmpty)
    }
  }

  @Test func `is in a course`() throws {
    var taught: Set<String> = []
    for entry in courses {
      taught.formUnion(
        try parseCourse(yaml: entry.yaml, file: entry.id, known: gallery.map(\.id)).lessons)
    }
    #expect(gallery.map(\.id).filter { !taught.contains($0) } == [])
  }

  /// The paper on which Ravine is based, and related work.
  @Test(arguments: [
    "Dai, Ahn, Sra 2023", "Mueller, Vlaar, Rolnick, Hein 2023", "Li et al. 2024", "Zhu et al. 2025",
    "Oikonomou, Loizou 2025", "Li, Zhang, He 2024", "Hübler, Fatkhullin, He 2024",
    "Song, Ahn, Yun 2024", "Khanh, Luong, Mordukhovich, Tran 2024", "Tan et al. 2024",
    "Shin et al. 2023", "Wang, Min, Wu 2024", "Ahn et al. 2023", "Long, Bartlett 2024",
    "Si, Yun 2023", "Ahn, Jadbabaie, Sra 2024", "Behdin et al. 2023",
    "Ahn, Bubeck, Chewi, Lee, Suarez, Zhang 2022", "Xu, Cao, Tsang 2024",
    "Bartlett, Long, Bousquet 2023", "Wen, Ma, Li 2023", "Andriushchenko, Flammarion 2022",
    "Kwon et al. 2021", "Zhuang et al. 2022", "Liu et al. 2022", "Du et al. 2022",
    "Becker, Altrock, Risse 2024", "Compagnoni et al. 2023", "Agarwala, Dauphin 2023",
    "Kim, Park, Choi, Lee 2023", "hallucinated minimizers",
  ])
  func `of which at least one cites`(_ work: String) throws {
    #expect(try Lesson.all.contains { try $0.scenario().source.contains(work) })
  }

  @Test func `that the literature names exists, and has as many claims`() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Engine/Engine.docc/Literature.md").standardized
    var tables = 0
    for line in try String(contentsOf: page, encoding: .utf8).split(separator: "\n")
    where line.hasPrefix("| ") && line.contains("`") {
      let lessons = try line.matches(of: /`([a-z0-9-]+)`/).map { try Lesson.named(String($0.1)) }
      #expect(!lessons.isEmpty)
      guard let count = line.firstMatch(of: /\| (\d+) \|$/) else { continue }
      #expect(
        try lessons.reduce(0) { try $0 + $1.scenario().claims.count } == Int(count.1), "\(line)")
      tables += 1
    }
    #expect(tables >= 20)
  }

  @Test(arguments: Lesson.all)
  func `has the id of its file name`(_ lesson: Lesson) throws {
    #expect(try lesson.scenario().id == lesson.id)
  }

  @Test(arguments: Lesson.all)
  func `has at least three claims, which hold under jitter and with no other number`(
    _ lesson: Lesson
  ) throws {
    #expect(try lesson.scenario().claims.count >= 3)
    let verdicts = try lesson.verdicts(jitter: 1e-9)
    for verdict in verdicts.right {
      #expect(verdict.holds, "\(verdict.claim): \(verdict.measured) \(verdict.note ?? "")")
    }
    #expect(verdicts.wrong.count >= verdicts.right.count)
    for verdict in verdicts.wrong {
      #expect(!verdict.holds, "\(verdict.claim) holds too: \(verdict.measured)")
    }
  }
}
