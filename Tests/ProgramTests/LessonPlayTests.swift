import TestSupport
import Testing

@Suite(
  .blocking,
  .enabled(if: TmuxSession.isInstalled, "tmux is not installed: its screens cannot be compared"))
struct `A whole lesson in tmux` {
  @Test(arguments: [(24, 80), (60, 200)])
  func `plays, changes settings and quits`(_ size: (rows: Int, columns: Int)) throws {
    let folder = try TemporaryDirectory()
    // The shell writes the exit status, because tmux 3.3 sometimes misses it.
    let tmux = try TmuxSession(
      "\(ravinePath) play xy1-three-stops --pace 0.1; echo $? >'\(folder.path)/status'",
      rows: size.rows, columns: size.columns)
    func expectOnScreen(
      _ texts: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
      let screen = try tmux.waitForScreen(within: 20) { screen in
        texts.allSatisfy { text in screen.contains { $0.contains(text) } }
      }
      for text in texts {
        #expect(
          screen.contains { $0.contains(text) },
          "“\(text)” is not in:\n\(screen.joined(separator: "\n"))",
          sourceLocation: sourceLocation)
      }
    }

    try expectOnScreen(
      "xy1-three-stops", "step    0/1000", "Every point of the curve xy = 1 is a minimum")
    // Four doublings of the speed.
    try tmux.sendText("]]]] ")
    try expectOnScreen(
      "Which optimizer is still moving after 300 steps?", "[a] GD [b] USAM [c] SAM")
    try tmux.sendText("c")
    try expectOnScreen("You said SAM. Space plays on")
    try tmux.sendText(" ")
    try expectOnScreen("SAM keeps drifting along the curve. Where will it end?", "‖ step")
    try tmux.sendText("b")
    try expectOnScreen("You said at the flattest point.")
    try tmux.sendText("]]]] ")
    try expectOnScreen("step 1000/1000", "SAM has λ = 4.", "λ 18.2", "λ 11.6", "λ 4.19")
    try tmux.sendText("300G")
    try expectOnScreen("step  300/1000", "λ 6.96")
    try tmux.sendText("EE")
    try expectOnScreen("η 0.0629", "The settings differ from the lesson's", "step  300/1000")
    try tmux.sendText("uu")
    try expectOnScreen("η 0.0500", "You said at the flattest point.")
    try tmux.sendText("oquad")
    try expectOnScreen("> quad", "USAM diverges, SAM only oscillates")
    try tmux.sendKeys("Enter")
    try expectOnScreen(
      "┌ USAM diverges, SAM only oscillates", "0/300", "a quadratic with sharpness 20.0")
    try tmux.sendText("q")
    try tmux.waitForScreen(within: 5) { _ in (try? tmux.formatValue("pane_dead")) == "1" }
    #expect(try tmux.formatValue("pane_dead") == "1")
    #expect(try folder.text(of: "status") == "0\n")
  }
}
