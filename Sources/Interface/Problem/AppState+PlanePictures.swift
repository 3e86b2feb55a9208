import Drawing
import Engine
import Scenes

extension AppState {
  /// Returns the effect that computes the pictures of the screen; no effect for the same pictures.
  mutating func requestPictures() -> [Effect] {
    let pictures = requiredPictures.filter { !$0.isImmediate }
    guard pictures != problemView.pictures.wanted else { return [] }
    problemView.pictures.want(pictures)
    return [.computePictures(pictures)]
  }

  /// The pictures that the screen needs.
  private var requiredPictures: [PlanePicture] {
    let layout = layout
    var pictures: [PlanePicture] = []
    if let linePicture {
      pictures.append(linePicture)
    } else if let map = layout.maps.first, !map.isEmpty {
      pictures.append(
        PlanePicture(
          surface: surface, region: camera.region, columns: map.columns, rows: 2 * map.rows,
          grid: .centers))
    }
    if layout.relief != nil {
      pictures.append(
        PlanePicture(
          surface: surface, region: camera.region, columns: FieldCache.nodesPerSide,
          rows: FieldCache.nodesPerSide, grid: .nodes))
    }
    return pictures
  }

  /// The losses along the line of a problem, one per dot; nil for another map.
  var linePicture: PlanePicture? {
    guard isOnProblem, surface.isProfile, let map = layout.maps.first, !map.isEmpty else {
      return nil
    }
    return PlanePicture(
      surface: surface, region: camera.region, columns: 2 * map.columns, rows: 1, grid: .nodes)
  }

  /// The curve of the losses along the line of a problem; nil for another map.
  var lineCurve: [Point<Double>]? {
    guard let linePicture else { return nil }
    return problemView.pictures.curve(of: linePicture).map {
      Point($0.x, surface.height(ofLoss: $0.loss))
    }
  }

  /// Computes the pictures of the screen at once.
  mutating func completePictures() {
    _ = requestPictures()
    for picture in problemView.pictures.wanted {
      if let values = picture.values(every: 1, isCancelled: { false }) {
        problemView.pictures.receive(picture, values)
      }
    }
  }
}

extension SampledField {
  /// Samples a field of a surface, the loss on the plane of a problem from its pictures.
  init(
    _ request: FieldCache.Request, of surface: AnySurface, _ pictures: PlanePictures, columns: Int,
    rows: Int, grid: Grid
  ) {
    let picture = PlanePicture(
      surface: surface, region: request.camera, columns: columns, rows: rows, grid: grid)
    if surface.projection != nil, let losses = pictures.losses(of: picture) {
      self.init(
        request.camera, HeatMap(columns: columns, rows: rows, values: losses), request.scale)
    } else {
      self.init(
        request.field, of: surface, over: request.camera, columns: columns, rows: rows, grid: grid,
        scale: request.scale)
    }
  }
}
