import Vectors

/// The registers of an update rule on lanes, three vectors each.
///
/// A vector of the plane takes two registers in a row, for x and for y.
struct LaneRegisters {
  let base: UnsafeMutableRawPointer

  /// The size of a register in bytes.
  static var stride: Int { MemoryLayout<Triple<Lanes>>.stride }

  /// The memory of a register.
  @inline(__always)
  func vectors(_ offset: Int32) -> UnsafeMutableRawPointer { base + Int(offset) }

  /// The lanes of a register.
  @inline(__always)
  func lanes(_ offset: Int32) -> UnsafeMutablePointer<Lanes> {
    vectors(offset).assumingMemoryBound(to: Lanes.self)
  }

  /// One vector of the points in two registers.
  @inline(__always)
  func point(_ offset: Int32, _ vector: Int) -> Point<Lanes> {
    let lanes = lanes(offset)
    return Point(lanes[vector], lanes[vector + 3])
  }

  /// Stores one vector of points in two registers.
  @inline(__always)
  func store(_ point: Point<Lanes>, at offset: Int32, _ vector: Int) {
    let lanes = lanes(offset)
    lanes[vector] = point.x
    lanes[vector + 3] = point.y
  }
}
