import Engine
import Testing

@Suite struct `The random generator` {
  @Test func `is the published SplitMix64`() {
    var generator = SplitMix64(seed: 42)
    #expect(generator.next() == 0xbdd7_3226_2feb_6e95)
    #expect(generator.next() == 0x28ef_e333_b266_f103)
  }

  @Test func `has the reference's uniform numbers`() {
    var generator = SplitMix64(seed: 42)
    #expect(generator.uniform() == 0.7415648787718233)
    #expect(generator.uniform() == 0.1599103928769201)
  }

  @Test func `has the reference's normal numbers`() {
    var normals = NormalGenerator(SplitMix64(seed: 42))
    for expected in [0.8822489062222688, 1.388473285287707, -0.4508498757188601] {
      #expect(abs(normals.next() - expected) <= 4 * expected.ulp.magnitude)
    }
  }

  @Test func `has disjoint streams`() {
    var seen: Set<UInt64> = []
    for stream in 0..<100 {
      var generator = SplitMix64(seed: 7, stream: UInt64(stream))
      for _ in 0..<100 { seen.insert(generator.next()) }
    }
    #expect(seen.count == 10_000)
  }

  @Test func `has the moments of a normal distribution`() {
    var normals = NormalGenerator(SplitMix64(seed: 1))
    let count = 100_000
    let draws = (0..<count).map { _ in normals.next() }
    func moment(_ k: Int) -> Double {
      draws.reduce(0) { sum, draw in sum + (0..<k).reduce(1) { power, _ in power * draw } }
        / Double(count)
    }
    // Five standard errors of each moment: √(1, 2, 15 or 96 divided by the count).
    let root = Double(count).squareRoot()
    #expect(abs(moment(1)) < 5 / root)
    #expect(abs(moment(2) - 1) < 5 * 2.0.squareRoot() / root)
    #expect(abs(moment(3)) < 5 * 15.0.squareRoot() / root)
    #expect(abs(moment(4) - 3) < 5 * 96.0.squareRoot() / root)
  }
}
