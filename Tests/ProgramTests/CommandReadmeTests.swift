import Foundation
import TestSupport
import Testing

@Suite(.blocking) struct `The README` {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func page(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  private static func article(_ name: String) throws -> String {
    try page("Sources/Engine/Engine.docc/\(name).md")
  }

  /// The text between a line and the next end of a block.
  private static func blocks(_ language: String, in page: String) -> [String] {
    page.components(separatedBy: "```\(language)\n").dropFirst()
      .map { $0.components(separatedBy: "```")[0] }
  }

  @Test(arguments: [
    ("scenarios", "Gallery"), ("courses", "Gallery"), ("surfaces", "Surfaces"),
    ("optimizers", "Optimizers"),
    ("keys", "Keys"), ("terms", "Glossary"), ("states", "States"), ("sheet", "CheatSheet"),
  ])
  func `links to a page with the list that the program prints`(
    _ subject: String, _ page: String
  ) throws {
    let printed = try bash("ravine list \(subject) --markdown").output
    let parts = try Self.article(page).components(separatedBy: "<!-- \(subject) -->\n\n")
    try #require(parts.count == 2)
    let list = parts[1].components(separatedBy: "\n<!-- end -->")[0]
    #expect(list == printed, "regenerate it: .ci/readme")
    #expect(try Self.page("README.md").contains("(Sources/Engine/Engine.docc/\(page).md)"))
  }

  /// A page of A4 has 2 columns of 66 lines, each of 66 characters, in a font of 7 points.
  @Test func `links to a cheat sheet of one page`() throws {
    let lines = try bash("ravine list sheet | wc -l").output
    let wide = try bash("ravine list sheet").lines
    #expect(wide.allSatisfy { $0.count <= 80 }, "\(lines)")
    #expect(wide.count <= 132)
  }

  @Test func `links to a gallery with the claims and a figure of each lesson`() throws {
    let folder = "Sources/Engine/Engine.docc/Lessons"
    let printed = try bash("ravine list claims --markdown").output
    let page = try Self.page("\(folder)/Lessons.md")
    #expect(page.contains("<!-- claims -->\n\n\(printed)\n<!-- end -->"), "regenerate: .ci/readme")
    #expect(try Self.article("Gallery").contains("<doc:Lessons>"))
    let ids = printed.matches(of: /\]\(([a-z0-9-]+)\.png\)/).map { String($0.1) }
    #expect(
      ids.count
        == (try bash("ravine list lessons --json | jq length").lines.first.flatMap { Int($0) }))
    let files = try FileManager.default.contentsOfDirectory(
      atPath: Self.root.appendingPathComponent(folder).path)
    #expect(Set(files) == Set(ids.map { "\($0).png" } + ["Lessons.md"]), "regenerate: .ci/figures")
  }

  /// One in eight, because a figure takes a second.
  @Test func `has the figures that the program draws`() throws {
    let kept = Self.root.appendingPathComponent("Sources/Engine/Engine.docc/Lessons")
    let ids = try FileManager.default.contentsOfDirectory(atPath: kept.path).sorted()
      .filter { $0.hasSuffix(".png") }
    let command = try Self.page(".ci/figures").split(separator: "\n")
      .first { $0.contains("ravine render") }
    let options = try #require(command?.firstMatch(of: /(--scale [0-9.]+ --colors [0-9]+)/)?.1)
    let folder = try TemporaryDirectory()
    var size = 0
    for (index, name) in ids.enumerated() {
      let data = try Data(contentsOf: kept.appending(path: name))
      size += data.count
      guard index % 8 == 3 else { continue }
      let id = name.dropLast(4)
      #expect(try folder.bash("ravine render \(id) \(options) -o \(name)").status == 0)
      #expect(
        try Data(contentsOf: URL(fileURLWithPath: folder.path).appending(path: name)) == data,
        "regenerate \(name): .ci/figures")
    }
    #expect(size < 2_600_000)
  }

  @Test func `shows what its examples print`() throws {
    let examples = Self.blocks("console", in: try Self.page("README.md"))
    #expect(examples.count >= 2)
    for example in examples {
      let lines = example.split(separator: "\n", maxSplits: 1).map(String.init)
      try #require(lines.count == 2 && lines[0].hasPrefix("$ "))
      #expect(try bash(String(lines[0].dropFirst(2))).output == lines[1], "\(lines[0])")
    }
  }

  @Test func `has the pictures that the commands of its contributors make`() throws {
    let blocks = Self.blocks("bash", in: try Self.article("Contributing"))
    try #require(blocks.count == 1)
    let commands = blocks[0]
    let folder = try TemporaryDirectory()
    let answer = try folder.bash("mkdir .pictures\n" + commands)
    #expect(answer.status == 0)
    #expect(try Self.page("README.md").contains("](.pictures/three-stops.svg)"))
    for name in ["three-stops.svg", "three-stops.cast"] {
      #expect(commands.contains(".pictures/\(name)"))
      let kept = try String(
        contentsOf: Self.root.appendingPathComponent(".pictures/\(name)"), encoding: .utf8)
      #expect(try folder.text(of: ".pictures/\(name)") == kept, "regenerate: .ci/readme")
      #expect(kept.utf8.count < 300_000)
    }
  }

  @Test func `has a lesson of ten lines that plays and passes its check`() throws {
    let lessons = Self.blocks("yaml", in: try Self.page("README.md"))
    try #require(lessons.count == 1)
    #expect(lessons[0].split(separator: "\n").count == 10)
    try check(lessons[0])
  }

  @Test func `links to a format whose example plays and passes its check`() throws {
    let lessons = Self.blocks("yaml", in: try Self.article("WriteALesson"))
    try #require(lessons.count == 1)
    try check(lessons[0])
  }

  private func check(_ lesson: String) throws {
    let folder = try TemporaryDirectory()
    try folder.write(lesson, to: "lesson.yaml")
    #expect(try folder.bash("ravine check lesson.yaml").status == 0)
    #expect(try folder.bash("ravine run lesson.yaml").status == 0)
  }

  @Test func `links to pages that exist`() throws {
    let text = try Self.page("README.md")
    let links = text.components(separatedBy: "](").dropFirst()
      .map { $0.components(separatedBy: ")")[0] }
    #expect(links.count >= 10)
    for link in links {
      let path = Self.root.appendingPathComponent(link).path
      #expect(FileManager.default.fileExists(atPath: path), "\(link)")
    }
  }

  @Test func `begins with purpose, picture and two commands, and is short`() throws {
    let text = try Self.page("README.md")
    let commands = Self.blocks("sh", in: text).first?.split(separator: "\n") ?? []
    #expect(Self.blocks("sh", in: text).count == 1 && commands.count == 2)
    #expect(commands.first?.hasSuffix("swift run -c release ravine") == true)
    #expect(commands.last == "swift test")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let opening = lines.prefix(25).joined(separator: "\n")
    for word in ["(SAM)", "(USAM)", "lecturers", ".svg)", "\nswift test\n"] {
      #expect(opening.contains(word), "\(word)")
    }
    #expect(text.utf8.count <= 9000)
  }
}
