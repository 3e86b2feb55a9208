import Engine
import Lessons

/// The current settings, with the changes that can be undone and redone.
struct ExperimentHistory: Sendable, Equatable {
  /// The current settings.
  private(set) var present: Experiment
  /// The former settings, the latest last.
  private(set) var undoStack: [Experiment] = []
  /// The undone settings, the latest last.
  private(set) var redoStack: [Experiment] = []

  init(_ present: Experiment) { self.present = present }

  /// Changes the settings as one undo step.
  mutating func commit(_ next: Experiment) {
    undoStack.append(present)
    if undoStack.count > Limits.undoLevels { undoStack.removeFirst() }
    redoStack.removeAll()
    present = next
  }

  /// Restores the settings before the last change; returns false without a change.
  mutating func undo() -> Bool {
    guard let former = undoStack.popLast() else { return false }
    redoStack.append(present)
    present = former
    return true
  }

  /// Restores the settings before the last undo; returns false without an undo.
  mutating func redo() -> Bool {
    guard let next = redoStack.popLast() else { return false }
    undoStack.append(present)
    present = next
    return true
  }
}
