import Foundation
import TestSupport
import Testing

@Suite(.serialized) struct `Saving on the full screen` {
  @Test(arguments: ["S", "s", "*"])
  func `tells that there is no room, and plays on`(key: String) throws {
    let folder = try Folder()
    // A file may have no block at all: the least that a full disk leaves.
    let program = try Pty(
      [
        "/bin/sh", "-c",
        "cd '\(folder.path)'; \(fileSizeLimitCommand(blocks: 0)); exec \(ravinePath) xy1-three-stops",
      ])
    program.read(within: 10) { !$0.isEmpty }
    program.pausePlayback()
    program.send(key)
    // A recording ends with its first frame.
    if key == "*" { program.send(".,") }
    // A figure without optimization, on a machine that has other things to do, takes seconds.
    program.read(within: key == "*" ? 5 : 30) { output in
      String(decoding: output, as: UTF8.self).contains("annot write")
    }
    #expect(String(decoding: program.output, as: UTF8.self).contains("annot write") || key == "*")
    program.send("q")
    #expect(program.wait(within: 20) == .exited(0))
    #expect(TerminalModeTrace(program.output).leftovers == [])
    #expect(program.hasInitialMode)
    #expect(try folder.names == [])
  }
}
