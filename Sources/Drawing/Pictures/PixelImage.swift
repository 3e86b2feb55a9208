/// An image whose pixels have roles of colours.
public struct PixelImage: Sendable, Equatable {
  /// The number of columns of pixels.
  public let columns: Int
  /// The number of rows of pixels.
  public let rows: Int
  /// The index into `paints` of each pixel, row by row from the top: `columns` × `rows` indices.
  public let pixels: [UInt8]
  /// The roles; pixels of the role `terminalDefault` are transparent.
  public let paints: [Paint]

  /// Creates an image of `columns` × `rows` pixels.
  public init(columns: Int, rows: Int, pixels: [UInt8], paints: [Paint]) {
    precondition(pixels.count == columns * rows, "An image has a pixel for each column and row")
    (self.columns, self.rows, self.pixels, self.paints) = (columns, rows, pixels, paints)
  }

  /// The roles of a heat map by its levels: the levels 0…31, then the undefined field.
  ///
  /// The index of the undefined field is `HeatMap.undefinedLevel`.
  public static let heatPaints = (0..<HeatMap.undefinedLevel).map { Paint.level($0) } + [.undefined]

  /// The role of a pixel.
  public subscript(column column: Int, row row: Int) -> Paint {
    paints[Int(pixels[row * columns + column])]
  }

  /// Returns the image with another number of pixels: each has the role of the nearest one.
  public func resized(columns: Int, rows: Int) -> PixelImage {
    guard self.columns > 0, self.rows > 0 else {
      return PixelImage(
        columns: 0, rows: 0, pixels: [], paints: paints)
    }
    let sources = (0..<columns).map { (2 * $0 + 1) * self.columns / (2 * columns) }
    var resized: [UInt8] = []
    resized.reserveCapacity(columns * rows)
    for row in 0..<rows {
      let first = (2 * row + 1) * self.rows / (2 * rows) * self.columns
      for source in sources { resized.append(pixels[first + source]) }
    }
    return PixelImage(columns: columns, rows: rows, pixels: resized, paints: paints)
  }
}

extension PixelImage {
  /// Creates the image of a map of categories; pixels without a category are transparent.
  public init(categories: [MapCategory?], columns: Int) {
    var paints: [Paint] = [.terminalDefault]
    var indices: [Paint: UInt8] = [.terminalDefault: 0]
    let pixels = categories.map { category -> UInt8 in
      let paint = category?.paint ?? .terminalDefault
      if let index = indices[paint] { return index }
      let index = UInt8(clamping: paints.count)
      paints.append(paint)
      indices[paint] = index
      return index
    }
    self.init(
      columns: columns, rows: columns > 0 ? pixels.count / columns : 0, pixels: pixels,
      paints: paints)
  }
}
