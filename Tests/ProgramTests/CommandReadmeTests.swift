import Foundation
import Testing

@Suite struct `The README` {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static let text: String = {
    let url = root.appendingPathComponent("README.md")
    return (try? String(contentsOf: url, encoding: .utf8)) ?? ""
  }()

  @Test(arguments: ["keys", "scenarios", "surfaces", "optimizers"])
  func `has the lists that the program prints`(_ subject: String) throws {
    let printed = try bash("ravine list \(subject) --markdown").output
    let parts = Self.text.components(separatedBy: "<!-- \(subject) -->\n\n")
    try #require(parts.count == 2)
    let list = parts[1].components(separatedBy: "\n<!-- end -->")[0]
    #expect(list == printed, "print it anew: ravine list \(subject) --markdown")
  }

  @Test func `shows what its examples print`() throws {
    let examples = Self.text.components(separatedBy: "```console\n$ ").dropFirst()
    #expect(examples.count >= 2)
    for example in examples {
      let block = example.components(separatedBy: "```")[0]
      let lines = block.split(separator: "\n", maxSplits: 1).map(String.init)
      try #require(lines.count == 2)
      #expect(try bash(lines[0]).output == lines[1], "\(lines[0])")
    }
  }

  @Test func `opens with what the program shows now`() throws {
    let parts = Self.text.components(separatedBy: "```text\n")
    try #require(parts.count == 2)
    let frame = parts[1].components(separatedBy: "```")[0]
    #expect(Self.text.contains("`ravine render xy1-three-stops`"))
    #expect(
      try bash("ravine render xy1-three-stops").output == frame, "make it anew: .ci/readme")
  }

  @Test func `has the pictures that its commands make`() throws {
    let parts = Self.text.components(separatedBy: "```bash\n")
    try #require(parts.count == 2)
    let folder = try Folder()
    let commands = parts[1].components(separatedBy: "```")[0]
    let answer = try folder.bash("mkdir .pictures\n" + commands)
    #expect(answer.status == 0)
    for name in ["three-stops.svg", "three-stops.cast"] {
      #expect(commands.contains(".pictures/\(name)"))
      let kept = try String(
        contentsOf: Self.root.appendingPathComponent(".pictures/\(name)"), encoding: .utf8)
      #expect(try folder.text(of: ".pictures/\(name)") == kept, "make it anew: .ci/readme")
      #expect(kept.utf8.count < 300_000)
    }
  }

  @Test func `has a lesson of ten lines that plays and proves itself`() throws {
    let parts = Self.text.components(separatedBy: "```yaml\n")
    try #require(parts.count == 2)
    let lesson = parts[1].components(separatedBy: "```")[0]
    #expect(lesson.split(separator: "\n").count == 10)
    let folder = try Folder()
    try folder.write(lesson, to: "bowl.yaml")
    #expect(try folder.bash("ravine check bowl.yaml").status == 0)
    #expect(try folder.bash("ravine run bowl.yaml").status == 0)
  }

  @Test func `has two commands to set up, and is short`() throws {
    let parts = Self.text.components(separatedBy: "```sh\n")
    try #require(parts.count == 2)
    let commands = parts[1].components(separatedBy: "```")[0].split(separator: "\n")
    #expect(commands.count == 2)
    #expect(commands.first?.hasSuffix("swift run -c release ravine") == true)
    #expect(commands.last == "swift test")
    #expect(Self.text.split(separator: "\n", omittingEmptySubsequences: false).count < 260)
  }
}
