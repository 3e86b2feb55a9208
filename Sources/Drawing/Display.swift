/// What a terminal can show, and what its user prefers.
public struct Display: Sendable, Hashable {
  public var depth: Depth
  public var glyphs: Glyphs
  public var colorMap: ColorMap
  /// Whether the terminal's background is light.
  public var isLight: Bool

  public enum Depth: String, Sendable, CaseIterable {
    case mono, eight, sixteen, indexed, direct
  }

  public enum Glyphs: String, Sendable, CaseIterable { case unicode, ascii }

  public enum ColorMap: String, Sendable, CaseIterable { case viridis, cividis, grey, paper }

  public init(
    depth: Depth = .direct, glyphs: Glyphs = .unicode, map: ColorMap = .viridis,
    light: Bool = false
  ) {
    self.depth = depth
    self.glyphs = glyphs
    self.colorMap = map
    self.isLight = light
  }
}
