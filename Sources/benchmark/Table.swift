import Foundation

/// A table of rates and their ratios to a reference.
///
/// Both are measured alternately, so other load on the machine affects both alike.
struct Table {
  private static let rounds = 9

  private var lines: [String] = []
  private let filters: [String]

  /// Creates a table of the rows whose name contains one of the filters; of all rows if empty.
  init(only filters: [String]) { self.filters = filters }

  /// Measures both closures and appends a row with the medians of the rates and of their ratio.
  ///
  /// `unit` is the number of steps of one call; a ratio below `budget` is marked BELOW.
  mutating func compare(
    _ name: String, budget: Double?, unit: Double, ours: () -> Void, reference: () -> Void
  ) {
    guard isSelected(name) else { return }
    ours()
    reference()
    var ratios: [Double] = []
    var (ourRates, referenceRates): ([Double], [Double]) = ([], [])
    for _ in 0..<Self.rounds {
      let (a, b) = (seconds(ours), seconds(reference))
      ratios.append(b / a)
      ourRates.append(unit / a)
      referenceRates.append(unit / b)
    }
    appendLine(name, budget, median(ratios), median(ourRates), median(referenceRates))
  }

  /// Measures a closure and appends a row unless `referenceRate` returns nil.
  mutating func compareToRate(
    _ name: String, budget: Double?, _ ours: () -> Void, _ unit: Double,
    _ referenceRate: () -> Double?
  ) {
    guard isSelected(name), let reference = referenceRate() else { return }
    ours()
    let rate = median((0..<Self.rounds).map { _ in unit / seconds(ours) })
    appendLine(name, budget, rate / reference, rate, reference)
  }

  /// Whether all rows are measured.
  var isUnfiltered: Bool { filters.isEmpty }

  /// Whether one of the filters occurs in a name.
  func isSelected(_ name: String) -> Bool {
    isUnfiltered || filters.contains(where: name.contains)
  }

  private mutating func appendLine(
    _ name: String, _ budget: Double?, _ ratio: Double, _ ours: Double, _ reference: Double
  ) {
    let verdict = budget.map { ratio >= $0 ? "≥ \($0)" : "BELOW \($0)" } ?? "–"
    lines.append(
      "| \(name) | \(millions(ours)) | \(millions(reference)) | "
        + "\((ratio * 100).rounded() / 100) | \(verdict) |")
  }

  /// The table in Markdown.
  var text: String {
    (["| measurement | M steps/s | reference | ratio | budget |", "|---|---|---|---|---|"] + lines)
      .joined(separator: "\n")
  }

  private func seconds(_ work: () -> Void) -> Double {
    ContinuousClock().measure(work) / .seconds(1)
  }

  private func millions(_ rate: Double) -> String { threeDigits(rate / 1e6) }
}

/// Returns the median of some numbers.
func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

/// Returns a number with three significant digits.
func threeDigits(_ value: Double) -> String { String(format: "%.3g", value) }

/// Prevents the compiler from removing a computation whose result is not used.
@inline(never)
func blackHole(_ value: Double) {}
