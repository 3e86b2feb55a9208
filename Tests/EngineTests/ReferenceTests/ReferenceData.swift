import Engine
import Foundation
import Synchronization
import Testing

/// The scenarios of catalog.json: golden iterates and measured observables.
struct ReferenceScenario: Decodable, Sendable, CustomTestStringConvertible {
  let id: String
  let surface: String
  let w0: [Double]
  let steps: Int
  let golden: [String: Golden]
  let observables: [Observable]

  var testDescription: String { id }
  var start: Point<Double> { Point(w0[0], w0[1]) }

  struct Observable: Decodable, Sendable {
    let name: String
    let value: Double
    let op: String
    let ref: Double
    let tol: Double

    /// Whether a measured value passes the test that the catalogue states.
    func accepts(_ measured: Double) -> Bool {
      switch op {
      case "<": measured < ref
      case ">": measured > ref
      default: abs(measured - ref) <= tol
      }
    }
  }

  /// One run: its knobs, the number of steps taken, and iterates by step.
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

  /// The catalogue's surface by the reference's name for it, or nil where there is none.
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

  /// The catalogue's optimizer for a run, or nil where there is none.
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

  /// A golden run, recorded; nil where surface or optimizer is missing.
  func recording(_ run: String) throws -> Recording? {
    guard let surface = surfaceChoice, let optimizer = optimizerChoice(run) else { return nil }
    return try Catalog.record(
      Run(surface: surface, optimizer: optimizer, start: start, steps: steps))
  }
}

/// A file of golden data.
func reference(_ name: String) throws -> Data {
  let url = try #require(
    Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Reference"))
  return try Data(contentsOf: url)
}

/// Counts what was held against the reference, for the line that a test prints at its end.
struct Tally {
  var held = 0
  var total = 0
  var skipped: [String: Int] = [:]

  mutating func count(_ holds: Bool) {
    total += 1
    if holds { held += 1 }
  }

  mutating func skip(_ reason: String, _ number: Int = 1) {
    total += number
    skipped[reason, default: 0] += number
  }

  func line(_ what: String) -> String {
    let reasons = skipped.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    return "\(what): \(held) of \(total)"
      + (reasons.isEmpty ? "" : "; skipped: " + reasons.joined(separator: ", "))
  }
}

// MARK: - catalog_extra.json

/// Runs with memory, schedules, noise or more than one step size, as they were measured.
func extra() throws -> [String: Any] {
  let json = try JSONSerialization.jsonObject(with: reference("catalog_extra"))
  return try #require(json as? [String: Any])
}

/// The values of catalog_extra.json by their path, such as “msam/B100”.
func extraValues() throws -> [String: Double] { try readValues.get() }

// Once: they are asked for value by value.
private let readValues = Result {
  var values: [String: Double] = [:]
  func walk(_ value: Any, _ path: String) {
    switch value {
    case let list as [Any]:
      for (place, item) in list.enumerated() { walk(item, "\(path)/\(place)") }
    case let object as [String: Any]:
      for (key, item) in object { walk(item, path.isEmpty ? key : "\(path)/\(key)") }
    case let number as NSNumber: values[path] = number.doubleValue
    default: Issue.record("no number at \(path)")
    }
  }
  walk(try extra(), "")
  return values
}

/// Holds a measurement against a value of catalog_extra.json, and enters it where values are counted.
func agree(
  _ path: String, _ measured: Double, within tolerance: Double,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let expected = try #require(try extraValues()[path], "\(path)", sourceLocation: sourceLocation)
  let holds = abs(measured - expected) <= tolerance
  #expect(holds, "\(path): \(measured), not \(expected)", sourceLocation: sourceLocation)
  if holds { Ledger.current?.enter(path) }
}

/// Which values were held, in the task of the test that counts them.
final class Ledger: Sendable {
  @TaskLocal static var current: Ledger?
  private let paths = Mutex<Set<String>>([])

  var held: Set<String> { paths.withLock { $0 } }

  func enter(_ path: String) { paths.withLock { _ = $0.insert(path) } }
}
