import TestSupport
import Testing

@testable import Engine

/// The measurements of the reference's phenomena, by group and name.
@Suite struct `Phenomena of problems` {
  /// Each group on one seed; with `RAVINE_THOROUGH`, on all seeds of the reference.
  private static var cases: [(group: String, seed: UInt64)] {
    let quick = ["diagonal", "onesam", "sensing", "sphere"]
    var seen: Set<String> = []
    return ProblemReference.all.phenomena.compactMap { phenomenon in
      let isChosen = isThorough || phenomenon.seed == 1 && quick.contains(phenomenon.group)
      let isNew = seen.insert("\(phenomenon.group) \(phenomenon.seed)").inserted
      return isChosen && isNew ? (phenomenon.group, phenomenon.seed) : nil
    }
  }

  /// Values outside the tolerance of the reference, with the reason.
  ///
  /// The reference's tolerance comes from starts whose networks stay odd as long as its own.
  private static let known = [
    "edges 1 chebyshev sam 0.05 mean lam/edge 1000..3000":
      "rounding ends the symmetry of the reference's run at another step"
  ]

  @Test(arguments: cases)
  private func `have the reference's values`(_ group: String, seed: UInt64) throws {
    let measured = try Phenomena(seed: seed).measure(group)
    var agreement = Agreement()
    for phenomenon in ProblemReference.all.phenomena
    where phenomenon.group == group && phenomenon.seed == seed {
      guard let value = measured[phenomenon.name] else {
        agreement.skip("not measured: \(phenomenon.name)")
        continue
      }
      func compare() {
        agreement.expect(
          value, phenomenon.value, within: phenomenon.tolerance,
          "\(group), seed \(seed): \(phenomenon.name)")
      }
      if let reason = Self.known["\(group) \(seed) \(phenomenon.name)"] {
        withKnownIssue("\(reason)", isIntermittent: true) { compare() }
      } else {
        compare()
      }
      if isThorough {
        print("\(group)\t\(seed)\t\(phenomenon.name)\t\(value)\t\(phenomenon.value)")
      }
    }
    print(agreement.tally.summary("phenomena of \(group), seed \(seed)"))
    #expect(agreement.tally.total > 0)
  }
}
