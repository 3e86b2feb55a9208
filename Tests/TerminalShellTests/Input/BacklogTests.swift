import Drawing
import Interface
import Testing

@testable import TerminalShell

@Suite struct `The backlog` {
  private let quit = Input.key(.control("c"))
  private let suspend = Input.key(.control("z"))

  private func key(_ character: Character) -> Input { .key(.character(character)) }

  private func drag(_ column: Int) -> Input {
    .mouse(Mouse(.drag, Position(row: 0, column: column)))
  }

  private func all(_ backlog: inout Backlog, at time: Nanoseconds = 0) -> [Input] {
    var inputs: [Input] = []
    while let input = backlog.next(at: time) { inputs.append(input) }
    return inputs
  }

  @Test func `returns input in order`() {
    var backlog = Backlog()
    #expect(backlog.isEmpty)
    backlog.append([key("a"), quit, key("b")], at: 0)
    #expect(!backlog.isEmpty)
    backlog.append([key("c")], at: 1)
    #expect(all(&backlog, at: 2) == [key("a"), quit, key("b"), key("c")])
    #expect(backlog.isEmpty)
    #expect(backlog.next(at: 3) == nil)
  }

  @Test func `returns interrupts first after a delay`() {
    var backlog = Backlog()
    backlog.append([key("a"), key("b"), suspend, key("c"), quit], at: 0)
    #expect(backlog.next(at: Backlog.interruptDelay - 1) == key("a"))
    let inputs = all(&backlog, at: Backlog.interruptDelay)
    #expect(inputs == [suspend, quit, key("b"), key("c")])
  }

  @Test func `has a limited capacity, but accepts every interrupt`() {
    var backlog = Backlog()
    for _ in 0..<20 { backlog.append(Array(repeating: key("a"), count: 4096), at: 0) }
    backlog.append([key("b"), quit], at: 0)
    let inputs = all(&backlog)
    #expect(inputs.count == Backlog.capacity + 1)
    #expect(inputs.last == quit)
  }

  @Test func `merges successive drags`() {
    var backlog = Backlog()
    backlog.append([drag(1), drag(2), key("a"), drag(3)], at: 0)
    backlog.append([drag(4)], at: 0)
    #expect(all(&backlog) == [drag(2), key("a"), drag(4)])
    backlog.append([drag(5)], at: 0)
    #expect(all(&backlog) == [drag(5)])
  }
}
