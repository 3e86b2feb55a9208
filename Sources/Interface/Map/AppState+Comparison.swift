public import Engine
import Lessons
public import Scenes

extension AppState {
  /// The surface beside that of the lesson; nil on another surface than that of the lesson.
  public var comparison: SurfaceChoice? {
    experiment.surface.source == scenario.surface.source ? scenario.comparison : nil
  }

  /// Whether the screen shows two surfaces side by side.
  var isComparing: Bool { view == .sideBySide && comparison != nil && shownSplit == nil }

  /// The largest number of steps that are taken on the other surface, in a fraction of a frame.
  private static let maxComparedSteps = 20_000

  /// Records the runs on the other surface and samples its map, both with one colour scale.
  mutating func prepareComparison(_ request: FieldCache.Request, isNewField: Bool) {
    guard isComparing, let comparison else {
      caches.comparison = nil
      return
    }
    let other = comparedExperiment(on: comparison)
    var cache = caches.comparison
    if cache?.recorded.history.present != other { cache = ComparisonCache(other) }
    guard var cache else {
      caches.comparison = nil
      return
    }
    var request = request
    request.surface = comparison
    if isNewField || cache.field.request != request {
      cache.field = FieldCache()
      cache.field.refresh(request, on: cache.recorded.surface, from: camera.orbit)
      FieldCache.shareScale(&caches.field, &cache.field)
    }
    caches.comparison = cache
  }

  private func comparedExperiment(on surface: SurfaceChoice) -> Experiment {
    var other = experiment
    other.surface = surface
    other.steps = min(other.steps, Self.maxComparedSteps)
    return other
  }

  /// The other surface with the visible runs on it; nil unless both are shown.
  public var comparedRuns: (surface: AnySurface, runs: [PlottedRun])? {
    guard isComparing, let comparison,
      let cache = ComparisonCache(comparedExperiment(on: comparison))
    else { return nil }
    var other = self
    other.recorded = cache.recorded
    let styles = runStyles
    return (other.surface, visibleRuns.map { other.plottedRun($0, styles[$0]) })
  }

  /// The state with the other surface in place of that of the lesson; nil unless both are shown.
  var comparisonState: AppState? {
    guard isComparing, let cache = caches.comparison else { return nil }
    var other = self
    other.recorded = cache.recorded
    other.caches.field = cache.field
    other.caches.predictions = PredictionOverlay(isStale: false)
    other.sweepGrids = SweepGrids()
    other.basinColoring = BasinColoring()
    return other
  }
}
