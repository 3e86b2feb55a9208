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
  let size: Size
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
    // A cell of the canvas shows two pixels, one above the other.
    size = Size(
      rows: max(Int(clamping: box.height * Self.pixelsPerUnit / 2), 1),
      columns: max(Int(clamping: box.width * Self.pixelsPerUnit), 1))
    relief = Relief(
      columns: size.columns, rows: 2 * size.rows, heights: sampledSurface.shades,
      side: Self.samplesPerSide,
      yaw: camera.yaw, pitch: camera.pitch, zoom: camera.zoom)
    self.box = Box(
      x: box.x, y: box.y, width: Double(size.columns) / Self.pixelsPerUnit,
      height: Double(2 * size.rows) / Self.pixelsPerUnit)
  }

  /// Projects a point of the surface; nil outside the frame.
  func project(_ point: Point<Double>) -> (point: FigurePoint, isVisible: Bool)? {
    guard frame.x.contains(point.x), frame.y.contains(point.y) else { return nil }
    let u = (point.x - frame.x.lowerBound) / (frame.x.upperBound - frame.x.lowerBound)
    let v = (point.y - frame.y.lowerBound) / (frame.y.upperBound - frame.y.lowerBound)
    let height = height(u, v)
    let projected = relief.project(x: u, y: v, height: height)
    return (
      FigurePoint(
        box.x + projected.x / Self.pixelsPerUnit, box.y + projected.y / Self.pixelsPerUnit),
      relief.isVisible(x: u, y: v, height: height)
    )
  }

  /// Returns the height at (u, v) in the unit square, by bilinear interpolation.
  private func height(_ u: Double, _ v: Double) -> Double {
    let last = Double(Self.samplesPerSide - 1)
    let (column, row) = (u * last, (1 - v) * last)
    let (c, r) = (
      min(Int(clamping: column), Self.samplesPerSide - 2),
      min(Int(clamping: row), Self.samplesPerSide - 2)
    )
    let (p, q) = (column - Double(c), row - Double(r))
    let index = r * Self.samplesPerSide + c
    let shades = sampledSurface.shades
    let upper = shades[index] * (1 - p) + shades[index + 1] * p
    let lower =
      shades[index + Self.samplesPerSide] * (1 - p) + shades[index + Self.samplesPerSide + 1] * p
    return upper * (1 - q) + lower * q
  }

  func raster(_ theme: Theme) -> Raster {
    var canvas = Canvas(size)
    canvas.draw(relief, in: Rect(size), display: Display(depth: .direct))
    let transparent: UInt8 = 32
    func index(_ paint: Paint) -> UInt8 {
      if case .level(let level) = paint { return min(level, 31) }
      return transparent
    }
    var pixels = [UInt8](repeating: transparent, count: 2 * size.rows * size.columns)
    for row in 0..<size.rows {
      for column in 0..<size.columns {
        let cell = canvas[row, column]
        let (fore, back) = (index(cell.ink.foreground), index(cell.ink.background))
        let isLower = cell.glyph == "▄"
        let upper = 2 * row * size.columns + column
        pixels[upper] = isLower ? transparent : cell.glyph == " " ? back : fore
        pixels[upper + size.columns] = isLower ? fore : back
      }
    }
    return Raster(
      columns: size.columns, rows: 2 * size.rows, pixels: pixels,
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
