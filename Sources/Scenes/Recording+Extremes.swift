public import Drawing
public import Engine

/// The steps at which a plot reads a curve, for each of its columns.
///
/// Steps are read in pairs of successive steps, which include both sides of a 2-cycle.
public enum PlotSampling: Sendable, Hashable {
  /// Two pairs, at the start and in the middle, for a plot that is drawn in every frame.
  ///
  /// Infinite values are left out: a diverging curve ends.
  case screen
  /// About a hundred pairs, for a plot that is drawn once.
  ///
  /// Infinite values are kept: a diverging curve leaves the plot.
  case figure

  /// The number of steps up to which every step is read in a figure.
  private static let figureSamples = 200

  /// Calls a function with the steps to read of a range.
  func forEachStep(in steps: Range<Int>, _ read: (Int) -> Void) {
    switch self {
    case .screen where steps.count < 5: steps.forEach(read)
    case .screen:
      let middle = steps.lowerBound + steps.count / 2
      [steps.lowerBound, steps.lowerBound + 1, middle - 1, middle].forEach(read)
    case .figure:
      let stride = max(2 * steps.count / Self.figureSamples, 2)
      for step in Swift.stride(from: steps.lowerBound, to: steps.upperBound, by: stride) {
        read(step)
        if step + 1 < steps.upperBound { read(step + 1) }
      }
    }
  }

  func includes(_ value: Double) -> Bool { self == .screen ? value.isFinite : !value.isNaN }
}

extension Recording {
  /// Returns the smallest and the largest value of a quantity over some steps.
  ///
  /// - Parameters:
  ///   - quantity: The quantity of the curve.
  ///   - steps: The steps of one column of the plot, within the steps taken.
  ///   - sampling: The steps to read.
  /// - Returns: The two values and the mean of all values read; nil without a value.
  public func extremes(
    of quantity: Quantity, over steps: Range<Int>, _ sampling: PlotSampling
  ) -> Series.Extent? {
    var (low, high, sum, count) = (Double.infinity, -Double.infinity, 0.0, 0.0)
    sampling.forEachStep(in: steps) { step in
      let value = value(of: quantity, at: step)
      guard sampling.includes(value) else { return }
      (low, high) = (min(low, value), max(high, value))
      (sum, count) = (sum + value, count + 1)
    }
    return low <= high ? Series.Extent(low: low, high: high, mean: sum / count) : nil
  }
}
