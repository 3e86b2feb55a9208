import Drawing

extension AppState {
  /// The letters of the big mode; nil outside of it, and on a screen too small for it.
  var largeText: LargeText? {
    guard preferences.isBig, size.rows >= 6, size.columns >= 20 else { return nil }
    return LargeText(size, display.glyphs)
  }
}
