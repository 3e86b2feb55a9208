/// Reads numbers in rows, separated by commas, semicolons, tabs or blanks.
///
/// The first line may name the columns. A byte order mark, CRLF and, beside semicolons or tabs, decimal
/// commas are read. An empty field, `nan`, `null` and `NA` are NaN.
enum TableReader {
  /// The largest number of separators of a line: blanks may align the columns.
  private static let maxSeparators = 32 * 4096

  /// The name of a table without names.
  static let matrixName = "matrix"

  /// Returns the columns by name, or one matrix named `matrix` if the table has no names.
  static func read(_ bytes: ArraySlice<UInt8>) throws(LandscapeError) -> FileContents {
    var text = bytes
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
    let lines = text.split(omittingEmptySubsequences: false) { $0 == 0x0A || $0 == 0x0D }
      .enumerated().filter { $0.element.contains { $0 != 0x20 && $0 != 0x09 } }
      .filter { $0.element.first != UInt8(ascii: "#") || $0.offset > 0 }
    guard let first = lines.first else { throw LandscapeError("the file has no numbers") }
    let separator = Self.separator(of: first.element)
    // The fields of a line need far more memory than its bytes.
    // Counts separators in long lines only.
    let tooWide = lines.first { line in
      line.element.count > maxSeparators
        && line.element.count { $0 == separator } > maxSeparators
    }
    if let line = tooWide {
      throw LandscapeError("line \(line.offset + 1) has more fields than a grid of 4096 columns")
    }
    let names = fields(first.element, separator).map { String(decoding: $0, as: UTF8.self) }
    // pandas writes an empty name over the index, and the numbers of unnamed columns.
    let isNumbered =
      names.count > 1 && names[0].isEmpty
      && names.dropFirst().enumerated().allSatisfy { $1 == "\($0)" }
    let hasNames =
      isNumbered || names.contains { !$0.isEmpty && number($0, separator) == nil }
    var rows: [Double] = []
    var width = names.count
    let body = hasNames ? lines.dropFirst() : lines[...]
    for line in body {
      let parts = fields(line.element, separator)
      if rows.isEmpty, !hasNames { width = parts.count }
      guard parts.count == width else {
        throw LandscapeError(
          "line \(line.offset + 1) has \(parts.count) fields, the lines before have \(width)")
      }
      for (column, part) in parts.enumerated() {
        let field = String(decoding: part.prefix(60), as: UTF8.self)
        guard let value = number(field, separator) else {
          throw LandscapeError(
            "line \(line.offset + 1), column \(column + 1): \(quotedName(field)) is not a number")
        }
        rows.append(value)
      }
      guard rows.count <= LandscapeLimits.elements else {
        throw LandscapeError("the table has more than 4096 × 4096 numbers")
      }
    }
    guard width > 0, !rows.isEmpty else { throw LandscapeError("the file has no numbers") }
    let matrix = NamedArray(name: matrixName, shape: [rows.count / width, width], values: rows)
    guard hasNames else { return FileContents(arrays: [matrix], format: "table of numbers") }
    let columns = names.enumerated().map { column, name in
      NamedArray(
        name: name, shape: [rows.count / width],
        values: stride(from: column, to: rows.count, by: width).map { rows[$0] })
    }
    return FileContents(arrays: columns, format: "table with named columns")
  }

  private static func separator(of line: ArraySlice<UInt8>) -> UInt8 {
    [";", "\t", ","].map { UInt8(ascii: $0) }.first { line.contains($0) } ?? UInt8(ascii: " ")
  }

  private static func fields(
    _ line: ArraySlice<UInt8>, _ separator: UInt8
  ) -> [ArraySlice<UInt8>] {
    let isBlank = separator == UInt8(ascii: " ")
    return line.split(separator: separator, omittingEmptySubsequences: isBlank).map { field in
      func isPadding(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x22 }
      var field = field.drop(while: isPadding)
      while let last = field.last, isPadding(last) { field = field.dropLast() }
      return field
    }
  }

  private static func number(_ field: String, _ separator: UInt8) -> Double? {
    switch field.lowercased() {
    case "", "nan", "null", "na", "none": return .nan
    case "inf", "infinity": return .infinity
    case "-inf", "-infinity": return -.infinity
    default:
      let isDecimalComma = separator != UInt8(ascii: ",") && field.contains(",")
      return Double(isDecimalComma ? field.replacing(",", with: ".") : field)
    }
  }
}
