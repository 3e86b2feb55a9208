import Foundation
import TestSupport
import Testing

/// Random input; more of it with `RAVINE_MONKEY=10000`.
///
/// The program is the build of the tests, which may have a sanitizer, or `RAVINE_PROGRAM`.
@Suite(.serialized, .blocking) struct `Under random input the program` {
  private static let environment = ProcessInfo.processInfo.environment
  private static let keys = environment["RAVINE_MONKEY"].flatMap(Int.init) ?? 400
  private static let path = environment["RAVINE_PROGRAM"] ?? ravinePath

  @Test(arguments: [1, 2, 3] as [UInt32])
  func `does not crash or leak, and quits on ^C`(_ seed: UInt32) throws {
    let folder = try Folder()
    let program = try Pty(
      [Self.path],
      environment: [
        "COLORTERM": "truecolor", "XDG_CONFIG_HOME": folder.path,
        // The sanitizer would unmap the signal stack, on which our handler may still run.
        "ASAN_OPTIONS": "use_sigaltstack=0:detect_leaks=0",
      ])
    try #require(program.read(within: 60) { !$0.isEmpty })
    var state = seed
    func below(_ count: Int) -> Int {
      state = state &* 1_664_525 &+ 1_013_904_223
      return Int(state >> 8) % count
    }
    var memory: [Int] = []
    var typed = 0
    while typed < Self.keys {
      var bytes: [UInt8] = []
      let batch = min(200, Self.keys - typed)
      for _ in 0..<batch { bytes += Self.key(below) }
      try #require(program.typeAndWait(bytes), "after \(typed) keys of \(seed)")
      typed += batch
      memory.append(program.residentMemory)
      program.resize(rows: 1 + below(60), columns: 1 + below(200))
    }
    if Self.keys > 400 { print("seed \(seed): \(memory.map { $0 >> 20 }) MB") }
    // A sanitizer keeps freed memory in a quarantine of limited size.
    let initial = memory[isSanitized ? memory.count / 4 : 0]
    #expect((memory.last ?? 0) < initial + 100_000_000)
    program.send("\u{3}")
    #expect(program.wait(within: 20) == .exited(0))
    #expect(program.hasInitialMode)
    #expect(TerminalModeTrace(program.output).leftovers == [])
  }

  /// Returns a random key, click or byte, except keys that quit, stop, or write files.
  private static func key(_ below: (Int) -> Int) -> [UInt8] {
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
