extension Command {
  static let mapView = Command(.map, "map")
  static let sideBySideView = Command(
    .sideBySide, "maps side by side, one per run or per value of a split")
  static let plotsView = Command(.plots, "plots over time; of a split, side by side")
  static let stabilityView = Command(
    .stability, "stability map; hjkl and Enter, or a click, set η and ρ")
  static let reliefView = Command(.relief, "3-D relief of the surface; hjkl rotate the relief")
  static let lessonView = Command(.lesson, "lesson page")

  private init(_ view: View, _ title: String) {
    self.init(
      "view-\(view.rawValue)", title, .view, [.character(Character(String(view.rawValue)))],
      changing: { state, _ in state.show(view) })
  }
}
