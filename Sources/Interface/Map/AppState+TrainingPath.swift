public import Engine
import Lessons
import Scenes

extension AppState {
  /// The path of a training run over the map; nil on another surface than that of the lesson.
  public var trainingPath: TrainingPath? {
    experiment.surface.source == scenario.surface.source ? scenario.trainingPath : nil
  }

  /// How the losses along the path differ from those of the surface; nil without a path.
  public var trainingPathNote: String? {
    guard let path = trainingPath else { return nil }
    let surface = surface
    return Self.pathNotes.value(for: (path, surface.choice)) { path.explanation(on: surface) }
  }

  /// The last notes: a frame needs the note of one path several times.
  private static let pathNotes = RecentValues<(TrainingPath, SurfaceChoice), String>(
    capacity: 4, { $0.0 == $1.0 && $0.1 == $1.1 })

  /// The iterate of the path nearest to a point within a cell of the first map; nil without one.
  func pathIterate(near point: Point<Double>) -> Int? {
    guard let path = trainingPath, let map = layout.maps.first else { return nil }
    let projection = Projection(camera.region, onto: map)
    let cell = projection.cell(of: point)
    guard cell != nil else { return nil }
    return path.points.indices.filter { projection.cell(of: path.points[$0]) == cell }
      .min { (path.points[$0] - point).norm < (path.points[$1] - point).norm }
  }
}
