/// A window of one recorded run.
struct RunWindow: Window {
  private let trajectory: Trajectory
  private let surface: AnySurface
  private let range: Range<Int>

  init(_ trajectory: Trajectory, _ surface: AnySurface, at step: Int) {
    self.trajectory = trajectory
    self.surface = surface
    range = max(0, step - WindowSize.count + 1)..<step + 1
  }

  var count: Int { range.count }
  var reachableCount: Int {
    range.upperBound - WindowSize.earliestStep(for: range.lowerBound)
  }
  func withReachablePoints<Value>(_ body: (PointBuffer<Double>) -> Value) -> Value {
    trajectory.points.withUnsafeBufferPointer {
      body($0.rebased(range.upperBound - reachableCount..<range.upperBound))
    }
  }
  func withLatestPoints<Value>(_ count: Int, _ body: (PointBuffer<Double>) -> Value) -> Value {
    trajectory.points.withUnsafeBufferPointer {
      body($0.rebased(max(0, range.upperBound - count)..<range.upperBound))
    }
  }
  var start: Point<Double> { trajectory.points[0] }
  subscript(back: Int) -> Point<Double> { trajectory.points[range.upperBound - 1 - back] }
  var ascentPoint: Point<Double> { trajectory.ascentPoints[range.upperBound - 1] }

  private func withWindowPoints<Value>(_ measure: (PointBuffer<Double>) -> Value) -> Value {
    trajectory.points.withUnsafeBufferPointer { measure($0.rebased(range)) }
  }

  var recentSquaredMotion: Double {
    withWindowPoints { WindowStatistics.maxSquaredDistance($0.rebasedSuffix(WindowSize.stride)) }
  }
  var squaredDistances: (nearest: Double, farthest: Double) {
    withWindowPoints(WindowStatistics.squaredDistances)
  }
  var early: WindowHalf<Double> { withWindowPoints { WindowHalf($0.halves.early) } }
  var late: WindowHalf<Double> { withWindowPoints { WindowHalf($0.halves.late) } }
  var weightedGradientSum: Point<Double> {
    withWindowPoints { surface.batchEvaluator.weightedGradientSum($0.halves.both) }
  }
  var isMonotone: Bool {
    mapPrecedingSegments(WindowHalf.init).withUnsafeBufferPointer {
      WindowStatistics.monotonicity(early, late, after: $0) > 0
    }
  }
  var blockLosses: WindowBlocks {
    withWindowPoints { points in
      WindowBlocks { surface.batchEvaluator.meanValue(points.block($0)) }
    }
  }
  var lossHistory: LossHistory {
    let loss = withWindowPoints { surface.batchEvaluator.meanValue($0.halves.late) }
    return mapPrecedingSegments(surface.batchEvaluator.meanValue).withUnsafeBufferPointer {
      LossHistory(
        lowerCount: WindowStatistics.countAtOrBelow(loss, among: $0),
        isSingleDip: WindowStatistics.singleDip($0, then: loss) > 0)
    }
  }

  private func mapPrecedingSegments<Value>(_ measure: (PointBuffer<Double>) -> Value) -> [Value] {
    trajectory.points.withUnsafeBufferPointer { all in
      WindowSize.segments(before: range.lowerBound).map {
        measure(all.rebased(WindowSize.steps(of: $0)))
      }
    }
  }
}
