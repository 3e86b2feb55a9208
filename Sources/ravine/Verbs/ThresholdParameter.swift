import ArgumentParser
import Engine

/// A hyperparameter of which `threshold` measures the largest stable value on a problem.
enum ThresholdParameter: String, ExpressibleByArgument, CaseIterable {
  case eta, rho

  var knob: Knob { self == .eta ? .eta : .rho }
  /// The hyperparameter that can be given as a range.
  var other: Knob { self == .eta ? .rho : .eta }
}
