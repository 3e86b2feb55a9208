import Engine

extension MapLayer {
  /// The starts of the runs, each point once.
  public static let starts = MapLayer(
    "starts", .marks, .figuresOnly,
    shapes: { scene in
      var starts: [Point<Double>] = []
      for run in scene.runs where !starts.contains(run.place(at: 0)) {
        starts.append(run.place(at: 0))
      }
      return starts.map { .mark($0, .start) }
    },
    legend: { _ in [MapLegendEntry(symbol: .start, text: "start")] })
}
