/// A search for `Basins` in passes, which can be cancelled.
public struct BasinSearch: Sendable, Hashable {
  /// The surface to search.
  public let surface: SurfaceChoice
  /// The region that contains the grid of starts.
  public let frame: Region
  /// Attractors found before, which keep their numbers.
  public let known: Basins?

  /// A search on a surface in a region.
  public init(_ surface: SurfaceChoice, in frame: Region, after known: Basins? = nil) {
    self.surface = surface
    self.frame = frame
    self.known = known
  }

  /// Searches from coarse to fine.
  ///
  /// - Parameters:
  ///   - isCancelled: Called before every start; true stops the search.
  ///   - onPass: Called after each pass with the attractors found so far.
  /// - Throws: `EngineError` if the catalog has no such surface.
  public func refine(
    isCancelled: () -> Bool = { false }, onPass: (_ found: Basins, _ isComplete: Bool) -> Void
  ) throws(EngineError) {
    let surface = try Catalog.surface(surface)
    var search = AttractorSearch(surface, in: frame)
    for (number, pass) in Basins.passes.enumerated() {
      for index in pass {
        if isCancelled() { return }
        search.addAttractor(below: frame.gridPoint(index))
      }
      onPass(
        Basins(surface, search, in: frame, after: known), number == Basins.passes.count - 1)
    }
  }
}
