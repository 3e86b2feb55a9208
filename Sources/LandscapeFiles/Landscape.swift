public import Engine

/// A loss landscape from a file: a grid of losses, and every decision that was made to read it.
public struct Landscape: Sendable {
  /// The losses.
  public let grid: Grid
  /// How the losses between the points of the grid are computed.
  public let interpolation: GridSurface.Interpolation
  /// What was decided, in the order of the decisions, as a subject and a sentence.
  public let decisions: [(subject: String, text: String)]
  /// The names of other losses in the file.
  public let otherLosses: [String]

  /// Reads a landscape file.
  ///
  /// HDF5, npz, npy, JSON and tables of numbers are told apart by their contents. The name of the file
  /// decides nothing.
  ///
  /// - Parameters:
  ///   - argument: A path, or a path and options: `FILE:z=test_loss,order=ij,x=alphas,y=betas`.
  ///   - load: Reads all bytes of a file.
  /// - Throws: `LandscapeError`, whose description says what is wrong and what to do.
  public init(
    _ argument: LandscapeArgument, load: (_ path: String) throws(LandscapeError) -> [UInt8]
  ) throws(LandscapeError) {
    let contents = try FileContents(path: argument.path, load)
    var layout = try LandscapeLayout(contents, argument.options)
    grid = try layout.makeGrid()
    interpolation = layout.chooseInterpolation(grid)
    decisions =
      [("format", contents.format)] + contents.notes.map { ("note", $0) } + layout.decisions
    otherLosses = layout.otherLosses
  }
}

/// A path of a landscape file with options.
public struct LandscapeArgument: Sendable {
  /// The path of the file.
  public let path: String
  let options: LandscapeOptions

  /// Parses `FILE` or `FILE:key=value,…`.
  ///
  /// - Throws: `LandscapeError` for an unknown option.
  public init(_ text: String) throws(LandscapeError) {
    let parts = Self.split(text)
    path = String(parts.path)
    options = try LandscapeOptions(parts.options)
  }

  /// Whether a text looks like the path of a landscape file, possibly with options.
  public static func accepts(_ text: String) -> Bool {
    let path = split(text).path.lowercased()
    return [".h5", ".hdf5", ".npz", ".npy", ".csv", ".tsv", ".txt", ".json"]
      .contains { path.hasSuffix($0) && path.count > $0.count }
  }

  private static func split(_ text: String) -> (path: Substring, options: Substring) {
    guard let equals = text.firstIndex(of: "="),
      let colon = text[..<equals].lastIndex(of: ":"), colon > text.startIndex
    else { return (text[...], "") }
    return (text[..<colon], text[text.index(after: colon)...])
  }
}

extension FileContents {
  /// Reads a file in the format of its first bytes.
  init(
    path: String, _ load: (_ path: String) throws(LandscapeError) -> [UInt8]
  ) throws(LandscapeError) {
    let bytes = try load(path)
    guard bytes.count <= LandscapeLimits.bytes else {
      throw LandscapeError("the file is larger than 1 GB")
    }
    let text = bytes.first { !" \t\r\n".utf8.contains($0) }
    if bytes.starts(with: HDF5Reader.magic) {
      self.init(arrays: try HDF5Reader.read(path: path), format: "HDF5")
    } else if bytes.starts(with: NpzReader.magic) {
      self.init(arrays: try NpzReader.read(bytes[...]), format: "npz")
    } else if bytes.starts(with: NpyReader.magic) {
      self.init(arrays: try NpyReader.read(bytes[...], name: ""), format: "npy")
    } else if text == UInt8(ascii: "{") || text == UInt8(ascii: "[") {
      self.init(arrays: try JSONReader.read(bytes[...]), format: "JSON")
    } else if let advice = Self.advice(bytes) {
      throw LandscapeError(advice)
    } else {
      self = try TableReader.read(bytes[...])
    }
  }

  /// Returns how to convert a file of a format that is not read; nil for other bytes.
  private static func advice(_ bytes: [UInt8]) -> String? {
    let isPickle = bytes.first == 0x80 && (2...5).contains(bytes.dropFirst().first ?? 0)
    guard isPickle || bytes.prefix(4096).contains(0) else { return nil }
    let reason =
      isPickle
      ? "this is a pickle, which only Python can read"
      : "this file is binary, in no format that is read"
    return """
      \(reason); write the losses as npz:
        import numpy, pickle
        z = numpy.asarray(pickle.load(open("FILE", "rb")), dtype=float)
        numpy.savez("landscape.npz", x=numpy.linspace(-1, 1, z.shape[1]), y=numpy.linspace(-1, 1, z.shape[0]), z=z)
      """
  }
}
