import Glibc
import TestSupport
import Testing

/// All ways to end the program.
@Suite(.blocking) struct `After every exit, the shell` {
  @Test(arguments: PtyExitCase.all)
  func `has its terminal restored`(_ exitCase: PtyExitCase) throws {
    let outcome = try exitCase.run(of: [ravinePath])
    #expect(outcome.terminationStatus.map(exitCase.expected.contains) == true, "\(outcome)")
    #expect(outcome.leftovers == [])
  }

  @Test func `has no running program after its parent was killed`() throws {
    let program = try Pty(["/bin/sh", "-c", "\(ravinePath); exit 0"])
    #expect(program.waitForFrame())
    let child = try #require(program.children.first)
    program.kill(SIGKILL)
    #expect(program.wait(within: 5) == .signaled(SIGKILL))
    // The process that adopts the child may reap it later.
    program.read(within: 10) { _ in !isAlive(child) }
    #expect(!isAlive(child))
    program.read(within: 10) { TerminalModeTrace($0).leftovers.isEmpty }
    #expect(TerminalModeTrace(program.output).leftovers == [])
    #expect(program.hasInitialMode)
  }
}
