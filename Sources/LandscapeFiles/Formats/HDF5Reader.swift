import CHDF5

/// Reads the numbers at the top of an HDF5 file through libhdf5.
enum HDF5Reader {
  static let magic: [UInt8] = [0x89] + Array("HDF\r\n".utf8) + [0x1A, 0x0A]

  /// Returns all datasets of at most two axes of numbers; scalars have no extents.
  static func read(path: String) throws(LandscapeError) -> [NamedArray] {
    guard hdf5_load() else {
      throw LandscapeError(
        """
        this is an HDF5 file, and the HDF5 library is not installed; install it with
          apt-get install libhdf5-103-1
        or convert the file in Python:
          import h5py, numpy
          numpy.savez("landscape.npz", **{k: v[()] for k, v in h5py.File(\(FileAdvice.quoted(path))).items()})
        """)
    }
    let file = hdf5_open(path)
    guard file >= 0 else { throw LandscapeError("the HDF5 file is cut off or damaged") }
    defer { hdf5_close(file) }
    let count = hdf5_count(file)
    guard (0...Int64(LandscapeLimits.arrays)).contains(count) else {
      throw LandscapeError("the HDF5 file has more than 1000 datasets, or a damaged list of them")
    }
    var arrays: [NamedArray] = []
    var total = 0
    for index in 0..<count {
      guard let array = try dataset(file, index, &total) else { continue }
      arrays.append(array)
    }
    return arrays
  }

  private static func dataset(
    _ file: hdf5_id, _ index: Int64, _ total: inout Int
  ) throws(LandscapeError) -> NamedArray? {
    var buffer = [CChar](repeating: 0, count: 256)
    guard hdf5_dataset_name(file, index, &buffer, 256) else { return nil }
    let name = String(
      decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    var extents: [UInt64] = [0, 0]
    var stored: UInt64 = 0
    let rank = hdf5_extents(file, name, &extents, 2, &stored)
    guard rank >= 0 else { return nil }
    let shape = extents.prefix(Int(rank)).map { Int(clamping: $0) }
    let count = try LandscapeLimits.count(shape, of: name)
    total += count
    guard total <= 4 * LandscapeLimits.elements else {
      throw LandscapeError("the HDF5 file has more than 4 × 4096 × 4096 numbers")
    }
    try LandscapeLimits.checkInflation(8 * count, stored: Int(clamping: stored))
    guard hdf5_chunk_elements(file, name) <= UInt64(LandscapeLimits.elements) else {
      throw LandscapeError(
        "the dataset \(quotedName(name)) is stored in larger blocks than its numbers need")
    }
    guard !hdf5_is_elsewhere(file, name) else {
      throw LandscapeError("the numbers of the dataset \(quotedName(name)) are in another file")
    }
    guard count > 0 else { return nil }
    var isRead = false
    let values = [Double](unsafeUninitializedCapacity: count) { pointer, initialized in
      isRead = hdf5_read(file, name, pointer.baseAddress)
      initialized = isRead ? count : 0
    }
    guard isRead else {
      throw LandscapeError("the dataset \(quotedName(name)) of the HDF5 file cannot be read")
    }
    return NamedArray(name: name, shape: shape, values: values)
  }
}
