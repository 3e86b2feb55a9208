import Foundation
import TestSupport
import Testing

@Suite(.blocking) struct `Saving in full screen` {
  @Test(arguments: ["S", "s", "*"])
  func `shows an error if the disk is full, and continues`(key: String) throws {
    let folder = try TemporaryDirectory()
    // A file size limit of zero blocks acts like a full disk.
    let program = try Pty(
      [
        "/bin/sh", "-c",
        "cd '\(folder.path)'; \(fileSizeLimitCommand(blocks: 0)); exec \(ravinePath) xy1-three-stops --reduced-motion",
      ])
    #expect(program.waitForFrame())
    if key == "*" {
      // The write of the first frame ends a recording; its message may be written in parts.
      try program.press("*.,")
    } else {
      program.send(key)
      let message = Array("annot write".utf8)
      #expect(program.read(within: 30) { $0.contains(message) })
    }
    program.send("q")
    #expect(program.wait(within: 20) == .exited(0))
    #expect(TerminalModeTrace(program.output).leftovers == [])
    #expect(program.hasInitialMode)
    #expect(try folder.names == [])
  }
}
