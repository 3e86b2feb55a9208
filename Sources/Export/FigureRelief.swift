import Drawing
import Engine
import Integers
import Raster
import Scenes

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
private struct ReliefImage {
  let scene: SurfaceRelief
  let box: Box

  /// The number of nodes along each side of the surface.
  static let samplesPerSide = 200
  /// The number of pixels per unit of the figure.
  static let pixelsPerUnit = 1.5

  init(_ field: SampledField, _ camera: ReliefCamera, in box: Box) {
    // An even number of rows: figures have the proportions of cells of two pixels each.
    let rows = 2 * max(Int(clamping: box.height * Self.pixelsPerUnit / 2), 1)
    let columns = max(Int(clamping: box.width * Self.pixelsPerUnit), 1)
    scene = SurfaceRelief(
      field, columns: columns, rows: rows, yaw: camera.yaw, pitch: camera.pitch, zoom: camera.zoom)
    self.box = Box(
      x: box.x, y: box.y, width: Double(columns) / Self.pixelsPerUnit,
      height: Double(rows) / Self.pixelsPerUnit)
  }

  /// Projects a point of the surface; nil outside the frame.
  func project(_ point: Point<Double>) -> (point: FigurePoint, isVisible: Bool)? {
    scene.project(point).map(place)
  }

  /// Returns a point of the picture in the figure.
  func place(_ point: Relief.ProjectedPoint) -> (point: FigurePoint, isVisible: Bool) {
    (
      FigurePoint(box.x + point.x / Self.pixelsPerUnit, box.y + point.y / Self.pixelsPerUnit),
      point.isVisible
    )
  }

  /// Projects the trail of a run along the surface; nil where the trail leaves the frame.
  ///
  /// Long trails are projected at their iterates only.
  func trail(
    of run: MapScene.Run, _ steps: ClosedRange<Int>
  ) -> [(point: FigurePoint, isVisible: Bool)?] {
    guard steps.count < TrajectoryPath.maxPoints / 5 else {
      return steps.map { project(run.points[$0]) }
    }
    return [project(run.points[steps.lowerBound])]
      + steps.dropLast().flatMap { step -> [(point: FigurePoint, isVisible: Bool)?] in
        let pieces = scene.line(from: run.points[step], to: run.points[step + 1])
        guard !pieces.isEmpty else { return [nil] }
        return [place(pieces[0].from)] + pieces.map { place($0.to) }
          + (scene.project(run.points[step + 1]) == nil ? [nil] : [])
      }
  }

  func indexedImage(_ theme: Theme) -> IndexedImage {
    let transparent: UInt8 = 32
    return IndexedImage(
      columns: scene.relief.columns, rows: scene.relief.rows,
      pixels: scene.relief.levels.map { $0 ?? transparent },
      colors: (0..<33).map { theme.mapColor(Double($0) / 31) }, transparentIndex: transparent)
  }
}

extension FigureRenderer {
  /// Draws the relief with the trajectories, and returns the sampled field.
  ///
  /// Faint lines below the visible segments show the trajectories behind the surface.
  mutating func drawRelief(_ camera: ReliefCamera, in box: Box) -> SampledField {
    let field = SampledField(
      of: figure.surface, over: figure.frame, columns: ReliefImage.samplesPerSide,
      rows: ReliefImage.samplesPerSide, scale: figure.scale)
    let image = ReliefImage(field, camera, in: box)
    drawBase(image)
    self.image.elements.append(.image(image.indexedImage(theme), image.box, isSmooth: true))
    let shapes = figure.scene.shapes(of: .relief)
    for isWhole in [true, false] {
      group(VectorImage.Group(opacity: isWhole ? 0.35 : 1)) { renderer in
        for case .trail(let run, let steps) in shapes {
          let points = image.trail(of: run, steps)
          let path = TrajectoryPath(count: points.count, in: image.box) { index in
            points[index].flatMap { isWhole || $0.isVisible ? $0.point : nil }
          }
          renderer.drawPath(path, of: run.plotted)
        }
      }
    }
    for case .iterates(let runs) in shapes {
      for run in runs where run.divergedAt == nil {
        guard let projected = image.project(run.iterate) else { continue }
        group(VectorImage.Group(opacity: projected.isVisible ? 1 : 0.55)) {
          $0.drawMarker(run.plotted, at: projected.point, title: $0.tooltip(of: run.plotted))
        }
      }
    }
    return field
  }

  /// Draws the base with its ticks, which the surface covers where in front.
  private mutating func drawBase(_ image: ReliefImage) {
    let base = image.scene.base
    let lines = (base.sides + base.ticks.map { ($0.from, $0.to) }).map {
      [image.place($0.from).point, image.place($0.to).point]
    }
    draw(Path(lines), stroke: VectorImage.Stroke(theme.axisLine))
    for tick in base.ticks {
      let (from, to) = (image.place(tick.from).point, image.place(tick.to).point)
      let isLeft = to.x < from.x
      write(
        tick.label, at: FigurePoint(to.x + (isLeft ? -4 : 4), to.y + (to.y > from.y ? 9 : 4)),
        size: 11, color: theme.faint, anchor: isLeft ? .end : .start)
    }
  }
}
