import Engine
import TestSupport
import Testing

@Suite struct `Results of every build` {
  @Test func `have the same bits in debug and release builds, on any number of cores`() throws {
    var lines: [String] = []
    for surface in Catalog.surfaces {
      var steps = Digest()
      for optimizer in Catalog.optimizers {
        let run = Run(
          surface: .named(surface.info.id), optimizer: OptimizerChoice(optimizer.info.id),
          start: surface.info.start, steps: 40, seed: 7, noise: .normal(x: 0.01, y: 0.01))
        let recording = try Catalog.record(run)
        for row in recording.rows() {
          for value in [row.point.x, row.point.y, row.ascentPoint.x, row.ascentPoint.y] {
            steps.add(value)
          }
          for value in [row.loss, row.gradientNorm, row.sharpness, row.stabilityThreshold] {
            steps.add(value)
          }
        }
      }
      lines.append("\(surface.info.id) steps \(steps) map \(try map(of: surface))")
    }
    expectSnapshot(lines.map { $0 + "\n" }.joined(), named: "bits")
  }

  /// The digest of a stability map of SAM over η and ρ, from the lane kernels.
  private func map(of surface: SurfaceEntry) throws -> Digest {
    let run = Run(
      surface: .named(surface.info.id), optimizer: OptimizerChoice("sam"),
      start: surface.info.start, steps: 100)
    let sweep = Sweep(
      run, x: Axis(.knob("eta"), 1e-3, 1, count: 20, log: true),
      y: Axis(.knob("rho"), 0, 0.5, count: 5))
    let plan = try SweepPlan(sweep)
    let digests = try [1, 2].map { cores in
      let cells = try #require(plan.cells(Array(0..<sweep.count), cores: cores))
      return cells.reduce(into: Digest()) { digest, cell in
        let values = [Double(cell.steps), cell.point.x, cell.point.y, cell.loss, cell.sharpness]
        for value in values { digest.add(value) }
      }
    }
    #expect(digests[0] == digests[1], "\(surface.info.id) on 1 and 2 cores")
    return digests[0]
  }
}

/// The FNV-1a hash of the bits of numbers; all NaNs hash equally.
struct Digest: Equatable, CustomStringConvertible {
  private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ value: Double) {
    let bits = value.isNaN ? UInt64.max : value.bitPattern
    for shift in stride(from: 0, to: 64, by: 8) {
      hash = (hash ^ (bits >> UInt64(shift) & 0xff)) &* 0x100_0000_01b3
    }
  }

  var description: String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
