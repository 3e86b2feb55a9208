import Engine
import Foundation
import Synchronization
import Testing

/// A scenario of catalog.json, with golden iterates and measured observables.
struct ReferenceScenario: Decodable, Sendable, CustomTestStringConvertible {
  let id: String
  let surface: String
  let w0: [Double]
  let steps: Int
  let golden: [String: Golden]
  let observables: [Observable]

  var testDescription: String { id }
  var start: Point<Double> { Point(w0[0], w0[1]) }

  /// A measured quantity, with the claim `op ref` and its tolerance.
  struct Observable: Decodable, Sendable {
    let name: String
    let value: Double
    let op: String
    let ref: Double
    let tol: Double

    /// Whether a measured value satisfies the claim of the catalog.
    func accepts(_ measured: Double) -> Bool {
      switch op {
      case "<": measured < ref
      case ">": measured > ref
      default: abs(measured - ref) <= tol
      }
    }
  }

  /// The hyperparameters of a run, its number of steps `n`, and iterates by step.
  struct Golden: Decodable, Sendable {
    let eta: Double
    let rho: Double
    let n: Int
    let iterates: [(step: Int, point: Point<Double>)]

    private struct Key: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: Key.self)
      eta = try values.decode(Double.self, forKey: Key(stringValue: "eta"))
      rho = try values.decode(Double.self, forKey: Key(stringValue: "rho"))
      let last = try values.decode(Int.self, forKey: Key(stringValue: "n"))
      n = last
      iterates = try values.allKeys.compactMap { key in
        let name = key.stringValue
        guard let step = name == "last" ? last : Int(name.dropFirst()), name != "n" else {
          return nil
        }
        let pair = try values.decode([Double].self, forKey: key)
        return (step, Point(pair[0], pair[1]))
      }.sorted { $0.step < $1.step }
    }
  }

  static let all: [ReferenceScenario] = {
    do { return try JSONDecoder().decode([Self].self, from: reference("catalog")) } catch {
      Issue.record("catalog.json: \(error)")
      return []
    }
  }()

  /// The surface choice for the reference's name, or nil if Engine has no such surface.
  var surfaceChoice: SurfaceChoice? {
    let (id, knobs): (String, [String: Double]) =
      switch surface {
      case "quad20": ("quadratic", ["a": 1, "b": 20])
      case "quad10": ("quadratic", ["a": 1, "b": 10])
      case "quad10iso": ("quadratic", ["a": 10, "b": 10])
      case "quadrot": ("quadratic", ["a": 1, "b": 10, "angle": 30])
      case "logcosh(xy)": ("logcosh", [:])
      case "1/2(xy-1)^2": ("half-hyperbola", [:])
      case "(xy-1)^2": ("hyperbola", [:])
      case "valley": ("valley", ["k": 2, "a": 1])
      case "ring": ("ring", ["k": 10, "alpha": 0.8])
      case "ravine": ("ravine", ["barrier": 0.02])
      case "ravine03": ("ravine", ["barrier": 0.03])
      case "double well": ("double-well", [:])
      case "saddle": ("saddle", ["a": 2, "b": 2])
      default: (surface, [:])
      }
    guard Catalog.surfaces.contains(where: { $0.info.id == id }) else { return nil }
    return .named(id, knobs: knobs)
  }

  /// The optimizer choice for a run of the reference, or nil if Engine has no such optimizer.
  func optimizerChoice(_ run: String) -> OptimizerChoice? {
    guard let golden = golden[run] else { return nil }
    var knobs = ["eta": golden.eta, "rho": golden.rho]
    let id: String
    switch run {
    case _ where run.hasPrefix("GD"):
      id = "gd"
      knobs["rho"] = nil
    case _ where run.hasPrefix("USAM"): id = "usam"
    case _ where run.hasPrefix("SAM"): id = "sam"
    case "SSAM": id = "stablesam"
    case "ASAM":
      id = "asam"
      knobs["offset"] = 0
    case "x-only":
      id = "samon"
      knobs["axis"] = 0
    default:
      id = "unified"
      knobs["mu"] = Double(run.dropFirst(3))
    }
    guard Catalog.optimizers.contains(where: { $0.info.id == id }) else { return nil }
    return OptimizerChoice(id, knobs: knobs)
  }

  /// The recording of a golden run; nil if Engine has no such surface or optimizer.
  func recording(_ run: String) throws -> Recording? {
    guard let surface = surfaceChoice, let optimizer = optimizerChoice(run) else { return nil }
    return try Catalog.record(
      Run(surface: surface, optimizer: optimizer, start: start, steps: steps))
  }
}

/// The contents of `Reference/name.json`.
func reference(_ name: String) throws -> Data {
  let url = try #require(
    Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Reference"))
  return try Data(contentsOf: url)
}

/// Counts comparisons with the reference, for the summary that a test prints.
struct Tally {
  var passed = 0
  var total = 0
  var skipped: [String: Int] = [:]

  mutating func count(_ isPassed: Bool) {
    total += 1
    if isPassed { passed += 1 }
  }

  mutating func skip(_ reason: String, _ number: Int = 1) {
    total += number
    skipped[reason, default: 0] += number
  }

  func summary(_ subject: String) -> String {
    let reasons = skipped.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    return "\(subject): \(passed) of \(total)"
      + (reasons.isEmpty ? "" : "; skipped: " + reasons.joined(separator: ", "))
  }
}

// MARK: - catalog_extra.json

/// The contents of catalog_extra.json: measured runs with memory, schedules, noise or several η.
func extraCatalog() throws -> [String: Any] {
  let json = try JSONSerialization.jsonObject(with: reference("catalog_extra"))
  return try #require(json as? [String: Any])
}

/// The values of catalog_extra.json by their path, such as “msam/B100”.
func extraValues() throws -> [String: Double] { try parsedExtraValues.get() }

private let parsedExtraValues = Result {
  var values: [String: Double] = [:]
  func collect(_ value: Any, _ path: String) {
    switch value {
    case let list as [Any]:
      for (index, item) in list.enumerated() { collect(item, "\(path)/\(index)") }
    case let object as [String: Any]:
      for (key, item) in object { collect(item, path.isEmpty ? key : "\(path)/\(key)") }
    case let number as NSNumber: values[path] = number.doubleValue
    default: Issue.record("the value at \(path) is not a number")
    }
  }
  collect(try extraCatalog(), "")
  return values
}

/// Compares a measurement with a value of catalog_extra.json, and adds its path to `CheckedPaths`.
func expectReference(
  _ path: String, _ measured: Double, within tolerance: Double,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let expected = try #require(try extraValues()[path], "\(path)", sourceLocation: sourceLocation)
  let agrees = abs(measured - expected) <= tolerance
  #expect(agrees, "\(path): \(measured), not \(expected)", sourceLocation: sourceLocation)
  if agrees { CheckedPaths.current?.insert(path) }
}

/// The paths of the values that agreed, in the task of the test that counts them.
final class CheckedPaths: Sendable {
  @TaskLocal static var current: CheckedPaths?
  private let storage = Mutex<Set<String>>([])

  var paths: Set<String> { storage.withLock { $0 } }

  func insert(_ path: String) { storage.withLock { _ = $0.insert(path) } }
}
