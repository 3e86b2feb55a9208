import Foundation
import Testing

@Suite struct `A package that imports Engine` {
  /// Built from the sources that `.ci/run` also builds as a package of its own.
  @Test func `sweeps, and finds what theory says`() throws {
    let answer = try bash("\"${ravine%/*}/example\"")
    #expect(answer.status == 0)
    #expect(
      answer.output == """
        768 cells, 414 diverged
        0 diverged below η = 2/(λ + ρλ²), 2 above it are still on their way out

        """)
  }
}
