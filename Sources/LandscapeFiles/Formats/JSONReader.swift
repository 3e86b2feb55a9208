/// Reads the arrays of numbers in a JSON object, or in a JSON array of rows.
///
/// `null` is NaN. Objects inside the object are searched too, their keys joined by a dot. An object with
/// the keys `dtype` and `bdata` is an array of Plotly, whose bytes are base64. The text is read once from
/// front to back, so that the memory is that of the numbers.
struct JSONReader {
  private var reader: ByteReader
  private var arrays: [NamedArray] = []
  private var total = 0

  /// The number of levels at which arrays are searched.
  private static let maxDepth = 8
  /// The number of objects of a list that are searched; Plotly lists its traces.
  private static let maxObjects = 16
  private static let malformed = LandscapeError("the JSON file is cut off or not JSON")

  /// Returns all arrays of one or two axes.
  static func read(_ bytes: ArraySlice<UInt8>) throws(LandscapeError) -> [NamedArray] {
    var reader = JSONReader(reader: ByteReader(bytes))
    try reader.readValue("", depth: 0)
    guard reader.peek() == nil else { throw malformed }
    return reader.arrays
  }

  /// A list in a JSON file.
  private enum List {
    case numbers([Double])
    case rows(Rows)
    case other
  }

  /// Lists of numbers in a list: a matrix, if their lengths are equal.
  private struct Rows {
    private(set) var values: [Double] = []
    private(set) var count = 0
    private(set) var width = 0
    /// The index and the length of the first row that has another length than the first row.
    private(set) var unequal: (index: Int, width: Int)?

    mutating func append(_ row: [Double]) {
      if count == 0 { width = row.count }
      if row.count != width, unequal == nil { unequal = (count, row.count) }
      values += row
      count += 1
    }
  }

  /// The next byte that is not a blank, which is not consumed.
  private mutating func peek() -> UInt8? {
    while let byte = reader.peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      _ = reader.next(1)
    }
    return reader.peek()
  }

  /// Consumes a character; false if the next byte is another character.
  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: sign) else { return false }
    return reader.next(1) != nil
  }

  /// Reads a value, and appends the arrays in it.
  private mutating func readValue(_ name: String, depth: Int) throws(LandscapeError) {
    guard depth < 64 else { throw LandscapeError("the JSON file has more than 64 levels") }
    switch peek() {
    case UInt8(ascii: "{"): try readObject(name, depth: depth)
    case UInt8(ascii: "["):
      switch try readList(name, depth: depth) {
      case .numbers(let values) where !values.isEmpty:
        append(NamedArray(name: name, shape: [values.count], values: values), depth)
      case .rows(let rows): append(try matrix(rows, name), depth)
      case .numbers, .other: break
      }
    case UInt8(ascii: "\""): _ = try readText()
    default: _ = try readScalar()
    }
  }

  private mutating func append(_ array: NamedArray, _ depth: Int) {
    if depth < Self.maxDepth, arrays.count < LandscapeLimits.arrays { arrays.append(array) }
  }

  private mutating func readObject(_ name: String, depth: Int) throws(LandscapeError) {
    guard take("{") else { throw Self.malformed }
    if take("}") { return }
    var array = TypedJSONArray()
    repeat {
      let key = try readText()
      guard take(":") else { throw Self.malformed }
      switch (key, peek()) {
      case ("dtype", UInt8(ascii: "\"")): array.type = try readText()
      case ("shape", UInt8(ascii: "\"")): array.shape = try readText()
      case ("bdata", UInt8(ascii: "\"")): array.bytes = try readBase64()
      default: try readValue(name.isEmpty ? key : "\(name).\(key)", depth: depth + 1)
      }
    } while take(",")
    guard take("}") else { throw Self.malformed }
    if let array = try array.numbers(name) {
      total += array.values.count
      try checkTotal()
      append(array, depth)
    }
  }

  private func checkTotal() throws(LandscapeError) {
    guard total <= 4 * LandscapeLimits.elements else {
      throw LandscapeError("the JSON file has more than 4 × 4096 × 4096 numbers")
    }
  }

  /// Reads a list of numbers, of rows of numbers, or of other values, whose arrays are appended.
  private mutating func readList(_ name: String, depth: Int) throws(LandscapeError) -> List {
    guard depth < 64 else { throw LandscapeError("the JSON file has more than 64 levels") }
    guard take("[") else { throw Self.malformed }
    if take("]") { return .numbers([]) }
    var (numbers, rows): ([Double], Rows) = ([], Rows())
    var (isOther, index) = (false, 0)
    repeat {
      switch peek() {
      case UInt8(ascii: "["):
        if case .numbers(let row) = try readList("", depth: depth + 1) {
          rows.append(row)
        } else {
          isOther = true
        }
      case UInt8(ascii: "{"):
        isOther = true
        let count = arrays.count
        try readObject("\(name)[\(index)]", depth: depth + 1)
        if index >= Self.maxObjects { arrays.removeSubrange(count...) }
      case UInt8(ascii: "\""):
        isOther = true
        _ = try readText()
      default:
        if let number = try readScalar() { numbers.append(number) } else { isOther = true }
        total += 1
        try checkTotal()
      }
      index += 1
    } while take(",")
    guard take("]") else { throw Self.malformed }
    if isOther || !numbers.isEmpty && rows.count > 0 { return .other }
    return rows.count == 0 ? .numbers(numbers) : .rows(rows)
  }

  private func matrix(_ rows: Rows, _ name: String) throws(LandscapeError) -> NamedArray {
    _ = try LandscapeLimits.count([rows.count, rows.width], of: name)
    if let row = rows.unequal {
      throw LandscapeError(
        "row \(row.index + 1) of \(quotedName(name)) has \(row.width) numbers, "
          + "the first has \(rows.width)")
    }
    return NamedArray(name: name, shape: [rows.count, rows.width], values: rows.values)
  }

  /// Reads a number, or null as NaN; nil for true and false.
  private mutating func readScalar() throws(LandscapeError) -> Double? {
    guard peek() != nil else { throw Self.malformed }
    let start = reader.position
    while let byte = reader.peek(), !" ,]}:[{\"\t\r\n".utf8.contains(byte) {
      guard reader.position - start < 400 else { throw Self.malformed }
      _ = reader.next(1)
    }
    let text = String(decoding: reader.bytes[start..<reader.position], as: UTF8.self)
    switch text {
    // Python writes numbers that are not finite as words.
    case "null", "NaN": return .nan
    case "Infinity": return .infinity
    case "-Infinity": return -.infinity
    case "true", "false": return nil
    default:
      guard let first = text.first, first == "-" || first.isASCII && first.isNumber,
        let value = Double(text)
      else { throw Self.malformed }
      return value
    }
  }

  /// Reads a text; replaces `\"`, `\\` and `\/`, and keeps other escape sequences.
  private mutating func readText() throws(LandscapeError) -> String {
    guard take("\"") else { throw Self.malformed }
    var text: [UInt8] = []
    while let byte = reader.next(1)?.first {
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let escaped = reader.next(1)?.first else { throw Self.malformed }
        if !"\"\\/".utf8.contains(escaped) { text.append(byte) }
        text.append(escaped)
      default: text.append(byte)
      }
      // A long text is no name.
      if text.count > 1000 { text.removeLast(500) }
    }
    throw Self.malformed
  }

  /// Reads a text in base64 (RFC 4648); nil for another text.
  private mutating func readBase64() throws(LandscapeError) -> [UInt8]? {
    guard take("\"") else { throw Self.malformed }
    let start = reader.position
    while let byte = reader.peek(), byte != UInt8(ascii: "\"") { _ = reader.next(1) }
    let text = reader.bytes[start..<reader.position]
    guard take("\"") else { throw Self.malformed }
    return base64Bytes(text)
  }

  private init(reader: ByteReader) { self.reader = reader }
}
