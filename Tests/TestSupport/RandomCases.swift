import Foundation
public import Testing

private let environment = ProcessInfo.processInfo.environment

/// Whether long tests run: `RAVINE_THOROUGH` is set.
public let isThorough = environment["RAVINE_THOROUGH"] != nil

/// The factor for the number of random cases: N of `RAVINE_THOROUGH=N`, otherwise 1.
public let thoroughness = max(1, environment["RAVINE_THOROUGH"].flatMap(Int.init) ?? 1)

/// The seed of the only random case to run, from `RAVINE_SEED`.
private let chosenSeed = environment["RAVINE_SEED"].flatMap(UInt64.init)

/// The seed of the current random case.
@TaskLocal private var currentSeed: UInt64?

/// Returns the seeds of random cases: 1 to `count` × `thoroughness`, or that in `RAVINE_SEED`.
public func randomSeeds(_ count: Int) -> [UInt64] {
  chosenSeed.map { [$0] } ?? Array(1...UInt64(count * thoroughness))
}

/// Runs random cases, each with a generator of its own, up to the first error.
///
/// A suite with the trait `randomCases` adds the seed of the case to each issue.
public func forEachRandomCase(
  _ count: Int, _ location: SourceLocation = #_sourceLocation,
  _ body: (inout SeededGenerator) throws -> Void
) {
  for seed in randomSeeds(count) {
    let isComplete = $currentSeed.withValue(seed) {
      do {
        var generator = SeededGenerator(seed: seed)
        try body(&generator)
        return true
      } catch is ExpectationFailedError {
        return false  // already recorded
      } catch {
        Issue.record(error, sourceLocation: location)
        return false
      }
    }
    guard isComplete else { return }
  }
}

extension Trait where Self == IssueHandlingTrait {
  /// The issues of the suite state how to run the random case again.
  public static var randomCases: Self {
    .compactMapIssues { issue in
      guard let currentSeed else { return issue }
      var issue = issue
      issue.comments.append("run this case alone with RAVINE_SEED=\(currentSeed)")
      return issue
    }
  }
}

/// SplitMix64, independent of Engine's implementation.
public struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// Creates the generator of a seed.
  public init(seed: UInt64) { state = seed }

  /// Returns 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Returns a uniform number in a range.
  public mutating func number(in range: ClosedRange<Double>) -> Double {
    .random(in: range, using: &self)
  }

  /// Returns a uniform whole number from 0 to `count` − 1.
  public mutating func below(_ count: Int) -> Int { .random(in: 0..<count, using: &self) }

  /// Returns a random element of a nonempty array.
  public mutating func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }
}
