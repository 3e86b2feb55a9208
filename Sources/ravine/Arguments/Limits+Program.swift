import Engine

extension Limits {
  /// The number of cells along one side of a map.
  static let mapSide = 1...20_000
  /// The maximum size in bytes of a shard passed to `sweep --merge`.
  static let shardBytes = 1_000_000_000
  /// The columns or rows of a picture.
  static let pictureSide = 1...1000
  /// The pixels per unit of a png.
  static let pixelsPerUnit = 0.1...16
  /// The pause in seconds at each card of a screen recording.
  static let cardSeconds = 0.0...3600
  /// The maximum size in bytes of the file with the history of command lines.
  static let historyBytes = 1_000_000
}
