import Engine

/// The focused run, the hidden runs and the selected parameter.
struct RunSelection: Sendable, Equatable {
  /// The focused run; nil if all runs are in focus.
  private(set) var focusedRun: Int?
  /// The indices of the hidden runs.
  private(set) var hiddenRuns: Set<Int> = []
  /// The id of the parameter that ← and → change.
  var parameterID = Knob.eta.id

  /// Returns the runs to which commands apply: the focused run, or all runs.
  func focusedRuns(of count: Int) -> [Int] {
    focusedRun.map { [$0] } ?? Array(0..<count)
  }

  /// Returns the runs that are not hidden.
  func visibleRuns(of count: Int) -> [Int] { (0..<count).filter { !hiddenRuns.contains($0) } }

  /// Focuses the next run; after the last run, all runs.
  mutating func focusNext(of count: Int) {
    let next = focusedRun.map { $0 + 1 } ?? 0
    focusedRun = next < count ? next : nil
  }

  /// Focuses the previous run; before the first run, all runs.
  mutating func focusPrevious(of count: Int) {
    let former = (focusedRun ?? count) - 1
    focusedRun = former >= 0 ? former : nil
  }

  /// Focuses a run; nil focuses all runs.
  mutating func focus(on run: Int?) { focusedRun = run }

  /// Focuses a run, or all runs if the run has the focus.
  mutating func toggleFocus(of run: Int) { focusedRun = focusedRun == run ? nil : run }

  /// Hides some runs, and shows the others.
  mutating func hide(_ runs: Set<Int>) { hiddenRuns = runs }

  /// Hides or shows a run.
  mutating func toggleHidden(_ run: Int) { hiddenRuns.formSymmetricDifference([run]) }

  /// Removes the runs from an index on.
  mutating func limit(to count: Int) {
    hiddenRuns = hiddenRuns.filter { $0 < count }
    if let run = focusedRun, run >= count { focusedRun = nil }
  }
}
