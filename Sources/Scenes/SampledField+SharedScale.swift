import Drawing

extension SampledField {
  /// Returns two fields with one scale from values to brightness, and a field of all values for the
  /// colour bar of that scale.
  ///
  /// Nil unless both have the same number of columns.
  public static func sharingScale(
    _ a: SampledField, _ b: SampledField
  ) -> (a: SampledField, b: SampledField, both: SampledField)? {
    guard a.heatMap.columns == b.heatMap.columns else { return nil }
    let heatMap = HeatMap(
      columns: a.heatMap.columns, rows: a.heatMap.rows + b.heatMap.rows,
      values: a.heatMap.values + b.heatMap.values)
    let shades = heatMap.shades(a.scale)
    let count = a.heatMap.values.count
    return (
      SampledField(a, shades: Array(shades[..<count]), of: heatMap),
      SampledField(b, shades: Array(shades[count...]), of: heatMap),
      SampledField(a.region, heatMap, a.scale)
    )
  }
}
