import Foundation
import TestSupport
import Testing

private let program = ProcessInfo.processInfo.environment["RAVINE_BUDGETS"]

/// What the full screen takes, of a program built for release: see `.ci/budgets`.
///
/// Medians of at least five. Nothing is asserted but that something was measured: how fast a machine
/// is, is no matter of right and wrong.
@Suite(.serialized, .enabled(if: program != nil))
struct `The budgets of the screen` {
  private let frameEnd = Array("\u{1B}[?2026l".utf8)
  private let clock = ContinuousClock()

  @Test func `are told in a table`() throws {
    var table = [["what", "measured", "budget"], ["---", "---", "---"]]
    table.append(["first frame after exec", try firstFrame(), "40 ms"])
    for (name, isWide) in [("80x24", false), ("200x60", true)] {
      table.append(["a knob turned, 3 runs of 10⁵ steps, \(name)", try knob(isWide), "33 ms"])
    }
    table.append(["the same with the map of η and ρ being computed", try knobs(), "30 a second"])
    table.append(["playing at 30 fps, map still, 80x24", try play(), "5 kB/s, 5 % of a core"])
    table.append(["paused for 10 s", try pause(), "0 B, 0 %"])
    table.append(["a pan, 80x24", try pan(isWide: false), "16 kB"])
    table.append(["a pan, 200x60", try pan(isWide: true), "70 kB, 17 ms"])
    table.append(["memory", try memory(), "30 MB"])
    for rate in [4000, 1000] {
      table.append(["playing, \(rate) B/s read", try slow(rate), "keys are answered"])
    }
    table.append(["playing over SSH", try remote(), "20 frames a second"])
    for row in table { print("| \(row.joined(separator: " | ")) |") }
  }

  private func start(
    _ arguments: [String], isWide: Bool = false, environment: [String: String] = [:]
  ) throws -> Pty {
    let pty = try Pty(
      [try #require(program)] + arguments, rows: isWide ? 60 : 24, columns: isWide ? 200 : 80,
      environment: ["COLORTERM": "truecolor"].merging(environment) { $1 })
    pty.read(within: 10) { !$0.isEmpty }
    pty.send("\u{1B}[?2026;2$y")
    return pty
  }

  /// Reads until nothing has come for a while.
  @discardableResult
  private func settle(_ pty: Pty, for seconds: Double = 0.5) -> Bool {
    for _ in 0..<600 where pty.read(for: seconds).isEmpty { return true }
    return false
  }

  /// Sends a key, and gives the time until the last byte that it brings, and the frames.
  private func answer(
    _ pty: Pty, _ key: String, rest: Duration = .milliseconds(90)
  ) -> (milliseconds: Double, frames: [Int]) {
    let before = pty.output.count
    let began = clock.now
    var (seen, last) = (before, began)
    pty.send(key)
    while clock.now - last < rest || seen == before, clock.now - began < .seconds(5) {
      let count = seen
      pty.read(within: 0.02) { $0.count > count }
      if pty.output.count > seen { (seen, last) = (pty.output.count, clock.now) }
    }
    let frames = pty.output[before...].split(separator: frameEnd).map(\.count)
    return ((last - began) / .milliseconds(1), frames)
  }

  private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  private func tell(_ value: Double, _ unit: String) -> String {
    "\((value * 10).rounded() / 10) \(unit)"
  }

  private func firstFrame() throws -> String {
    let times = try (0..<9).map { _ in
      let began = clock.now
      let pty = try Pty([try #require(program)], environment: ["COLORTERM": "truecolor"])
      pty.read(within: 5) { $0.count > 4000 }
      return (clock.now - began) / .milliseconds(1)
    }
    return tell(median(times), "ms")
  }

  /// Three runs that play from the start, with no card to stop them.
  private static let playing =
    ["--surface", "hyperbola", "--start", "3,0.34", "--steps", "2000"]
    + ["gd", "usam", "sam"].flatMap { ["--optimizer", $0] }

  private func knob(_ isWide: Bool) throws -> String {
    let pty = try start(
      ["xy1-three-stops", "--steps", "100000", "--reduced-motion"], isWide: isWide)
    #expect(settle(pty))
    pty.send("G")
    #expect(settle(pty))
    let answers = (0..<11).map { _ in answer(pty, "e") }
    let frames = answers.map(\.frames.count).sorted()[5]
    return tell(median(answers.map(\.milliseconds)), "ms") + ", \(frames) frames"
  }

  /// Knobs turned one after the other as fast as they are answered, at 200x60.
  private func knobs() throws -> String {
    let pty = try start(["xy1-three-stops", "--steps", "100000", "--reduced-motion"], isWide: true)
    pty.read(for: 0.3)
    let began = clock.now
    var count = 0
    while clock.now - began < .seconds(5) {
      let before = pty.output.count
      pty.send(count % 20 < 10 ? "e" : "E")
      pty.read(within: 2) { $0.count > before && $0.suffix(8) == frameEnd[...] }
      count += 1
    }
    return tell(Double(count) / 5, "a second")
  }

  private func play() throws -> String {
    let pty = try start(Self.playing)
    pty.read(for: 1)
    var bytes: [Double] = []
    var shares: [Double] = []
    for _ in 0..<5 {
      let before = pty.cpuTime
      bytes.append(Double(pty.read(for: 2).count) / 2000)
      shares.append((pty.cpuTime - before) / 2 * 100)
    }
    #expect(bytes.allSatisfy { $0 > 0 })
    return tell(median(bytes), "kB/s") + ", " + tell(median(shares), "%")
  }

  private func pause() throws -> String {
    let pty = try start(["--reduced-motion"])
    #expect(settle(pty))
    let before = pty.cpuTime
    let bytes = pty.read(for: 10).count
    return "\(bytes) B, " + tell((pty.cpuTime - before) * 10, "%")
  }

  private func pan(isWide: Bool) throws -> String {
    var (sizes, times, processor): ([Double], [Double], [Double]) = ([], [], [])
    for lesson in ["xy1-three-stops", "ring-roll", "rosenbrock-bias", "any-rho", "gd-catapult"] {
      let pty = try start([lesson, "--reduced-motion"], isWide: isWide)
      #expect(settle(pty, for: 1))
      for key in ["l", "k", "h", "j", "l", "k"] {
        let before = pty.cpuTime
        let answer = answer(pty, key, rest: .milliseconds(60))
        processor.append((pty.cpuTime - before) * 1000)
        sizes += answer.frames.map { Double($0) / 1000 }
        times.append(answer.milliseconds)
        settle(pty, for: 0.3)
      }
    }
    return tell(median(sizes), "kB, at most ") + tell(sizes.max() ?? .nan, "kB; ")
      + tell(median(times), "ms, of a core ") + tell(median(processor), "ms")
  }

  private func memory() throws -> String {
    let pty = try start(["--reduced-motion"], isWide: false)
    #expect(settle(pty))
    return tell(Double(pty.residentMemory) / 1e6, "MB")
  }

  /// Plays while a reader takes so many bytes a second, and then asks it to quit.
  private func slow(_ rate: Int) throws -> String {
    let pty = try start(Self.playing)
    pty.read(for: 0.5)
    let before = pty.output.count
    let began = clock.now
    while clock.now - began < .seconds(8) {
      _ = pty.readSome(rate / 20)
      usleep(50_000)
    }
    let frames = pty.output[before...].split(separator: frameEnd).count
    let asked = clock.now
    pty.send("q")
    while pty.wait(within: 0.05, reading: false) == nil, clock.now - asked < .seconds(30) {
      _ = pty.readSome(rate / 20)
    }
    return tell(Double(frames) / 8, "frames a second; q after ")
      + tell((clock.now - asked) / .milliseconds(1), "ms")
  }

  private func remote() throws -> String {
    let pty = try start(
      Self.playing, environment: ["SSH_CONNECTION": "1 2 3 4"])
    pty.read(for: 1)
    let frames = pty.read(for: 5).split(separator: frameEnd).count
    return tell(Double(frames) / 5, "frames a second")
  }
}
