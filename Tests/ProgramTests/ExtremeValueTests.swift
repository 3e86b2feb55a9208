import TestSupport
import Testing

@Suite(.blocking) struct `An extreme value` {
  @Test(arguments: [
    "render --surface '1e-320*x^2'", "render --surface '1e-320*x^2' --format svg",
    "render --surface 'x^30+y^30' --view-box=-1e-11:1e-11,-1e-11:1e-11 --format svg",
    "render --surface 'exp(-x^2-y^2)' --view-box=26:28,26:28",
    "render --surface 'exp(-x^2-y^2)' --view-box=26:28,26:28 --view relief",
    "render --view-box=-8e307:8e307,-1:1", "render --view-box=-8e307:8e307,-1:1 --format svg",
    "render --view-box=-8e307:8e307,-8e307:8e307 --view relief",
    "basins --surface rastrigin --view-box=-12:12,-12:12 --eta 0.001 --steps 20 --format svg",
    "record quad-split --steps 1:10:9223372036854775807",
    "sweep quad-split --shard 9223372036854775807/9223372036854775807",
    "sweep quad-split --shard 2/9223372036854775807 --steps 5",
    "run quad-split --every 9223372036854775807",
    "render quad-split --rho 5e-324 --steps 5 --view stability",
    "render quad-split --rho 1e-9 --steps 5 --view stability --format svg",
  ])
  func `is drawn or computed`(_ line: String) throws {
    let result = try bash("ravine \(line) > out; wc -c < out")
    #expect(result.status == 0, "\(result.errors)")
    #expect(Int(result.output.dropLast()) ?? 0 > 10)
  }

  @Test(arguments: [
    (
      "sweep quad-split --axis seed=0:1e20:3", "the seeds of a map must be at most 9007199254740992"
    ),
    ("render --view-box=-1e308:1e308,-1:1", "--view-box"),
  ])
  func `without a meaning is a usage error`(_ line: String, _ message: String) throws {
    let result = try bash("ravine \(line)")
    #expect(result.status == 64)
    #expect(result.errors.contains(message), "\(result.errors)")
  }
}
