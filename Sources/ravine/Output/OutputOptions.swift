import ArgumentParser

/// The options for the destination of a verb's data.
struct OutputOptions: ParsableArguments {
  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write to a file; “-” means stdout.", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "Replace an existing file.")
  var force = false

  /// Opens the destination.
  ///
  /// - Throws: `CommandError` if the file cannot be created or replaced.
  func open() throws(CommandError) -> Output { try Output(output, force: force) }
}
