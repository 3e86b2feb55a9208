extension Command {
  static let mapView = Command(.map, "the map")
  static let sideBySideView = Command(.sideBySide, "a map for each run, side by side")
  static let plotsView = Command(.plots, "everything against time")
  static let stabilityView = Command(
    .stability, "what becomes of the run for each η and ρ; hjkl and Enter, or a click, jump there")
  static let reliefView = Command(.relief, "the surface in relief; hjkl turn it")
  static let lessonView = Command(.lesson, "the lesson in large")

  private init(_ view: View, _ title: String) {
    self.init(
      "view-\(view.rawValue)", title, .view, [.character(Character(String(view.rawValue)))],
      changing: { state, _ in state.show(view) })
  }
}
