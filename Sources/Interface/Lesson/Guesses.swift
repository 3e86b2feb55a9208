import Engine
import Lessons

/// The results of all guesses since the program started.
struct Guesses: Sendable {
  /// Whether the latest guess was right, by the lesson's id and the card's index.
  private var results: [String: [Int: Bool]] = [:]

  /// Stores the result of a guess, in place of an earlier guess at the same card.
  mutating func record(_ isRight: Bool, at card: Int, of lesson: String) {
    self.results[lesson, default: [:]][card] = isRight
  }

  /// The score as “2 of 3 right”; nil for fewer than two guesses.
  var score: String? { counts.map { "\($0.right) of \($0.total) right" } }

  /// The score as “2/3 right”; nil for fewer than two guesses.
  var shortScore: String? { counts.map { "\($0.right)/\($0.total) right" } }

  private var counts: (right: Int, total: Int)? {
    let all = results.values.flatMap(\.values)
    return all.count > 1 ? (right: all.count { $0 }, total: all.count) : nil
  }
}
