/// The width of a landscape that a file of settings beside an npy file names: `distance = 2.0`.
///
/// `random_plane` of the Python package loss-landscapes writes a matrix without coordinates. Users keep
/// its parameters in a file with the same name and the ending toml.
struct NamedDistance {
  /// The length of each axis, which is positive.
  let distance: Double
  /// The path of the file.
  let path: String

  /// Reads the file beside the npy file of a path; nil without such a file, or without the key.
  init?(besides path: String, _ contents: FileContents, _ load: LandscapeLoader) {
    guard contents.format == "npy", path.hasSuffix(".npy") else { return nil }
    self.path = path.dropLast(3) + "toml"
    // The file may be absent.
    guard let bytes = try? load(self.path, 1 << 16) else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    let values = lines.lazy.compactMap { line -> Double? in
      let parts = line.prefix { $0 != "#" }.split(separator: "=").map { $0.filter { $0 != " " } }
      return parts.count == 2 && parts[0] == "distance" ? Double(parts[1]) : nil
    }
    guard let distance = values.first, distance.isFinite, distance > 0 else { return nil }
    self.distance = distance
  }
}
