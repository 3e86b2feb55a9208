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
  var look: Point<Double> { trajectory.looks[range.upperBound - 1] }

  private func measured<Value>(
    _ part: Range<Int>, _ measure: (Points<Double>) -> Value
  ) -> Value {
    trajectory.points.withUnsafeBufferPointer { measure($0.part(part)) }
  }

  private func last(_ many: Int) -> Range<Int> {
    max(range.lowerBound, range.upperBound - many)..<range.upperBound
  }

  private var half: Int { Self.half(of: count) }

  var rest: Double { measured(last(WindowSize.stride), Measure.reach) }
  var reach: Double { measured(range, Measure.reach) }
  var nearest: Double { measured(range, Measure.nearest) }
  var early: Leg<Double> {
    measured(range.upperBound - 2 * half..<range.upperBound - half, Leg.init)
  }
  var late: Leg<Double> { measured(last(half), Leg.init) }
  var push: Point<Double> { measured(last(2 * half), surface.gauge.push) }
  var stretches: Int { before.count }
  func stretch(_ index: Int) -> Leg<Double> { measured(before[index], Leg.init) }
  var lateHeight: Double { measured(last(half), surface.gauge.height) }
  func stretchHeight(_ index: Int) -> Double { measured(before[index], surface.gauge.height) }

  private var before: [Range<Int>] { WindowSize.stretches(before: range.lowerBound) }
}
