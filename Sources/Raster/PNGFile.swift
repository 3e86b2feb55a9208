import CZlib

/// A PNG file under construction (ISO/IEC 15948).
struct PNGFile {
  private var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// The kind of the pixels, with eight bits per sample.
  enum Kind: UInt8 { case trueColor = 2, indexed = 3 }

  init(columns: Int, rows: Int, kind: Kind) {
    append(
      "IHDR",
      bigEndian(UInt32(clamping: columns)) + bigEndian(UInt32(clamping: rows)) + [
        8, kind.rawValue, 0, 0, 0,
      ])
  }

  /// Appends a chunk with length and checksum.
  mutating func append(_ name: String, _ data: [UInt8]) {
    let body = Array(name.utf8) + data
    bytes += bigEndian(UInt32(clamping: data.count))
    bytes += body
    bytes += bigEndian(crc32(of: body))
  }

  /// Returns the file with its last chunk.
  consuming func finished() -> [UInt8] {
    append("IEND", [])
    return bytes
  }
}

/// Returns the four bytes of an integer, the most significant first.
private func bigEndian(_ value: UInt32) -> [UInt8] {
  [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
}

/// Returns the CRC-32 of PNG and gzip.
public func crc32(of bytes: [UInt8]) -> UInt32 {
  bytes.withUnsafeBufferPointer {
    UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress, $0.count))
  }
}

/// Returns a zlib stream; equal bytes for equal bytes, level, and version of zlib.
func zlibCompressed(_ bytes: [UInt8], level: Int32) -> [UInt8] {
  let bound = compressBound(UInt(bytes.count))
  return [UInt8](unsafeUninitializedCapacity: Int(bound)) { output, count in
    var length = bound
    // Fails only without memory.
    let status = compress2(output.baseAddress, &length, bytes, UInt(bytes.count), level)
    count = status == Z_OK ? Int(length) : 0
  }
}
