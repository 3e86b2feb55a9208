import TestSupport
import Testing

@Suite(.blocking) struct `The user's configuration` {
  private func folder(_ yaml: String) throws -> TemporaryDirectory {
    let folder = try TemporaryDirectory()
    _ = try folder.bash("mkdir ravine")
    try folder.write(yaml, to: "ravine/config.yaml")
    return folder
  }

  @Test func `is below XDG_CONFIG_HOME, otherwise below HOME`() throws {
    let folder = try folder("keys: {quit: Z}")
    let keys = try folder.bash("XDG_CONFIG_HOME=$PWD ravine list keys")
    #expect(keys.lines.contains { $0.hasPrefix("Z ^C ") && $0.hasSuffix("quit") })
    let home = try folder.bash(
      "mkdir .config; mv ravine .config; unset XDG_CONFIG_HOME; HOME=$PWD ravine list keys")
    #expect(home.output == keys.output)
  }

  @Test(arguments: ["/nowhere", "/dev/null", "relative", "", "$PWD"])
  func `may be missing`(_ place: String) throws {
    let result = try bash("HOME= XDG_CONFIG_HOME=\(place) ravine list keys")
    #expect(result.status == 0)
    #expect(result.lines.contains { $0.hasPrefix("q ^C ") })
  }

  @Test func `that is invalid stops the program before it opens the terminal`() throws {
    let folder = try folder("keys: {play: q}")
    for command in ["ravine", "ravine play quad-split", "ravine list keys"] {
      let result = try folder.bash("XDG_CONFIG_HOME=$PWD \(command)")
      #expect(result.status == 65)
      #expect(result.output.isEmpty && !result.errors.contains("\u{1B}"))
      #expect(result.errors.contains("ravine/config.yaml:1:14: “q” is bound to quit"))
    }
    // Verbs that need no keys ignore the configuration.
    #expect(try folder.bash("XDG_CONFIG_HOME=$PWD ravine list surfaces").status == 0)
  }

  @Test(arguments: [
    ("mkfifo ravine/config.yaml", "is not a regular file"),
    ("mkdir ravine/config.yaml", "is not a regular file"),
    ("ln -s /dev/zero ravine/config.yaml", "is not a regular file"),
    ("ln -s config.yaml ravine/config.yaml", "Too many levels of symbolic links"),
    ("head -c 1100000 /dev/zero > ravine/config.yaml", "larger than 1 MB"),
  ])
  func `that is not a regular file is an error`(_ make: String, _ message: String) throws {
    let result = try bash(
      "mkdir ravine; \(make); XDG_CONFIG_HOME=$PWD timeout \(5 * timeoutFactor) $ravine list keys")
    #expect([65, 66].contains(result.status))
    #expect(result.output.isEmpty)
    #expect(result.errors.contains(message), "\(result.errors)")
  }

  @Test func `with a path that is too long is an error of one line`() throws {
    let result = try bash(
      "XDG_CONFIG_HOME=/$(head -c 100000 /dev/zero | tr '\\0' a) ravine list keys")
    #expect(result.status == 66)
    #expect(result.errors.contains("File name too long"))
    #expect(result.errors.count < 1000)
  }
}
