import Foundation
import PackagePlugin

/// Tells the program the commit that it is built from, as `let commit: String?`.
///
/// Asked of git at every build, since SwiftPM remembers what a manifest once said; written only
/// when the answer is another, so that nothing is compiled for nothing. The same commit gives the
/// same text; `+` marks changes that are not committed. Outside of a repository of its own, as in
/// an unpacked archive, it is nil.
@main struct CommitStamp: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) -> [Command] {
    let folder = context.pluginWorkDirectoryURL.appending(path: "CommitStamp")
    return [
      .prebuildCommand(
        displayName: "Reading the commit from git", executable: URL(filePath: "/bin/sh"),
        arguments: ["-c", script, "stamp", context.package.directoryURL.path, folder.path],
        outputFilesDirectory: folder)
    ]
  }
}

private let script = #"""
  cd "$1" || exit 1
  answer=nil
  if [ "$(git rev-parse --show-toplevel 2>/dev/null)" = "$(pwd -P)" ]; then
    commit=$(git --no-optional-locks describe --always --abbrev=12 --exclude='*' --dirty=+ \
      2>/dev/null) && answer="\"$commit\""
  fi
  line="let commit: String? = $answer"
  mkdir -p "$2"
  [ "$line" = "$(cat "$2/Commit.swift" 2>/dev/null)" ] || echo "$line" >"$2/Commit.swift"
  """#
