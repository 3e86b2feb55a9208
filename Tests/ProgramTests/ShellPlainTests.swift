import Foundation
import TestSupport
import Testing

@Suite struct `ravine play --plain` {
  @Test func `tells the cards and every change of a state, as run has them`() throws {
    let told = try bash("ravine xy1-three-stops --plain")
    #expect(told.status == 0 && told.errors.isEmpty)
    #expect(told.output.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A })
    let rows = try bash("ravine run xy1-three-stops").lines.dropFirst()
    var states: [Substring: Substring] = [:]
    var changes: Set<String> = []
    for row in rows {
      let fields = row.split(separator: ",", omittingEmptySubsequences: false)
      let (run, step, state) = (fields[0], fields[2], fields[12])
      guard states.updateValue(state, forKey: run) != state else { continue }
      changes.insert("step \(step): \(run.uppercased()) is \(state)")
    }
    let lines = told.output.matches(of: /(step \d+: [A-Z]+ is [a-z ]+): x/).map { String($0.1) }
    #expect(changes.count > 5)
    #expect(Set(lines) == changes && lines.count == changes.count)
    for card in ["step 0: Which of them is still moving", "step 40: USAM has stopped at λ = 11.6"] {
      #expect(told.output.contains(card))
    }
    #expect(told.output.hasSuffix("sharpness 4.195, edge 4.039\n"))
  }

  @Test func `stands still before a key is pressed if motion is to be reduced`() throws {
    func header(_ arguments: String, config: String = "") throws -> String {
      let folder = try Folder()
      try FileManager.default.createDirectory(
        atPath: folder.path + "/ravine", withIntermediateDirectories: true)
      try folder.write(config, to: "ravine/config.yaml")
      let program = try Pty(
        [
          "/bin/bash", "-c",
          "exec '\(TestSupport.ravinePath)' --surface quadratic --color mono \(arguments)",
        ],
        environment: ["XDG_CONFIG_HOME": folder.path])
      program.read(for: 2)
      let screen = String(decoding: program.output, as: UTF8.self)
      program.send("q")
      #expect(program.wait(within: 5) == .exited(0))
      return screen
    }
    for (arguments, config) in [
      ("--reduced-motion", ""), ("", "reduced-motion: true\n"),
    ] {
      let screen = try header(arguments, config: config)
      #expect(screen.contains("‖") && !screen.contains("▶"))
    }
    let moving = try header("--no-reduced-motion", config: "reduced-motion: true\n")
    #expect(moving.contains("▶"))
  }

  @Test func `ends quietly when nobody reads on`() throws {
    for command in [
      "play xy1-three-stops --plain", "run xy1-three-stops", "list scenarios", "manual",
      "render xy1-three-stops --format svg", "record xy1-three-stops --steps 0:200",
      "sweep --eta 0.01:1:40 --rho 0.01:1:40 --steps 5", "show xy1-three-stops --json",
    ] {
      let answer = try bash("ravine \(command) | head -1; echo ${PIPESTATUS[0]} >&2")
      #expect(["0\n", "141\n"].contains { answer.errors.hasSuffix($0) }, "\(answer.errors)")
      let said = answer.errors.split(separator: "\n").dropLast()
      #expect(said.allSatisfy { $0.contains("frames, ") }, "\(said)")
      #expect(answer.lines.count == 1)
    }
  }
}
