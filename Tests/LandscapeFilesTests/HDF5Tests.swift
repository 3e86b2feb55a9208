import CHDF5
import Engine
import Foundation
import Testing

@testable import LandscapeFiles

private func path(_ name: String) -> String {
  URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Fuzz/Corpus/hdf5/\(name).h5").standardizedFileURL.path(
      percentEncoded: false)
}

private func read(_ path: String) -> Result<[NamedArray], LandscapeError> {
  do throws(LandscapeError) { return .success(try HDF5Reader.read(path: path)) } catch {
    return .failure(error)
  }
}

private func failure(_ path: String) -> String {
  if case .failure(let error) = read(path) { error.description } else { "" }
}

private let hasLibrary = !failure(path("goldstein")).contains("not installed")

@Suite(.enabled(if: hasLibrary)) struct `An HDF5 file` {
  @Test func `is read by a process of its own`() throws {
    let arrays = try read(path("goldstein")).get()
    #expect(arrays.map(\.name) == ["train_loss", "xcoordinates", "ycoordinates"])
    let losses = try #require(arrays.first)
    #expect(losses.shape.count == 2 && losses.values.count == losses.shape[0] * losses.shape[1])
    #expect(arrays[1].values.count == losses.shape[1])
  }

  @Test func `is refused with a reason if libhdf5 crashes on it`() throws {
    let message = failure(path("crash"))
    #expect(
      [
        "the HDF5 library crashed reading the file, which is damaged",
        "the HDF5 file is cut off or damaged",
      ].contains(message), "\(message)")
  }

  @Test func `is read or refused, whatever bytes change`() throws {
    let bytes = try Array(Data(contentsOf: URL(filePath: path("goldstein"))))
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).h5")
    defer { try? FileManager.default.removeItem(at: file) }
    var generator = SplitMix64(seed: 24)
    for _ in 0..<40 {
      var changed = bytes
      for _ in 0..<4 {
        let index = Int(generator.next() % UInt64(min(changed.count, 1200)))
        changed[index] = UInt8(truncatingIfNeeded: generator.next())
      }
      try Data(changed).write(to: file)
      if case .failure(let error) = read(file.path(percentEncoded: false)) {
        #expect(!error.description.isEmpty)
      }
    }
    try Data(bytes.prefix(bytes.count / 2)).write(to: file)
    #expect(failure(file.path(percentEncoded: false)).contains("damaged"))
  }
}

@Suite struct `The process that reads an HDF5 file` {
  /// Returns what a process is understood to say that sends these bytes; nil for a crash.
  private func arrays(_ bytes: [UInt8]) throws -> [NamedArray]? {
    var ends: [Int32] = [-1, -1]
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
    defer { close(ends[0]) }
    #expect(write(ends[1], bytes, bytes.count) == bytes.count)
    shutdown(ends[1], Int32(SHUT_WR))
    defer { close(ends[1]) }
    var arrays: [NamedArray] = []
    return try HDF5Reader.receive(&arrays, from: HDF5Channel(number: ends[0]), "file.h5")
      ? arrays : nil
  }

  private func message(
    _ status: hdf5_status, rank: Int32 = 0, _ extents: (UInt64, UInt64) = (0, 0),
    stored: UInt64 = 0
  ) -> [UInt8] {
    var message = hdf5_message()
    message.status = status
    message.rank = rank
    message.extents = extents
    message.stored = stored
    message.name.0 = CChar(UInt8(ascii: "z"))
    return withUnsafeBytes(of: message) { Array($0) }
  }

  private func numbers(_ values: [Double]) -> [UInt8] { values.withUnsafeBytes { Array($0) } }

  @Test func `sends the numbers of each dataset`() throws {
    let dataset = message(hdf5_dataset, rank: 2, (1, 2), stored: 16)
    let stream =
      message(hdf5_opened, (2, 0)) + dataset + message(hdf5_numbers) + numbers([3, 4])
      + message(hdf5_dataset, rank: -1) + message(hdf5_end)
    let arrays = try #require(try arrays(stream))
    #expect(arrays.map(\.name) == ["z"] && arrays[0].shape == [1, 2])
    #expect(arrays[0].values == [3, 4])
    // Cut at any byte, the stream is that of a crash.
    for count in stream.indices { #expect(try self.arrays(Array(stream.prefix(count))) == nil) }
  }

  @Test func `cannot make the reader exceed a limit`() throws {
    let opened = message(hdf5_opened, (1, 0))
    for (stream, text) in [
      (message(hdf5_opened, (1 << 60, 0)), "more than 1000 datasets"),
      (opened + message(hdf5_dataset, rank: 2, (1 << 40, 1 << 40)), "at most 4096 × 4096"),
      (opened + message(hdf5_dataset, rank: 2, (4096, 4096), stored: 10), "zip bomb"),
      (message(hdf5_no_library), "not installed"), (message(hdf5_unreadable), "damaged"),
    ] {
      let error = #expect(throws: LandscapeError.self) { try arrays(stream) }
      #expect(error?.description.contains(text) == true, "\(error?.description ?? "")")
    }
    for stream in [
      opened + message(hdf5_dataset, rank: 9), message(hdf5_numbers), opened + opened,
      opened + message(hdf5_dataset, rank: -1) + message(hdf5_dataset, rank: -1)
        + message(hdf5_end),
    ] { #expect(try arrays(stream) == nil) }
  }
}
