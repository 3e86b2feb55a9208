import Foundation
import TestSupport
import Testing

@Suite(.blocking) struct `ravine play --plain` {
  @Test func `prints the cards and every change of a state, as in run`() throws {
    let plain = try bash("ravine xy1-three-stops --plain")
    #expect(plain.status == 0 && plain.errors.isEmpty)
    #expect(plain.output.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A })
    let rows = try bash("ravine run xy1-three-stops").lines.dropFirst()
    var states: [Substring: Substring] = [:]
    var changes: Set<String> = []
    for row in rows {
      let fields = row.split(separator: ",", omittingEmptySubsequences: false)
      let (run, step, state) = (fields[0], fields[2], fields[12])
      guard states.updateValue(state, forKey: run) != state else { continue }
      changes.insert("step \(step): \(run.uppercased()), state \(state)")
    }
    let lines = plain.output.matches(of: /(step \d+: [A-Z]+, state [a-z ]+): x/)
      .map { String($0.1) }
    #expect(changes.count > 5)
    #expect(Set(lines) == changes && lines.count == changes.count)
    for card in [
      "step 0: Which optimizer is still moving", "step 40: USAM has stopped at λ = 11.6",
    ] {
      #expect(plain.output.contains(card))
    }
    #expect(plain.output.hasSuffix("sharpness 4.195, stability threshold 4.039\n"))
  }

  @Test func `starts paused with reduced motion`() throws {
    func header(_ arguments: String, config: String = "") throws -> String {
      let folder = try TemporaryDirectory()
      try FileManager.default.createDirectory(
        atPath: folder.path + "/ravine", withIntermediateDirectories: true)
      try folder.write(config, to: "ravine/config.yaml")
      let program = try Pty(
        [
          "/bin/bash", "-c",
          "exec '\(TestSupport.ravinePath)' --surface quadratic --color mono \(arguments)",
        ],
        environment: ["XDG_CONFIG_HOME": folder.path])
      program.read(within: 20) { output in
        !["‖", "▶"].allSatisfy { !String(decoding: output, as: UTF8.self).contains($0) }
      }
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

  @Test func `ends without a message when the pipe closes`() throws {
    for command in [
      "play xy1-three-stops --plain", "run xy1-three-stops", "list scenarios", "manual",
      "render xy1-three-stops --format svg", "record xy1-three-stops --steps 0:200",
      "sweep --eta 0.01:1:40 --rho 0.01:1:40 --steps 5", "show xy1-three-stops --json",
    ] {
      let result = try bash("ravine \(command) | head -1; echo ${PIPESTATUS[0]} >&2")
      #expect(["0\n", "141\n"].contains { result.errors.hasSuffix($0) }, "\(result.errors)")
      let messages = result.errors.split(separator: "\n").dropLast()
      #expect(messages.allSatisfy { $0.contains("frames, ") }, "\(messages)")
      #expect(result.lines.count == 1)
    }
  }
}
