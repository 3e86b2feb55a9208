import Foundation
import PackagePlugin

/// Generates `let ruleFiles: [(id: String, text: String)]`, the update rules in `Sources/Rules`.
///
/// The id of a rule is the name of its file. The script runs in every build, so a new file needs no
/// entry in a list, and writes `RuleFiles.swift` only if a rule changes, to avoid recompilation.
@main struct EmbedRules: BuildToolPlugin {
  /// Returns the prebuild command that writes `RuleFiles.swift`.
  func createBuildCommands(context: PluginContext, target: any Target) -> [Command] {
    let directory = context.pluginWorkDirectoryURL.appending(path: "EmbedRules")
    let rules = context.package.directoryURL.appending(path: "Sources/Rules")
    return [
      .prebuildCommand(
        displayName: "Embedding the update rules", executable: URL(filePath: "/bin/sh"),
        arguments: ["-c", script, "embed", rules.path, directory.path],
        outputFilesDirectory: directory)
    ]
  }
}

private let script = ####"""
  cd "$1" || exit 1
  LC_ALL=C
  mkdir -p "$2"
  {
    echo 'let ruleFiles: [(id: String, text: String)] = ['
    for file in *.rule; do
      printf '  ("%s", ###"""\n' "${file%.rule}"
      cat "$file"
      printf '\n"""###),\n'
    done
    echo ']'
  } >"$2.new"
  cmp -s "$2.new" "$2/RuleFiles.swift" || cp "$2.new" "$2/RuleFiles.swift"
  """####
