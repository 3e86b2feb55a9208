import Foundation
import TestSupport
import Testing

/// Keys without end; more of them with `RAVINE_LONG=1000000`.
@Suite(.serialized, .disabledUnderSanitizer) struct `After a long day the program` {
  static let keys =
    ProcessInfo.processInfo.environment["RAVINE_LONG"].flatMap(Int.init) ?? 1000

  /// Keys that change much, lead nowhere else, and neither save nor leave.
  private static let alphabet = Array("eErRuUxtTvzcmwPI=-0Fhjkl123456[]\\<>.,gGnNaC \t!".utf8)

  @Test func `has grown no further and answers as fast`() throws {
    let program = try Pty.launchRavine(["xy1-three-stops"])
    var seed: UInt32 = 7
    func typed(_ count: Int) throws -> Double {
      let keys = (0..<count).map { _ in
        seed = seed &* 1_664_525 &+ 1_013_904_223
        return Self.alphabet[Int(seed >> 8) % Self.alphabet.count]
      }
      let start = Date()
      try #require(program.typeAndWait(keys))
      return Date().timeIntervalSince(start)
    }
    var rounds: [(seconds: Double, memory: Int)] = []
    for _ in 0..<10 {
      let seconds = try typed(Self.keys / 10)
      rounds.append((seconds, program.residentMemory))
    }
    for (seconds, memory) in rounds where Self.keys > 1000 {
      print("\(Self.keys / 10) keys in \(seconds) s, then \(memory / 1024) kB")
    }
    // The first rounds fill what is remembered: undo, history, pairs of colours.
    #expect(rounds[9].memory < rounds[2].memory + 8_000_000)
    program.send("q")
    #expect(program.wait(within: 60) == .exited(0))
    #expect(program.hasInitialMode)
  }
  /// How long it plays by its own clock; longer with `RAVINE_HOURS=8`.
  static let seconds =
    ProcessInfo.processInfo.environment["RAVINE_HOURS"].flatMap(Double.init).map { $0 * 3600 } ?? 40

  @Test func `plays as fast as in the morning, in no more memory`() throws {
    let folder = try Folder()
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
        // At the end it rests, and is sent back to the beginning.
        if program.read(for: 0.2).isEmpty { program.send("g ") }
        try #require(program.wait(within: 0) == nil)
      }
      quarters.append((program.cpuTime - before, program.residentMemory))
    }
    if Self.seconds > 40 { print(quarters) }
    #expect(quarters[3].memory < quarters[0].memory + 8_000_000)
    #expect(quarters[3].processorTime < 2 * quarters[0].processorTime + 0.5)
    program.send("q")
    #expect(program.wait(within: 5) == .exited(0))
  }
}

@Suite(.requiresAddressSanitizer) struct `Round after round of a lesson the program` {
  /// A lesson watched and guessed at to its end, what-ifs, each view, another lesson, and back.
  private static let round =
    "g 3 2 GEEEERRr2345 6\t1Pifc80G,,..uuuuuuu:rho 0.2\ruoquad-split\rG3oxy1-three-stops\r"

  @Test func `loses nothing more`() throws {
    let (one, ten) = try (lost(after: 1), lost(after: 10))
    // The moment of the end decides about a block; a leak would lose one in each round.
    #expect(ten < one + 9)
  }

  /// How many blocks nobody holds at the end, as LeakSanitizer says.
  ///
  /// Some always look so, for Swift marks kinds of values in spare bits of their pointers.
  private func lost(after rounds: Int) throws -> Int {
    let folder = try Folder()
    let program = try Pty.launchRavine(
      ["xy1-three-stops"],
      environment: [
        "ASAN_OPTIONS":
          "use_sigaltstack=0:detect_leaks=1:exitcode=0:log_path=\(folder.path)/lost"
      ])
    for _ in 0..<rounds { try #require(program.typeAndWait(Array(Self.round.utf8))) }
    program.send("q")
    try #require(program.wait(within: 60) == .exited(0))
    let report = try folder.text(of: "lost.\(program.process)")
    let found = try #require(report.firstMatch(of: /leaked in (\d+) allocation/))
    return try #require(Int(found.1))
  }
}
