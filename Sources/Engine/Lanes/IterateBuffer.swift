import Vectors

/// A reusable buffer of consecutive iterates, each of one vector of runs.
///
/// Memory allocated per batch would return to the system after each batch; allocating it again
/// takes a tenth of the time of a short batch.
final class IterateBuffer {
  private(set) var points = UnsafeMutableBufferPointer<Point<Lanes>>(start: nil, count: 0)
  private var storage: UnsafeMutableRawPointer?
  private var capacity = 0

  /// Sets the number of points; the old contents become undefined.
  func resize(_ count: Int) {
    if count > capacity {
      storage?.deallocate()
      storage = .allocate(
        byteCount: count * MemoryLayout<Point<Lanes>>.stride, alignment: Lanes.alignment)
      capacity = count
    }
    points = UnsafeMutableBufferPointer(
      start: storage?.bindMemory(to: Point<Lanes>.self, capacity: count), count: count)
  }

  deinit { storage?.deallocate() }
}

extension Triple<IterateBuffer> {
  func resize(_ count: Int) -> Triple {
    for index in 0..<Self.count { self[index].resize(count) }
    return self
  }
}

extension UnsafeRawPointer {
  /// One lane of the `Lanes` value at an index, without loading the other lanes.
  @inline(__always)
  func loadLane(_ lane: Int, of index: Int) -> Double {
    assert(0..<Lanes.count ~= lane)
    return load(
      fromByteOffset: (index &* Lanes.count &+ lane) &* MemoryLayout<Double>.stride, as: Double.self
    )
  }
}

extension PointBuffer<Lanes> {
  /// One lane of the point at an index: a `Point<Lanes>` stores all x, then all y.
  @inline(__always)
  func lane(_ lane: Int, at index: Int) -> Point<Double> {
    assert(indices.contains(index))
    let numbers = UnsafeRawPointer(baseAddress.unsafelyUnwrapped + index)
    return Point<Double>(numbers.loadLane(lane, of: 0), numbers.loadLane(lane, of: 1))
  }
}
