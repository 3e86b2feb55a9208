import Foundation
import Testing

@testable import Engine

/// A rule of rules.json with golden runs: iterates computed with 50 digits.
struct ReferenceRule: Decodable, Sendable, CustomTestStringConvertible {
  let id: String
  let rule: String
  let canonical: String
  let memory: [String: String]
  let runs: [Golden]

  var testDescription: String { id }

  struct Golden: Decodable, Sendable {
    let surface: String
    let start: [Double]
    let knobs: [String: Double]
    let seed: UInt64
    /// The rows by step.
    let rows: [String: Row]
  }

  /// The iterate and the ascent point of a step, and the evaluations before it.
  struct Row: Decodable, Sendable {
    let w: [Double]
    let ascent: [Double]
    let evals: Int
  }

  static let all: [Self] = decoded("rules")
}

/// A wrong rule of rule_errors.json.
struct ReferenceRuleError: Decodable, Sendable, CustomTestStringConvertible {
  let rule: String
  let offset: Int
  let line: Int
  let column: Int
  let message: String
  let caret: String

  var testDescription: String { String(rule.prefix(60)) }

  static let all: [Self] = decoded("rule_errors")
}

private func decoded<T: Decodable>(_ name: String) -> [T] {
  do { return try JSONDecoder().decode([T].self, from: reference(name)) } catch {
    Issue.record("\(name).json: \(error)")
    return []
  }
}
