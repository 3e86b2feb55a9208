import Engine
import Testing

@Suite struct `An axis` {
  @Test func `has exact ends and increasing values`() {
    for log in [false, true] {
      let axis = Axis(.knob("eta"), 0.003, 0.7, count: 17, log: log)
      #expect(axis.value(0) == 0.003 && axis.value(16) == 0.7)
      let values = (0..<17).map(axis.value)
      #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 })
      for (index, value) in values.enumerated() {
        #expect(abs(axis.position(value) - Double(index)) < 1e-9)
      }
    }
    #expect(Axis(.startX, 2, 3, count: 1).value(0) == 2)
  }

  @Test func `has equal ratios on a logarithmic scale`() {
    let axis = Axis(.knob("eta"), 1e-3, 1, count: 4, log: true)
    #expect(abs(axis.value(1) - 0.01) < 1e-16 && abs(axis.value(2) - 0.1) < 1e-15)
  }
}
