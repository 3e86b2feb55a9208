import Foundation
import TestSupport
import Testing

@Suite(.serialized, .blocking) struct `Saving in full screen` {
  @Test(arguments: ["S", "s", "*"])
  func `shows an error if the disk is full, and continues`(key: String) throws {
    let folder = try Folder()
    // A file size limit of zero blocks acts like a full disk.
    let program = try Pty(
      [
        "/bin/sh", "-c",
        "cd '\(folder.path)'; \(fileSizeLimitCommand(blocks: 0)); exec \(ravinePath) xy1-three-stops",
      ])
    program.read(within: 10) { !$0.isEmpty }
    program.pausePlayback()
    program.send(key)
    // The write of the first frame ends a recording.
    if key == "*" { program.send(".,") }
    // In a debug build on a busy machine, a figure takes seconds.
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
