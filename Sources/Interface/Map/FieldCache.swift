import Drawing
import Engine

/// The heat map of what the camera sees: two pixels a cell, one above the other.
///
/// Kept in the state, since it changes only with what it was asked for. For the relief the same field
/// is taken at the nodes of a square grid.
struct FieldCache: Sendable {
  /// What it shows, and where.
  struct Request: Equatable {
    let surface: SurfaceChoice
    let camera: Region
    let map, relief: Rect?
    let field: Field
    let scale: HeatMap.Scale
    let hasContours: Bool
  }

  var request: Request?
  var map = HeatMap(columns: 0, rows: 0, values: [])
  var levels: [UInt8] = []
  /// Brightness from 0 to 1 at the nodes of the relief.
  var heights: [Double] = []
  var relief: Relief?
  /// From where the relief was seen.
  var orbit: Orbit?
  /// Nodes along each side of the relief.
  static let nodesPerSide = 80
  /// In pixels of the map.
  var contours: [Segment] = []
  /// The values on the lines, each at a cell of the map.
  var contourLabels: [(position: Position, text: String)] = []
}

/// What the colours of the map tell.
enum Field: String, Sendable, CaseIterable {
  case loss
  case sharpness = "λmax"
  case gradientNorm = "‖∇f‖"
  /// Where does a start here end?
  case basins
}

extension AppState {
  /// Computes what the next picture needs and no event waits for.
  ///
  /// Apart from `update`, so that of many keys in one frame only the last is paid for.
  public mutating func prepare() {
    if predictionOverlay.isStale { updatePredictions() }
    let layout = layout
    let request = FieldCache.Request(
      surface: experiment.surface, camera: camera, map: layout.maps.first, relief: layout.relief,
      field: field, scale: scale, hasContours: overlays.contains(.contours))
    if request != fieldCache.request { resample(request) }
    if orbit != fieldCache.orbit { renderRelief(layout.relief) }
  }

  /// Looks at the surface anew.
  private mutating func resample(_ request: FieldCache.Request) {
    fieldCache = FieldCache(request: request)
    if request.relief != nil {
      let nodes = (0..<FieldCache.nodesPerSide).map {
        Double($0) / Double(FieldCache.nodesPerSide - 1)
      }
      fieldCache.map = sample(
        nodes.map { camera.x.lowerBound + $0 * camera.x.length },
        nodes.map { camera.y.upperBound - $0 * camera.y.length })
      fieldCache.heights = fieldCache.map.shades(scale)
    }
    guard let rect = request.map, !rect.isEmpty else { return }
    let projection = Projection(camera, onto: rect)
    fieldCache.map = sample(
      (0..<rect.columns).map { projection.x(at: Double($0) + 0.5) },
      (0..<2 * rect.rows).map { projection.y(at: (Double($0) + 0.5) / 2) })
    fieldCache.levels = fieldCache.map.levels(scale)
    if request.hasContours { updateContours(rect) }
  }

  /// Takes the lines of equal brightness, each labelled as far as possible from the others.
  private mutating func updateContours(_ rect: Rect) {
    let lines = fieldCache.map.contourLines(scale, count: 8)
    fieldCache.contours = lines.flatMap(\.segments)
    guard rect.columns >= 30, rect.rows >= 10 else { return }
    for line in lines {
      let text = formatShort(line.value, digits: 2)
      let free = 1..<max(rect.columns - text.count, 2)
      let places = line.segments.map {
        Position(row: Int($0.y0 / 2), column: Int($0.x0) - text.count / 2)
      }.filter { free.contains($0.column) && $0.row < rect.rows }
      func room(_ place: Position) -> Int {
        let taken =
          fieldCache.contourLabels.map(\.position) + [Position(row: rect.rows / 2, column: -20)]
        return taken.map {
          max((place.column - $0.column).magnitude, 3 * (place.row - $0.row).magnitude)
        }.min().map { Int($0) } ?? 0
      }
      guard let best = places.max(by: { room($0) < room($1) }), room(best) > text.count + 1 else {
        continue
      }
      fieldCache.contourLabels.append((best, text))
    }
  }

  /// Turns the relief to where it is seen from now.
  private mutating func renderRelief(_ rect: Rect?) {
    fieldCache.orbit = orbit
    fieldCache.relief = rect.map {
      Relief(
        columns: $0.columns, rows: 2 * $0.rows, heights: fieldCache.heights,
        side: FieldCache.nodesPerSide,
        yaw: orbit.yaw, pitch: orbit.pitch, zoom: orbit.zoom)
    }
  }

  private func sample(_ xs: [Double], _ ys: [Double]) -> HeatMap {
    var row = Array(repeating: 0.0, count: xs.count)
    var values: [Double] = []
    values.reserveCapacity(xs.count * ys.count)
    for y in ys {
      switch field {
      case .loss, .basins: surface.values(xs, y, &row)
      case .sharpness:
        for (at, x) in xs.enumerated() { row[at] = surface.hessian(Point(x, y)).maxEigenvalue }
      case .gradientNorm:
        for (at, x) in xs.enumerated() { row[at] = surface.gradient(Point(x, y)).norm }
      }
      values += row
    }
    return HeatMap(columns: xs.count, rows: ys.count, values: values)
  }
}
