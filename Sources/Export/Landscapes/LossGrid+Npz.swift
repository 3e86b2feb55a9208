import Raster

extension LossGrid {
  /// An npz file with the arrays x, y and z and the further arrays, not compressed.
  ///
  /// A profile has no y, and as many losses z as x.
  public var npz: [UInt8] {
    var archive = ZipArchive()
    archive.add("x.npy", npy(x, shape: [x.count]))
    if !isProfile { archive.add("y.npy", npy(y, shape: [y.count])) }
    archive.add("z.npy", npy(values, shape: isProfile ? [x.count] : [y.count, x.count]))
    for (name, values) in arrays {
      archive.add("\(name).npy", npy(values, shape: [values.count]))
    }
    return archive.finish()
  }

  /// Returns an array in the format of numpy, version 1.
  private func npy(_ values: [Double], shape: [Int]) -> [UInt8] {
    let extents = shape.map { "\($0)," }.joined(separator: " ")
    var header = "{'descr': '<f8', 'fortran_order': False, 'shape': (\(extents)), }"
    // The numbers start at a multiple of 64 bytes.
    let length = 10 + header.utf8.count + 1
    header += String(repeating: " ", count: (64 - length % 64) % 64) + "\n"
    var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
    bytes += littleEndian(UInt64(header.utf8.count), count: 2) + Array(header.utf8)
    bytes.reserveCapacity(bytes.count + 8 * values.count)
    for value in values {
      withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 }
    }
    return bytes
  }
}

/// Returns the bytes of an integer, the least significant first.
func littleEndian(_ value: UInt64, count: Int) -> [UInt8] {
  (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
}

/// A zip archive of stored files.
struct ZipArchive {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count: UInt64 = 0

  /// Appends a file.
  mutating func add(_ name: String, _ contents: [UInt8]) {
    let size = UInt64(contents.count)
    // The version 2.0, no flags, stored, and the first day of the calendar of zip.
    let fields =
      littleEndian(20, count: 2) + littleEndian(0, count: 4) + littleEndian(0, count: 2)
      + littleEndian(0x21, count: 2) + littleEndian(UInt64(crc32(of: contents)), count: 4)
      + littleEndian(size, count: 4) + littleEndian(size, count: 4)
      + littleEndian(UInt64(name.utf8.count), count: 2) + littleEndian(0, count: 2)
    directory += littleEndian(0x0201_4B50, count: 4) + littleEndian(20, count: 2) + fields
    directory += littleEndian(0, count: 10) + littleEndian(UInt64(bytes.count), count: 4)
    directory += Array(name.utf8)
    bytes += littleEndian(0x0403_4B50, count: 4) + fields + Array(name.utf8) + contents
    count += 1
  }

  /// Returns the archive with its directory.
  func finish() -> [UInt8] {
    bytes + directory + littleEndian(0x0605_4B50, count: 4) + littleEndian(0, count: 4)
      + littleEndian(count, count: 2) + littleEndian(count, count: 2)
      + littleEndian(UInt64(directory.count), count: 4)
      + littleEndian(UInt64(bytes.count), count: 4) + littleEndian(0, count: 2)
  }
}
