import TestSupport
import Testing

@Suite(.blocking) struct `An interrupted program` {
  /// A map that takes hours.
  private static let sweep =
    "sweep xy1-three-stops --optimizer sam --eta 0.01:1:500 --rho 0.01:1:500 --steps 10000000"

  /// Starts a program in the background, where signals have their default actions.
  private func script(_ line: String, until condition: String, _ signal: String) -> String {
    """
    set -m
    "$ravine" \(line) & job=$!
    for ((i = 0; i < \(1000 * timeoutFactor); i++)); do
      if \(condition); then break; fi
      sleep 0.01
    done
    start=$(date +%s%3N)
    kill -\(signal) $job
    wait $job
    echo "$? $(($(date +%s%3N) - start))"
    """
  }

  @Test(arguments: [("INT", 130), ("TERM", 143), ("HUP", 129), ("QUIT", 131), ("PIPE", 141)])
  func `ends at once and by the signal, and leaves the old file`(_ signal: String, _ status: Int)
    throws
  {
    let folder = try TemporaryDirectory()
    try folder.write("old\n", to: "map.csv")
    let result = try folder.bash(
      script(
        "\(Self.sweep) -o map.csv --force", until: "compgen -G '.ravine-*' >/dev/null", signal))
    let numbers = try #require(result.lines.last).split(separator: " ").compactMap { Int($0) }
    #expect(numbers.first == status, "\(result.output)\(result.errors)")
    #expect(numbers.last ?? .max < 500 * timeoutFactor)
    #expect(!result.errors.contains("Fatal"))
    #expect(try folder.names == ["map.csv"])
    #expect(try folder.text(of: "map.csv") == "old\n")
  }

  @Test(arguments: [
    sweep, "\(sweep) --format svg", "basins --surface rastrigin --grid 2000x2000 --steps 100000",
    "run --surface ring --steps 10000000 --optimizer sam",
    "render --surface ring --steps 10000000 --optimizer sam --format svg",
  ])
  func `ends at once if it writes to stdout`(_ line: String) throws {
    let consumesTime =
      "read -ra words 2>/dev/null </proc/$job/stat && ((words[13] > 10))"
    for (signal, status) in [("INT", 130), ("QUIT", 131)] {
      let result = try bash(script("\(line) >/dev/null", until: consumesTime, signal))
      let numbers = try #require(result.lines.last).split(separator: " ").compactMap { Int($0) }
      #expect(numbers.first == status, "\(result.output)\(result.errors)")
      #expect(numbers.last ?? .max < 500 * timeoutFactor)
    }
  }

  @Test func `ignores a signal that its parent ignores`() throws {
    let result = try bash(
      """
      trap '' HUP
      "$ravine" run --surface ring --steps 200000 -o out.csv & job=$!
      until compgen -G '.ravine-*' >/dev/null; do sleep 0.01; done
      kill -HUP $job
      wait $job
      echo $?
      """)
    #expect(result.output == "0\n", "\(result.errors)")
  }

  @Test func `that was killed leaves a file, which the next program removes`() throws {
    let folder = try TemporaryDirectory()
    _ = try folder.bash(
      script(
        "\(Self.sweep) -o map.csv", until: "compgen -G '.ravine-*' >/dev/null", "KILL"))
    #expect(try folder.names.count == 1)
    try folder.write("", to: ".ravine-notes")
    // The file of a program that still runs stays.
    let result = try folder.bash(
      """
      "$ravine" \(Self.sweep) -o map.csv & job=$!
      until (($(ls -A | grep -c '^.ravine-[0-9]') == 1)) && [[ -e /proc/$job ]] &&
        compgen -G ".ravine-$job-*" >/dev/null; do sleep 0.01; done
      ravine run quad-split --steps 3 -o out.csv
      ls -A | grep -c '^.ravine-[0-9]'
      kill $job; wait $job
      """)
    #expect(result.output == "1\n", "\(result.errors)")
    #expect(try folder.names == [".ravine-notes", "out.csv"])
  }
}

@Suite(.blocking) struct `An unusual destination` {
  @Test func `that is a dangling link creates the target of the link`() throws {
    for force in ["", "--force"] {
      let folder = try TemporaryDirectory()
      let result = try folder.bash(
        """
        mkdir sub; ln -s sub/nowhere link
        ravine run quad-split --steps 3 -o link \(force)
        echo $?; wc -l < sub/nowhere; readlink link
        """)
      #expect(result.output == "0\n13\nsub/nowhere\n", "\(result.errors)")
    }
  }

  @Test func `that is a link to itself is an error at once`() throws {
    let result = try bash("ln -s link link; ravine run quad-split --steps 3 -o link --force")
    #expect(result.status == 74)
    #expect(result.errors.hasPrefix("Error: cannot write link"), "\(result.errors)")
  }

  @Test(arguments: ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
  func `that names stdout is stdout`(_ path: String) throws {
    let result = try bash(
      """
      ravine run quad-split --steps 3 -o \(path) | wc -l
      (echo first; ravine run quad-split --steps 3 -o \(path)) > both; wc -l < both
      """)
    #expect(result.output == "13\n14\n", "\(result.errors)")
  }

  @Test(arguments: ["--help", "--version", "--generate-completion-script bash", "help sweep"])
  func `that is full gives status 74 for help, too`(_ arguments: String) throws {
    let result = try bash("ravine \(arguments) >/dev/full")
    #expect(result.status == 74)
    #expect(result.errors == "Error: cannot write stdout: No space left on device\n")
  }
}
