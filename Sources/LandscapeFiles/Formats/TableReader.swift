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
    let lines = TableLines(bytes)
    var body = lines
    guard let first = body.next() else { throw LandscapeError("the file has no numbers") }
    let separator = Self.separator(of: first.text)
    // The fields of a line need far more memory than its bytes.
    // Counts separators in long lines only.
    let tooWide = lines.first { line in
      line.text.count > maxSeparators && line.text.count { $0 == separator } > maxSeparators
    }
    if let line = tooWide {
      throw LandscapeError("line \(line.number) has more fields than a grid of 4096 columns")
    }
    let names = fields(first.text, separator).map { String(decoding: $0, as: UTF8.self) }
    // pandas writes an empty name over the index, and the numbers of unnamed columns.
    let isNumbered =
      names.count > 1 && names[0].isEmpty && names.dropFirst().countFromZero
    let coordinates = isNumbered ? nil : coordinates(names, separator)
    let hasNames =
      coordinates == nil
      && (isNumbered || names.contains { !$0.isEmpty && number($0, separator) == nil })
    // pandas writes the numbers of the columns of a matrix.
    let countsColumns =
      separator != UInt8(ascii: " ") && names.count > 2 && names.countFromZero
    var rows = coordinates ?? []
    var width = names.count
    if !hasNames, !countsColumns, coordinates == nil { body = lines }
    for line in body {
      let parts = fields(line.text, separator)
      if rows.isEmpty, !hasNames { width = parts.count }
      guard parts.count == width else {
        throw LandscapeError(
          "line \(line.number) has \(parts.count) fields, the lines before have \(width)")
      }
      for (column, part) in parts.enumerated() {
        let field = String(decoding: part.prefix(60), as: UTF8.self)
        guard let value = number(field, separator) else {
          throw LandscapeError(
            "line \(line.number), column \(column + 1): \(quotedName(field)) is not a number")
        }
        rows.append(value)
      }
      guard rows.count <= LandscapeLimits.elements else {
        throw LandscapeError("the table has more than 4096 × 4096 numbers")
      }
    }
    guard width > 0, !rows.isEmpty else { throw LandscapeError("the file has no numbers") }
    let matrix = NamedArray(name: matrixName, shape: [rows.count / width, width], values: rows)
    guard hasNames else {
      return FileContents(
        arrays: [matrix], format: "table of numbers",
        notes: countsColumns ? ["the first line numbers the columns"] : [])
    }
    let columns = names.enumerated().map { column, name in
      NamedArray(
        name: name, shape: [rows.count / width],
        values: stride(from: column, to: rows.count, by: width).map { rows[$0] })
    }
    return FileContents(arrays: columns, format: "table with named columns")
  }

  /// The coordinates in a first line that names the axes in its corner, with NaN in the corner.
  ///
  /// Nil for other names, and for numbers from 0, which count columns.
  private static func coordinates(_ names: [String], _ separator: UInt8) -> [Double]? {
    guard names.count > 2, number(names[0], separator) == nil else { return nil }
    let coordinates = names.dropFirst().map { number($0, separator) ?? .nan }
    let isAscending = zip(coordinates, coordinates.dropFirst()).allSatisfy(<)
    let isDescending = zip(coordinates, coordinates.dropFirst()).allSatisfy(>)
    return (isAscending || isDescending) && !names.dropFirst().countFromZero
      ? [.nan] + coordinates : nil
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

extension Collection<String> {
  /// Whether the texts are 0, 1, 2 and so on.
  var countFromZero: Bool { enumerated().allSatisfy { $1 == "\($0)" } }
}

/// The lines of a table without blank lines and comments, and their numbers from 1.
///
/// A comment in the first line that has as many fields as the line below names the columns, as in
/// `# x,y,loss` of `numpy.savetxt`.
private struct TableLines: Sequence, IteratorProtocol {
  private var rest: ArraySlice<UInt8>
  private var number = 0
  private var header: ArraySlice<UInt8>?

  init(_ bytes: ArraySlice<UInt8>) {
    rest = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
    guard rest.first == UInt8(ascii: "#") else { return }
    let beginning = rest
    let line = rest.dropFirst().prefix { !Self.isEnd($0) }.drop { $0 == 0x20 }
    let below = next()?.text ?? []
    let signs = [",", ";", "\t"].map { UInt8(ascii: $0) }
    for sign in signs where line.contains(sign) {
      guard line.count(where: { $0 == sign }) == below.count(where: { $0 == sign }) else {
        continue
      }
      header = line
    }
    rest = beginning
    number = 0
  }

  mutating func next() -> (number: Int, text: ArraySlice<UInt8>)? {
    while !rest.isEmpty {
      let line = rest.prefix { !Self.isEnd($0) }
      let end = rest.dropFirst(line.count).prefix(2)
      rest = rest.dropFirst(line.count + (end.elementsEqual([0x0D, 0x0A]) ? 2 : 1))
      number += 1
      if number == 1, let header { return (1, header) }
      guard line.contains(where: { $0 != 0x20 && $0 != 0x09 }), line.first != UInt8(ascii: "#")
      else { continue }
      return (number, line)
    }
    return nil
  }

  private static func isEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}
