import Foundation
import TestSupport
import Testing

@Suite(.blocking) struct `A package that imports Engine` {
  /// `.ci/run` builds the same sources as a separate package.
  @Test func `runs a sweep that agrees with theory, and a problem of its own`() throws {
    let result = try bash("\"${ravine%/*}/example\"")
    #expect(result.status == 0)
    #expect(
      result.output == """
        768 cells, 414 diverged
        0 diverged below η = 2/(λ + ρλ²), 2 above have not diverged yet
        gd: λmax = 18.5
        sam: λmax = 15.9
        4 losses; the first is that of the start: true

        """)
  }
}
