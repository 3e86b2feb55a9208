import Integers

/// A colour with components from 0 to 255.
struct RGBColor: Sendable, Hashable {
  var red: Double
  var green: Double
  var blue: Double

  init(_ red: Double, _ green: Double, _ blue: Double) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Creates a colour from 0xRRGGBB.
  init(_ hex: UInt32) {
    self.init(Double(hex >> 16 & 0xFF), Double(hex >> 8 & 0xFF), Double(hex & 0xFF))
  }

  /// Returns the linear blend of two colours: this one at fraction 0, the other at 1.
  func blended(with other: RGBColor, _ fraction: Double) -> RGBColor {
    RGBColor(
      red + fraction * (other.red - red), green + fraction * (other.green - green),
      blue + fraction * (other.blue - blue))
  }

  /// The 24-bit colour, rounded to bytes and at least 0x000008.
  ///
  /// Terminals with direct colour interpret the values 0…7 as palette indices.
  var directColor: Color {
    let bytes = [red, green, blue].map { UInt8(clamping: min(max($0.rounded(), 0), 255)) }
    let isPalette = bytes[0] == 0 && bytes[1] == 0 && bytes[2] < 8
    return .rgb(bytes[0], bytes[1], isPalette ? 8 : bytes[2])
  }

  /// The nearest of the colours 16…255 of a 256-colour terminal.
  var nearestIndexed: Color {
    let steps: [Double] = [0, 95, 135, 175, 215, 255]
    var best: (distance: Double, index: Int) = (.infinity, 16)
    for index in 16...255 {
      let tone: RGBColor
      if index < 232 {
        let cube = index - 16
        tone = RGBColor(steps[cube / 36], steps[cube / 6 % 6], steps[cube % 6])
      } else {
        let grey = Double(8 + 10 * (index - 232))
        tone = RGBColor(grey, grey, grey)
      }
      let distance = squaredDistance(to: tone)
      if distance < best.distance { best = (distance, index) }
    }
    return .indexed(UInt8(best.index))
  }

  /// The squared distance, weighted roughly by the eye's sensitivity to each component.
  private func squaredDistance(to other: RGBColor) -> Double {
    let (r, g, b) = (red - other.red, green - other.green, blue - other.blue)
    return 2 * r * r + 4 * g * g + 3 * b * b
  }
}

extension Display {
  /// The colours of the 32 levels, from the lowest loss to the highest.
  ///
  /// Low loss is dark in every map, so a valley is a dark line. Dark terminals get no full
  /// brightness and light terminals no full darkness, to keep trails visible on most of the map.
  var levelColors: [RGBColor] {
    let anchors = colorMap.anchors.enumerated().map { index, hex in
      adapted(RGBColor(hex), Double(index) / Double(colorMap.anchors.count - 1))
    }
    return (0..<32).map { level in
      let position = Double(level) / 31 * Double(anchors.count - 1)
      let below = min(Int(clamping: position), anchors.count - 2)
      return anchors[below].blended(with: anchors[below + 1], position - Double(below))
    }
  }

  private func adapted(_ tone: RGBColor, _ position: Double) -> RGBColor {
    switch (isLight, colorMap) {
    case (true, .paper): tone
    case (true, _): tone.blended(with: RGBColor(0xFFFFFF), 0.3 + 0.45 * position)
    case (false, .grey), (false, .paper): tone.blended(with: RGBColor(0x000000), 0.4)
    case (false, _): tone.blended(with: RGBColor(0x000000), 0.62 - 0.3 * position)
    }
  }
}

extension Display.ColorMap {
  /// Colours at equal distances from the lowest level to the highest, before adaptation.
  fileprivate var anchors: [UInt32] {
    switch self {
    // viridis (van der Walt and Smith) and cividis (Nuñez, Anderton and Renslow), without the
    // brightest ninth.
    case .viridis:
      [
        0x440154, 0x482878, 0x3E4A89, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6DCD59, 0xB4DE2C,
      ]
    case .cividis:
      [
        0x00204D, 0x00336F, 0x39486B, 0x575C6D, 0x707173, 0x8A8779, 0xA69D75, 0xC4B56C, 0xE4CF5B,
      ]
    case .grey: [0x0C0C0C, 0xFFFFFF]
    case .paper: [0x2B3A55, 0x6F83A3, 0xAEBBCD, 0xD9DEE3, 0xF2EFE8, 0xFBF9F3]
    }
  }
}
