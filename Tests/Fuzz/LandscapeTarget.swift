import Engine
import Glibc

@testable import LandscapeFiles

/// Reads a landscape and a path from bytes; the first line may be options of the file.
func fuzzLandscape(_ bytes: [UInt8]) {
  let parts = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
  let options = parts[0].contains(UInt8(ascii: "=")) && parts[0].count < 100 ? parts[0] : []
  let contents = options.isEmpty ? bytes : Array(parts.dropFirst().first ?? [])
  // libhdf5 has a target of its own.
  guard contents.first != 0x89 else { return }
  let text = "file:" + String(decoding: options, as: UTF8.self)
  checkLandscape(options.isEmpty ? "file" : text) { _, limit in Array(contents.prefix(limit)) }
}

/// Reads the messages of a process that reads an HDF5 file.
func fuzzHDF5Channel(_ bytes: [UInt8]) {
  var ends: [Int32] = [-1, -1]
  guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0 else { return }
  defer { for end in ends { close(end) } }
  require(write(ends[1], bytes, bytes.count) == bytes.count, "the socket is too small")
  shutdown(ends[1], Int32(SHUT_WR))
  var arrays: [NamedArray] = []
  do throws(LandscapeError) {
    _ = try HDF5Reader.receive(&arrays, from: HDF5Channel(number: ends[0]), "file")
    for array in arrays {
      require(array.values.count == array.shape.reduce(1, *), "an array lost numbers")
    }
  } catch { check(error) }
}

/// Reads a landscape and a path from the bytes of an HDF5 file, in the process that libhdf5 may crash.
func fuzzHDF5(_ bytes: [UInt8]) {
  let path = "/dev/shm/ravine-fuzz-\(getpid()).h5"
  guard let file = fopen(path, "w") else { return }
  defer { unlink(path) }
  fwrite(bytes, 1, bytes.count, file)
  fclose(file)
  checkLandscape(path) { _, limit in Array(bytes.prefix(limit)) }
}

/// Reads a file twice, and compares both results.
private func checkLandscape(_ text: String, _ load: LandscapeLoader) {
  let argument: LandscapeArgument
  do throws(LandscapeError) { argument = try LandscapeArgument(text) } catch { return check(error) }
  do throws(LandscapeError) {
    let landscape = try Landscape(argument, load: load)
    let grid = landscape.grid
    require(grid.values.count == grid.x.count * grid.y.count, "a grid lost losses")
    require(zip(grid.x, grid.x.dropFirst()).allSatisfy(<), "an axis does not ascend")
    require(!landscape.decisions.isEmpty, "no decision was recorded")
    let second = try Landscape(argument, load: load)
    require(second.grid == grid, "a file has two landscapes")
    let surface = GridSurface(grid, landscape.interpolation)
    for point in [Point(grid.x[0], grid.y[0]), Point(0, 0), Point(Double.nan, 1)] {
      _ = surface.value(point)
      _ = surface.gradient(point)
    }
  } catch { check(error) }
  do throws(LandscapeError) {
    let path = try TrainingPath(text, argument, load: load)
    require(path.points.count == path.steps.count, "a path lost steps")
  } catch { check(error) }
}

private func check(_ error: LandscapeError) {
  require(!error.description.isEmpty, "an error has no text")
  require(error.description.count < 10_000, "an error is too long")
}
