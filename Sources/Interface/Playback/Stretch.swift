/// The part of a lesson from one card to the next, which playback enters slowly.
///
/// A fast transient often follows the card that announces it. So the playhead first moves by four
/// steps per second, and then in proportion to the distance from the card, up to the natural rate.
struct Stretch: Sendable, Equatable {
  /// The time of the card, or 0 before the first card.
  var start = 0
  /// The factor on the duration: 0 for the natural rate from the first step.
  var pace = 1.0

  /// The steps per second at the beginning.
  static let slowestRate = 4.0
  /// The time in which the distance from the card grows by the factor e, in seconds.
  static let rampTime = 1.5

  /// Returns the steps per second at a time, at most `natural`.
  func rate(at time: Int, upTo natural: Double) -> Double {
    guard pace > 0 else { return natural }
    let ramp = max(Self.slowestRate, Double(time - start) / Self.rampTime)
    return min(natural, ramp) / pace
  }
}
