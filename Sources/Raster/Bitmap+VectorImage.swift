import Integers

/// The error of a bitmap that cannot be made.
public struct BitmapError: Error, Sendable {
  /// The reason, as a sentence.
  public let description: String
}

extension Bitmap {
  /// Draws an image at `scale` pixels per unit of its extent.
  ///
  /// If the extent has other proportions than the units, the image is centred.
  ///
  /// - Throws: `BitmapError` if there are no pixels or more than `maxPixels`.
  public init(_ image: VectorImage, scale: Double) throws(BitmapError) {
    let (width, height) = (image.extent.width * scale, image.extent.height * scale)
    guard width.rounded() >= 1, height.rounded() >= 1, width * height <= Double(Self.maxPixels)
    else {
      let size = "\(Int(clamping: width.rounded())) × \(Int(clamping: height.rounded()))"
      throw BitmapError(
        description: "an image has 1 to \(Self.maxPixels) pixels, and this one would be \(size)")
    }
    let factor = min(width / image.width, height / image.height)
    let origin = FigurePoint(
      0.5 * (width - factor * image.width), 0.5 * (height - factor * image.height))
    var painter = Painter(
      bitmap: Bitmap(
        width: Int(clamping: width.rounded()), height: Int(clamping: height.rounded()),
        image.background),
      placement: Placement(scale: factor, origin: origin), clip: nil,
      foreground: image.foreground)
    painter.draw(image.elements)
    self = painter.bitmap
  }
}

/// Draws the elements of an image into a bitmap.
private struct Painter {
  var bitmap: Bitmap
  var placement: Placement
  /// The region that is drawn, in pixels; nil for everything.
  var clip: Box?
  let foreground: RGB

  mutating func draw(_ elements: [VectorImage.Element]) {
    for element in elements {
      switch element {
      case .shape(let shape): draw(shape)
      case .text(let line): draw(line)
      case .image(let image, let box, let isSmooth):
        let box = pixels(of: box)
        guard box.width > 0, box.height > 0, image.columns > 0, image.rows > 0 else { continue }
        var coverage = Coverage(in: bitmap.bounds)
        coverage.add(box.corners)
        bitmap.fill(
          coverage, with: ImagePaint(image, over: box, isSmooth: isSmooth), clip: clip)
      case .group(let elements, let group): draw(elements, in: group)
      case .symbol(let symbol, let point):
        let box = Box(x: 0, y: 0, width: symbol.size.width, height: symbol.size.height)
        draw(symbol.elements, in: VectorImage.Group(clip: box, offset: point))
      }
    }
  }

  private mutating func draw(_ elements: [VectorImage.Element], in group: VectorImage.Group) {
    let (placement, clip) = (placement, clip)
    defer { (self.placement, self.clip) = (placement, clip) }
    self.placement = placement.moved(by: group.offset)
    if let box = group.clip { self.clip = pixels(of: box).intersection(clip) }
    guard group.opacity < 1 else { return draw(elements) }
    // Swapped, because a second reference to the pixels would copy them.
    var layer = Bitmap(width: bitmap.width, height: bitmap.height, nil)
    swap(&bitmap, &layer)
    draw(elements)
    swap(&bitmap, &layer)
    bitmap.draw(layer, opacity: group.opacity)
  }

  private func pixels(of box: Box) -> Box {
    let corner = placement(FigurePoint(box.x, box.y))
    return Box(
      x: corner.x, y: corner.y, width: box.width * placement.scale,
      height: box.height * placement.scale)
  }

  private mutating func draw(_ shape: VectorImage.Shape) {
    let lines = shape.path.flattened(placement)
    if let fill = shape.fill {
      var coverage = Coverage(in: bitmap.bounds)
      for line in lines { coverage.add(line.points) }
      switch fill {
      case .color(let color, let opacity):
        bitmap.fill(coverage, with: SolidPaint(color), opacity: opacity, clip: clip)
      case .upward(let colors):
        let ordinates = lines.lazy.flatMap(\.points).map(\.y)
        if let top = ordinates.min(), let bottom = ordinates.max(), !colors.isEmpty {
          bitmap.fill(coverage, with: UpwardPaint(colors, top: top, bottom: bottom), clip: clip)
        }
      }
    }
    if let stroke = shape.stroke {
      draw(
        lines, width: stroke.width, stroke.color, opacity: stroke.opacity, dashes: stroke.dashes,
        isRound: stroke.isRound)
    }
  }

  private mutating func draw(
    _ lines: [Polyline], width: Double, _ color: RGB, opacity: Double = 1,
    dashes: [Double] = [], isRound: Bool = true
  ) {
    let scale = placement.scale
    guard width > 0 else { return }
    let stroker = Stroker(
      radius: 0.5 * width * scale, isRound: isRound, dashes: dashes.map { $0 * scale })
    var coverage = Coverage(in: bitmap.bounds)
    for line in lines { stroker.add(line, to: &coverage) }
    bitmap.fill(coverage, with: SolidPaint(color), opacity: opacity, clip: clip)
  }

  private mutating func draw(_ line: VectorImage.TextLine) {
    let width = StrokeFont.width(of: line.text, size: line.size)
    let shift =
      switch line.anchor {
      case .start: 0.0
      case .middle: 0.5 * width
      case .end: width
      }
    let start = FigurePoint(line.point.x - shift, line.point.y)
    let lines = StrokeFont.path(of: line.text, size: line.size, at: start).flattened(placement)
    let weight = StrokeFont.weight(isBold: line.isBold) * line.size
    if let halo = line.halo {
      draw(lines, width: weight + VectorImage.TextLine.haloWidth, halo)
    }
    draw(lines, width: weight, line.color ?? foreground)
  }
}

extension Box {
  /// Returns the part of the box inside another; the box itself for nil.
  fileprivate func intersection(_ other: Box?) -> Box {
    guard let other else { return self }
    let (left, top) = (max(x, other.x), max(y, other.y))
    return Box(
      x: left, y: top, width: max(min(right, other.right) - left, 0),
      height: max(min(bottom, other.bottom) - top, 0))
  }
}
