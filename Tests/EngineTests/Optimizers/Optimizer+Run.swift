@testable import Engine

extension Optimizer {
  /// Returns the iterates and the ascent points of `steps` steps; the lists begin at the start.
  func run(
    on objective: some Objective<V>, from start: V, steps: Int, seed: UInt64 = 0
  ) -> (iterates: [V], ascentPoints: [V]) {
    var (w, memory) = (start, initialMemory(at: start, seed: seed))
    var (iterates, ascentPoints) = ([w], [V]())
    for _ in 0..<steps {
      ascentPoints.append(step(&w, &memory, on: objective))
      iterates.append(w)
    }
    return (iterates, ascentPoints)
  }
}
