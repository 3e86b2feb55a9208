extension LossGrid {
  /// The formats of a file.
  public enum Format: String, Sendable, CaseIterable {
    /// Arrays x, y and z for numpy; the rows of z are y.
    case npz
    /// A line per point: x, y and loss.
    case csv
    /// A surface of triangles with axes, for 3-D programs.
    case obj
    /// A closed solid on a base, for 3-D printers.
    case stl

    /// Whether the file is text, which a terminal can display.
    public var isText: Bool { self == .csv || self == .obj }

    /// Whether a single row can be written.
    public var acceptsProfiles: Bool { self == .npz || self == .csv }
  }

  /// Returns the bytes of a file.
  public func bytes(_ format: Format) -> [UInt8] {
    switch format {
    case .npz: npz
    case .csv: Array(csv.utf8)
    case .obj: Array(LossMesh(self).obj.utf8)
    case .stl: LossMesh(self).stl
    }
  }
}
