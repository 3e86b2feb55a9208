import Foundation
import TestSupport
import Testing

/// Sessions with many keys or a long playback; `RAVINE_THOROUGH` multiplies their lengths.
@Suite(.blocking, .serialized, .disabledUnderSanitizer) struct `In a long session the program` {
  private static let keys = 1000 * thoroughness

  /// Keys that change the state of the lesson, but do not save or quit.
  private static let alphabet = Array("eErRuUxtTvzcmwPI=-0Fhjkl123456[]\\<>.,gGnNaC \t!".utf8)

  @Test func `does not leak memory`() throws {
    let program = try Pty.launchRavine(["xy1-three-stops"])
    var generator = SeededGenerator(seed: 7)
    func typeKeys(_ count: Int) throws -> Double {
      let keys = (0..<count).map { _ in generator.pick(Self.alphabet) }
      let start = Date()
      try #require(program.typeAndWait(keys))
      return Date().timeIntervalSince(start)
    }
    var rounds: [(seconds: Double, memory: Int)] = []
    for _ in 0..<10 {
      let seconds = try typeKeys(Self.keys / 10)
      rounds.append((seconds, program.residentMemory))
    }
    for (seconds, memory) in rounds where isThorough {
      print("\(Self.keys / 10) keys in \(seconds) s, then \(memory / 1024) kB")
    }
    // The first rounds fill the undo stack, the history and the colour pairs.
    #expect(rounds[9].memory < rounds[2].memory + 8_000_000)
    program.send("q")
    #expect(program.wait(within: 60) == .exited(0))
    #expect(program.hasInitialMode)
  }

  /// The playback time on the program's own clock.
  private static let seconds = Double(40 * thoroughness)

  @Test func `plays at constant speed in constant memory`() throws {
    let folder = try TemporaryDirectory()
    let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../Clock/clock.c").path
    let built = try folder.bash("clang -shared -fPIC -O1 -o clock.so '\(source)' -ldl")
    try #require(built.status == 0, "\(built.errors)")
    let program = try Pty.launchRavine(
      ["--surface", "hyperbola", "--start", "3,0.34", "--steps", "1000000"],
      environment: [
        "LD_PRELOAD": folder.path + "/clock.so", "CLOCK_FILE": folder.path + "/clock",
      ])
    func seconds() throws -> Double {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/clock"))
      return Double(bytes.withUnsafeBytes { $0.loadUnaligned(as: Int.self) }) * 1e-9
    }
    var quarters: [(processorTime: Double, memory: Int)] = []
    let start = try seconds()
    for quarter in 1...4 {
      let before = program.cpuTime
      while try seconds() - start < Double(quarter) * Self.seconds / 4 {
        // At the end of the lesson, restarts the playback.
        if program.read(for: 0.2).isEmpty { program.send("g ") }
        try #require(program.wait(within: 0) == nil)
      }
      quarters.append((program.cpuTime - before, program.residentMemory))
    }
    if isThorough { print(quarters) }
    #expect(quarters[3].memory < quarters[0].memory + 8_000_000)
    #expect(quarters[3].processorTime < 2 * quarters[0].processorTime + 0.5)
    program.send("q")
    #expect(program.wait(within: 5) == .exited(0))
  }
}

@Suite(.blocking, .requiresAddressSanitizer) struct `In repeated rounds of a lesson the program` {
  /// A whole lesson with guesses, changes of parameters, all views, and another lesson.
  private static let round =
    "g 3 2 GEEEERRr2345 6\t1Pifc80G,,..uuuuuuu:rho 0.2\ruoquad-split\rG3oxy1-three-stops\r"

  @Test func `leaks no memory`() throws {
    let (one, ten) = try (leaks(after: 1), leaks(after: 10))
    // A leak loses at least one block per round; the count varies slightly with the end time.
    #expect(ten < one + 9)
  }

  /// Returns the number of leaked blocks in the report of LeakSanitizer.
  ///
  /// Some reports are false: Swift stores tags in spare bits of pointers.
  private func leaks(after rounds: Int) throws -> Int {
    let folder = try TemporaryDirectory()
    let program = try Pty.launchRavine(
      ["xy1-three-stops"],
      environment: [
        "ASAN_OPTIONS":
          "use_sigaltstack=0:detect_leaks=1:exitcode=0:log_path=\(folder.path)/leaks"
      ])
    for _ in 0..<rounds { try #require(program.typeAndWait(Array(Self.round.utf8))) }
    program.send("q")
    try #require(program.wait(within: 60) == .exited(0))
    let report = try folder.text(of: "leaks.\(program.process)")
    let match = try #require(report.firstMatch(of: /leaked in (\d+) allocation/))
    return try #require(Int(match.1))
  }
}
