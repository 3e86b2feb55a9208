import TestSupport
import Testing

/// Random keys, clicks, pastes and sizes; `RAVINE_THOROUGH` multiplies the number of keys.
@Suite(.blocking) struct `Under random input the program` {
  private static let keys = 400 * thoroughness
  /// The number of keys whose answer is timed together.
  private static let batch = 8
  /// The limit of an answer, 20 times what a quiet machine needs.
  private static let slowest = Duration.seconds(2 * timeoutFactor)

  @Test(arguments: randomSeeds(3))
  func `answers at once, does not crash or leak, and quits on ^C`(_ seed: UInt64) throws {
    let folder = try TemporaryDirectory()
    let program = try Pty(
      ["/bin/sh", "-c", "cd '\(folder.path)' && exec '\(ravinePath)'"],
      environment: [
        "COLORTERM": "truecolor", "XDG_CONFIG_HOME": folder.path,
        // The sanitizer would unmap the signal stack, on which our handler may still run.
        "ASAN_OPTIONS": "use_sigaltstack=0:detect_leaks=0",
      ])
    try #require(program.read(within: 60) { !$0.isEmpty })
    var generator = SeededGenerator(seed: seed)
    var memory: [Int] = []
    var slowest = Duration.zero
    for typed in stride(from: 0, to: Self.keys, by: Self.batch) {
      let bytes = (0..<Self.batch).flatMap { _ in Self.key(&generator) }
      let start = ContinuousClock.now
      try #require(program.sendAndWait(bytes), "after \(typed) keys of \(seed)")
      let answer = start.duration(to: .now)
      #expect(answer < Self.slowest, "after \(typed) keys of \(seed): \(bytes)")
      slowest = max(slowest, answer)
      guard typed % 200 == 0 else { continue }
      memory.append(program.residentMemory)
      program.resize(rows: 1 + generator.below(60), columns: 1 + generator.below(200))
    }
    if isThorough {
      let megabytes = stride(from: 0, to: memory.count, by: max(memory.count / 10, 1))
        .map { memory[$0] >> 20 }
      print("seed \(seed): slowest answer \(slowest), \(megabytes) MB")
    }
    // A sanitizer keeps freed memory in a quarantine of limited size.
    let initial = memory[isSanitized ? memory.count / 4 : 0]
    #expect((memory.last ?? 0) < initial + 100_000_000)
    program.send("\u{3}")
    #expect(program.wait(within: 20) == .exited(0))
    #expect(program.hasInitialMode)
    #expect(TerminalModeTrace(program.output).leftovers == [])
  }

  /// Returns a random key, click, paste or byte, except keys that quit or stop.
  private static func key(_ generator: inout SeededGenerator) -> [UInt8] {
    func below(_ count: Int) -> Int { generator.below(count) }
    switch below(20) {
    case 0:
      let (action, column, row) = ([0, 32, 64, 65][below(4)], 1 + below(220), 1 + below(70))
      return Array("\u{1B}[<\(action);\(column);\(row)\(["M", "m"][below(2)])".utf8)
    case 1...3:
      let names = ["A", "B", "C", "D", "H", "F", "Z", "5~", "6~", "1;2C", "1;2D", "3~", "11~"]
      return Array("\u{1B}[\(names[below(names.count)])".utf8)
    case 4: return [[0x0D], [0x09], [0x7F], [0x0C], [0x01]][below(5)]
    case 5: return [0x1B]
    case 6: return [UInt8(128 + below(128))]
    case 7:
      let texts = [
        "e\u{301}", "👩‍👩‍👧", "🇫🇷", "x^2\n+y^2", "\u{202E}", String(repeating: "Z", count: 300),
      ]
      let text = Array(texts[below(texts.count)].utf8)
      return below(2) == 0 ? text : Array("\u{1B}[200~".utf8) + text + Array("\u{1B}[201~".utf8)
    default:
      let key = UInt8(32 + below(95))
      return key == UInt8(ascii: "q") ? [UInt8(ascii: " ")] : [key]
    }
  }
}
