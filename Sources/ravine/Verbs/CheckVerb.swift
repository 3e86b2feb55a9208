import ArgumentParser
import Dispatch
import Engine
import Export
import Glibc
import Integers
import Lessons
import Synchronization

/// The verb `check`, which measures the claims of lessons.
struct CheckVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Measure every claim of the lessons.",
    discussion: """
      The output has one line per claim, with the claimed and the measured value. Without \
      arguments, all lessons are checked. Lessons, settings and seeds are measured in \
      parallel. The exit status is 1 if a claim does not hold.

      Examples:
        ravine check
        ravine check quad-split my-lesson.yaml --jitter 1e-9
      """)

  @Argument(
    help: ArgumentHelp("The ids of lessons, or lesson files.", valueName: "lesson"),
    completion: .lesson)
  var scenarios: [String] = []

  @Flag(help: "Print {\"claims\": [{scenario, claim, claimed, measured, within, holds}, …]}.")
  var json = false

  @Option(
    help: ArgumentHelp(
      """
      Also measure with every start shifted by plus and minus this distance: along both axes, on a \
      problem in a random direction of the seed.
      """,
      valueName: "distance"))
  var jitter = 0.0

  @OptionGroup(title: "Output") var destination: OutputOptions

  func validate() throws {
    guard jitter >= 0, jitter.isFinite else {
      throw ValidationError("--jitter must be a finite number ≥ 0, such as 1e-9.")
    }
    _ = try format
  }

  /// The format of the flag, or of the ending of the file.
  private var format: ReportFormat {
    get throws(ValidationError) {
      try destination.format(json ? .json : nil, default: .table, flag: "--json")
    }
  }

  func run() throws {
    let format = try format
    let lessons = scenarios.isEmpty ? try LessonFiles.all() : try namedLessons()
    var output = try destination.open()
    let verdicts = try verdicts(of: lessons)
    try output.write(format == .json ? Self.jsonText(verdicts) : Self.table(verdicts))
    try output.close()
    let failed = verdicts.count { !$0.holds }
    let total = "\(pluralized(verdicts.count, "claim")) in \(pluralized(lessons.count, "lesson"))"
    let result = failed == 1 ? "1 does not hold" : "\(failed) do not hold"
    printToStderr("\(total): \(failed == 0 ? "all hold" : result)")
    if failed > 0 { throw ExitCode(1) }
  }

  /// Returns the lessons of the arguments.
  ///
  /// - Throws: `CommandError` with the errors of all invalid lessons.
  private func namedLessons() throws(CommandError) -> [Scenario] {
    var lessons: [Scenario] = []
    var errors: [CommandError] = []
    for name in scenarios {
      do throws(CommandError) { lessons.append(try LessonFiles.named(name)) } catch {
        errors.append(error)
      }
    }
    guard let first = errors.first else { return lessons }
    throw CommandError(first.exitStatus, errors.map(\.message).joined(separator: "\n"))
  }

  /// Measures the claims of all lessons, and returns the verdicts in order.
  ///
  /// All measurements run in parallel, those of several seeds of one lesson too.
  private func verdicts(of lessons: [Scenario]) throws(CommandError) -> [Claim.Verdict] {
    let measurements = lessons.enumerated().flatMap { index, lesson in
      lesson.measurements(jitter: jitter).map { (lesson: index, measurement: $0) }
    }
    let progress = ProgressLine("measurements done", of: measurements.count)
    let shared = Mutex<[Result<[Claim.Verdict?], EngineError>?]>(
      Array(repeating: nil, count: measurements.count))
    DispatchQueue.concurrentPerform(iterations: measurements.count) { index in
      let result = Result { () throws(EngineError) in
        try measurements[index].measurement.verdicts()
      }
      shared.withLock { $0[index] = result }
      progress.add(1)
    }
    progress.clear()
    var measured = lessons.map { _ in [[Claim.Verdict?]]() }
    for ((lesson, _), result) in zip(measurements, shared.withLock(\.self)) {
      switch result {
      case .success(let verdicts): measured[lesson].append(verdicts)
      case .failure(let error):
        throw CommandError(.dataError, "\(lessons[lesson].id): \(error)")
      case nil: continue
      }
    }
    return zip(lessons, measured).flatMap { $0.verdicts($1) }
  }

  private static func table(_ verdicts: [Claim.Verdict]) -> String {
    var columns = TextTable(["lesson", "claim", "claimed", "measured", "margin", "holds", ""])
    for verdict in verdicts {
      let claim =
        verdict.claim.hasSuffix(" " + verdict.claimed)
        ? String(verdict.claim.dropLast(verdict.claimed.count + 1)) : verdict.claim
      columns.append([
        verdict.scenario, claim, verdict.claimed, verdict.measuredText,
        verdict.margin.map(percent) ?? "", verdict.holds ? "yes" : "NO",
        verdict.holds ? "" : verdict.note ?? verdict.because ?? "",
      ])
    }
    return columns.text
  }

  /// Returns a fraction in percent, rounded down, so “100 %” is exact; at least -999 %.
  private static func percent(_ fraction: Double) -> String {
    guard fraction.isFinite else { return "none" }
    return "\(Int(clamping: max((fraction * 100).rounded(.down), -999))) %"
  }

  private static func jsonText(_ verdicts: [Claim.Verdict]) -> String {
    let claims = verdicts.map { verdict in
      let measured: JSON =
        switch verdict.measured {
        case .number(let value): .number(value)
        case .state(let state): .string("\(state)")
        case .nothing: .null
        }
      return JSON.object([
        ("scenario", .string(verdict.scenario)),
        ("claim", .string(verdict.claim)),
        ("claimed", .string(verdict.claimed)),
        ("measured", measured),
        ("within", verdict.within.map(JSON.number) ?? .null),
        ("margin", verdict.margin.map(JSON.number) ?? .null),
        ("holds", .bool(verdict.holds)),
        ("note", .optional(verdict.note)),
        ("because", .optional(verdict.because)),
      ])
    }
    return "\(JSON.object([("claims", .array(claims))]))\n"
  }
}

extension Claim.Verdict {
  /// The measured value, with at least as many digits as a tenth of the tolerance needs.
  var measuredText: String {
    switch measured {
    case .number(let value):
      guard let within, within > 0, value != 0, value.isFinite else {
        return formatSignificant(value)
      }
      let digits = log10(value.magnitude / within).rounded(.up) + 2
      return formatSignificant(value, digits: Int(clamping: min(max(digits, 6), 17)))
    case .state(let state): return "\(state)"
    case .nothing: return "nothing"
    }
  }
}

private func pluralized(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
