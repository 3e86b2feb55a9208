import ArgumentParser
import Glibc

/// The program: a list of verbs.
@main struct Ravine: ParsableCommand {
  static let release = "0.1.0"

  /// The release and the commit that it was built from.
  static let version = "\(release) (\(commit ?? "unknown commit"))"

  static let configuration = CommandConfiguration(
    commandName: "ravine",
    abstract: "See what sharpness-aware optimizers do on loss landscapes.",
    discussion: """
      Ravine runs gradient descent, SAM, USAM and their relatives on surfaces over the plane, and \
      shows why normalization matters. Without a verb it opens the full screen.

      Examples:
        ravine xy1-three-stops
        ravine run --surface '(x*y - 1)^2' --start 3,0.34 --format table

      Data goes to standard output, talk to standard error. “ravine manual” is the manual page; \
      “ravine --generate-completion-script” with bash, zsh or fish teaches the shell the verbs, \
      options, lessons, surfaces and optimizers.

      Exit status: 0 done; 1 a claim does not hold (check); 64 wrong usage; 65 a scenario or \
      formula is wrong; 66 no such file or scenario; 69 no usable terminal; 74 could not write.
      """,
    version: version,
    subcommands: [
      PlayVerb.self, RunVerb.self, SweepVerb.self, BasinsVerb.self, RenderVerb.self,
      RecordVerb.self, CheckVerb.self, ListVerb.self, ShowVerb.self, DoctorVerb.self,
      ManualVerb.self,
    ],
    defaultSubcommand: PlayVerb.self)

  static func main() {
    // A file that may not grow is told of by the write that fails.
    signal(SIGXFSZ, SIG_IGN)
    do {
      var verb = try parseAsRoot()
      try verb.run()
    } catch let failure as CommandError {
      printToStderr("Error: \(failure.message)")
      Glibc.exit(failure.exitStatus.rawValue)
    } catch {
      let status = exitCode(for: error)
      guard !status.isSuccess else { exit(withError: error) }
      let message = fullMessage(for: error)
      if !message.isEmpty { printToStderr(message) }
      Glibc.exit(status.rawValue)
    }
  }
}
