import Drawing
import Engine

/// The heat map of what the camera sees: two pixels a cell, one above the other.
///
/// Kept in the state, since it changes only with the surface, the camera and the size. For the
/// relief the same field is taken at the nodes of a square grid.
struct Terrain: Sendable {
  var map = HeatMap(columns: 0, rows: 0, values: [])
  var levels: [UInt8] = []
  /// Brightness from 0 to 1 at the nodes of the relief.
  var heights: [Double] = []
  /// Nodes along each side of the relief.
  static let nodes = 80
  var ends = Ends()
  /// In pixels of the map.
  var contours: [Segment] = []
}

/// What the colours of the map tell.
enum Field: String, Sendable, CaseIterable {
  case loss
  case sharpness = "λmax"
  case slope = "‖∇f‖"
  /// Where does a start here end?
  case basins
}

extension AppState {
  /// Looks at the surface anew.
  mutating func survey() {
    terrain = Terrain()
    lookForMinima()
    colorEnds()
    let layout = layout
    if layout.relief != nil {
      let nodes = (0..<Terrain.nodes).map { Double($0) / Double(Terrain.nodes - 1) }
      terrain.map = sample(
        nodes.map { camera.x.lowerBound + $0 * camera.x.length },
        nodes.map { camera.y.upperBound - $0 * camera.y.length })
      terrain.heights = terrain.map.shades(scale)
    }
    guard let rect = layout.maps.first, !rect.isEmpty else { return }
    let projection = Projection(camera, onto: rect)
    terrain.map = sample(
      (0..<rect.columns).map { projection.x(at: Double($0) + 0.5) },
      (0..<2 * rect.rows).map { projection.y(at: (Double($0) + 0.5) / 2) })
    terrain.levels = terrain.map.levels(scale)
    terrain.contours = overlays.contains(.contours) ? terrain.map.contours(scale, count: 8) : []
  }

  private func sample(_ xs: [Double], _ ys: [Double]) -> HeatMap {
    var row = Array(repeating: 0.0, count: xs.count)
    var values: [Double] = []
    values.reserveCapacity(xs.count * ys.count)
    for y in ys {
      switch field {
      case .loss, .basins: surface.heights(xs, y, &row)
      case .sharpness:
        for (at, x) in xs.enumerated() { row[at] = surface.curvature(Point(x, y)).largest }
      case .slope: for (at, x) in xs.enumerated() { row[at] = surface.slope(Point(x, y)).norm }
      }
      values += row
    }
    return HeatMap(columns: xs.count, rows: ys.count, values: values)
  }
}
