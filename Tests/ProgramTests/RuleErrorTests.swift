import TestSupport
import Testing

@Suite(.blocking) struct `A wrong update rule` {
  @Test(arguments: ["run", "sweep", "threshold", "play", "show"])
  func `is printed with a caret under the error`(_ verb: String) throws {
    let argument = verb == "show" ? "" : "--optimizer "
    let result = try bash("ravine \(verb) \(argument)'w - eta*gard(w)'")
    #expect(result.status == 65)
    #expect(
      result.errors.hasSuffix(
        "invalid update rule:\nw - eta*gard(w)\n        ^\n"
          + "there is no function “gard”; did you mean “grad”?\n"))
  }

  @Test(
    .enabled(if: TmuxSession.isInstalled, "tmux is not installed: its screens cannot be compared"))
  func `is shown with a caret under the error on the screen`() throws {
    let tmux = try TmuxSession("\(ravinePath) play quad-split", rows: 24, columns: 80)
    try tmux.waitForScreen(within: 20) { $0.contains { $0.contains("step") } }
    try tmux.sendText(":optimizer 'w - eta*gard(w)'")
    try tmux.sendKeys("Enter")
    let screen = try tmux.waitForScreen(within: 20) { screen in
      screen.contains { $0.contains("did you mean “grad”?") }
    }
    let row = try #require(screen.firstIndex { $0.contains("did you mean “grad”?") })
    try #require(row > 1)
    let column = try #require(screen[row - 2].firstRange(of: "gard"))
    let caret = try #require(screen[row - 1].firstIndex(of: "^"))
    #expect(
      screen[row - 2].distance(from: screen[row - 2].startIndex, to: column.lowerBound)
        == screen[row - 1].distance(from: screen[row - 1].startIndex, to: caret),
      "\(screen.joined(separator: "\n"))")
  }
}
