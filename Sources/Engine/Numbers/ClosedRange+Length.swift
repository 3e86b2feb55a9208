extension ClosedRange<Double> {
  /// The length; the greatest finite number if the difference of the bounds is infinite.
  package var length: Double { Swift.min(upperBound - lowerBound, .greatestFiniteMagnitude) }
}
