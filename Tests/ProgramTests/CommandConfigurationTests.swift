import TestSupport
import Testing

@Suite struct `The user's configuration` {
  private func folder(_ yaml: String) throws -> Folder {
    let folder = try Folder()
    _ = try folder.bash("mkdir ravine")
    try folder.write(yaml, to: "ravine/config.yaml")
    return folder
  }

  @Test func `is found below XDG_CONFIG_HOME, else below the home folder`() throws {
    let folder = try folder("keys: {quit: Z}")
    let keys = try folder.bash("XDG_CONFIG_HOME=$PWD ravine list keys")
    #expect(keys.lines.contains { $0.hasPrefix("Z ^C ") && $0.hasSuffix("quit") })
    let home = try folder.bash(
      "mkdir .config; mv ravine .config; unset XDG_CONFIG_HOME; HOME=$PWD ravine list keys")
    #expect(home.output == keys.output)
  }

  @Test(arguments: ["/nowhere", "/dev/null", "relative", "", "$PWD"])
  func `may be missing`(_ place: String) throws {
    let answer = try bash("HOME= XDG_CONFIG_HOME=\(place) ravine list keys")
    #expect(answer.status == 0)
    #expect(answer.lines.contains { $0.hasPrefix("q ^C ") })
  }

  @Test func `that is wrong stops the program before it asks for a terminal`() throws {
    let folder = try folder("keys: {play: q}")
    for command in ["ravine", "ravine play quad-split", "ravine list keys"] {
      let answer = try folder.bash("XDG_CONFIG_HOME=$PWD \(command)")
      #expect(answer.status == 65)
      #expect(answer.output.isEmpty && !answer.errors.contains("\u{1B}"))
      #expect(answer.errors.contains("ravine/config.yaml:1:14: “q” is the key of quit already"))
    }
    // What needs no keys does not mind.
    #expect(try folder.bash("XDG_CONFIG_HOME=$PWD ravine list surfaces").status == 0)
  }

  @Test(arguments: [
    ("mkfifo ravine/config.yaml", "is not a regular file"),
    ("mkdir ravine/config.yaml", "is not a regular file"),
    ("ln -s /dev/zero ravine/config.yaml", "is not a regular file"),
    ("ln -s config.yaml ravine/config.yaml", "Too many levels of symbolic links"),
    ("head -c 1100000 /dev/zero > ravine/config.yaml", "larger than 1 MB"),
  ])
  func `that is no file of text is refused at once`(_ make: String, _ message: String) throws {
    let answer = try bash(
      "mkdir ravine; \(make); XDG_CONFIG_HOME=$PWD timeout \(5 * timeoutFactor) $ravine list keys")
    #expect([65, 66].contains(answer.status))
    #expect(answer.output.isEmpty)
    #expect(answer.errors.contains(message), "\(answer.errors)")
  }

  @Test func `of a place too long for a path is refused in a line`() throws {
    let answer = try bash(
      "XDG_CONFIG_HOME=/$(head -c 100000 /dev/zero | tr '\\0' a) ravine list keys")
    #expect(answer.status == 66)
    #expect(answer.errors.contains("File name too long"))
    #expect(answer.errors.count < 1000)
  }
}
