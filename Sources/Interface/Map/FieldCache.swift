import Drawing
import Engine
import Integers

/// The heat map of the visible region, with two pixels per cell, one above the other.
///
/// The contents are recomputed only for a new `Request` or a new viewpoint. The relief samples the
/// same field at the nodes of a square grid.
struct FieldCache: Sendable {
  /// The parameters that determine the contents of the cache.
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
  /// The heights from 0 to 1 at the nodes of the relief.
  var heights: [Double] = []
  var relief: Relief?
  /// The viewpoint of `relief`.
  var orbit: Orbit?
  /// The number of nodes along each side of the relief.
  static let nodesPerSide = 80
  /// The contours in pixels of the map.
  var contours: [Segment] = []
  /// The values of the contours, each at a cell of the map.
  var contourLabels: [(position: Position, text: String)] = []
}

extension FieldCache {
  /// Computes what has changed since the last frame.
  mutating func refresh(_ request: Request, on surface: AnySurface, from orbit: Orbit) {
    if request != self.request { resample(request, on: surface) }
    if orbit != self.orbit { renderRelief(request.relief, from: orbit) }
  }

  /// Samples the field for a request.
  private mutating func resample(_ request: Request, on surface: AnySurface) {
    self = FieldCache(request: request)
    let (region, scale) = (request.camera, request.scale)
    if request.relief != nil {
      let nodes = (0..<Self.nodesPerSide).map {
        Double($0) / Double(Self.nodesPerSide - 1)
      }
      map = Self.sample(
        request.field, of: surface,
        nodes.map { region.x.lowerBound + $0 * region.x.length },
        nodes.map { region.y.upperBound - $0 * region.y.length })
      heights = map.shades(scale)
    }
    guard let rect = request.map, !rect.isEmpty else { return }
    let projection = Projection(region, onto: rect)
    map = Self.sample(
      request.field, of: surface,
      (0..<rect.columns).map { projection.x(at: Double($0) + 0.5) },
      (0..<2 * rect.rows).map { projection.y(at: (Double($0) + 0.5) / 2) })
    levels = map.levels(scale)
    if request.hasContours { updateContours(rect, scale) }
  }

  /// Computes the contours, with each label as far as possible from the other labels.
  private mutating func updateContours(_ rect: Rect, _ scale: HeatMap.Scale) {
    let lines = map.contourLines(scale, count: 8)
    contours = lines.flatMap(\.segments)
    guard rect.columns >= 30, rect.rows >= 10 else { return }
    for line in lines {
      let text = formatShort(line.value, digits: 2)
      let free = 1..<max(rect.columns - text.count, 2)
      let candidates = line.segments.map {
        Position(row: Int(clamping: $0.y0 / 2), column: Int(clamping: $0.x0) - text.count / 2)
      }.filter { free.contains($0.column) && $0.row < rect.rows }
      func clearance(_ position: Position) -> Int {
        let taken =
          contourLabels.map(\.position) + [Position(row: rect.rows / 2, column: -20)]
        return taken.map {
          max((position.column - $0.column).magnitude, 3 * (position.row - $0.row).magnitude)
        }.min().map { Int($0) } ?? 0
      }
      guard let best = candidates.max(by: { clearance($0) < clearance($1) }),
        clearance(best) > text.count + 1
      else { continue }
      contourLabels.append((best, text))
    }
  }

  /// Renders the relief from the current viewpoint.
  private mutating func renderRelief(_ rect: Rect?, from orbit: Orbit) {
    self.orbit = orbit
    relief = rect.map {
      Relief(
        columns: $0.columns, rows: 2 * $0.rows, heights: heights,
        side: Self.nodesPerSide,
        yaw: orbit.yaw, pitch: orbit.pitch, zoom: orbit.zoom)
    }
  }

  private static func sample(
    _ field: Field, of surface: AnySurface, _ xs: [Double], _ ys: [Double]
  ) -> HeatMap {
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
