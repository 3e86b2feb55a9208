import Drawing
import Engine
import Integers

/// The viewpoint of a relief, with angles in degrees.
struct ReliefCamera {
  /// The rotation about the vertical axis.
  let yaw: Double
  /// The elevation above the horizon.
  let pitch: Double
  /// The magnification; 1 shows the whole surface.
  let zoom: Double
}

/// A relief in a box of a figure.
private struct ReliefScene {
  let sampledSurface: SampledSurface
  let frame: Region
  let relief: Relief
  let box: Box

  /// The number of nodes along each side of the surface.
  static let samplesPerSide = 200
  /// The number of pixels per unit of the figure.
  static let pixelsPerUnit = 1.5

  init(_ figure: Figure, _ camera: ReliefCamera, in box: Box) {
    sampledSurface = SampledSurface(
      figure.surface, figure.frame, figure.scale, columns: Self.samplesPerSide,
      rows: Self.samplesPerSide)
    frame = figure.frame
    // An even number of rows: figures have the proportions of cells of two pixels each.
    let rows = 2 * max(Int(clamping: box.height * Self.pixelsPerUnit / 2), 1)
    let columns = max(Int(clamping: box.width * Self.pixelsPerUnit), 1)
    relief = Relief(
      columns: columns, rows: rows, heights: sampledSurface.shades,
      side: Self.samplesPerSide,
      yaw: camera.yaw, pitch: camera.pitch, zoom: camera.zoom)
    self.box = Box(
      x: box.x, y: box.y, width: Double(columns) / Self.pixelsPerUnit,
      height: Double(rows) / Self.pixelsPerUnit)
  }

  /// Projects a point of the surface; nil outside the frame.
  func project(_ point: Point<Double>) -> (point: FigurePoint, isVisible: Bool)? {
    let projected = relief.project(
      x: (point.x - frame.x.lowerBound) / (frame.x.upperBound - frame.x.lowerBound),
      y: (point.y - frame.y.lowerBound) / (frame.y.upperBound - frame.y.lowerBound))
    return projected.map {
      (
        FigurePoint(box.x + $0.x / Self.pixelsPerUnit, box.y + $0.y / Self.pixelsPerUnit),
        $0.isVisible
      )
    }
  }

  func raster(_ theme: Theme) -> Raster {
    let transparent: UInt8 = 32
    return Raster(
      columns: relief.columns, rows: relief.rows, pixels: relief.levels.map { $0 ?? transparent },
      colors: (0..<33).map { theme.mapColor(Double($0) / 31) }, transparentIndex: transparent)
  }
}

extension FigureRenderer {
  /// Draws the relief with the trajectories, and returns the sampled surface.
  ///
  /// Faint lines below the visible segments show the trajectories behind the surface.
  mutating func drawRelief(_ camera: ReliefCamera, in box: Box) -> SampledSurface {
    let scene = ReliefScene(figure, camera, in: box)
    svg.put(
      "image",
      scene.box.attributes + [
        ("preserveAspectRatio", "none"), ("xlink:href", scene.raster(theme).dataURI),
      ])
    for isWhole in [true, false] {
      svg.begin(
        "g",
        [
          ("fill", "none"), ("stroke-linejoin", "round"), ("stroke-linecap", "round"),
          ("opacity", isWhole ? ".35" : "1"),
        ])
      for run in figure.runs {
        let points = run.recording.trajectory.points
        let path = TrajectoryPath(count: run.lastStep(at: figure.step) + 1, in: scene.box) {
          step in
          scene.project(points[step]).flatMap { isWhole || $0.isVisible ? $0.point : nil }
        }
        drawPath(path, of: run)
      }
      svg.end()
    }
    for run in figure.runs {
      guard let projected = scene.project(run.recording.row(at: figure.step).point) else {
        continue
      }
      svg.begin("g", [("opacity", projected.isVisible ? "1" : ".55")])
      drawMarker(run, at: projected.point, title: tooltip(of: run))
      svg.end()
    }
    return scene.sampledSurface
  }
}
