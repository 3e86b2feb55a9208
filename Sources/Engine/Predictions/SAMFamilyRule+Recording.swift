extension SAMFamilyRule {
  /// The rule of a run; nil for a rule outside the family, and for runs with noise or schedules.
  init?(_ recording: Recording) {
    guard recording.run.noise == .none, !recording.knobs.hasSchedules,
      let rule = recording.optimizer.samFamilyRule(recording.knobs)
    else { return nil }
    self = rule
  }
}
