import TestSupport
import Testing

@Suite(.blocking) struct `In little memory the program` {
  /// A lesson with twelve acts of nine runs.
  private static let lesson =
    """
    id: acts
    title: acts
    surface: {name: valley}
    start: [2, 1]
    steps: 60000
    view: {x: [-2.5, 2.5], y: [-1.6, 1.6]}
    runs: [\((0..<9).map { "{optimizer: sam, eta: 0.01, rho: 0.\($0 + 1), name: s\($0)}" }.joined(separator: ", "))]
    cards:

    """ + (1...12).map { "  - {at: \($0), say: a, set: {rho: 0.\($0 + 9)}}\n" }.joined()

  @Test func `records the acts of a lesson one after the other`() throws {
    let folder = try TemporaryDirectory()
    try folder.write(Self.lesson, to: "acts.yaml")
    let all = try folder.bash("ravine render acts.yaml --memory 10")
    // All acts together take 0.2 GB.
    let limit = memoryLimitCommand(megabytes: 300)
    let few = try folder.bash("\(limit); ravine render acts.yaml --memory 0.035")
    #expect(all.status == 0 && all.output == few.output, "\(few.errors)")
    let none = try folder.bash("ravine render acts.yaml --memory 0.03")
    #expect(none.status == 64)
    #expect(
      none.errors.contains("use at most 52082 steps per run, or raise --memory"), "\(none.errors)")
    let handout = try folder.bash("\(limit); ravine show acts.yaml --handout | wc -l")
    #expect(Int(handout.output.dropLast()) ?? 0 > 12, "\(handout.errors)")
  }

  @Test func `allocates from one arena in all threads`() throws {
    let program = try Pty.launchRavine(["quad-split", "--steps", "100000"])
    // Runs and maps are computed by threads of their own.
    #expect(program.typeAndWait(Array("EEE4rrr".utf8)))
    #expect(program.extraArenas == 0)
    program.send("q")
    #expect(program.wait(within: 60) == .exited(0))
  }

  @Test func `writes a large map as csv`() throws {
    let result = try bash(
      """
      \(memoryLimitCommand(megabytes: 400))
      ravine sweep quad-split --eta 0.01:1:1200 --rho 0.01:1:1200 --steps 2 --optimizer sam -o map.csv
      wc -l < map.csv
      """)
    #expect(result.output == "1440001\n", "\(result.errors)")
  }

  @Test func `refuses a large map as a picture`() throws {
    let result = try bash(
      "ravine sweep quad-split --eta 0.01:1:9000 --rho 0.01:1:9000 --format svg")
    #expect(result.status == 64)
    #expect(result.errors.contains("or raise --memory"), "\(result.errors)")
  }

  @Test(arguments: [64, 128, 256])
  func `evaluates a deep formula on a stack of few kilobytes`(_ kilobytes: Int) throws {
    let formula = String(repeating: "sin(", count: 199) + "x" + String(repeating: ")", count: 199)
    let result = try bash(
      "ulimit -s \(kilobytes); ravine run --surface '\(formula)' --steps 5 | wc -l")
    #expect(result.output == "19\n", "\(result.errors)")
  }
}
