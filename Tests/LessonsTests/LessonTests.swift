import Engine
import Foundation
import Gallery
import LessonFormat
import Lessons
import Synchronization
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
    try simulated.value { try scenario().acts.map { try $0.scenario.recordings() } }
  }

  static let all = gallery.map { Lesson(id: $0.id, yaml: $0.yaml) }

  static func named(_ id: String) throws -> Lesson {
    try #require(all.first { $0.id == id })
  }
}

/// A value computed at the first use, on any thread.
private final class Lazy<Value: Sendable>: Sendable {
  private let result = Mutex<Result<Value, any Error>?>(nil)

  func value(_ compute: () throws -> Value) throws -> Value {
    try result.withLock { result in
      let known = result ?? Result { try compute() }
      result = known
      return known
    }.get()
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
    let verdicts = try lesson.scenario().check(jitter: 1e-9)
    #expect(verdicts.count >= 3)
    for verdict in verdicts {
      #expect(verdict.holds, "\(verdict.claim): \(verdict.measured) \(verdict.note ?? "")")
    }
  }
}
