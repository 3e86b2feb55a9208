extension Catalog {
  /// The built-in surfaces, in display order; a new surface needs one line in one of these lists.
  ///
  /// Each list has a file of its own, because the compiler optimizes the kernels of a file as one
  /// unit, and several units at a time.
  public static let surfaces = landscapes + models + testFunctions
}
