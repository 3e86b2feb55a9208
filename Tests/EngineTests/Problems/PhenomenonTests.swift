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
      agreement.expect(
        value, phenomenon.value, within: phenomenon.tolerance,
        "\(group), seed \(seed): \(phenomenon.name)")
      if isThorough {
        print("\(group)\t\(seed)\t\(phenomenon.name)\t\(value)\t\(phenomenon.value)")
      }
    }
    print(agreement.tally.summary("phenomena of \(group), seed \(seed)"))
    #expect(agreement.tally.total > 0)
  }
}
