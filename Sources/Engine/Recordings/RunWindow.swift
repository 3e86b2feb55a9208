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
  subscript(back: Int) -> Point<Double> { trajectory.points[range.upperBound - 1 - back] }
  var ascentPoint: Point<Double> { trajectory.ascentPoints[range.upperBound - 1] }

  private func measured<Value>(_ measure: (Points<Double>) -> Value) -> Value {
    trajectory.points.withUnsafeBufferPointer { measure($0.part(range)) }
  }

  var rest: Double { measured { Measure.reach($0.last(WindowSize.stride)) } }
  var distances: (nearest: Double, farthest: Double) { measured(Measure.distances) }
  var early: WindowHalf<Double> { measured { WindowHalf($0.halves.early) } }
  var late: WindowHalf<Double> { measured { WindowHalf($0.halves.late) } }
  var push: Point<Double> { measured { surface.batchEvaluator.push($0.halves.both) } }
  var isNew: Bool {
    before(WindowHalf.init).withUnsafeBufferPointer { Measure.newness(early, late, after: $0) > 0 }
  }
  var isLowest: Bool {
    let height = measured { surface.batchEvaluator.value($0.halves.late) }
    return before(surface.batchEvaluator.value).withUnsafeBufferPointer {
      Measure.lows(height, among: $0) < 2
    }
  }

  private func before<Value>(_ measure: (Points<Double>) -> Value) -> [Value] {
    trajectory.points.withUnsafeBufferPointer { all in
      WindowSize.stretches(before: range.lowerBound).map {
        measure(all.part(WindowSize.steps(of: $0)))
      }
    }
  }
}
