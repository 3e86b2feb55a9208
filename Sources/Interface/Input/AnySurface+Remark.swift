import Engine

extension AnySurface {
  /// What the losses at some points of the region say: that no loss is a number, or that all are
  /// equal; nil for other surfaces.
  var remarkOnLosses: String? {
    let (x, y) = (info.frame.x, info.frame.y)
    let fractions = [0.07, 0.31, 0.5, 0.72, 0.94]
    let losses = fractions.flatMap { across in
      fractions.map { up in
        value(
          Point(
            x.lowerBound + across * (x.upperBound - x.lowerBound),
            y.lowerBound + up * (y.upperBound - y.lowerBound)))
      }
    }
    guard losses.contains(where: \.isFinite) else {
      return "\(info.formula) has no finite loss at 25 points of the region"
    }
    return Set(losses).count == 1
      ? "\(info.formula) is constant: the gradient is zero, and no run moves" : nil
  }
}
