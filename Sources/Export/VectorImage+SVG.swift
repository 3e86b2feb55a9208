public import Raster
import SafeText

extension VectorImage {
  /// The image as SVG; equal images give equal text.
  public var svg: String {
    var composer = SVGComposer(id: id, foreground: foreground)
    composer.write(self)
    return composer.svg.text
  }
}

/// Writes drawing commands as SVG elements.
private struct SVGComposer {
  var svg = SVGWriter()
  private let foreground: RGB
  /// The suffix that makes element ids unique on a page with several images.
  private let idSuffix: String
  private var clipNames: [Box: String] = [:]
  private var symbolNames: Set<String> = []
  private var gradientCount = 0

  init(id: String, foreground: RGB) {
    self.foreground = foreground
    idSuffix = String(crc32(of: Array(id.utf8)), radix: 36)
  }

  private func id(_ name: String) -> String { "\(name)-\(idSuffix)" }

  private func urlReference(_ name: String) -> String { "url(#\(id(name)))" }

  mutating func write(_ image: VectorImage) {
    svg.begin(
      "svg",
      [
        ("xmlns", "http://www.w3.org/2000/svg"),
        // Older renderers support only the xlink attribute.
        ("xmlns:xlink", "http://www.w3.org/1999/xlink"),
        ("width", formatLength(image.extent.width)),
        ("height", formatLength(image.extent.height)),
        ("viewBox", "0 0 \(formatLength(image.width)) \(formatLength(image.height))"),
        ("font-family", "Inter, 'Helvetica Neue', Helvetica, Arial, 'DejaVu Sans', sans-serif"),
        ("font-size", "12"), ("fill", foreground.hex),
      ])
    svg.put("title", [], image.title)
    svg.put("desc", [], image.description)
    let whole = Box(x: 0, y: 0, width: image.width, height: image.height)
    svg.put("rect", whole.attributes + [("fill", image.background.hex)])
    write(image.elements)
    svg.end()
  }

  private mutating func write(_ elements: [VectorImage.Element]) {
    for element in elements {
      switch element {
      case .shape(let shape): write(shape)
      case .text(let line): write(line)
      case .image(let image, let box, let isSmooth):
        svg.put(
          "image",
          box.attributes + [("preserveAspectRatio", "none")]
            + (isSmooth ? [] : [("style", "image-rendering:pixelated")])
            + [("xlink:href", "data:image/png;base64," + base64(image.png))])
      case .group(let elements, let group): write(elements, in: group)
      case .symbol(let symbol, let point):
        define(symbol)
        svg.put(
          "use",
          [
            ("xlink:href", "#\(id(symbol.name))"), ("x", formatLength(point.x)),
            ("y", formatLength(point.y)),
          ])
      }
    }
  }

  private mutating func write(_ elements: [VectorImage.Element], in group: VectorImage.Group) {
    var attributes: SVGWriter.Attributes = []
    if group.offset != FigurePoint(0, 0) {
      let (x, y) = (formatLength(group.offset.x), formatLength(group.offset.y))
      attributes.append(("transform", "translate(\(x) \(y))"))
    }
    if let clip = group.clip { attributes.append(("clip-path", urlReference(defineClip(clip)))) }
    if group.opacity < 1 { attributes.append(("opacity", formatLength(group.opacity))) }
    guard !attributes.isEmpty else { return write(elements) }
    svg.begin("g", attributes)
    write(elements)
    svg.end()
  }

  /// Returns the name of a clip path, which is written at its first use.
  private mutating func defineClip(_ box: Box) -> String {
    if let name = clipNames[box] { return name }
    let name = "frame-\(clipNames.count)"
    clipNames[box] = name
    svg.begin("clipPath", [("id", id(name))])
    svg.put("rect", box.attributes)
    svg.end()
    return name
  }

  /// Writes the elements of a symbol at its first use.
  private mutating func define(_ symbol: VectorImage.Symbol) {
    guard symbolNames.insert(symbol.name).inserted else { return }
    let box = Box(x: 0, y: 0, width: symbol.size.width, height: symbol.size.height)
    svg.begin("defs")
    let clip = defineClip(box)
    svg.begin("g", [("id", id(symbol.name)), ("clip-path", urlReference(clip))])
    write(symbol.elements)
    svg.end()
    svg.end()
  }

  private mutating func write(_ shape: VectorImage.Shape) {
    var attributes: SVGWriter.Attributes = []
    if let name = shape.name { attributes.append(("class", name)) }
    let (element, outline) = shape.path.svgOutline
    attributes += outline
    switch shape.fill {
    case nil: attributes.append(("fill", "none"))
    case .color(let color, let opacity):
      attributes.append(("fill", color.hex))
      if opacity < 1 { attributes.append(("fill-opacity", formatLength(opacity))) }
    case .upward(let colors):
      attributes.append(("fill", urlReference(defineGradient(colors))))
    }
    if let stroke = shape.stroke { attributes += self.attributes(of: stroke) }
    guard let title = shape.title else { return svg.put(element, attributes) }
    svg.begin(element, attributes)
    svg.put("title", [], title)
    svg.end()
  }

  private func attributes(of stroke: VectorImage.Stroke) -> SVGWriter.Attributes {
    var attributes: SVGWriter.Attributes = [("stroke", stroke.color.hex)]
    if stroke.width != 1 { attributes.append(("stroke-width", formatLength(stroke.width))) }
    if stroke.opacity < 1 { attributes.append(("stroke-opacity", formatLength(stroke.opacity))) }
    if !stroke.dashes.isEmpty {
      let dashes = stroke.dashes.map(formatLength).joined(separator: " ")
      attributes.append(("stroke-dasharray", dashes))
    }
    if stroke.isRound {
      attributes += [("stroke-linejoin", "round"), ("stroke-linecap", "round")]
    }
    return attributes
  }

  /// Writes a gradient from the bottom of a shape to its top, and returns its name.
  private mutating func defineGradient(_ colors: [RGB]) -> String {
    let name = "bar-\(gradientCount)"
    gradientCount += 1
    svg.begin("defs")
    svg.begin(
      "linearGradient", [("id", id(name)), ("x1", "0"), ("y1", "1"), ("x2", "0"), ("y2", "0")])
    for (index, color) in colors.enumerated() {
      let offset = Double(index) / Double(max(colors.count - 1, 1))
      svg.put("stop", [("offset", formatLength(offset)), ("stop-color", color.hex)])
    }
    svg.end()
    svg.end()
    return name
  }

  private mutating func write(_ line: VectorImage.TextLine) {
    var attributes: SVGWriter.Attributes = [
      ("x", formatLength(line.point.x)), ("y", formatLength(line.point.y)),
    ]
    if line.size != 12 { attributes.append(("font-size", formatLength(line.size))) }
    switch line.anchor {
    case .start: break
    case .middle: attributes.append(("text-anchor", "middle"))
    case .end: attributes.append(("text-anchor", "end"))
    }
    if line.isBold { attributes.append(("font-weight", "600")) }
    if let halo = line.halo {
      let width = formatLength(VectorImage.TextLine.haloWidth)
      svg.put(
        "text",
        attributes + [("fill", "none"), ("stroke", halo.hex), ("stroke-width", width)], line.text)
    }
    if let color = line.color { attributes.append(("fill", color.hex)) }
    svg.put("text", attributes, line.text)
  }
}

extension Path {
  /// The SVG element of the path, and its attributes.
  fileprivate var svgOutline: (element: String, attributes: SVGWriter.Attributes) {
    switch elements.first {
    case .box(let box) where elements.count == 1: return ("rect", box.attributes)
    case .circle(let center, let radius) where elements.count == 1:
      return (
        "circle",
        [
          ("cx", formatLength(center.x)), ("cy", formatLength(center.y)),
          ("r", formatLength(radius)),
        ]
      )
    default: return ("path", [("d", elements.map(\.svgData).joined())])
    }
  }
}

extension Path.Element {
  /// The part as SVG path data.
  fileprivate var svgData: String {
    func pair(_ point: FigurePoint) -> String {
      "\(formatLength(point.x)) \(formatLength(point.y))"
    }
    switch self {
    case .move(let point): return "M\(pair(point))"
    case .line(let point): return "L\(pair(point))"
    case .curve(let a, let b, let point): return "C\(pair(a)) \(pair(b)) \(pair(point))"
    case .close: return "Z"
    case .circle(let center, let radius):
      let r = formatLength(radius)
      return "M\(pair(FigurePoint(center.x - radius, center.y)))"
        + "a\(r) \(r) 0 1 0 \(formatLength(2 * radius)) 0a\(r) \(r) 0 1 0 \(formatLength(-2 * radius)) 0Z"
    case .box(let box):
      return "M\(pair(FigurePoint(box.x, box.y)))h\(formatLength(box.width))"
        + "v\(formatLength(box.height))h\(formatLength(-box.width))Z"
    }
  }
}

extension Box {
  /// The attributes of a `rect` or `image` element.
  var attributes: SVGWriter.Attributes {
    [
      ("x", formatLength(x)), ("y", formatLength(y)), ("width", formatLength(width)),
      ("height", formatLength(height)),
    ]
  }
}
