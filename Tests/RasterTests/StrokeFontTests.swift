import Testing

@testable import Raster

@Suite struct `The font of figures` {
  private static let ascii = (0x20...0x7E).compactMap { Unicode.Scalar(UInt32($0)) }

  /// Returns the corners of the strokes of a text at size 100, with the ordinate upwards.
  private static func bounds(_ text: String) -> (
    left: Double, right: Double, low: Double, high: Double
  ) {
    let points = StrokeFont.path(of: text, size: 100, at: FigurePoint(0, 0))
      .flattened(Placement(scale: 1, origin: FigurePoint(0, 0))).flatMap(\.points)
    let (x, y) = (points.map(\.x), points.map { -$0.y })
    return (x.min() ?? 0, x.max() ?? 0, y.min() ?? 0, y.max() ?? 0)
  }

  @Test func `lists the characters of an image that it lacks, each once`() {
    var image = VectorImage(width: 10, height: 10, background: RGB(0), foreground: RGB(0))
    func line(_ text: String) -> VectorImage.Element {
      .text(VectorImage.TextLine(text, at: FigurePoint(0, 0), size: 12))
    }
    image.elements = [line("λ ≤ 2/η, SAM’s"), .group([line("漢字 a"), line("字")], .init())]
    #expect(image.charactersWithoutGlyphs == ["漢", "字"])
  }

  @Test func `has a glyph for each character of ASCII, inside its width`() {
    for scalar in Self.ascii {
      #expect(StrokeFont.hasGlyph(scalar), "\(scalar)")
      let (left, right, low, high) = Self.bounds(String(scalar))
      let width = StrokeFont.width(of: String(scalar), size: 100)
      #expect(width > 15 && left >= 0 && right <= width, "\(scalar) \(left) \(right) \(width)")
      #expect(low >= -25 && high <= 80, "\(scalar) \(low) \(high)")
    }
  }

  @Test func `has capitals of one height, and digits of one width`() {
    for scalar in "ABCDEFGHIJKLMNOPRSTUVWXYZ" {
      let (_, _, low, high) = Self.bounds(String(scalar))
      #expect(abs(low - 4) < 0.1 && abs(high - 68) < 0.1, "\(scalar) \(low) \(high)")
    }
    #expect(Set("0123456789".map { StrokeFont.width(of: String($0), size: 10) }) == [5.8])
  }

  @Test func `has distinct glyphs for distinct characters of ASCII`() {
    let paths = Self.ascii.map { StrokeFont.path(of: String($0), size: 1, at: FigurePoint(0, 0)) }
    #expect(Set(paths).count == paths.count)
  }

  @Test func `composes raised and lowered characters and fractions`() {
    for (raised, base) in [("²", "2"), ("⁻", "−"), ("ⁿ", "n")] {
      let (small, large) = (Self.bounds(raised), Self.bounds(base))
      #expect(abs((small.right - small.left) - 0.6 * (large.right - large.left)) < 1)
      #expect(small.low > large.low + 15)
    }
    #expect(Self.bounds("₁").low < 0)
    #expect(Self.bounds("½").right > Self.bounds("¹").right)
    #expect(Self.bounds("ü").high > Self.bounds("u").high)
  }

  @Test func `draws a box for a character without a glyph`() {
    for text in ["漢", "\u{1F600}", "\u{1B}"] {
      let (left, right, low, high) = Self.bounds(text)
      #expect((left, right, low, high) == (10, 50, 0, 70))
    }
    #expect(!StrokeFont.hasGlyph("漢"))
  }
}
