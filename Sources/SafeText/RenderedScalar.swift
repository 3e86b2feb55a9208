/// The cells that display a scalar.
public enum RenderedScalar: Equatable {
  /// No cell: combining marks, joiners, variation selectors.
  case zeroWidth
  /// One cell.
  case singleWidth(Unicode.Scalar)
  /// Two cells.
  case doubleWidth(Unicode.Scalar)

  /// Renders a scalar of untrusted text.
  ///
  /// Unsafe scalars become `�`, or no cell if they are format scalars that do not reorder the line.
  public init(_ scalar: Unicode.Scalar) {
    let value = scalar.value
    if value >= 0x20 && value < 0x7F {
      self = .singleWidth(scalar)
      return
    }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .format:
      self = scalar.reordersLine ? .singleWidth("\u{FFFD}") : .zeroWidth
    case _ where !scalar.isSafe:
      self = .singleWidth("\u{FFFD}")
    case .nonspacingMark, .enclosingMark:
      self = .zeroWidth
    case .spaceSeparator where value != 0x3000:
      self = .singleWidth(" ")
    default:
      if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) {
        self = .zeroWidth  // Hangul vowels and finals combine with the preceding syllable
      } else if RenderedScalar.isWide(value) || RenderedScalar.isWideEmoji(properties, value) {
        self = .doubleWidth(scalar)
      } else {
        self = .singleWidth(scalar)
      }
    }
  }

  /// The number of cells.
  public var cellWidth: Int {
    switch self {
    case .zeroWidth: 0
    case .singleWidth: 1
    case .doubleWidth: 2
    }
  }

  /// Whether the Unicode property East_Asian_Width is W or F, emoji excluded.
  private static func isWide(_ value: UInt32) -> Bool {
    guard value >= 0x1100 else { return false }
    return wide.contains { $0.contains(value) }
  }

  /// Whether a scalar is an emoji of two columns.
  private static func isWideEmoji(_ properties: Unicode.Scalar.Properties, _ value: UInt32) -> Bool
  {
    guard value >= 0x231A else { return false }
    // Regional indicators are emoji but take one column each.
    return properties.isEmojiPresentation && !(0x1F1E6...0x1F1FF).contains(value)
  }

  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0xA4C6,
    0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6B,
    0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x1B2FB, 0x1F200...0x1F265,
    0x20000...0x3FFFD,
  ]
}
