import CHDF5

/// Reads the numbers at the top of an HDF5 file through libhdf5, in a process of its own.
///
/// The library crashes on some damaged files. The process describes each dataset, and sends the numbers
/// of those that are within the limits.
enum HDF5Reader {
  static let magic: [UInt8] = [0x89] + Array("HDF\r\n".utf8) + [0x1A, 0x0A]

  /// Returns all datasets of at most two axes of numbers; scalars have no extents.
  static func read(path: String) throws(LandscapeError) -> [NamedArray] {
    var channel: Int32 = -1
    let reader = hdf5_start_reader(path, &channel)
    guard reader >= 0 else {
      throw LandscapeError("the process that reads HDF5 files cannot be started")
    }
    var arrays: [NamedArray] = []
    var failure: LandscapeError?
    var isComplete = false
    do throws(LandscapeError) {
      isComplete = try receive(&arrays, from: HDF5Channel(number: channel), path)
    } catch { failure = error }
    let signal = hdf5_stop_reader(reader, channel)
    if let failure { throw failure }
    guard !isComplete else { return arrays }
    throw LandscapeError(
      hdf5_is_timeout(signal)
        ? "the HDF5 library takes too long to read the file, which is damaged"
        : "the HDF5 library crashed reading the file, which is damaged")
  }

  /// Appends the arrays that a reader sends; false if the reader ends too early or sends nonsense.
  static func receive(
    _ arrays: inout [NamedArray], from channel: HDF5Channel, _ path: String
  ) throws(LandscapeError) -> Bool {
    guard let opened = channel.message() else { return false }
    switch opened.status {
    case hdf5_no_library: throw missingLibrary(path)
    case hdf5_unreadable: throw LandscapeError("the HDF5 file is cut off or damaged")
    case hdf5_opened: break
    default: return false
    }
    guard opened.extents.0 <= LandscapeLimits.arrays else {
      throw LandscapeError("the HDF5 file has more than 1000 datasets, or a damaged list of them")
    }
    var total = 0
    for _ in 0...opened.extents.0 {
      guard let message = channel.message() else { return false }
      if message.status == hdf5_end { return true }
      guard message.status == hdf5_dataset, (-1...2).contains(message.rank) else { return false }
      var dataset = HDF5Dataset(message)
      guard try dataset.isWanted(&total) else {
        guard channel.send(hdf5_skip) else { return false }
        continue
      }
      guard channel.send(hdf5_read), let numbers = channel.message() else { return false }
      guard numbers.status == hdf5_numbers else {
        throw LandscapeError(
          "the dataset \(quotedName(dataset.name)) of the HDF5 file cannot be read")
      }
      guard let values = channel.numbers(dataset.count) else { return false }
      arrays.append(NamedArray(name: dataset.name, shape: dataset.shape, values: values))
    }
    return false
  }

  private static func missingLibrary(_ path: String) -> LandscapeError {
    LandscapeError(
      """
      this is an HDF5 file, and the HDF5 library is not installed; install it with
        apt-get install libhdf5-103-1
      or convert the file in Python:
        import h5py, numpy
        numpy.savez("landscape.npz", **{k: v[()] for k, v in h5py.File(\(FileAdvice.quoted(path))).items()})
      """)
  }
}

/// A dataset that a reader describes.
private struct HDF5Dataset {
  let name: String
  let shape: [Int]
  private(set) var count = 0
  private let message: hdf5_message

  init(_ message: hdf5_message) {
    self.message = message
    name = withUnsafeBytes(of: message.name) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    shape = [message.extents.0, message.extents.1].prefix(max(0, Int(message.rank))).map {
      Int(clamping: $0)
    }
  }

  /// Returns whether the dataset has numbers, and adds their number to the total.
  ///
  /// - Throws: `LandscapeError` if the numbers exceed a limit.
  mutating func isWanted(_ total: inout Int) throws(LandscapeError) -> Bool {
    guard message.rank >= 0 else { return false }
    count = try LandscapeLimits.count(shape, of: name)
    total += count
    guard total <= 4 * LandscapeLimits.elements else {
      throw LandscapeError("the HDF5 file has more than 4 × 4096 × 4096 numbers")
    }
    try LandscapeLimits.checkInflation(8 * count, stored: Int(clamping: message.stored))
    guard message.chunk_elements <= LandscapeLimits.elements else {
      throw LandscapeError(
        "the dataset \(quotedName(name)) is stored in larger blocks than its numbers need")
    }
    guard message.is_elsewhere == 0 else {
      throw LandscapeError("the numbers of the dataset \(quotedName(name)) are in another file")
    }
    return count > 0
  }
}

/// The channel to the process that reads a file.
struct HDF5Channel {
  /// The file descriptor of the socket.
  let number: Int32

  /// Returns the next message; nil at the end.
  func message() -> hdf5_message? {
    var message = hdf5_message()
    return hdf5_receive(number, &message, MemoryLayout<hdf5_message>.size) ? message : nil
  }

  /// Sends a request; false if the reader is gone.
  func send(_ request: hdf5_request) -> Bool { hdf5_send(number, CChar(request.rawValue)) }

  /// Returns the next numbers; nil at the end.
  func numbers(_ count: Int) -> [Double]? {
    var isReceived = false
    let values = [Double](unsafeUninitializedCapacity: count) { buffer, initialized in
      isReceived = hdf5_receive(number, buffer.baseAddress, 8 * count)
      initialized = isReceived ? count : 0
    }
    return isReceived ? values : nil
  }
}
