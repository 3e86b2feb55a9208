import Engine

extension MapLayer {
  /// The iterates of the runs; that of the focused run over the others.
  public static let iterates = MapLayer(
    "iterates", .marks, .always,
    shapes: { scene in
      let runs =
        scene.runs.filter { $0.index != scene.focusedRun }
        + scene.runs.filter { $0.index == scene.focusedRun }
      return runs.isEmpty ? [] : [.iterates(runs)]
    })
}
