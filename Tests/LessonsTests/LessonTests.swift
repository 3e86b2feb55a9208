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
    try parsed.value { try LessonFormat.parseScenario(yaml: yaml, file: file) }
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

  /// The verdicts as is and with shifted starts; on a problem, which takes longer, the latter only
  /// with `RAVINE_THOROUGH`.
  func verdicts(jitter: Double) throws -> [Claim.Verdict] {
    let scenario = try scenario()
    guard try isOnProblem() else { return try scenario.check(jitter: jitter) }
    let verdicts = try scenario.claims.map { try $0.verdict(in: recordings(of: $0), of: id) }
    return thoroughness > 1 ? try verdicts + scenario.check(jitter: jitter) : verdicts
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

  @Test(arguments: Lesson.all)
  func `has the id of its file name`(_ lesson: Lesson) throws {
    #expect(try lesson.scenario().id == lesson.id)
  }

  @Test(arguments: Lesson.all)
  func `has at least three claims, which hold under jitter`(_ lesson: Lesson) throws {
    #expect(try lesson.scenario().claims.count >= 3)
    for verdict in try lesson.verdicts(jitter: 1e-9) {
      #expect(verdict.holds, "\(verdict.claim): \(verdict.measured) \(verdict.note ?? "")")
    }
  }
}
