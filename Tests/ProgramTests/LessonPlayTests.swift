import TestSupport
import Testing

@Suite(
  .serialized,
  .enabled(if: TmuxSession.isInstalled, "tmux is not installed: its screens cannot be compared"))
struct `A whole lesson in tmux` {
  @Test(arguments: [(24, 80), (60, 200)])
  func `is played, changed and left`(_ size: (rows: Int, columns: Int)) throws {
    let folder = try Folder()
    // The shell tells the status: tmux 3.3 now and then never learns it.
    let tmux = try TmuxSession(
      "\(ravinePath) play xy1-three-stops; echo $? >'\(folder.path)/status'", rows: size.rows,
      columns: size.columns)
    func see(_ texts: String..., sourceLocation: SourceLocation = #_sourceLocation) throws {
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

    try see("xy1-three-stops", "step    0/1000", "Every point of the curve xy = 1 is a minimum")
    try tmux.sendText(" ")
    try see("Which of them is still moving after 300 steps?", "[1] gd [2] usam [3] sam")
    try tmux.sendText("3")
    try see("You say sam. Space plays on")
    try tmux.sendText(" ")
    try see("SAM keeps sliding along the curve. Where will it end?", "‖ step")
    try tmux.sendText("2")
    try see("You say at the flattest point.")
    try tmux.sendText("]]]]]]]] ")
    try see("step 1000/1000", "SAM has λ = 4.", "λ 18.2", "λ 11.6", "λ 4.19")
    try tmux.sendText("300G")
    try see("step  300/1000", "λ 6.96")
    try tmux.sendText("EE")
    try see("η 0.0629", "The settings are no longer the lesson's", "step  300/1000")
    try tmux.sendText("uu")
    try see("η 0.0500", "You say at the flattest point.")
    try tmux.sendText("oquad")
    try see("> quad", "USAM explodes, SAM only hums")
    try tmux.sendKeys("Enter")
    try see("┌ USAM explodes, SAM only hums", "0/300", "A bowl with sharpness 20.0")
    try tmux.sendText("q")
    try tmux.waitForScreen(within: 5) { _ in (try? tmux.formatValue("pane_dead")) == "1" }
    #expect(try tmux.formatValue("pane_dead") == "1")
    #expect(try folder.text(of: "status") == "0\n")
  }
}
