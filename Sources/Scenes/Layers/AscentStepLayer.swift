import Engine

extension MapLayer {
  /// The ascent steps of the runs at their iterates.
  public static let ascentSteps = MapLayer(
    "ascent-steps", .steps, .optional(isInitiallyVisible: true),
    shapes: { scene in
      scene.runs.compactMap { run in
        let surface = run.plotted.recording.surface
        guard !run.isOnLine else { return nil }
        return run.plotted.recording.ascentStep(at: run.step).map {
          .ascentStep(from: surface.place(of: $0.from), to: surface.place(of: $0.to))
        }
      }
    },
    legend: { scene in
      let hasAscentStep = scene.runs.contains {
        !$0.isOnLine
          && $0.plotted.recording.trajectory.ascentPoints[$0.step] != $0.iterate
      }
      return hasAscentStep ? [MapLegendEntry(symbol: .ascentPoint, text: "ascent point w + ε")] : []
    })
}

extension MapScene.Run {
  /// Whether the map shows a line of a problem, on which an ascent point has no loss of its own.
  fileprivate var isOnLine: Bool {
    plotted.recording.surface.projection?.plane.isLine == true
  }
}
