/// A category of a map: its colour, and its mark where colours do not tell categories apart.
public struct MapCategory: Sendable, Hashable {
  /// The colour: a category, or `undefined`.
  public let paint: Paint
  /// The mark.
  public let mark: Unicode.Scalar

  /// Creates a category.
  public init(_ paint: Paint, mark: Unicode.Scalar) {
    (self.paint, self.mark) = (paint, mark)
  }
}
