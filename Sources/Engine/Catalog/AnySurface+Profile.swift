extension AnySurface {
  /// Whether the losses are those along one direction, which do not depend on y.
  public var isProfile: Bool { choice.source.grid?.isProfile ?? false }

  /// Returns the point of a map at which an iterate is drawn: on the curve of a profile.
  public func place(of iterate: Point<Double>) -> Point<Double> {
    isProfile ? Point(iterate.x, value(iterate)) : iterate
  }

  /// Returns the iterate below a point of a map: with y = 0 on a profile.
  public func iterate(at place: Point<Double>) -> Point<Double> {
    isProfile ? Point(place.x, 0) : place
  }
}
