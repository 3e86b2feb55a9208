/// Reads arrays in the format of `numpy.save`, versions 1 to 3.
///
/// Several arrays appended to one file are read one after the other. Arrays of Python objects are
/// pickles, programs that run when they are read, and are refused.
enum NpyReader {
  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// Returns all arrays of a file.
  static func read(_ bytes: ArraySlice<UInt8>, name: String) throws(LandscapeError) -> [NamedArray]
  {
    var reader = ByteReader(bytes)
    var arrays: [NamedArray] = []
    repeat {
      let suffix = arrays.isEmpty ? "" : "_\(arrays.count)"
      arrays.append(try array(&reader, name: name + suffix))
    } while reader.remaining > 0 && arrays.count < LandscapeLimits.arrays
    return arrays
  }

  private static func array(
    _ reader: inout ByteReader, name: String
  ) throws(LandscapeError) -> NamedArray {
    let header = try header(&reader, name: name)
    guard let element = header.element else { throw header.refusal }
    let count = try LandscapeLimits.count(header.shape, of: name)
    guard let data = reader.next(count * element.size) else {
      throw LandscapeError(
        "\(header.place) is cut off: its header promises \(count * element.size) bytes, "
          + "\(reader.remaining) follow")
    }
    var values = data.withUnsafeBytes { element.values($0, count: count) }
    if header.isFortranOrder { values = rowMajor(values, header.shape) }
    return NamedArray(name: name, shape: header.shape, values: values)
  }

  /// Returns the header of the next array.
  static func header(
    _ reader: inout ByteReader, name: String
  ) throws(LandscapeError) -> NpyHeader {
    let place = name.isEmpty ? "the npy file" : "the array \(quotedName(name))"
    guard let start = reader.next(6), Array(start) == magic, let version = reader.integer(2),
      let length = reader.integer(version & 0xFF == 1 ? 2 : 4), length <= 65_536,
      let header = reader.next(Int(length))
    else { throw LandscapeError("\(place) is cut off in its header") }
    return try NpyHeader(String(decoding: header, as: UTF8.self), of: place)
  }

  /// Returns the elements in row-major order, given in column-major order.
  private static func rowMajor(_ values: [Double], _ shape: [Int]) -> [Double] {
    guard shape.count == 2 else { return values }
    let (rows, columns) = (shape[0], shape[1])
    return (0..<rows * columns).map { values[$0 % columns * rows + $0 / columns] }
  }
}

/// The header of an npy array: a Python literal with the keys descr, fortran_order and shape.
struct NpyHeader {
  /// The array in words, such as `the npy file`.
  let place: String
  /// The type of the elements; nil if they are no real numbers.
  let element: NpyElement?
  let isFortranOrder: Bool
  let shape: [Int]
  private let code: String

  /// The error of an array whose elements are no real numbers.
  var refusal: LandscapeError {
    LandscapeError(
      place
        + (code.hasSuffix("O")
          ? " contains Python objects, which only Python can read"
          : " has elements of type \(code.prefix(20))")
        + "; save numbers: np.save(file, np.asarray(losses, dtype=float))")
  }

  init(_ text: String, of place: String) throws(LandscapeError) {
    func value(_ key: String) -> Substring? {
      guard let range = text.firstRange(of: "'\(key)':") else { return nil }
      return text[range.upperBound...].drop { $0 == " " }
    }
    guard let descriptor = value("descr"), let order = value("fortran_order"),
      let tuple = value("shape"), tuple.hasPrefix("("), let end = tuple.firstIndex(of: ")")
    else { throw LandscapeError("\(place) has a header that is not numpy's") }
    self.place = place
    isFortranOrder = order.hasPrefix("True")
    code = String(descriptor.dropFirst().prefix { $0 != "'" })
    element = descriptor.hasPrefix("'") ? NpyElement(code) : nil
    let parts = tuple[tuple.index(after: tuple.startIndex)..<end]
      .split(separator: ",").map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }
    let extents = parts.compactMap { Int($0) }
    guard extents.count == parts.count, extents.count <= 8, extents.allSatisfy({ $0 >= 0 }) else {
      throw LandscapeError("\(place) has a shape that is not a list of numbers")
    }
    shape = extents
  }
}

/// The type of the elements of an npy array.
struct NpyElement {
  private enum Kind { case float, signed, unsigned, boolean }
  private let kind: Kind
  private let isBigEndian: Bool
  /// The number of bytes.
  let size: Int

  /// Parses a type such as `<f8`; nil if its elements are not numbers of at most 8 bytes.
  init?(_ code: String) {
    var code = Substring(code)
    isBigEndian = code.hasPrefix(">")
    if let first = code.first, "<>|=".contains(first) { code = code.dropFirst() }
    guard let letter = code.first, let size = Int(code.dropFirst()) else { return nil }
    switch (letter, size) {
    case ("f", 2), ("f", 4), ("f", 8): kind = .float
    case ("i", 1), ("i", 2), ("i", 4), ("i", 8): kind = .signed
    case ("u", 1), ("u", 2), ("u", 4), ("u", 8): kind = .unsigned
    case ("b", 1): kind = .boolean
    default: return nil
    }
    self.size = size
  }

  /// Returns the first elements.
  func values(_ bytes: UnsafeRawBufferPointer, count: Int) -> [Double] {
    let isNative = kind == .float && size == 8 && !isBigEndian
    return [Double](unsafeUninitializedCapacity: count) { values, initialized in
      for index in 0..<count {
        let value =
          isNative
          ? bytes.loadUnaligned(fromByteOffset: 8 * index, as: Double.self)
          : value(bytes, at: index)
        values.initializeElement(at: index, to: value)
      }
      initialized = count
    }
  }

  /// Returns the element with an index.
  private func value(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Double {
    var bits: UInt64 = 0
    for offset in 0..<size {
      let position = isBigEndian ? offset : size - 1 - offset
      bits = bits << 8 | UInt64(bytes[index * size + position])
    }
    switch (kind, size) {
    case (.float, 2): return Self.half(UInt16(truncatingIfNeeded: bits))
    case (.float, 4): return Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
    case (.float, _): return Double(bitPattern: bits)
    case (.signed, _):
      let shift = UInt64(64 - 8 * size)
      return Double(Int64(bitPattern: bits << shift) >> Int64(shift))
    case (.unsigned, _), (.boolean, _): return Double(bits)
    }
  }

  /// Returns the value of a half-precision number.
  private static func half(_ bits: UInt16) -> Double {
    let exponent = Int(bits >> 10 & 0x1F)
    let fraction = Double(bits & 0x3FF)
    let magnitude =
      switch exponent {
      case 0: fraction * 0x1p-24
      case 0x1F: fraction == 0 ? Double.infinity : .nan
      default: Double(sign: .plus, exponent: exponent - 15, significand: 1 + fraction * 0x1p-10)
      }
    return bits & 0x8000 == 0 ? magnitude : -magnitude
  }
}
