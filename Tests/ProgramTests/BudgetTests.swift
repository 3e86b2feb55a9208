import Foundation
import TestSupport
import Testing

/// The release build of the package, beside the debug build of the tests; nil if it is missing.
private let program: String? = {
  let path = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../.build/release/ravine").standardized.path
  return isThorough && FileManager.default.isExecutableFile(atPath: path) ? path : nil
}()

/// Measurements of time, bytes and memory of a release build of the full screen: see `.ci/budgets`.
///
/// The numbers are medians of at least five. The test does not compare them with the budgets,
/// because they depend on the machine.
@Suite(.blocking, .serialized, .enabled(if: program != nil))
struct `The budgets of the screen` {
  private let frameEnd = Array("\u{1B}[?2026l".utf8)
  private let clock = ContinuousClock()

  @Test func `are printed as a table`() throws {
    var table = [["what", "measured", "budget"], ["---", "---", "---"]]
    table.append(["first frame after exec", try firstFrame([]), "40 ms"])
    table.append(["first frame of digits", try firstFrame(Self.digits), "60 ms"])
    table.append(["a key while three runs on digits train", try training(), "33 ms"])
    for (name, isWide) in [("80x24", false), ("200x60", true)] {
      table.append([
        "change of a hyperparameter, 3 runs of 10⁵ steps, \(name)", try knob(isWide), "33 ms",
      ])
    }
    table.append(["the same while the map over η and ρ is computed", try knobs(), "30 per second"])
    table.append(["playing at 30 fps, map still, 80x24", try play(), "5 kB/s, 5 % of a core"])
    table.append(["paused for 10 s", try pause(), "0 B, 0 %"])
    table.append(["a pan, 80x24", try pan(isWide: false), "16 kB"])
    table.append(["a pan, 200x60", try pan(isWide: true), "70 kB, 17 ms"])
    table.append(["memory", try memory(["--reduced-motion"]), "30 MB"])
    table.append(["memory at the end of three runs on digits", try memory(Self.digits), "60 MB"])
    for rate in [4000, 1000] {
      table.append(["playing, \(rate) B/s read", try slow(rate), "keys take effect"])
    }
    table.append(["playing over SSH", try remote(), "20 frames per second"])
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

  /// Reads until no output arrives for some time; returns whether that happens.
  @discardableResult
  private func readUntilIdle(_ pty: Pty, for seconds: Double = 0.5) -> Bool {
    for _ in 0..<600 where pty.read(for: seconds).isEmpty { return true }
    return false
  }

  /// Sends a key; returns the time until the last byte of the response, and the frames' bytes.
  private func response(
    _ pty: Pty, to key: String, idle: Duration = .milliseconds(90)
  ) -> (milliseconds: Double, frames: [Int]) {
    let countBefore = pty.output.count
    let start = clock.now
    var (byteCount, last) = (countBefore, start)
    pty.send(key)
    while clock.now - last < idle || byteCount == countBefore, clock.now - start < .seconds(5) {
      let count = byteCount
      pty.read(within: 0.02) { $0.count > count }
      if pty.output.count > byteCount { (byteCount, last) = (pty.output.count, clock.now) }
    }
    let frames = pty.output[countBefore...].split(separator: frameEnd).map(\.count)
    return ((last - start) / .milliseconds(1), frames)
  }

  private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  private func rounded(_ value: Double, _ unit: String) -> String {
    "\((value * 10).rounded() / 10) \(unit)"
  }

  private func firstFrame(_ arguments: [String]) throws -> String {
    let times = try (0..<9).map { _ in
      let start = clock.now
      let pty = try Pty(
        [try #require(program)] + arguments, environment: ["COLORTERM": "truecolor"])
      pty.read(within: 5) { $0.count > 4000 }
      return (clock.now - start) / .milliseconds(1)
    }
    return rounded(median(times), "ms")
  }

  /// Three runs that play from the start, without cards and at the natural rate at once.
  ///
  /// With a pace, the first seconds have few steps per second, and so few frames.
  private static let playing =
    ["--surface", "hyperbola", "--start", "3,0.34", "--steps", "2000", "--pace", "0"]
    + ["gd", "usam", "sam"].flatMap { ["--optimizer", $0] }

  /// Three runs of 1000 steps on digits, which take seconds to compute.
  private static let digits =
    [
      "--problem", "digits", "--optimizer", "gd,usam:rho=0.01,sam", "--eta", "0.15", "--steps",
      "1000",
    ]

  /// The time to the next frame after a key that restarts the runs while they train.
  private func training() throws -> String {
    var times: [Double] = []
    for key in ["e", "E", "r", "R", "2", "1", "e"] {
      let pty = try start(Self.digits)
      pty.read(for: 0.3)
      let (count, start) = (pty.output.count, clock.now)
      pty.send(key)
      pty.read(within: 2) { $0.count > count && $0.suffix(8) == frameEnd[...] }
      times.append((clock.now - start) / .milliseconds(1))
    }
    return rounded(median(times), "ms, at most ") + rounded(times.max() ?? .nan, "ms")
  }

  private func knob(_ isWide: Bool) throws -> String {
    let pty = try start(
      ["xy1-three-stops", "--steps", "100000", "--reduced-motion"], isWide: isWide)
    #expect(readUntilIdle(pty))
    pty.send("G")
    #expect(readUntilIdle(pty))
    let responses = (0..<11).map { _ in response(pty, to: "e") }
    let frames = responses.map(\.frames.count).sorted()[5]
    return rounded(median(responses.map(\.milliseconds)), "ms") + ", \(frames) frames"
  }

  /// Changes η repeatedly at 200x60, each time after the response.
  private func knobs() throws -> String {
    let pty = try start(["xy1-three-stops", "--steps", "100000", "--reduced-motion"], isWide: true)
    pty.read(for: 0.3)
    let start = clock.now
    var count = 0
    while clock.now - start < .seconds(5) {
      let countBefore = pty.output.count
      pty.send(count % 20 < 10 ? "e" : "E")
      pty.read(within: 2) { $0.count > countBefore && $0.suffix(8) == frameEnd[...] }
      count += 1
    }
    return rounded(Double(count) / 5, "per second")
  }

  private func play() throws -> String {
    let pty = try start(Self.playing)
    pty.read(for: 1)
    var bytes: [Double] = []
    var percentages: [Double] = []
    for _ in 0..<5 {
      let before = pty.cpuTime
      bytes.append(Double(pty.read(for: 2).count) / 2000)
      percentages.append((pty.cpuTime - before) / 2 * 100)
    }
    #expect(bytes.allSatisfy { $0 > 0 })
    return rounded(median(bytes), "kB/s") + ", " + rounded(median(percentages), "%")
  }

  private func pause() throws -> String {
    let pty = try start(["--reduced-motion"])
    #expect(readUntilIdle(pty))
    let before = pty.cpuTime
    let bytes = pty.read(for: 10).count
    return "\(bytes) B, " + rounded((pty.cpuTime - before) * 10, "%")
  }

  private func pan(isWide: Bool) throws -> String {
    var (sizes, times, cpuTimes): ([Double], [Double], [Double]) = ([], [], [])
    for lesson in ["xy1-three-stops", "ring-roll", "rosenbrock-bias", "any-rho", "gd-catapult"] {
      let pty = try start([lesson, "--reduced-motion"], isWide: isWide)
      #expect(readUntilIdle(pty, for: 1))
      for key in ["l", "k", "h", "j", "l", "k"] {
        let before = pty.cpuTime
        let response = response(pty, to: key, idle: .milliseconds(60))
        cpuTimes.append((pty.cpuTime - before) * 1000)
        sizes += response.frames.map { Double($0) / 1000 }
        times.append(response.milliseconds)
        readUntilIdle(pty, for: 0.3)
      }
    }
    return rounded(median(sizes), "kB, at most ") + rounded(sizes.max() ?? .nan, "kB; ")
      + rounded(median(times), "ms, CPU ") + rounded(median(cpuTimes), "ms")
  }

  private func memory(_ arguments: [String]) throws -> String {
    let pty = try start(arguments, isWide: false)
    #expect(readUntilIdle(pty, for: 3))
    return rounded(Double(pty.residentMemory) / 1e6, "MB, ")
      + rounded(Double(pty.anonymousMemory) / 1e6, "MB of them not program and libraries")
  }

  /// Plays while the terminal reads `rate` bytes per second, then quits.
  private func slow(_ rate: Int) throws -> String {
    let pty = try start(Self.playing)
    pty.read(for: 0.5)
    let countBefore = pty.output.count
    let start = clock.now
    while clock.now - start < .seconds(8) {
      _ = pty.readSome(rate / 20)
      usleep(50_000)
    }
    let frames = pty.output[countBefore...].split(separator: frameEnd).count
    let quitTime = clock.now
    pty.send("q")
    while pty.wait(within: 0.05, reading: false) == nil, clock.now - quitTime < .seconds(30) {
      _ = pty.readSome(rate / 20)
    }
    return rounded(Double(frames) / 8, "frames per second; q after ")
      + rounded((clock.now - quitTime) / .milliseconds(1), "ms")
  }

  private func remote() throws -> String {
    let pty = try start(
      Self.playing, environment: ["SSH_CONNECTION": "1 2 3 4"])
    pty.read(for: 1)
    let frames = pty.read(for: 5).split(separator: frameEnd).count
    return rounded(Double(frames) / 5, "frames per second")
  }
}
