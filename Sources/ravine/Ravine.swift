import ArgumentParser
import Glibc
import TerminalShell

/// The command line program.
@main struct Ravine: ParsableCommand {
  /// The version number of the release.
  static let release = "0.1.0"

  /// The release, and the git commit of the build.
  static let version = "\(release) (\(commit ?? "unknown commit"))"

  static let configuration = CommandConfiguration(
    commandName: "ravine",
    abstract: "Visualize sharpness-aware optimizers on loss landscapes.",
    discussion: """
      Ravine runs gradient descent, SAM, USAM and related optimizers on two-dimensional loss \
      surfaces, and shows why normalization matters. Without a verb, Ravine opens the full screen.

      Examples:
        ravine xy1-three-stops
        ravine --surface '0.5*(x^2 + 20*y^2)' --start 2,1 --optimizer gd,sam
        ravine run --surface '(x*y - 1)^2' --start 3,0.34 --format table
        ravine show quad-split --yaml > mine.yaml && ravine mine.yaml

      Data goes to stdout, messages to stderr. “ravine manual” prints the manual page; “ravine \
      --generate-completion-script” with bash, zsh or fish prints a completion script for verbs, \
      options, lessons, surfaces and optimizers.

      Exit status: 0 success; 1 a claim does not hold (check); 64 usage error; 65 invalid lesson, \
      formula or configuration; 66 no such file or lesson; 69 no usable terminal; 74 output error.
      """,
    version: version,
    subcommands: [
      PlayVerb.self, RunVerb.self, SweepVerb.self, ThresholdVerb.self, BasinsVerb.self,
      RenderVerb.self, RecordVerb.self, ExportVerb.self, CheckVerb.self, ListVerb.self,
      ShowVerb.self,
      DoctorVerb.self, ManualVerb.self,
    ],
    defaultSubcommand: PlayVerb.self)

  /// Parses the arguments, runs the verb, and exits.
  static func main() {
    shareMemoryArena()
    runWithLargeStack {
      removeTemporaryFilesOnSignals()
      Ravine.runVerb()
    }
  }

  /// Returns the verb of a command line, or of the arguments of the program for nil.
  static func parse(_ arguments: [String]? = nil) throws -> any ParsableCommand {
    try parseAsRoot(arguments)
  }

  private static func runVerb() {
    // A write beyond the file size limit fails with EFBIG instead.
    signal(SIGXFSZ, SIG_IGN)
    do {
      var verb = try parse()
      try verb.run()
    } catch let error as CommandError {
      exit(error)
    } catch {
      let status = exitCode(for: error)
      let message = fullMessage(for: error)
      if !message.isEmpty {
        if status.isSuccess { printToStdout(message + "\n") } else { printToStderr(message) }
      }
      Glibc.exit(status.rawValue)
    }
  }

  /// Prints help, the version or a completion script; exits if stdout cannot be written.
  private static func printToStdout(_ text: String) {
    do throws(CommandError) {
      var output = try Output(nil)
      try output.write(text)
      try output.close()
    } catch {
      exit(error)
    }
  }

  private static func exit(_ error: CommandError) -> Never {
    printToStderr("Error: \(error.message)")
    Glibc.exit(error.exitStatus.rawValue)
  }
}
