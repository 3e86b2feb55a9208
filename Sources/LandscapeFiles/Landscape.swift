public import Engine

/// A loss landscape from a file: a grid of losses, and every decision that was made to read it.
public struct Landscape: Sendable {
  /// The losses.
  public let grid: Grid
  /// How the losses between the points of the grid are computed.
  public let interpolation: GridSurface.Interpolation
  /// What was decided, in the order of the decisions, as a subject and a sentence.
  public let decisions: [(subject: String, text: String)]
  /// The names of all arrays of the file that can be losses; the option `z` chooses one.
  public let losses: [String]
  /// The names of other losses in the file.
  public let otherLosses: [String]

  /// Reads a landscape file.
  ///
  /// HDF5, npz, npy, JSON and tables of numbers are told apart by their contents. The name of the file
  /// decides nothing.
  ///
  /// - Parameters:
  ///   - argument: A path, or a path and options: `FILE:z=test_loss,order=ij,x=alphas,y=betas`.
  ///   - load: Reads the first bytes of a file, at most `limit`.
  /// - Throws: `LandscapeError`, whose description says what is wrong and what to do.
  public init(
    _ argument: LandscapeArgument, load: LandscapeLoader
  ) throws(LandscapeError) {
    let contents = try FileContents(path: argument.path, load)
    var layout = try LandscapeLayout(
      contents, argument.options, distance: NamedDistance(besides: argument.path, contents, load))
    grid = try layout.makeGrid()
    interpolation = layout.chooseInterpolation(grid)
    decisions =
      [("format", contents.format)] + contents.notes.map { ("note", $0) } + layout.decisions
    losses = layout.losses
    otherLosses = layout.otherLosses
  }
}

extension FileContents {
  /// Reads a file in the format of its first bytes.
  init(
    path: String, _ load: LandscapeLoader
  ) throws(LandscapeError) {
    // libhdf5 reads its files itself.
    let beginning = try load(path, HDF5Reader.magic.count)
    if beginning == HDF5Reader.magic {
      self.init(arrays: try HDF5Reader.read(path: path), format: "HDF5")
      return
    }
    let bytes = try load(path, LandscapeLimits.bytes + 1)
    guard bytes.count <= LandscapeLimits.bytes else {
      throw LandscapeError("the file is larger than 1 GB")
    }
    let text = bytes.first { !" \t\r\n".utf8.contains($0) }
    if bytes.starts(with: NpzReader.magic) {
      self = try NpzReader.read(bytes[...], path: path)
    } else if bytes.starts(with: NpyReader.magic) {
      self.init(arrays: try NpyReader.read(bytes[...], name: ""), format: "npy")
    } else if text == UInt8(ascii: "{") || text == UInt8(ascii: "[") {
      self.init(arrays: try JSONReader.read(bytes[...]), format: "JSON")
    } else if let advice = FileAdvice.text(for: bytes, path: path) {
      throw LandscapeError(advice)
    } else {
      self = try TableReader.read(bytes[...])
    }
  }
}
