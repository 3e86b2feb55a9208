/// A debounce of classifications: the latest state on which two classifications in a row agree.
///
/// Takes the classifications backwards, from the latest step to step 0, where the state is
/// `descending`. A window between two states is nil and agrees with no other. A map classifies its
/// cells like that, because `StateEvidence` needs more steps than the lanes of a map keep.
struct StateDebounce {
  /// The debounced state; nil if more classifications are needed.
  private(set) var state: State?
  private var laterState: State?

  /// Adds the classification of the next earlier stride; call until `state` is not nil.
  mutating func add(_ classified: State?, at step: Int) {
    state = step == 0 ? .descending : classified == laterState ? classified : nil
    laterState = classified
  }
}
