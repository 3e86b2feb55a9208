import Drawing
import Engine
import Integers
import Scenes

/// The heat map of the visible region, with two pixels per cell, one above the other.
///
/// The contents are recomputed only for a new `Request` or a new viewpoint. The relief samples the
/// same field at the nodes of a square grid.
struct FieldCache: Sendable {
  /// The parameters that determine the contents of the cache.
  struct Request: Equatable {
    var surface: SurfaceChoice
    /// The surface with which the colours are shared; nil for colours of its own.
    let comparison: SurfaceChoice?
    let camera: Region
    let map, relief: Rect?
    let field: Field
    let scale: HeatMap.Scale
    let hasContours: Bool
    /// The plane of a problem; nil on a surface.
    var plane: Plane?
    /// The number of changes of the pictures of the plane.
    var pictures = 0
  }

  private(set) var request: Request?
  /// The field of the map; nil without a map.
  private(set) var map: SampledField?
  /// The levels of the map, or no level.
  private(set) var levels: [UInt8] = []
  /// The round values of the colour bar with their brightness, the most important first.
  private(set) var colorTicks: [(value: Double, shade: Double)] = []
  /// The title of the colours of map or relief; nil without either.
  private(set) var scaleTitle: String?
  /// The field at the nodes of the relief.
  private var heights: SampledField?
  /// The relief; nil without a rectangle for the relief.
  private(set) var relief: SurfaceRelief?
  /// The map in pixels; nil without a map.
  private(set) var mapSource: PictureSource?
  /// The heights of the relief in pixels; nil without a relief.
  private var reliefHeights: ReliefHeights?
  /// The relief in pixels from the current viewpoint; nil without a relief.
  private(set) var reliefSource: PictureSource?
  /// The viewpoint of `relief`.
  private var orbit: Orbit?
  /// The number of nodes along each side of the relief.
  static let nodesPerSide = 80
  /// The contours in pixels of the map.
  private(set) var contours: [Segment] = []
  /// The values of the contours, each at a cell of the map.
  private(set) var contourLabels: [(position: Position, text: String)] = []
}

extension FieldCache {
  /// Computes what has changed since the last frame.
  mutating func refresh(
    _ request: Request, on surface: AnySurface, from orbit: Orbit,
    _ pictures: PlanePictures = PlanePictures()
  ) {
    if request != self.request { resample(request, on: surface, pictures) }
    if orbit != self.orbit { renderRelief(request.relief, from: orbit) }
  }

  /// Gives two maps one scale from values to colours; their contours stay their own.
  static func shareScale(_ a: inout FieldCache, _ b: inout FieldCache) {
    guard let first = a.map, let second = b.map,
      let shared = SampledField.sharingScale(first, second)
    else { return }
    (a.map, b.map) = (shared.a, shared.b)
    (a.levels, b.levels) = (shared.a.levels, shared.b.levels)
    (a.mapSource, b.mapSource) = (shared.a.mapSource, shared.b.mapSource)
  }

  /// Samples the field for a request.
  private mutating func resample(
    _ request: Request, on surface: AnySurface, _ pictures: PlanePictures
  ) {
    self = FieldCache()
    self.request = request
    if request.relief != nil {
      heights = SampledField(
        request, of: surface, pictures, columns: Self.nodesPerSide, rows: Self.nodesPerSide,
        grid: .nodes)
      reliefHeights = heights.flatMap { ReliefHeights($0) }
    }
    defer {
      if let field = map ?? heights {
        colorTicks = field.tickCandidates
        scaleTitle = field.title(of: request.field == .basins ? .loss : request.field)
      }
    }
    guard let rect = request.map, !rect.isEmpty else { return }
    let map = SampledField(
      request, of: surface, pictures, columns: rect.columns, rows: 2 * rect.rows, grid: .centers)
    levels = map.levels
    mapSource = map.mapSource
    self.map = map
    if request.hasContours { updateContours(map.heatMap, rect, request.scale) }
  }

  /// Computes the contours, with each label as far as possible from the other labels.
  private mutating func updateContours(
    _ map: HeatMap, _ rect: Rect, _ scale: HeatMap.Scale
  ) {
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
    reliefSource = rect.flatMap { rect in
      reliefHeights?.source(
        yaw: orbit.yaw, pitch: orbit.pitch, zoom: orbit.zoom,
        cells: Size(rows: rect.rows, columns: rect.columns))
    }
    guard let rect, let heights else { return relief = nil }
    relief = SurfaceRelief(
      heights, columns: 2 * rect.columns, rows: 4 * rect.rows, yaw: orbit.yaw, pitch: orbit.pitch,
      zoom: orbit.zoom)
  }
}
