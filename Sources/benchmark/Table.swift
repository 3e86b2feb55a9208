/// Ratios of ours to a reference, measured in turns so that a busy machine disturbs both alike.
struct Table {
  private static let rounds = 9

  private var lines: [String] = []
  private let filters: [String]

  /// With words: only the rows whose name has one of them.
  init(only words: [String]) { self.filters = words }

  /// Measures both, and notes the median of the ratios of their rates.
  mutating func compare(
    _ what: String, budget: Double?, unit: Double, ours: () -> Void, reference: () -> Void
  ) {
    guard isSelected(what) else { return }
    ours()
    reference()
    var ratios: [Double] = []
    var (fast, slow): ([Double], [Double]) = ([], [])
    for _ in 0..<Self.rounds {
      let (a, b) = (seconds(ours), seconds(reference))
      ratios.append(b / a)
      fast.append(unit / a)
      slow.append(unit / b)
    }
    appendLine(what, budget, median(ratios), median(fast), median(slow))
  }

  /// Measures ours beside a rate that is measured elsewhere, if it can be.
  mutating func compareToRate(
    _ what: String, budget: Double?, _ ours: () -> Void, _ unit: Double,
    _ measured: () -> Double?
  ) {
    guard isSelected(what), let reference = measured() else { return }
    ours()
    let rate = median((0..<Self.rounds).map { _ in unit / seconds(ours) })
    appendLine(what, budget, rate / reference, rate, reference)
  }

  var isUnfiltered: Bool { filters.isEmpty }

  private func isSelected(_ what: String) -> Bool {
    isUnfiltered || filters.contains(where: what.contains)
  }

  private mutating func appendLine(
    _ what: String, _ budget: Double?, _ ratio: Double, _ ours: Double, _ reference: Double
  ) {
    let verdict = budget.map { ratio >= $0 ? "≥ \($0)" : "BELOW \($0)" } ?? "–"
    lines.append(
      "| \(what) | \(millions(ours)) | \(millions(reference)) | "
        + "\((ratio * 100).rounded() / 100) | \(verdict) |")
  }

  var text: String {
    (["| what | M steps/s | reference | ratio | budget |", "|---|---|---|---|---|"] + lines)
      .joined(separator: "\n")
  }

  private func seconds(_ work: () -> Void) -> Double {
    ContinuousClock().measure(work) / .seconds(1)
  }

  private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  private func millions(_ rate: Double) -> String { "\((rate / 1e5).rounded() / 10)" }
}

/// Keeps the compiler from leaving out work whose result nobody reads.
@inline(never)
func blackHole(_ value: Double) {}
