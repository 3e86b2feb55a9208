import Integers

extension Bitmap {
  /// Returns the bitmap with at most some number of colours, for a small file.
  ///
  /// The colours are those of a median cut (Heckbert, 1982) of the colours in steps of 1/32: the box
  /// of colours with the largest variance of a component is divided at the mean of that component.
  /// Each box gets the mean of its pixels. Equal bitmaps give equal bitmaps; a bitmap of few colours
  /// stays as it is.
  ///
  /// - Parameter count: The number of colours, at least 1.
  /// - Returns: The bitmap with fewer colours.
  public func reduced(toColors count: Int) -> Bitmap {
    if Set(pixels).count <= count { return self }
    var cells: [Int: ColorCell] = [:]
    for pixel in pixels { cells[ColorCell.index(of: pixel), default: ColorCell()].add(pixel) }
    let used = cells.sorted { $0.key < $1.key }
    var boxes = [ColorBox(used.map { (index: $0.key, cell: $0.value) })]
    while boxes.count < count {
      let largest = boxes.indices.max { boxes[$0].largestSpread < boxes[$1].largestSpread }
      guard let largest, let (low, high) = boxes[largest].halves else { break }
      boxes[largest] = low
      boxes.append(high)
    }
    var colors: [Int: Pixel] = [:]
    for box in boxes {
      for (index, _) in box.cells { colors[index] = box.mean }
    }
    return replacingPixels { colors[ColorCell.index(of: $0)] ?? $0 }
  }
}

/// The sums over the pixels of a cell, in which each component differs by less than 1/32.
private struct ColorCell {
  /// The number of pixels.
  private(set) var count = 0.0
  private(set) var sum = (red: 0.0, green: 0.0, blue: 0.0)

  static func index(of pixel: Pixel) -> Int {
    Int(pixel.red >> 3) << 10 | Int(pixel.green >> 3) << 5 | Int(pixel.blue >> 3)
  }

  mutating func add(_ pixel: Pixel) {
    count += 1
    sum.red += Double(pixel.red)
    sum.green += Double(pixel.green)
    sum.blue += Double(pixel.blue)
  }

  /// The mean of a component.
  func mean(_ component: Int) -> Double {
    [sum.red, sum.green, sum.blue][component] / count
  }
}

/// A set of cells that get one colour.
private struct ColorBox {
  let cells: [(index: Int, cell: ColorCell)]
  /// The sum of squared deviations of the component with the largest, and that component.
  let largestSpread: Double
  private let component: Int
  private let means: [Double]

  init(_ cells: [(index: Int, cell: ColorCell)]) {
    self.cells = cells
    let count = cells.reduce(0) { $0 + $1.cell.count }
    let means = (0..<3).map { component in
      cells.reduce(0) { $0 + $1.cell.count * $1.cell.mean(component) } / count
    }
    let spreads = (0..<3).map { component in
      cells.reduce(0) { sum, entry in
        let deviation = entry.cell.mean(component) - means[component]
        return sum + entry.cell.count * deviation * deviation
      }
    }
    self.means = means
    component = spreads.indices.max { spreads[$0] < spreads[$1] } ?? 0
    largestSpread = cells.count > 1 ? spreads[component] : 0
  }

  /// The boxes below and above the mean; nil for a box of one colour.
  var halves: (low: ColorBox, high: ColorBox)? {
    guard largestSpread > 0 else { return nil }
    let low = cells.filter { $0.cell.mean(component) <= means[component] }
    let high = cells.filter { $0.cell.mean(component) > means[component] }
    return low.isEmpty || high.isEmpty ? nil : (ColorBox(low), ColorBox(high))
  }

  var mean: Pixel {
    let levels = means.map { UInt8(clamping: Int(clamping: $0.rounded())) }
    return Pixel(RGB(levels[0], levels[1], levels[2]))
  }
}
