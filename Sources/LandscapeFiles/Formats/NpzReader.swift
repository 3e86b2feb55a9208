import CZlib

/// Reads the arrays of `numpy.savez` and `numpy.savez_compressed`: a zip archive of npy files.
enum NpzReader {
  static let magic: [UInt8] = [0x50, 0x4B]

  /// Returns all arrays of numbers of an archive, and a note of the others.
  ///
  /// - Throws: `LandscapeError`, with advice for an archive of `torch.save`.
  static func read(
    _ bytes: ArraySlice<UInt8>, path: String
  ) throws(LandscapeError) -> FileContents {
    var reader = ByteReader(bytes)
    var contents = FileContents(arrays: [], format: "npz")
    var refusals: [(name: String, error: LandscapeError)] = []
    let entries = try entries(&reader)
    if entries.contains(where: { $0.name.hasSuffix("data.pkl") }) {
      throw LandscapeError(FileAdvice.torch(path))
    }
    let files = entries.filter { $0.name.hasSuffix(".npy") }
    try LandscapeLimits.checkInflation(files.reduce(0) { $0 + $1.size }, stored: bytes.count)
    for entry in files {
      let data = try Self.contents(of: entry, &reader)
      let name = String(entry.name.dropLast(4))
      var array = ByteReader(data[...])
      let header = try NpyReader.header(&array, name: name)
      if header.element == nil {
        refusals.append((name, header.refusal))
      } else {
        contents.arrays += try NpyReader.read(data[...], name: name)
      }
    }
    guard let refusal = refusals.first else { return contents }
    guard !contents.arrays.isEmpty else { throw refusal.error }
    let names = refusals.prefix(6).map(\.name).joined(separator: ", ")
    contents.notes.append("not read, because they have no real numbers: \(names)")
    return contents
  }

  private struct Entry {
    let name: String
    let method: UInt64
    let packedSize, size, offset: Int
  }

  /// Returns the entries of the central directory, which the last record of the file locates.
  private static func entries(_ reader: inout ByteReader) throws(LandscapeError) -> [Entry] {
    let damaged = LandscapeError("the npz file is cut off: it has no directory of its arrays")
    let bytes = reader.bytes
    let end: [UInt8] = [0x50, 0x4B, 5, 6]
    // The record is followed by a comment of at most 65 535 bytes.
    let candidates = stride(from: bytes.count - 22, through: max(0, bytes.count - 65_557), by: -1)
    guard
      let record = candidates.first(where: {
        bytes[(bytes.startIndex + $0)...].prefix(4).elementsEqual(end)
      }), reader.move(to: record + 8), let count = reader.integer(2), reader.integer(2) != nil,
      reader.integer(4) != nil, let start = reader.integer(4), reader.move(to: Int(start))
    else { throw damaged }
    guard count <= UInt64(LandscapeLimits.arrays) else {
      throw LandscapeError("the npz file has \(count) arrays; at most 1000 are read")
    }
    var entries: [Entry] = []
    for _ in 0..<count {
      guard reader.integer(4) == 0x0201_4B50, reader.next(6) != nil, let method = reader.integer(2),
        reader.next(8) != nil, let packed = reader.integer(4), let size = reader.integer(4),
        let nameLength = reader.integer(2), let extraLength = reader.integer(2),
        let commentLength = reader.integer(2), reader.next(8) != nil,
        let offset = reader.integer(4), let name = reader.next(Int(nameLength)),
        reader.next(Int(extraLength) + Int(commentLength)) != nil
      else { throw damaged }
      entries.append(
        Entry(
          name: String(decoding: name, as: UTF8.self), method: method, packedSize: Int(packed),
          size: Int(size), offset: Int(offset)))
    }
    return entries
  }

  /// Returns the contents of an entry, stored or deflated.
  private static func contents(
    of entry: Entry, _ reader: inout ByteReader
  ) throws(LandscapeError) -> [UInt8] {
    let name = quotedName(entry.name)
    // A header precedes the numbers.
    guard entry.size <= 8 * LandscapeLimits.elements + 70_000 else {
      throw LandscapeError("the array \(name) has \(entry.size) bytes; at most 4096 × 4096 numbers")
    }
    guard reader.move(to: entry.offset), reader.integer(4) == 0x0403_4B50,
      reader.next(22) != nil, let nameLength = reader.integer(2),
      let extraLength = reader.integer(2), reader.next(Int(nameLength) + Int(extraLength)) != nil,
      let packed = reader.next(entry.packedSize)
    else { throw LandscapeError("the npz file is cut off in the array \(name)") }
    switch entry.method {
    case 0: return Array(packed)
    case 8:
      // Deflate shortens by a factor of at most 1032.
      guard entry.size <= 1032 * packed.count + 64,
        let inflated = inflate(packed, size: entry.size)
      else { throw LandscapeError("the array \(name) of the npz file is damaged") }
      return inflated
    default:
      throw LandscapeError(
        "the array \(name) is compressed by method \(entry.method); "
          + "save it with np.savez or np.savez_compressed")
    }
  }

  /// Returns the inflated bytes; nil unless there are exactly `size`.
  private static func inflate(_ packed: ArraySlice<UInt8>, size: Int) -> [UInt8]? {
    var stream = z_stream()
    // Negative: raw deflate, without a header.
    guard
      inflateInit2_(&stream, -15, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { inflateEnd(&stream) }
    var isComplete = false
    let bytes = packed.withUnsafeBufferPointer { input in
      [UInt8](unsafeUninitializedCapacity: size) { output, count in
        stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(size)
        isComplete = CZlib.inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_out == 0
        count = size - Int(stream.avail_out)
      }
    }
    return isComplete ? bytes : nil
  }
}
