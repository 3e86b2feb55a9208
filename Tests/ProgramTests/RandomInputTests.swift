import TestSupport
import Testing

/// Random keys, clicks and sizes; `RAVINE_THOROUGH` multiplies the number of keys.
@Suite(.blocking) struct `Under random input the program` {
  private static let keys = 400 * thoroughness

  @Test(arguments: randomSeeds(3))
  func `does not crash or leak, and quits on ^C`(_ seed: UInt64) throws {
    let folder = try TemporaryDirectory()
    let program = try Pty(
      [ravinePath],
      environment: [
        "COLORTERM": "truecolor", "XDG_CONFIG_HOME": folder.path,
        // The sanitizer would unmap the signal stack, on which our handler may still run.
        "ASAN_OPTIONS": "use_sigaltstack=0:detect_leaks=0",
      ])
    try #require(program.read(within: 60) { !$0.isEmpty })
    var generator = SeededGenerator(seed: seed)
    var memory: [Int] = []
    var typed = 0
    while typed < Self.keys {
      var bytes: [UInt8] = []
      let batch = min(200, Self.keys - typed)
      for _ in 0..<batch { bytes += Self.key(&generator) }
      try #require(program.typeAndWait(bytes), "after \(typed) keys of \(seed)")
      typed += batch
      memory.append(program.residentMemory)
      program.resize(rows: 1 + generator.below(60), columns: 1 + generator.below(200))
    }
    if isThorough { print("seed \(seed): \(memory.map { $0 >> 20 }) MB") }
    // A sanitizer keeps freed memory in a quarantine of limited size.
    let initial = memory[isSanitized ? memory.count / 4 : 0]
    #expect((memory.last ?? 0) < initial + 100_000_000)
    program.send("\u{3}")
    #expect(program.wait(within: 20) == .exited(0))
    #expect(program.hasInitialMode)
    #expect(TerminalModeTrace(program.output).leftovers == [])
  }

  /// Returns a random key, click or byte, except keys that quit, stop, or write files.
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
    default:
      let key = UInt8(32 + below(95))
      return "qsS*".utf8.contains(key) ? [UInt8(ascii: " ")] : [key]
    }
  }
}
