public import Drawing
public import Engine

/// The quantity that the colours of a map show.
public enum Field: String, Sendable, CaseIterable {
  /// The loss f.
  case loss
  /// The largest eigenvalue of the Hessian.
  case sharpness = "λmax"
  /// ‖∇f‖.
  case gradientNorm = "‖∇f‖"
  /// The basin of attraction of the start at each point, over the loss.
  case basins
}

/// A field of a surface sampled over a region: what maps and reliefs of cells and figures paint.
public struct SampledField: Sendable {
  /// The region of the plane.
  public let region: Region
  /// The values of the field.
  public let heatMap: HeatMap
  /// The map from values to brightness.
  public let scale: HeatMap.Scale
  /// The brightness of each sample, 0…1; NaN where the field is undefined.
  public let shades: [Double]
  /// What is sampled; nil if only these samples are known.
  let sampler: FieldSampler?
  /// The samples that determine the scale: those of this field, or of several that share a scale.
  let scaleMap: HeatMap

  /// Where a grid of samples lies in its region.
  public enum Grid: Sendable, Hashable {
    /// In the centres of equal parts, as for pixels.
    case centers
    /// At equal distances from border to border, as for the nodes of a relief.
    case nodes
  }

  /// Samples a field, row by row from the top.
  public init(
    _ field: Field = .loss, of surface: AnySurface, over region: Region, columns: Int, rows: Int,
    grid: Grid = .centers, scale: HeatMap.Scale
  ) {
    var values: [Double] = []
    values.reserveCapacity(columns * rows)
    let sampler = FieldSampler(field: field, surface: surface)
    self.sampler = sampler
    _ = sampler.forEachRow(grid, columns, rows, over: region) { values += $0 }
    self.region = region
    self.scale = scale
    heatMap = HeatMap(columns: columns, rows: rows, values: values)
    scaleMap = heatMap
    shades = heatMap.shades(scale)
    isUndefinedSomewhere = values.contains(where: \.isNaN)
  }

  /// Creates a field from its values, row by row from the top; it has no other samples.
  public init(_ region: Region, _ heatMap: HeatMap, _ scale: HeatMap.Scale) {
    (self.region, self.heatMap, self.scale) = (region, heatMap, scale)
    (sampler, scaleMap, shades) = (nil, heatMap, heatMap.shades(scale))
    isUndefinedSomewhere = heatMap.values.contains(where: \.isNaN)
  }

  /// The same samples with the brightness that other samples determine.
  init(_ field: SampledField, shades: [Double], of scaleMap: HeatMap) {
    (region, heatMap, scale, sampler) = (field.region, field.heatMap, field.scale, field.sampler)
    (self.shades, self.scaleMap) = (shades, scaleMap)
    isUndefinedSomewhere = field.isUndefinedSomewhere
  }

  /// Whether the field is undefined at a sample.
  public let isUndefinedSomewhere: Bool

  /// The level of each sample in the colour map, as `HeatMap.levels`.
  public var levels: [UInt8] { HeatMap.levels(ofShades: shades) }
}

/// A quantity of a surface, as a function of the plane.
struct FieldSampler: Sendable {
  let field: Field
  let surface: AnySurface

  /// Calls a function with the values of each row of a grid from the top; returns false if cancelled.
  func forEachRow(
    _ grid: SampledField.Grid, _ columns: Int, _ rows: Int, over region: Region,
    isCancelled: () -> Bool = { false }, _ body: ([Double]) -> Void
  ) -> Bool {
    let xs = grid.positions(columns, in: region.x)
    var row = Array(repeating: 0.0, count: columns)
    for y in grid.positions(rows, in: region.y).reversed() {
      if isCancelled() { return false }
      sample(xs, y, &row)
      body(row)
    }
    return true
  }

  /// Stores the values at some x and one y in `row`, which has an element for each x.
  private func sample(_ xs: [Double], _ y: Double, _ row: inout [Double]) {
    switch field {
    case .loss, .basins: surface.values(xs, y, &row)
    case .sharpness:
      for (at, x) in xs.enumerated() { row[at] = surface.hessian(Point(x, y)).maxEigenvalue }
    case .gradientNorm:
      for (at, x) in xs.enumerated() { row[at] = surface.gradient(Point(x, y)).norm }
    }
  }
}

extension SampledField.Grid {
  /// Returns the positions of a number of samples in a range, in ascending order.
  public func positions(_ count: Int, in range: ClosedRange<Double>) -> [Double] {
    (0..<count).map {
      let fraction =
        switch self {
        case .centers: (Double($0) + 0.5) / Double(count)
        case .nodes: Double($0) / Double(count - 1)
        }
      return range.lowerBound + fraction * range.length
    }
  }
}
