import Drawing
import Engine

/// The plane of a problem, and the work that records its runs.
struct ProblemView: Sendable {
  /// The plane that the user has chosen.
  var choice = PlaneChoice()
  /// The number of times that the user has asked for a new plane of the same choice.
  var generation = 0
  /// What the plane of the map is; nil before the first plane is chosen.
  var title: String?
  /// The wish that the plane of the map fulfils.
  var shown: PlaneWish?
  /// The runs and the plane of the last request.
  var requested: (runs: [Run], plane: PlaneWish)?
  /// The number of the last request.
  var requestID = 0
  /// Whether the last request is not complete.
  var isWorking = false
  /// The region with which the plane has opened; nil before the first plane is chosen.
  var region: Region?
  /// The pictures of the plane that are computed in the background.
  var pictures = PlanePictures()

  /// A wish for a plane, which the work fulfils once.
  struct PlaneWish: Sendable, Equatable {
    let surface: SurfaceChoice
    let choice: PlaneChoice
    let generation: Int
  }
}
