import Drawing
import Engine

/// From where a relief is seen, in degrees.
struct ReliefCamera {
  let yaw: Double
  let pitch: Double
  let zoom: Double
}

/// A relief in a box of a figure.
private struct ReliefScene {
  let sampledSurface: SampledSurface
  let frame: Region
  let relief: Relief
  let size: Size
  let box: Box

  /// Nodes along each side of the surface.
  static let samplesPerSide = 200
  /// Pixels a unit.
  static let pixelsPerUnit = 1.5

  init(_ figure: Figure, _ orbit: ReliefCamera, in box: Box) {
    sampledSurface = SampledSurface(
      figure.surface, figure.frame, figure.scale, columns: Self.samplesPerSide,
      rows: Self.samplesPerSide)
    frame = figure.frame
    // A canvas has two pixels a cell, one above the other.
    size = Size(
      rows: max(Int(box.height * Self.pixelsPerUnit / 2), 1),
      columns: max(Int(box.width * Self.pixelsPerUnit), 1))
    relief = Relief(
      columns: size.columns, rows: 2 * size.rows, heights: sampledSurface.shades,
      side: Self.samplesPerSide,
      yaw: orbit.yaw, pitch: orbit.pitch, zoom: orbit.zoom)
    self.box = Box(
      x: box.x, y: box.y, width: Double(size.columns) / Self.pixelsPerUnit,
      height: Double(2 * size.rows) / Self.pixelsPerUnit)
  }

  /// Where a point of the plane is seen, and whether nothing stands before it; nil outside.
  func project(_ point: Point<Double>) -> (spot: FigurePoint, isShown: Bool)? {
    guard frame.x.contains(point.x), frame.y.contains(point.y) else { return nil }
    let u = (point.x - frame.x.lowerBound) / (frame.x.upperBound - frame.x.lowerBound)
    let v = (point.y - frame.y.lowerBound) / (frame.y.upperBound - frame.y.lowerBound)
    let height = height(u, v)
    let seen = relief.project(x: u, y: v, height: height)
    return (
      FigurePoint(box.x + seen.x / Self.pixelsPerUnit, box.y + seen.y / Self.pixelsPerUnit),
      relief.isVisible(x: u, y: v, height: height)
    )
  }

  private func height(_ u: Double, _ v: Double) -> Double {
    let last = Double(Self.samplesPerSide - 1)
    let (column, row) = (u * last, (1 - v) * last)
    let (c, r) = (min(Int(column), Self.samplesPerSide - 2), min(Int(row), Self.samplesPerSide - 2))
    let (p, q) = (column - Double(c), row - Double(r))
    let at = r * Self.samplesPerSide + c
    let shades = sampledSurface.shades
    let upper = shades[at] * (1 - p) + shades[at + 1] * p
    let lower =
      shades[at + Self.samplesPerSide] * (1 - p) + shades[at + Self.samplesPerSide + 1] * p
    return upper * (1 - q) + lower * q
  }

  func raster(_ theme: Theme) -> Raster {
    var canvas = Canvas(size)
    canvas.draw(relief, in: Rect(size), display: Display(depth: .direct))
    let clear: UInt8 = 32
    func index(_ paint: Paint) -> UInt8 {
      if case .level(let level) = paint { return min(level, 31) }
      return clear
    }
    var pixels = [UInt8](repeating: clear, count: 2 * size.rows * size.columns)
    for row in 0..<size.rows {
      for column in 0..<size.columns {
        let cell = canvas[row, column]
        let (fore, back) = (index(cell.ink.foreground), index(cell.ink.background))
        let isLower = cell.glyph == "▄"
        let upper = 2 * row * size.columns + column
        pixels[upper] = isLower ? clear : cell.glyph == " " ? back : fore
        pixels[upper + size.columns] = isLower ? fore : back
      }
    }
    return Raster(
      columns: size.columns, rows: 2 * size.rows, pixels: pixels,
      colors: (0..<33).map { theme.mapColor(Double($0) / 31) }, transparentIndex: clear)
  }
}

extension FigureRenderer {
  /// The surface in relief with the ways of the runs on it; the ground it is made of.
  ///
  /// The whole of a way is drawn faintly first, so that no run is lost behind a height.
  mutating func drawRelief(_ orbit: ReliefCamera, in box: Box) -> SampledSurface {
    let stage = ReliefScene(figure, orbit, in: box)
    svg.put(
      "image",
      stage.box.attributes + [
        ("preserveAspectRatio", "none"), ("xlink:href", stage.raster(theme).dataURI),
      ])
    for isWhole in [true, false] {
      svg.begin(
        "g",
        [
          ("fill", "none"), ("stroke-linejoin", "round"), ("stroke-linecap", "round"),
          ("opacity", isWhole ? ".35" : "1"),
        ])
      for actor in figure.runs {
        let points = actor.recording.trajectory.points
        let trail = TrajectoryPath(count: actor.lastStep(at: figure.step) + 1, in: stage.box) {
          step in
          stage.project(points[step]).flatMap { isWhole || $0.isShown ? $0.spot : nil }
        }
        drawPath(trail, of: actor)
      }
      svg.end()
    }
    for actor in figure.runs {
      guard let place = stage.project(actor.recording.row(at: figure.step).point) else { continue }
      svg.begin("g", [("opacity", place.isShown ? "1" : ".55")])
      drawMarker(actor, at: place.spot, title: tooltip(of: actor))
      svg.end()
    }
    return stage.sampledSurface
  }
}
