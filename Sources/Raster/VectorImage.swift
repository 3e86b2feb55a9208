/// An image of drawing commands, which writers turn into SVG or pixels.
public struct VectorImage: Sendable {
  /// The width in units.
  public var width: Double
  /// The height in units.
  public var height: Double
  /// The width and height at which the image is shown, in pixels at a scale of 1.
  public var extent: (width: Double, height: Double)
  /// The title, for viewers and screen readers.
  public var title = ""
  /// A description, for screen readers.
  public var description = ""
  /// A text that differs between the images of a page.
  public var id = ""
  /// The colour behind all elements.
  public var background: RGB
  /// The usual colour of texts.
  public var foreground: RGB
  /// The commands, in order of drawing.
  public var elements: [Element] = []

  /// Creates an empty image, shown at a pixel per unit.
  public init(width: Double, height: Double, background: RGB, foreground: RGB) {
    self.width = width
    self.height = height
    extent = (width, height)
    self.background = background
    self.foreground = foreground
  }

  /// A drawing command.
  public indirect enum Element: Sendable {
    /// A path that is filled, stroked or both.
    case shape(Shape)
    /// A line of text.
    case text(TextLine)
    /// An image stretched over a box: smooth, or with sharp pixels.
    case image(IndexedImage, Box, isSmooth: Bool)
    /// Elements with a common clip, opacity or offset.
    case group([Element], Group)
    /// Elements that occur at several places, clipped to the size of their box.
    case symbol(Symbol, at: FigurePoint)
  }

  /// A path that is filled, stroked or both.
  public struct Shape: Sendable {
    /// The outline.
    public var path: Path
    /// The paint inside; nil leaves the inside transparent.
    public var fill: Fill?
    /// The line along the path; nil for a path without a line.
    public var stroke: Stroke?
    /// The purpose, as the class of the SVG element.
    public var name: String?
    /// The tooltip.
    public var title: String?

    /// Creates a shape.
    public init(
      _ path: Path, fill: Fill? = nil, stroke: Stroke? = nil, name: String? = nil,
      title: String? = nil
    ) {
      self.path = path
      self.fill = fill
      self.stroke = stroke
      self.name = name
      self.title = title
    }
  }

  /// The inside of a shape, by the non-zero rule.
  public enum Fill: Sendable {
    /// One colour.
    case color(RGB, opacity: Double = 1)
    /// Colours at equal distances from the bottom of the shape to its top.
    case upward([RGB])
  }

  /// A line along a path.
  public struct Stroke: Sendable {
    /// The colour.
    public var color: RGB
    /// The width in units.
    public var width: Double
    /// The opacity, 0…1.
    public var opacity: Double
    /// The lengths of dashes and gaps in turn; empty for a solid line.
    public var dashes: [Double]
    /// Whether corners and ends are round, instead of mitred and flat.
    public var isRound: Bool

    /// Creates a stroke.
    public init(
      _ color: RGB, width: Double = 1, opacity: Double = 1, dashes: [Double] = [],
      isRound: Bool = false
    ) {
      self.color = color
      self.width = width
      self.opacity = opacity
      self.dashes = dashes
      self.isRound = isRound
    }
  }

  /// A line of text.
  public struct TextLine: Sendable {
    /// The text.
    public var text: String
    /// The point on the baseline at the anchor.
    public var point: FigurePoint
    /// The font size in units.
    public var size: Double
    /// The colour; nil for the foreground of the image.
    public var color: RGB?
    /// The part of the line at `point`.
    public var anchor: Anchor
    /// Whether the text is semibold.
    public var isBold: Bool
    /// An outline behind the text.
    public var halo: RGB?

    /// The part of a line of text that lies at its point.
    public enum Anchor: Sendable { case start, middle, end }

    /// Creates a line of text.
    public init(
      _ text: String, at point: FigurePoint, size: Double = 12, color: RGB? = nil,
      anchor: Anchor = .start, isBold: Bool = false, halo: RGB? = nil
    ) {
      self.text = text
      self.point = point
      self.size = size
      self.color = color
      self.anchor = anchor
      self.isBold = isBold
      self.halo = halo
    }

    /// The width of the outline, both sides together.
    public static let haloWidth = 3.5
  }

  /// The common attributes of the elements of a group.
  public struct Group: Sendable {
    /// The region outside of which nothing is drawn, in the coordinates of the elements.
    public var clip: Box?
    /// The opacity of the finished group, 0…1.
    public var opacity: Double
    /// The position of the elements' origin.
    public var offset: FigurePoint

    /// Creates the attributes of a group.
    public init(
      clip: Box? = nil, opacity: Double = 1, offset: FigurePoint = FigurePoint(0, 0)
    ) {
      self.clip = clip
      self.opacity = opacity
      self.offset = offset
    }
  }

  /// Elements that occur at several places.
  public struct Symbol: Sendable {
    /// A name that differs between the symbols of an image.
    public var name: String
    /// The size to which the elements are clipped, from their origin.
    public var size: (width: Double, height: Double)
    /// The elements.
    public var elements: [Element]

    /// Creates a symbol.
    public init(_ name: String, size: (width: Double, height: Double), elements: [Element]) {
      self.name = name
      self.size = size
      self.elements = elements
    }
  }
}
