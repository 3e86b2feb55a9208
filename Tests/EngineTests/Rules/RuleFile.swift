import Foundation
import Testing

@testable import Engine

/// A file of `Reference/rules`: the text of a rule by its name.
struct RuleFile: Sendable, CustomTestStringConvertible {
  let id: String
  let text: String

  var testDescription: String { id }

  static let all: [RuleFile] = {
    let urls = Bundle.module.urls(
      forResourcesWithExtension: "rule", subdirectory: "Reference/rules")
    return (urls ?? []).compactMap { url in
      (try? String(contentsOf: url as URL, encoding: .utf8)).map {
        RuleFile(id: (url as URL).deletingPathExtension().lastPathComponent, text: $0)
      }
    }.sorted { $0.id < $1.id }
  }()

  static func text(_ id: String) throws -> String {
    try #require(all.first { $0.id == id }).text
  }
}
